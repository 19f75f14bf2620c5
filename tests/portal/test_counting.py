"""Figures follow the counting rule in force, and say apart what does not count."""

from datetime import date

import pytest

from greenpact.cities.keeping import keep
from greenpact.cities.models import City, CountingRule
from greenpact.deals.rules import Work
from greenpact.portal.counting.tallies import (
    COMMON_RULE,
    MeasureTally,
    Tally,
    measure_parts,
    rule_in_force,
    tally_of,
    work_parts,
)
from tests.makers import AT, BY, TODAY, a_city


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


def test_parts_come_in_the_order_of_the_lifecycle_and_unknown_last() -> None:
    parts = work_parts(Tally(work={Work.ENDED: 1, Work.EXPLORING: 3}))
    assert [(part.state, part.share) for part in parts] == [("exploring", 0.75), ("ended", 0.25)]
    parts = measure_parts(MeasureTally({"unknown": 1, "planned": 1}))
    assert [part.state for part in parts] == ["planned", "unknown"]
