"""The public journal as a stream: in order, resumable, without anybody's name."""

import pytest

from greenpact.deals.publishing import take_back
from greenpact.deals.rules import TakenBack
from greenpact.journal.models import Entry
from tests.api.conftest import Ask
from tests.makers import AT, BY, a_city, a_deal, an_organisation

pytestmark = pytest.mark.django_db


def test_a_city_s_stream_is_read_on_from_where_one_was(ask: Ask) -> None:
    city = a_city("heidelberg")
    for number in range(4):
        a_deal(city, f"deal-{number}", public=number != 2)
    numbers, address = [], "cities/heidelberg/changes?size=3"
    while address:
        answer = ask(address)
        numbers += [change["number"] for change in answer["items"]]
        address = (answer["next"] or "").removeprefix("http://testserver/api/v1/")
    public = Entry.objects.public().filter(chain=city.chain).order_by("number")
    assert numbers == list(public.values_list("number", flat=True))
    assert answer["revision"] == numbers[-1]
    a_deal(city, "one-more")
    later = ask(f"cities/heidelberg/changes?since={numbers[-1]}")["items"]
    assert [change["verb"] for change in later] == ["organisation.added", "deal.published"]


def test_an_entry_tells_what_happened_and_not_who_did_it(ask: Ask) -> None:
    a_deal(a_city("heidelberg"), "solar-roofs")
    change = ask("cities/heidelberg/changes")["items"][-1]
    assert change["subject"] == {
        "kind": "deal",
        "ref": "solar-roofs",
        "found_at": "http://testserver/api/v1/deals/heidelberg/solar-roofs",
    }
    assert change["at"] == "2026-06-15T10:00:00Z"
    assert not {"actor", "hash", "previous"} & change.keys()


def test_organisations_without_a_public_deal_are_not_named(ask: Ask) -> None:
    city = a_city("heidelberg")
    an_organisation(city, "shy", name="Shy and Sons")
    a_deal(city, "draft", public=False)
    stream = ask("cities/heidelberg/changes")
    assert {change["subject"]["ref"] for change in stream["items"]} == {"heidelberg", None}
    assert "shy" not in str(stream).lower()
    assert "draft" not in str(stream)


def test_a_deal_taken_back_leaves_word_that_it_is_gone(ask: Ask) -> None:
    deal = a_deal(a_city("heidelberg"), "hasty")
    take_back(deal, reason=TakenBack.TOO_EARLY, by=BY, at=AT)
    change = ask("changes")["items"][0]
    assert (change["verb"], change["details"]) == ("deal.taken_back", {"reason": "too_early"})
    assert change["subject"] == {"kind": "deal", "ref": "hasty", "found_at": None}


def test_the_network_s_changes_are_the_newest_of_real_cities(ask: Ask) -> None:
    for slug, is_invented in (("heidelberg", False), ("musterstadt", True), ("mannheim", False)):
        a_city(slug, is_invented=is_invented)
    assert [change["city"]["slug"] for change in ask("changes")["items"]] == ["mannheim", "heidelberg"]
    assert [change["verb"] for change in ask("cities/musterstadt/changes")["items"]] == ["city.added"]


def test_a_number_beyond_the_end_gives_nothing(ask: Ask) -> None:
    a_city("heidelberg")
    answer = ask(f"cities/heidelberg/changes?since={2**53 - 1}")
    assert (answer["items"], answer["next"]) == ([], None)
