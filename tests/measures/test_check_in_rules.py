"""Days, periods and doubts of check-ins, without a database."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenpact.cities.working_days import Calendar
from greenpact.measures.check_in_rules import (
    Asking,
    Step,
    Window,
    asked_periods,
    dates_for,
    is_doubtful,
    period_before,
    steps_due,
)
from greenpact.measures.indicator_rules import Rhythm

GERMANY = Calendar("DE", "BW")
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@given(DAYS, st.sampled_from(Asking))
def test_a_period_is_over_before_it_is_asked_about(day: date, asking: Asking) -> None:
    first_on, until = period_before(day, asking)
    assert first_on < until <= day
    assert period_before(until, asking) == (first_on, until)


@given(DAYS, st.integers(5, 90))
def test_all_days_are_working_days_in_order(day: date, length: int) -> None:
    dates = dates_for(day, Window(length, 1, length - 1 if length > 2 else 2), GERMANY)
    found = [dates.asked_on, dates.first_on, dates.second_on, dates.due_on]
    assert found == sorted(found)
    assert all(GERMANY.is_working(one) for one in found)


def test_a_yearly_value_is_asked_when_the_year_ends() -> None:
    year = [(date(2026, 1, 1), date(2027, 1, 1))]
    assert asked_periods(Rhythm.YEAR, date(2026, 10, 1), date(2027, 1, 1)) == year
    assert asked_periods(Rhythm.YEAR, date(2026, 4, 1), date(2026, 7, 1)) == []


def test_what_is_finer_is_asked_one_by_one_as_long_as_somebody_can_type_it() -> None:
    assert len(asked_periods(Rhythm.MONTH, date(2026, 4, 1), date(2026, 7, 1))) == 3
    assert asked_periods(Rhythm.DAY, date(2026, 4, 1), date(2026, 7, 1)) == []


@pytest.mark.parametrize("taken", [[], [Step.FIRST], [Step.FIRST, Step.SECOND]])
def test_one_step_at_a_time(taken: list[Step]) -> None:
    dates = dates_for(date(2026, 7, 1), Window(), GERMANY)
    late = dates.due_on + timedelta(days=1)
    assert steps_due(dates, escalates=True, today=late, taken=taken) == [Step.ESCALATED]
    assert steps_due(dates, escalates=True, today=late, taken=list(Step)) == []


@given(st.floats(allow_nan=True, allow_infinity=True), st.none() | st.floats(allow_nan=False))
def test_no_number_breaks_the_doubt(value: float, before: float | None) -> None:
    assert is_doubtful(value, before) in (True, False)
