"""The trail: who did what and when, narrowed and paged, and whether it can be trusted."""

from datetime import timedelta

import pytest
from django.utils import timezone

from greenpact.cities.keeping import keep, remove
from greenpact.cities.models import District
from greenpact.journal.models import Chain, Entry
from greenpact.journal.watching import watch
from tests.makers import AT, BY, a_city, a_deal
from tests.workspace.people import Cast, a_cast, signed_in

TRAIL = "/workspace/heidelberg/trail/"


@pytest.fixture
def cast(db: None) -> Cast:
    return a_cast()


def numbers(cast: Cast, **query: str) -> list[int]:
    return [line.number for line in cast.office.get(TRAIL, query).context["lines"]]


def test_it_names_whoever_did_it_and_shows_the_citys_own_time(cast: Cast) -> None:
    cast.officer.name = "Olga"
    cast.officer.save()
    keep(District, cast.city, "west", {"name": "West"}, by=cast.officer.actor, at=AT)

    line = cast.office.get(TRAIL).context["lines"][0]

    assert (line.who, line.subject, str(line.kind), str(line.verb)) == ("Olga", "West", "District", "added")
    assert f"{line.moment:%H:%M}" == "12:00"
    assert line.address == "/workspace/heidelberg/register/districts/west/"


def test_somebody_who_is_gone_is_a_reference(cast: Cast) -> None:
    keep(District, cast.city, "west", {"name": "West"}, by="account:gone", at=AT)

    assert b"account:gone" in cast.office.get(TRAIL).content


def test_what_was_removed_keeps_its_short_name(cast: Cast) -> None:
    row = keep(District, cast.city, "west", {"name": "West"}, by=BY, at=AT)[0]
    remove(row, by=BY, at=AT)

    line = cast.office.get(TRAIL, {"kind": "district"}).context["lines"][0]
    assert (line.subject, line.address, str(line.verb)) == ("west", "", "removed")


def test_readers_get_no_links_to_pages_that_they_may_not_open(cast: Cast) -> None:
    keep(District, cast.city, "west", {"name": "West"}, by=BY, at=AT)
    a_deal(cast.city, "roofs")

    lines = signed_in(cast.reader).get(TRAIL).context["lines"]

    assert {line.subject: line.address for line in lines}["West"] == ""
    assert any(line.address.endswith("/deals/roofs/") for line in lines)


def test_it_is_narrowed_by_kind_verb_and_person(cast: Cast) -> None:
    by = cast.officer.actor
    keep(District, cast.city, "west", {"name": "West"}, by=by, at=AT)
    keep(District, cast.city, "west", {"name": "Far West"}, by=BY, at=AT)
    last = Chain.objects.get(pk=cast.city.chain_id).number

    assert numbers(cast, kind="district") == [last, last - 1]
    assert numbers(cast, kind="district", verb="changed") == [last]
    assert numbers(cast, kind="district", who=cast.officer.ref) == [last - 1]


def test_it_goes_page_by_page_and_skips_nothing(cast: Cast) -> None:
    for number in range(60):
        keep(District, cast.city, f"d{number}", {"name": str(number)}, by=BY, at=AT)
    first = cast.office.get(TRAIL, {"kind": "district"})

    second = cast.office.get(first.context["older"])

    shown = [line.number for page in (first, second) for line in page.context["lines"]]
    assert len(shown) == 60
    assert shown == sorted(shown, reverse=True)
    assert second.context["older"] == ""
    assert second.context["newest"] == f"{TRAIL}?kind=district"


DAMAGED = [{"before": "x"}, {"before": "9" * 30}, {"kind": "unheard"}, {"who": "\0"}, {"verb": "<b>"}]


@pytest.mark.parametrize("query", DAMAGED)
def test_a_damaged_address_is_said_and_shows_the_newest(cast: Cast, query: dict[str, str]) -> None:
    answer = cast.office.get(TRAIL, query)

    assert answer.status_code == 200
    assert b"Part of this address is damaged" in answer.content
    assert answer.context["lines"]


def test_entries_of_another_city_are_not_in_it(cast: Cast) -> None:
    keep(District, a_city("mannheim"), "jungbusch", {"name": "Jungbusch"}, by=BY, at=AT)

    assert b"Jungbusch" not in cast.office.get(TRAIL).content


def test_it_says_how_far_it_was_checked(cast: Cast) -> None:
    _office = cast.office
    assert b"Not checked yet." in cast.office.get(TRAIL).content

    watch(cast.city.chain_id, at=timezone.now())

    assert b"every entry is there and unaltered" in cast.office.get(TRAIL).content


def test_it_says_when_somebody_tampered_with_it(cast: Cast) -> None:
    Entry.objects.filter(chain=cast.city.chain_id, number=1).update(at=AT + timedelta(days=1))
    watch(cast.city.chain_id, at=timezone.now())

    assert b"The trail has been tampered with" in cast.office.get(TRAIL).content


def test_a_full_page_asks_few_questions(cast: Cast, django_assert_max_num_queries: object) -> None:
    for number in range(12):
        a_deal(cast.city)
        keep(District, cast.city, f"d{number}", {"name": str(number)}, by=BY, at=AT)
    client = cast.office

    with django_assert_max_num_queries(16):  # type: ignore[operator]  # a fixture of pytest-django
        client.get(TRAIL)
