"""Deals as lists and one by one, narrowed by the filters that the portal has."""

import hashlib
from datetime import date

import pytest
import time_machine
from django.http import QueryDict
from django.test import Client

from greenpact.api.asking import DealsAsked, Paged
from greenpact.deals.drafting import Parts, PartyEntry, alter
from greenpact.deals.filtering import DealFilter, grounds_of, narrowed, read
from greenpact.deals.models import Deal
from greenpact.deals.publishing import take_back
from greenpact.deals.rules import TakenBack
from tests.api.conftest import Ask
from tests.api.makers import a_full_city, a_full_deal
from tests.makers import AT, BY, a_city, a_deal

pytestmark = pytest.mark.django_db

QUERIES = [
    *(
        "q=solar",
        "q=roof+opens",
        "q=nothing",
        "field=energy",
        "sector=energy",
        "sector=tourism",
        "sdg=13",
        "sdg=1",
    ),
    *("kind=deal", "kind=pact", "tier=agreement", "work=exploring", "work=ended", "signature=unsigned"),
    *(
        "party=company",
        "party=school",
        "district=weststadt",
        "year=2026",
        "year=2031",
        "kind=deal&sdg=7&q=solar",
    ),
]


def refs(answer: dict[str, list[dict[str, str]]]) -> list[str]:
    return [item["ref"] for item in answer["items"]]


def test_the_filters_are_those_of_the_portal() -> None:
    assert set(DealsAsked.model_fields) - set(Paged.model_fields) == set(DealFilter.__dataclass_fields__)


@pytest.mark.parametrize("query", QUERIES)
def test_a_filter_finds_what_it_finds_in_the_portal(ask: Ask, query: str) -> None:
    city = a_full_city()
    a_full_deal(city)
    a_deal(city, "tram", kind="pact")
    grounds = grounds_of(city)
    reading = read(QueryDict(query), grounds)
    assert not reading.ignored
    expected = narrowed(Deal.objects.published().of_city(city), reading.filter, grounds).newest_first()
    in_city, everywhere = ask(f"cities/heidelberg/deals?{query}"), ask(f"deals?{query}")
    assert refs(in_city) == [deal.ref for deal in expected]
    assert refs(everywhere) == refs(in_city)


def test_the_filters_do_tell_deals_apart(ask: Ask) -> None:
    city = a_full_city()
    a_full_deal(city)
    a_deal(city, "tram", kind="pact")
    found = {query: refs(ask(f"deals?{query}")) for query in QUERIES}
    assert found["field=energy"] == found["district=weststadt"] == found["sdg=13"] == ["solar-roofs"]
    assert found["kind=pact"] == ["tram"]
    assert found["q=nothing"] == found["sdg=1"] == found["party=school"] == []


def test_a_field_that_the_city_does_not_have_is_told(ask: Ask) -> None:
    a_full_city()
    problem = ask("cities/heidelberg/deals?field=fishing", status=422)
    assert problem["errors"] == [
        {"in": "query", "name": "field", "detail": "It must be one of these: energy, mobility."}
    ]


def test_the_network_list_leaves_invented_cities_out(ask: Ask) -> None:
    a_deal(a_city("heidelberg"), "real")
    a_deal(a_city("musterstadt", is_invented=True), "made-up")
    assert refs(ask("deals")) == ["real"]
    [invented] = ask("cities/musterstadt/deals")["items"]
    assert (invented["ref"], invented["city"]["invented"]) == ("made-up", True)


def test_a_shared_deal_stands_in_the_lists_of_all_its_cities(ask: Ask) -> None:
    heidelberg, mannheim = a_city("heidelberg"), a_city("mannheim")
    a_deal(heidelberg, "river", further_cities=[mannheim])
    [deal] = ask("cities/mannheim/deals")["items"]
    assert deal["city"]["slug"] == "heidelberg"
    assert [city["slug"] for city in deal["further_cities"]] == ["mannheim"]


