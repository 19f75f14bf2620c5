"""The first pages of the workspace: my cities, and what needs attention in one."""

import pytest

from greenpact.cities.models import City
from greenpact.measures.models import Measure
from greenpact.parties.rules import Role
from tests.makers import TODAY, a_city, a_deal, a_member, an_account
from tests.workspace.people import Cast, a_cast, signed_in

HOME = "/workspace/heidelberg/"


@pytest.fixture
def cast(db: None) -> Cast:
    return a_cast()


def test_the_only_city_opens_straight_away(cast: Cast) -> None:
    assert cast.office.get("/workspace/").headers["Location"] == HOME
    assert b"Heidelberg" in cast.office.get("/workspace/?all").content


def test_the_operator_may_enter_every_city(cast: Cast) -> None:
    a_city("mannheim")
    operator = signed_in(an_account(is_superuser=True))

    cities = [entry["city"].slug for entry in operator.get("/workspace/").context["entries"]]
    assert cities == ["heidelberg", "mannheim"]
    assert operator.get("/workspace/mannheim/members/").status_code == 200


def test_a_new_city_is_told_where_to_begin(cast: Cast) -> None:
    assert b"Begin with the register" in cast.office.get(HOME).content


def test_late_measures_and_drafts_are_shown(cast: Cast) -> None:
    a_deal(cast.city, "roofs", public=False)
    Measure.objects.update(due_on=TODAY.replace(year=2020))

    page = cast.office.get(HOME)

    assert page.context["late_count"] == 2
    assert [deal.ref for deal in page.context["drafts"]] == ["roofs"]
    assert b"days late" in page.content


def test_a_party_editor_sees_what_is_their_own(cast: Cast) -> None:
    deal = a_deal(cast.city, "roofs")
    Measure.objects.update(due_on=TODAY.replace(year=2020))
    company = deal.parties.exclude(organisation__kind="city").get().organisation
    client = signed_in(a_member(cast.city, Role.PARTY_EDITOR, company))

    page = client.get(HOME)

    assert page.context["late_count"] == 1
    assert list(page.context["own"]) == [company]
    assert page.context["lines"] == []
    assert b"Newest changes" not in page.content


def test_an_invented_city_is_marked_on_every_page(cast: Cast) -> None:
    City.objects.update(is_invented=True)

    for page in (HOME, f"{HOME}register/", f"{HOME}members/", f"{HOME}trail/"):
        assert b"This city is invented" in cast.office.get(page).content


def test_the_home_of_a_full_city_asks_few_questions(
    cast: Cast, django_assert_max_num_queries: object
) -> None:
    for _number in range(10):
        a_deal(cast.city)
    Measure.objects.update(due_on=TODAY.replace(year=2020))
    client = cast.office

    with django_assert_max_num_queries(20):  # type: ignore[operator]  # a fixture of pytest-django
        client.get(HOME)
