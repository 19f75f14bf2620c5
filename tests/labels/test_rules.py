"""The rules of labels: every way through their states, days, months and working days."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenpact.labels.rules import (
    AWARDED_ONCE,
    BACK_TO,
    DAYS_TO_APPEAL,
    FOLLOWS,
    LEVELS,
    OVER,
    Level,
    State,
    Suspension,
    Withdrawal,
    levels_up_to,
    may_appeal,
    may_follow,
    months_after,
    report_is_due_on,
    reporting_has_stopped,
    standing_on,
)

DAYS = st.dates(date(2000, 1, 1), date(2150, 1, 1))


@st.composite
def lifecycles(draw: st.DrawFn) -> list[State]:
    """A way through the states as activities can take it."""
    way = [State.APPLIED]
    for _step in range(draw(st.integers(0, 12))):
        if not (follows := sorted(FOLLOWS[way[-1]])):
            break
        way.append(draw(st.sampled_from(follows)))
    return way


@given(lifecycles())
def test_nothing_is_suspended_lapsed_or_withdrawn_before_it_was_awarded(way: list[State]) -> None:
    for number, state in enumerate(way):
        if state in AWARDED_ONCE - {State.AWARDED}:
            assert State.AWARDED in way[:number]


@given(lifecycles())
def test_what_is_over_stays_over_without_an_appeal(way: list[State]) -> None:
    assert all(before not in OVER for before, _then in pairwise(way))


@given(lifecycles())
def test_every_step_is_one_of_the_table(way: list[State]) -> None:
    assert all(may_follow(before, then) for before, then in pairwise(way))


def test_every_state_can_be_reached_and_each_has_its_row() -> None:
    assert set(FOLLOWS) == set(State)
    assert {then for follows in FOLLOWS.values() for then in follows} == set(State) - {State.APPLIED}


def test_an_appeal_leads_back_to_before_the_decision() -> None:
    for decided, before in BACK_TO.items():
        assert decided in FOLLOWS[before]


@given(st.sampled_from(State), DAYS, DAYS)
def test_a_label_holds_before_its_end_and_not_from_then_on(state: State, until: date, day: date) -> None:
    holds = standing_on(state, until, day) is State.AWARDED
    assert holds is (state is State.AWARDED and day < until)


@given(st.sampled_from(State), DAYS, DAYS)
def test_no_label_outlives_its_deal(state: State, until: date, day: date) -> None:
    standing = standing_on(state, until, day, is_terminated=True)
    assert standing not in {State.AWARDED, State.SUSPENDED, State.LAPSED}


@given(st.sampled_from(State), DAYS, st.integers(0, 4000))
def test_once_lapsed_it_stays_so_whatever_day_comes(state: State, until: date, days: int) -> None:
    if standing_on(state, until, until) is State.LAPSED:
        assert standing_on(state, until, until + timedelta(days=days)) is State.LAPSED


def test_each_level_asks_for_those_before_it() -> None:
    assert [levels_up_to(level) for level in LEVELS] == [LEVELS[:1], LEVELS[:2], LEVELS]
    assert levels_up_to(Level.COMMITTED) == (Level.COMMITTED,)


@given(DAYS, st.integers(1, 120))
def test_months_are_counted_by_the_calendar(day: date, months: int) -> None:
    then = months_after(day, months)
    assert (then.year - day.year) * 12 + then.month - day.month == months
    assert then.day <= day.day


@given(DAYS, st.integers(1, 36), st.integers(0, 180))
def test_reporting_has_stopped_only_after_the_grace(last: date, months: int, grace: int) -> None:
    end = report_is_due_on(last, months) + timedelta(days=grace)
    assert not reporting_has_stopped(last, months=months, grace_days=grace, on=end)
    assert reporting_has_stopped(last, months=months, grace_days=grace, on=end + timedelta(days=1))


@pytest.mark.parametrize("state", sorted(State))
def test_an_appeal_is_in_time_for_thirty_days(state: State) -> None:
    decided = date(2026, 6, 15)
    last = decided + timedelta(days=DAYS_TO_APPEAL)
    assert may_appeal(state, decided, on=last) is (state in BACK_TO)
    assert not may_appeal(state, decided, on=last + timedelta(days=1))
    assert not may_appeal(state, None, on=last)


def test_a_reason_means_one_thing() -> None:
    assert not {reason.value for reason in Suspension} & {reason.value for reason in Withdrawal}