@time_machine.travel("2026-06-15T10:00:00Z", tick=False)
def test_a_deal_with_everything(ask: Ask) -> None:
    a_full_deal(a_full_city())
    deal = ask("deals/heidelberg/solar-roofs")
    assert deal["url"] == "http://testserver/heidelberg/deals/solar-roofs/"
    assert (deal["field"]["ref"], deal["districts"][0]["ref"], deal["sdgs"]) == (
        "energy",
        "weststadt",
        [7, 13],
    )
    assert [(party["organisation"]["kind"], party["role"]) for party in deal["parties"]] == [
        ("city", "signatory"),
        ("company", "signatory"),
    ]
    goal, commitment, other = deal["clauses"]
    assert (goal["target"], goal["unit"], goal["due_year"], goal["measure"]) == ("50", "%", 2030, None)
    assert (commitment["quantity"], commitment["serves"]) == ("250.5", ["g1"])
    assert commitment["party"]["ref"] == "company-solar-roofs"
    assert other["staff_fte"] == "0.5"
    assert deal["sources"] == [
        {"url": "https://example.org/deal", "checked_on": "2026-06-01", "note": {"en": "Press"}}
    ]


def test_lateness_is_that_of_today(ask: Ask) -> None:
    a_full_deal(a_full_city())
    with time_machine.travel("2025-03-11T10:00:00Z", tick=False):
        measure = ask("deals/heidelberg/solar-roofs")["clauses"][1]["measure"]
        assert measure["lateness"] == {"on": "2025-03-11", "days": 10, "by": "milestone"}
    with time_machine.travel("2026-01-11T23:30:00Z", tick=False):  # the next day in Heidelberg
        measure = ask("deals/heidelberg/solar-roofs")["clauses"][1]["measure"]
        assert measure["lateness"] == {"on": "2026-01-12", "days": 11, "by": "measure"}


def test_a_version_is_the_very_bytes_that_were_hashed(ask: Ask, client: Client) -> None:
    deal = a_full_deal(a_full_city())
    alter(deal, Parts(head={"summary": {"en": "Shorter."}}), by=BY, at=AT)
    versions = ask("deals/heidelberg/solar-roofs")["versions"]
    assert [version["number"] for version in versions] == [1, 2]
    for version in versions:
        body = client.get(version["@id"].removeprefix("http://testserver")).content
        assert hashlib.sha256(body).hexdigest() == version["sha256"]


def test_a_version_that_does_not_exist_is_not_found(ask: Ask) -> None:
    a_full_deal(a_full_city())
    ask("deals/heidelberg/solar-roofs/versions/1")
    for number in ("2", "0", "-1", "x", "9" * 30):
        ask(f"deals/heidelberg/solar-roofs/versions/{number}", status=404)


def test_a_party_that_left_stays_with_the_day_it_left(ask: Ask) -> None:
    deal = a_full_deal(a_full_city())
    remaining = deal.parties.get(organisation__kind="city").organisation
    alter(deal, Parts(parties=[PartyEntry(remaining, "signatory")], clauses=()), by=BY, at=AT)
    parties = {
        one["organisation"]["kind"]: one["left_on"] for one in ask("deals/heidelberg/solar-roofs")["parties"]
    }
    assert parties == {"city": None, "company": date(2026, 6, 15).isoformat()}


@pytest.mark.parametrize("address", ["deals/heidelberg/draft", "deals/heidelberg/draft/versions/1"])
def test_an_unpublished_deal_does_not_exist(ask: Ask, address: str) -> None:
    city = a_city("heidelberg")
    a_deal(city, "draft", public=False)
    ask(address, status=404)
    assert ask("deals")["items"] == ask("cities/heidelberg/deals")["items"] == []


def test_a_deal_that_was_taken_back_is_gone(ask: Ask) -> None:
    deal = a_deal(a_city("heidelberg"), "hasty")
    ask("deals/heidelberg/hasty/versions/1")
    take_back(deal, reason=TakenBack.TOO_EARLY, by=BY, at=AT)
    ask("deals/heidelberg/hasty", status=404)
    ask("deals/heidelberg/hasty/versions/1", status=404)


def test_a_deal_is_found_only_in_its_own_register(ask: Ask) -> None:
    a_deal(a_city("heidelberg"), "river", further_cities=[a_city("mannheim")])
    ask("deals/mannheim/river", status=404)
