"""A city's own patterns: taken over, changed with every state kept, retired; flawed ones are refused."""

from dataclasses import replace

import pytest

from greenpact.cities.models import City
from greenpact.deals.models import OwnPattern
from greenpact.deals.patterns.delivered import delivered
from greenpact.deals.patterns.keeping import (
    PatternNotKept,
    WhyPatternNotKept,
    change_pattern,
    retire_pattern,
    take_over,
)
from greenpact.deals.patterns.offering import offer_of, offers_of
from greenpact.deals.patterns.pattern import Flaw, from_data
from greenpact.journal.models import Entry
from tests.makers import AT, BY, a_city

pytestmark = pytest.mark.django_db
PATTERN = delivered()["agreement-intent"]


@pytest.fixture
def city() -> City:
    return a_city()


@pytest.fixture
def own(city: City) -> OwnPattern:
    return take_over(city, "ours", PATTERN, by=BY, at=AT)


def test_a_pattern_taken_over_is_the_citys_own(city: City, own: OwnPattern) -> None:
    assert from_data(own.content) == replace(PATTERN, ref="ours")
    assert [offer.pattern.ref for offer in offers_of(city)][:2] == ["ours", "contribution-intent"]
    entry = Entry.objects.get(verb="pattern.added")
    assert (entry.subject, entry.is_public, entry.payload) == ("pattern:ours", False, {"edition": 1})


def test_every_change_is_a_version_and_no_change_is_none(own: OwnPattern) -> None:
    shorter = replace(PATTERN, clauses=PATTERN.clauses[:-1])
    assert change_pattern(own, shorter, by=BY, at=AT, seen=1)
    assert not change_pattern(own, shorter, by=BY, at=AT, seen=2)
    assert [version.number for version in own.versions.all()] == [2, 1]
    assert len(own.versions.get(number=1).content["clauses"]) == len(PATTERN.clauses)


def test_a_retired_one_is_offered_no_more_until_it_is_again(city: City, own: OwnPattern) -> None:
    retire_pattern(own, is_retired=True, by=BY, at=AT, seen=1)
    assert all(offer.row is None for offer in offers_of(city))
    assert offer_of(city, "ours")
    retire_pattern(own, is_retired=False, by=BY, at=AT, seen=2)
    assert offers_of(city)[0].row == own


def test_nobody_overwrites_what_they_have_not_seen(own: OwnPattern) -> None:
    retire_pattern(own, is_retired=True, by=BY, at=AT, seen=1)
    with pytest.raises(PatternNotKept) as refusal:
        change_pattern(own, PATTERN, by=BY, at=AT, seen=1)
    assert refusal.value.reason == WhyPatternNotKept.CHANGED_MEANWHILE


def test_a_ref_is_taken_once_and_never_from_a_delivered_one(city: City, own: OwnPattern) -> None:
    for ref in (own.ref, PATTERN.ref):
        with pytest.raises(PatternNotKept) as refusal:
            take_over(city, ref, PATTERN, by=BY, at=AT)
        assert refusal.value.reason == WhyPatternNotKept.REF_TAKEN


def test_a_flawed_one_is_refused(own: OwnPattern) -> None:
    with pytest.raises(PatternNotKept) as refusal:
        change_pattern(own, replace(PATTERN, title={"de": "{who}"}), by=BY, at=AT, seen=1)
    assert refusal.value.flaws == (Flaw.UNKNOWN_BLANK,)


def test_another_citys_pattern_is_not_found(own: OwnPattern) -> None:
    assert offer_of(a_city("mannheim"), own.ref) is None
