"""What a label may be and become, how long it holds, and why a step is not taken."""

from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum


class Level(StrEnum):
    """How far a deal has come, as far as somebody has checked it; each level asks for all that the one before asks."""

    COMMITTED = "committed"
    DELIVERING = "delivering"
    PROVEN = "proven"


class State(StrEnum):
    """Where a label stands."""

    APPLIED = "applied"
    DECLINED = "declined"
    AWARDED = "awarded"
    SUSPENDED = "suspended"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"


class Suspension(StrEnum):
    """Why a label rests. One of a few reasons, since what the journal says can never be unsaid."""

    REPORTING_STOPPED = "reporting_stopped"
    PARTY_LEFT = "party_left"
    EVIDENCE_DOUBTED = "evidence_doubted"
    MISUSED = "misused"


class Withdrawal(StrEnum):
    """Why a label was taken away for good."""

    DEAL_TERMINATED = "deal_terminated"
    REPORTING_STOPPED = "reporting_ended"
    CRITERION_LOST = "criterion_lost"
    MISUSED = "misused_again"
    BY_MISTAKE = "awarded_by_mistake"
    PARTIES_ASKED = "parties_asked"


class Verdict(StrEnum):
    """What the city says to an appeal."""

    UPHELD = "upheld"
    DISMISSED = "dismissed"


class Answer(StrEnum):
    """Whether a criterion is met; open as long as nobody has said so."""

    MET = "met"
    NOT_MET = "not_met"
    OPEN = "open"


#: From a state to those that may follow. A label that was withdrawn or declined comes back by an appeal alone.
FOLLOWS: dict[State, frozenset[State]] = {
    State.APPLIED: frozenset({State.AWARDED, State.DECLINED}),
    State.AWARDED: frozenset({State.AWARDED, State.SUSPENDED, State.LAPSED, State.WITHDRAWN}),
    State.SUSPENDED: frozenset({State.AWARDED, State.LAPSED, State.WITHDRAWN}),
    State.LAPSED: frozenset({State.AWARDED, State.WITHDRAWN}),
    State.DECLINED: frozenset(),
    State.WITHDRAWN: frozenset(),
}

#: Where an upheld appeal brings a label back to: before the decision that it was about.
BACK_TO: dict[State, State] = {
    State.DECLINED: State.APPLIED,
    State.SUSPENDED: State.AWARDED,
    State.WITHDRAWN: State.AWARDED,
}

#: States in which a label was awarded once, so that it has level, days and a public page.
AWARDED_ONCE = frozenset({State.AWARDED, State.SUSPENDED, State.LAPSED, State.WITHDRAWN})

#: States that are over: another label may be applied for.
OVER = frozenset({State.DECLINED, State.WITHDRAWN})

#: Days within which a decision can be appealed against, counted from the day after it.
DAYS_TO_APPEAL = 30

LEVELS = tuple(Level)


def levels_up_to(level: Level) -> tuple[Level, ...]:
    """A level with all those below it."""
    return LEVELS[: LEVELS.index(level) + 1]


def may_follow(now: State, then: State) -> bool:
    return then in FOLLOWS[now]


def standing_on(state: State, until: date | None, day: date, *, is_terminated: bool = False) -> State:
    """Where a label stands on a day, recorded or not: what was not renewed has lapsed at the end of its time, and no
    label outlives its deal.
    """
    if is_terminated and state in {State.AWARDED, State.SUSPENDED, State.LAPSED}:
        return State.WITHDRAWN
    has_ended = until is not None and day >= until
    return State.LAPSED if has_ended and state in {State.AWARDED, State.SUSPENDED} else state


def months_after(day: date, months: int) -> date:
    """The same day of the month, so many months later; the month's last where it has none.

    >>> months_after(date(2026, 1, 31), 1), months_after(date(2026, 11, 30), 24)
    (datetime.date(2026, 2, 28), datetime.date(2028, 11, 30))
    """
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def report_is_due_on(last: date, months: int) -> date:
    """The day by which the next report is due after the last one, or after the award if there was none."""
    return months_after(last, months)


def reporting_has_stopped(last: date, *, months: int, grace_days: int, on: date) -> bool:
    """Whether reports have stayed away longer than the scheme lets them, so that the label may be suspended."""
    return on > report_is_due_on(last, months) + timedelta(days=grace_days)


def may_appeal(state: State, decided_on: date | None, *, on: date) -> bool:
    """Whether a decision may still be appealed against on a day."""
    return state in BACK_TO and decided_on is not None and on <= decided_on + timedelta(days=DAYS_TO_APPEAL)
