"""Counts are taken once for each state of a city, follow every public change, and never show a private deal."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from greenpact.deals.drafting import Parts, alter
from greenpact.measures.models import Measure
from greenpact.measures.recording import record_state
from greenpact.measures.rules import State
from greenpact.portal.counting.counts import Counts, counts_of, counts_of_shared
from greenpact.portal.counting.tallies import COMMON_RULE
from tests.makers import AT, BY, TODAY, a_city, a_deal

pytestmark = pytest.mark.django_db

NOW = datetime.combine(TODAY, datetime.min.time(), tzinfo=UTC) + timedelta(hours=12)
SIGNED: dict[str, Any] = {"signature_state": "signed", "signed_on": date(2026, 1, 1)}
TO_COUNT = 4  # queries for deals, measures, late ones and parties


def test_only_public_deals_are_counted() -> None:
    city = a_city()
    a_deal(city, **SIGNED)
    a_deal(city, public=False)
    counts = counts_of([city], NOW)[city.pk]
    found = counts.tally(COMMON_RULE)
    assert (found.counted, found.records) == (1, 1)
    assert counts.measures.total == 2
    assert counts.parties == {"city": 1, "company": 1}


def test_a_city_without_deals_has_empty_counts() -> None:
    city = a_city()
    assert counts_of([city], NOW) == {city.pk: Counts()}


def test_late_measures_are_counted_among_the_open_ones() -> None:
    city = a_city()
    a_deal(city)
    late, done = Measure.objects.order_by("pk")
    Measure.objects.filter(pk=late.pk).update(due_on=date(2026, 1, 1))
    record_state(done, State.DONE, by=BY, at=AT)
    found = counts_of([city], NOW)[city.pk].measures
    assert (dict(found.states), found.late, found.total) == ({"planned": 1, "done": 1}, 1, 2)


def test_what_has_not_changed_is_not_counted_again(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    cities = [a_city("one"), a_city("other")]
    deals = [a_deal(city) for city in cities]
    with django_assert_num_queries(1 + TO_COUNT):
        before = counts_of(cities, NOW)
    with django_assert_num_queries(1):
        assert counts_of(cities, NOW) == before
    alter(deals[0], Parts(head={"kind": "pact"}), by=BY, at=AT)
    with django_assert_num_queries(1 + TO_COUNT):
        after = counts_of(cities, NOW)
    assert after[cities[0].pk].tally(COMMON_RULE).kinds == {"pact": 1}
    assert after[cities[1].pk] is before[cities[1].pk]


def test_a_new_day_is_counted_anew() -> None:
    city = a_city()
    a_deal(city)
    Measure.objects.update(due_on=TODAY)
    late = [counts_of([city], NOW + timedelta(days=days))[city.pk].measures.late for days in (0, 1)]
    assert late == [0, 2]


def test_a_shared_deal_is_counted_in_its_own_register_and_added_for_its_guests() -> None:
    home, guest = a_city("home"), a_city("guest")
    deal = a_deal(home, **SIGNED, further_cities=[guest])
    counts = counts_of([home, guest], NOW)
    assert [counts[city.pk].tally(COMMON_RULE).counted for city in (home, guest)] == [1, 0]
    added = counts[guest.pk] + counts_of_shared([deal.pk], TODAY)
    assert added.tally(COMMON_RULE).counted == 1
    assert (added.measures.total, added.parties) == (2, {})


def test_shared_deals_that_are_none_cost_no_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        assert counts_of_shared([], TODAY) == Counts()
