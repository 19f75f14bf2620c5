"""Working days by the holidays of country and state, across weekends, Easter and the turn of the year."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenpact.cities.working_days import Calendar, schedule, state_of, states_of

HEIDELBERG = Calendar("DE", "BW")
COUNTRIES = ("DE", "FI", "ES", "FR", "GR", "XX")

days = st.dates(date(2000, 1, 1), date(2060, 12, 31))
calendars = st.builds(Calendar, st.sampled_from(COUNTRIES))
waits = st.integers(0, 60)


def test_a_wait_across_new_year_leaves_out_christmas_new_year_and_epiphany() -> None:
    assert HEIDELBERG.after(date(2026, 12, 23), 1) == date(2026, 12, 24)  # no public holiday by law
    assert HEIDELBERG.after(date(2026, 12, 24), 1) == date(2026, 12, 28)  # 25 is a Friday
    assert HEIDELBERG.after(date(2026, 12, 31), 1) == date(2027, 1, 4)
    assert HEIDELBERG.after(date(2027, 1, 5), 1) == date(2027, 1, 7)


def test_a_state_without_epiphany_works_on_that_day() -> None:
    assert Calendar("DE", "HE").after(date(2027, 1, 5), 1) == date(2027, 1, 6)


def test_easter_moves_the_days_of_a_wait() -> None:
    found = schedule(date(2026, 4, 1), 20, HEIDELBERG)
    assert found.half_on == date(2026, 4, 17)
    assert found.three_quarters_on == date(2026, 4, 24)
    assert found.due_on == date(2026, 5, 4)  # 1 May is a holiday


@pytest.mark.parametrize(("country", "state"), [("XX", ""), ("XX", "BW"), ("DE", "nowhere"), ("", "")])
def test_what_is_unknown_has_weekends_only_or_the_countrys_holidays(country: str, state: str) -> None:
    calendar = Calendar(country, state)
    assert calendar.after(date(2026, 11, 27), 1) == date(2026, 11, 30)
    assert calendar.is_working(date(2026, 12, 25)) is (country != "DE")


def test_the_state_is_read_from_the_region() -> None:
    assert state_of("DE", "DE125") == "BW"
    assert state_of("DE", "") == state_of("FI", "FI1B1") == ""
    assert "BW" in states_of("DE")
    assert states_of("XX") == []


@given(days, waits, calendars)
def test_going_and_counting_agree(start: date, wait: int, calendar: Calendar) -> None:
    assert calendar.between(start, calendar.after(start, wait)) == wait


@given(days, st.integers(1, 60), calendars)
def test_every_step_is_a_working_day_and_they_come_in_order(
    start: date, wait: int, calendar: Calendar
) -> None:
    found = schedule(start, wait, calendar)
    assert start < found.half_on <= found.three_quarters_on <= found.due_on
    assert all(map(calendar.is_working, (found.half_on, found.three_quarters_on, found.due_on)))


@given(days, waits, waits, calendars)
def test_two_waits_make_one(start: date, first: int, second: int, calendar: Calendar) -> None:
    assert calendar.after(calendar.after(start, first), second) == calendar.after(start, first + second)


@given(days, st.integers(-200, 200), calendars)
def test_counting_back_is_counting_forth(start: date, gap: int, calendar: Calendar) -> None:
    end = start + timedelta(days=gap)
    assert calendar.between(start, end) == -calendar.between(end, start)


@given(days, waits, st.sampled_from(["", *states_of("DE")]))
def test_holidays_of_a_state_never_bring_a_day_forward(start: date, wait: int, state: str) -> None:
    assert Calendar("DE", state).after(start, wait) >= Calendar("DE").after(start, wait)
