"""Figures follow the counting rule in force, and say apart what does not count."""

from datetime import date
from typing import Any

import pytest

from greenpact.cities.keeping import keep
from greenpact.cities.models import City, CountingRule
from greenpact.deals.models import Deal
from greenpact.deals.rules import Work
from greenpact.measures.models import Measure
from greenpact.measures.recording import record_state
from greenpact.measures.rules import State
from greenpact.portal.counting import (
    COMMON_RULE,
    MeasureTally,
    Tally,
    measure_parts,
    rule_in_force,
    tallies_by_city,
    tally,
    tally_measures,
    tally_of,
    work_parts,
)
from tests.makers import AT, BY, TODAY, a_city, a_deal

SIGNED: dict[str, Any] = {"signature_state": "signed", "signed_on": date(2026, 1, 1)}


def a_rule(city: City, ref: str, valid_from: date, **values: object) -> None:
    keep(CountingRule, city, ref, {"text": {"en": ref}, "valid_from": valid_from, **values}, by=BY, at=AT)


def test_without_a_rule_only_signed_deals_count() -> None:
    groups = [
        ("deal", "agreement", "signed", "implementing", 1, 3),
        ("deal", "agreement", "unsigned", "negotiating", 1, 2),
        ("deal", "", "unknown", "implementing", None, 4),
        ("pact", "", "signed", "implementing", None, 5),
        ("cooperation", "", "unknown", "implementing", None, 6),
    ]
    found = tally_of(groups, COMMON_RULE)
    assert (found.counted, found.records, found.unclear, found.apart) == (3, 20, 4, 11)
    assert found.fields == {1: 5, None: 15}


def test_unknown_signatures_of_pacts_are_no_unclear_deals() -> None:
    assert tally_of([("pact", "", "unknown", "agreed", None, 2)], COMMON_RULE).unclear == 0


@pytest.mark.django_db
def test_the_rule_of_the_day_counts() -> None:
    city = a_city()
    a_rule(city, "first", date(2024, 1, 1), counts_tiers=["programme"])
    a_rule(city, "later", date(2026, 6, 1), signed_only=False)
    rules = list(CountingRule.objects.all())
    assert rule_in_force(rules, date(2023, 12, 31)) is COMMON_RULE
    assert rule_in_force(rules, date(2026, 5, 31)).tiers == ("programme",)
    assert rule_in_force(rules, TODAY).counts("deal", "contribution", "unsigned")


@pytest.mark.django_db
def test_only_public_deals_are_counted() -> None:
    city = a_city()
    a_deal(city, **SIGNED)
    a_deal(city, public=False)
    found = tally(Deal.objects.published().of_city(city), COMMON_RULE)
    assert (found.counted, found.records) == (1, 1)


@pytest.mark.django_db
def test_each_city_of_the_network_counts_by_its_own_rule() -> None:
    strict, lax, invented = a_city("strict"), a_city("lax"), a_city("invented", is_invented=True)
    a_rule(lax, "all", date(2024, 1, 1), signed_only=False)
    for city in (strict, lax, invented):
        a_deal(city)
    found = tallies_by_city(TODAY)
    assert {key: one.counted for key, one in found.items()} == {strict.pk: 0, lax.pk: 1}


@pytest.mark.django_db
def test_a_deal_of_two_cities_counts_once_in_the_network() -> None:
    home, guest = a_city("home"), a_city("guest")
    a_deal(home, **SIGNED, further_cities=[guest])
    assert sum(one.counted for one in tallies_by_city(TODAY).values()) == 1
    assert tally(Deal.objects.published().of_city(guest), COMMON_RULE).counted == 1


@pytest.mark.django_db
def test_late_measures_are_counted_among_the_open_ones() -> None:
    city = a_city()
    a_deal(city)
    late, done = Measure.objects.order_by("pk")
    Measure.objects.filter(pk=late.pk).update(due_on=date(2026, 1, 1))
    record_state(done, State.DONE, by=BY, at=AT)
    found = tally_measures(Deal.objects.published(), TODAY)
    assert (dict(found.states), found.late, found.total) == ({"planned": 1, "done": 1}, 1, 2)


def test_parts_come_in_the_order_of_the_lifecycle_and_unknown_last() -> None:
    parts = work_parts(Tally(work={Work.ENDED: 1, Work.EXPLORING: 3}))
    assert [(part.state, part.share) for part in parts] == [("exploring", 0.75), ("ended", 0.25)]
    parts = measure_parts(MeasureTally({"unknown": 1, "planned": 1}))
    assert [part.state for part in parts] == ["planned", "unknown"]
