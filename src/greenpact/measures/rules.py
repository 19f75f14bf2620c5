"""The states of a measure, how they follow one another, and when a measure is late."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class State(StrEnum):
    """How a measure stands; unknown means that nobody has said, and is never read as planned."""

    UNKNOWN = "unknown"
    PLANNED = "planned"
    UNDER_WAY = "under_way"
    DONE = "done"
    GIVEN_UP = "given_up"


#: From a state to those that may follow. Nothing becomes unknown again: what was said stays said.
FOLLOWS: dict[State, frozenset[State]] = {
    State.UNKNOWN: frozenset({State.PLANNED, State.UNDER_WAY, State.DONE, State.GIVEN_UP}),
    State.PLANNED: frozenset({State.UNDER_WAY, State.DONE, State.GIVEN_UP}),
    State.UNDER_WAY: frozenset({State.PLANNED, State.DONE, State.GIVEN_UP}),
    State.DONE: frozenset({State.UNDER_WAY}),
    State.GIVEN_UP: frozenset({State.PLANNED, State.UNDER_WAY}),
}

#: Milestones of one measure.
MOST_STEPS = 100

#: States in which something is still owed.
OPEN = frozenset({State.PLANNED, State.UNDER_WAY})


@dataclass(frozen=True, slots=True)
class Lateness:
    """By how many days the measure or its earliest open milestone is overdue; `days` is 0 when nothing is."""

    days: int
    by_milestone: bool = False

    def __bool__(self) -> bool:
        return self.days > 0


def may_become(now: State, then: State) -> bool:
    return then in FOLLOWS[now]


def lateness(state: State, due_on: date | None, open_milestones: Iterable[date], *, today: date) -> Lateness:
    """How late a measure is: the measure itself counts before its milestones; only open states can be late."""
    if state not in OPEN:
        return Lateness(0)
    if due_on is not None and due_on < today:
        return Lateness((today - due_on).days)
    overdue = [(today - milestone).days for milestone in open_milestones if milestone < today]
    return Lateness(max(overdue), by_milestone=True) if overdue else Lateness(0)


def time_gone(starts_on: date | None, ends_on: date | None, *, today: date) -> float | None:
    """The share of a period that has passed, from 0.0 to 1.0; None when an end of the period is not known."""
    if starts_on is None or ends_on is None or ends_on <= starts_on:
        return None
    return min(1.0, max(0.0, (today - starts_on).days / (ends_on - starts_on).days))
