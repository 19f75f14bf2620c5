"""Readings are kept, corrected by others that replace them, and reviewed by somebody else; each is told once."""

from dataclasses import replace
from datetime import date

import pytest

from greenpact.cities.models import City
from greenpact.deals.models import Deal
from greenpact.journal.models import Entry
from greenpact.measures.defining import NotDefined, Terms, WhyNotDefined, define, drop, redefine, terms_of
from greenpact.measures.indicator_rules import Figure, NonValue, Point, Rhythm, WhyNoReading
from greenpact.measures.models import Indicator
from greenpact.measures.reading import NoReading, Taken, correct, review, take
from tests.makers import AT, BY, a_city, a_deal
from tests.measures.makers import YEAR, a_reading, an_indicator, measure_of, taken

pytestmark = pytest.mark.django_db

OTHER = "account:somebody"


@pytest.fixture
def city() -> City:
    return a_city()


@pytest.fixture
def deal(city: City) -> Deal:
    return a_deal(city)


@pytest.fixture
def indicator(deal: Deal) -> Indicator:
    return an_indicator(measure_of(deal))


def why(indicator: Indicator, what: Taken) -> WhyNoReading:
    with pytest.raises(NoReading) as refused:
        take(indicator, what, by=BY, at=AT)
    return refused.value.reason


def why_not(deal: Deal, **terms: object) -> WhyNotDefined:
    with pytest.raises(NotDefined) as refused:
        define(deal, None, Terms(**{"name": {"en": "Heat"}, "unit": "MWh", **terms}), by=BY, at=AT)  # type: ignore[arg-type]
    return refused.value.reason


def verbs() -> list[str]:
    mine = Entry.objects.filter(verb__regex=r"^(indicator|reading)\.").order_by("pk")
    return list(mine.values_list("verb", flat=True))


def test_an_indicator_keeps_its_unit_by_the_name_we_know(indicator: Indicator, deal: Deal) -> None:
    assert an_indicator(None, deal, unit="t CO2-Äq.").unit == "t CO2e"
    assert verbs() == ["indicator.defined", "indicator.defined"]
    entry = Entry.objects.filter(verb="indicator.defined").earliest("pk")
    assert entry.payload == {"indicator": indicator.ref, "clause": "c1"}
    assert entry.is_public


def test_what_cannot_be_an_indicator_is_refused(deal: Deal) -> None:
    first, later = date(2025, 1, 1), date(2026, 1, 1)
    assert why_not(deal, name={}) == WhyNotDefined.NAME_MISSING
    assert why_not(deal, unit="Quux") == WhyNotDefined.UNKNOWN_UNIT
    assert why_not(deal, start_value=1.0) == WhyNotDefined.START_WITHOUT_DAY
    assert why_not(deal, targets=[Point(first, 1.0), Point(first, 2.0)]) == WhyNotDefined.TWO_TARGETS_A_DAY
    assert why_not(deal, start_value=1.0, start_on=later, targets=[Point(first, 1.0)]) == (
        WhyNotDefined.TARGET_BEFORE_START
    )
    assert why_not(deal, targets=[Point(first, 1e16)]) == WhyNotDefined.TOO_LARGE
    assert (
        why_not(deal, targets=[Point(date(2030 + n, 1, 1), 1.0) for n in range(21)]) == WhyNotDefined.TOO_MANY
    )
    other = measure_of(a_deal(deal.city, "another"))
    with pytest.raises(NotDefined, match="other_deal"):
        define(deal, other, Terms({"en": "Heat"}, "MWh"), by=BY, at=AT)


def test_with_readings_unit_and_rhythm_stay(indicator: Indicator) -> None:
    terms = terms_of(indicator)
    assert redefine(indicator, replace(terms, unit="GWh"), by=BY, at=AT)
    indicator.refresh_from_db()
    a_reading(indicator)
    for change, reason in (
        ({"unit": "t"}, WhyNotDefined.UNIT_IN_USE),
        ({"rhythm": Rhythm.DAY}, WhyNotDefined.RHYTHM_IN_USE),
    ):
        with pytest.raises(NotDefined) as refused:
            redefine(indicator, replace(terms_of(indicator), **change), by=BY, at=AT)
        assert refused.value.reason == reason
    assert redefine(indicator, replace(terms_of(indicator), name={"en": "Power"}), by=BY, at=AT)
    assert not redefine(indicator, replace(terms_of(indicator), name={"en": "Power"}), by=BY, at=AT)


def test_a_reading_that_cannot_be_is_refused(indicator: Indicator) -> None:
    a_reading(indicator)
    assert why(indicator, taken()) == WhyNoReading.THERE_ALREADY
    assert why(indicator, taken(AT.year)) == WhyNoReading.IN_FUTURE
    assert why(indicator, taken(YEAR - 1, figure=Figure())) == WhyNoReading.NEITHER
    half = Taken(date(YEAR - 1, 1, 1), date(YEAR - 1, 7, 1), Figure(1.0))
    assert why(indicator, half) == WhyNoReading.OTHER_RHYTHM
    assert why(indicator, replace(half, until=half.first_on)) == WhyNoReading.ENDS_BEFORE_IT_BEGINS
    meter = an_indicator(None, indicator.deal, rhythm=Rhythm.ANY)
    take(meter, half, by=BY, at=AT)
    inside = Taken(date(YEAR - 1, 6, 1), date(YEAR - 1, 8, 1), Figure(1.0))
    assert why(meter, inside) == WhyNoReading.OVERLAPS
    drop(indicator, by=BY, at=AT)
    assert why(indicator, taken(YEAR - 2)) == WhyNoReading.DROPPED


def test_of_a_period_that_is_not_over_it_can_be_said_that_there_is_no_value_yet(indicator: Indicator) -> None:
    said = take(indicator, taken(AT.year, figure=Figure(None, NonValue.NOT_YET)), by=BY, at=AT)
    assert (said.value, said.non_value) == (None, "not_yet")


def test_a_correction_replaces_and_keeps_what_was_there(indicator: Indicator) -> None:
    first = a_reading(indicator)
    with pytest.raises(NoReading, match="reason_missing"):
        correct(first, taken(value=12.0), reason=" ", by=BY, at=AT)
    second = correct(first, taken(value=12.0), reason="The bill was read wrongly.", by=BY, at=AT)
    first.refresh_from_db()
    assert (first.value, first.is_current, second.value, second.replaces) == (10.0, False, 12.0, first)
    with pytest.raises(NoReading, match="changed_meanwhile"):
        correct(first, taken(value=13.0), reason="Again.", by=BY, at=AT)
    moved = correct(second, taken(YEAR - 1, 12.0), reason="It was the year before.", by=BY, at=AT)
    assert [one.ref for one in indicator.readings.current()] == [moved.ref]
    assert verbs() == ["indicator.defined", "reading.taken", "reading.corrected", "reading.corrected"]


def test_nobody_reviews_their_own_reading(indicator: Indicator) -> None:
    reading = a_reading(indicator)
    with pytest.raises(NoReading, match="own_reading"):
        review(reading, by=BY, at=AT)
    review(reading, by=OTHER, at=AT)
    reading.refresh_from_db()
    assert (reading.reviewed_by, reading.reviewed_at) == (OTHER, AT)


def test_the_journal_holds_no_values_and_no_words(indicator: Indicator) -> None:
    take(indicator, taken(method="Read off by Ada.", source="Bill 17"), by=BY, at=AT)
    for entry in Entry.objects.filter(verb__startswith="reading."):
        assert set(entry.payload) <= {"indicator", "reading", "clause", "replaces"}
