"""The first pages of the workspace: my cities, and what needs attention in one."""

from datetime import timedelta

import pytest
from django.utils import timezone

from greenpact.cities.models import City
from greenpact.measures.models import Measure
from greenpact.parties.rules import Role
from tests.makers import TODAY, a_city, a_deal, a_member, an_account
from tests.workspace.hands import at
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

    with django_assert_max_num_queries(24):  # type: ignore[operator]  # a fixture of pytest-django
        client.get(HOME)


def test_what_is_due_within_a_month_is_announced_with_the_way_to_record_it(cast: Cast) -> None:
    deal = a_deal(cast.city, "roofs")
    Measure.objects.update(state="under_way", due_on=None)
    soon = Measure.objects.get(clause__ref="c1")
    Measure.objects.filter(pk=soon.pk).update(due_on=timezone.localdate() + timedelta(days=9))

    page = cast.office.get(HOME)

    assert [(entry.measure, entry.days) for entry in page.context["soon"]] == [(soon, 9)]
    assert page.context["late"] == []
    assert "due in 9 days" in page.content.decode()
    assert at(deal, "measures/c1/") in page.content.decode()


def test_the_latest_milestone_or_measure_stands_first(cast: Cast) -> None:
    a_deal(cast.city, "roofs")
    today = timezone.localdate()
    first, second = Measure.objects.order_by("clause__ref")
    Measure.objects.update(state="under_way", due_on=None)
    Measure.objects.filter(pk=first.pk).update(due_on=today - timedelta(days=5))
    second.milestones.create(text={"en": "Permit"}, due_on=today - timedelta(days=50))

    late = cast.office.get(HOME).context["late"]

    assert [(entry.measure, entry.days, entry.by_milestone) for entry in late] == [
        (second, 50, True),
        (first, 5, False),
    ]


def test_gaps_of_the_public_pages_are_named_for_those_who_can_close_them(cast: Cast) -> None:
    a_deal(cast.city, "roofs")
    assert "The imprint is missing." in cast.office.get(HOME).content.decode()
    assert signed_in(cast.reader).get(HOME).context["gaps"] == []


def test_everything_typed_and_not_saved_is_found_again(cast: Cast) -> None:
    deal = a_deal(cast.city, "roofs")
    subjects = {
        "deal:roofs/texts": at(deal, "texts/"),
        "deal:new": f"{HOME}deals/new/",
        "city:heidelberg/legal": f"{HOME}register/city/legal/",
        "field:heidelberg/new": f"{HOME}register/fields/new/",
        "organisation:stadtwerke": f"{HOME}register/organisations/stadtwerke/",
        "organisation:stadtwerke/own": f"{HOME}register/organisations/stadtwerke/own/",
        "organisation:stadtwerke/addresses": f"{HOME}register/organisations/stadtwerke/addresses/",
        "organisation:stadtwerke/people/new": f"{HOME}register/organisations/stadtwerke/people/new/",
    }
    for subject in subjects:
        cast.office.post(f"{HOME}drafts/", {"subject": subject, "name": "x"})

    places = cast.office.get(HOME).context["unsaved"]

    assert {place.address for place in places} == {f"{address}?restore" for address in subjects.values()}
    assert all(cast.office.get(place.address).status_code == 200 for place in places)


def test_a_draft_of_no_form_of_ours_leads_nowhere(cast: Cast) -> None:
    for subject in ("nothing:x", "a/b", "deal:gone/texts"):
        cast.office.post(f"{HOME}drafts/", {"subject": subject, "name": "x"})

    assert cast.office.get(HOME).status_code == 200
