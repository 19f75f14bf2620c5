"""What is kept and for how long, and what becomes no reading: gaps, values by hand, counters that went back."""

from datetime import date, timedelta

import pytest

from greenpact.measures.indicator_rules import Figure
from greenpact.measures.models import Reading
from greenpact.measures.reading import Taken, take
from greenpact.sensors.connecting import keep_for
from greenpact.sensors.forgetting import forget_raw
from greenpact.sensors.hearing import hear
from greenpact.sensors.mapping import NotMapped
from greenpact.sensors.models import RawValue, RolledUp, SensorSeries
from greenpact.sensors.rules import Rolled, WhyNotMapped
from telemetry.values import Heard
from tests.makers import AT, BY
from tests.measures.makers import an_indicator
from tests.sensors.makers import BUS, a_mapped_series, a_source, hourly, work
from tests.sensors.test_intake import FIRST

pytestmark = pytest.mark.django_db
APRIL = (date(2026, 4, 1), date(2026, 5, 1))


def told(count: int = 30 * 24 + 1, *, without: range = range(0), each: float = 1.0) -> list[Heard]:
    rows = enumerate(hourly(FIRST, count, each=each))
    return [
        Heard(BUS, "energy", value, at, unit="kWh") for place, (at, value) in rows if place not in without
    ]


def refusals(series: SensorSeries) -> set[str]:
    return set(RolledUp.objects.filter(series=series, resolution="month").values_list("refused", flat=True))


def test_raw_values_are_forgotten_in_time_and_what_they_came_to_stays() -> None:
    source, _token = a_source()
    series = a_mapped_series(source)
    hear(source, told(), at=AT)
    keep_for(source.city, 50, by=BY, at=AT)
    forget_raw(AT)
    assert RawValue.objects.count() == 721  # they wait to be rolled up
    work()
    assert forget_raw(AT)
    assert RawValue.objects.filter(at__lt=AT - timedelta(days=50)).count() == 0
    assert RawValue.objects.exists()
    assert RolledUp.objects.filter(series=series, resolution="day").count() == 30
    kept = hear(source, [Heard(BUS, "energy", 5.0, FIRST + timedelta(minutes=1))], at=AT)
    assert (kept.new, kept.without_moment) == (0, 1)  # what stood around it is gone
    assert Reading.objects.get().value == pytest.approx(0.72)


def test_a_time_with_too_large_a_gap_becomes_no_reading_until_its_values_arrive() -> None:
    source, _token = a_source()
    series = a_mapped_series(source, rolled=Rolled.SUM)
    missing = range(100, 300)
    hear(source, told(without=missing, each=0.0), at=AT)
    work()
    assert (Reading.objects.count(), refusals(series) & {"gap"}) == (0, {"gap"})
    hear(source, told(each=0.0), at=AT)
    work()
    assert Reading.objects.count() == 1
    assert "gap" not in refusals(series)


def test_a_reading_by_hand_is_not_replaced() -> None:
    source, _token = a_source()
    series = a_mapped_series(source)
    assert series.indicator
    by_hand = take(series.indicator, Taken(*APRIL, Figure(9.0)), by=BY, at=AT)
    hear(source, told(), at=AT)
    work()
    assert Reading.objects.get() == by_hand
    assert "by_hand" in refusals(series)


def test_a_counter_that_went_back_over_the_month_becomes_no_reading() -> None:
    source, _token = a_source()
    series = a_mapped_series(source)
    hear(source, [Heard(BUS, "energy", 2_000 - one.value, one.observed_at) for one in told()], at=AT)
    work()
    assert not Reading.objects.exists()
    assert "went_back" in refusals(series)


def test_what_is_implausible_is_kept_and_not_counted() -> None:
    source, _token = a_source()
    a_mapped_series(source, highest=1_000.0)
    spike = Heard(BUS, "energy", 999_999.0, FIRST + timedelta(hours=50, minutes=30))
    hear(source, [*told(), spike], at=AT)
    work()
    assert RawValue.objects.count() == 722
    assert Reading.objects.get().value == pytest.approx(0.72)


def test_an_indicator_is_fed_by_one_series_and_counted_as_it_says() -> None:
    source, _token = a_source()
    series = a_mapped_series(source)
    assert series.indicator
    another, _token = a_source(source.city)
    for rolled, reason in ((Rolled.MEAN, WhyNotMapped.OTHER_COUNT), (Rolled.SUM, WhyNotMapped.TAKEN)):
        with pytest.raises(NotMapped) as refusal:
            a_mapped_series(another, series.indicator, rolled=rolled)
        assert refusal.value.reason is reason
    other = an_indicator(series.indicator.measure, unit="km")
    with pytest.raises(NotMapped) as refusal:
        a_mapped_series(another, other)
    assert refusal.value.reason is WhyNotMapped.OTHER_UNIT
