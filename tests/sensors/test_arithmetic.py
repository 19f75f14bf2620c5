"""What values of a time come to: growth that adds up, gaps, counters that begin again, means and amounts."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenpact.sensors.arithmetic import Value, joined, total
from greenpact.sensors.rules import Rolled, health

START = datetime(2026, 1, 1, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def values(*numbers: float, each: timedelta = HOUR) -> list[Value]:
    return [Value(START + place * each, number) for place, number in enumerate(numbers)]


@given(
    st.lists(st.tuples(st.integers(1, 400), st.floats(0, 1e6)), min_size=2, max_size=40),
    st.integers(1, 30),
)
def test_the_growth_of_parts_adds_up_to_the_growth_of_the_whole(
    steps: list[tuple[int, float]], parts: int
) -> None:
    at, counter, told = START, 0.0, []
    for minutes, growth in steps:
        told.append(Value(at, counter))
        at, counter = at + timedelta(minutes=minutes), counter + growth
    told.append(Value(at, counter))
    length = (at - START) / parts
    ends = [START + place * length for place in range(parts)] + [at]
    found = [total(told, one, other, Rolled.GROWTH, HOUR) for one, other in pairwise(ends)]
    assert sum(one.value for one in found if one) == pytest.approx(counter, rel=1e-6, abs=1e-6)
    for one in found:
        if one and one.lower is not None and one.upper is not None:
            assert one.lower <= one.value <= one.upper


def test_a_counter_that_begins_again_is_counted_from_zero_and_said() -> None:
    found = total(values(90.0, 100.0, 3.0, 8.0), START, START + 4 * HOUR, Rolled.GROWTH, HOUR)
    assert found
    assert (found.value, found.restarts) == (18.0, 1)


def test_a_small_step_back_is_no_new_beginning() -> None:
    found = total(values(1_000.0, 999.0, 1_001.0), START, START + 2 * HOUR, Rolled.GROWTH, HOUR)
    assert found
    assert (found.value, found.restarts) == (1.0, 0)


def test_growth_across_a_gap_is_shared_out_and_bounded() -> None:
    told = [Value(START, 0.0), Value(START + 2 * DAY, 48.0)]
    first = total(told, START, START + DAY, Rolled.GROWTH, HOUR)
    assert first
    assert (first.value, first.lower, first.upper) == (24.0, 0.0, 48.0)


def test_means_weigh_values_by_their_time_and_gaps_are_seen() -> None:
    told = [Value(START, 10.0), Value(START + HOUR, 10.0), Value(START + 3 * HOUR, 40.0)]
    found = total(told, START, START + DAY, Rolled.MEAN, HOUR)
    assert found
    assert found.value == pytest.approx((10 + 20 + 40) / 4)
    assert found.covered == pytest.approx(4 / 24)


def test_an_amount_over_a_time_is_shared_out_to_the_days_it_touches() -> None:
    told = [Value(START + 23 * HOUR, 6.0, START + 26 * HOUR)]
    days = [total(told, START + place * DAY, START + (place + 1) * DAY, Rolled.SUM, DAY) for place in (0, 1)]
    assert [day.value for day in days if day] == [pytest.approx(2.0), pytest.approx(4.0)]


def test_the_last_value_is_the_last_and_nothing_is_made_of_nothing() -> None:
    found = total(values(1.0, 2.0, 3.0), START, START + 2 * HOUR, Rolled.LAST, HOUR)
    assert found
    assert found.value == 2.0
    assert total([], START, START + HOUR, Rolled.MEAN, HOUR) is None
    assert joined([], DAY, Rolled.SUM) is None


def test_a_series_is_silent_after_three_times_its_rhythm_and_stuck_after_a_day_of_the_same() -> None:
    assert health(START, START, 60, at=START + 3 * HOUR).is_well
    assert health(START, START, 60, at=START + 4 * HOUR).silent_for == 4 * HOUR
    assert health(START + DAY, START, 60, at=START + DAY).stuck_for == DAY
    assert health(START, START, None, at=START + DAY).is_well
