"""Who says something about a measure, and the steps of a dispute about it. Pure: no Django."""

from datetime import date
from enum import StrEnum


class Voice(StrEnum):
    """In which part somebody speaks about a measure."""

    OWNER = "owner"
    CITY = "city"
    OBSERVER = "observer"


class Stance(StrEnum):
    """Comply or explain."""

    KEPT = "kept"
    EXPLAINED = "explained"  # it is not as promised, and the reason says why
    OPEN = "open"  # cannot be said yet


class DisputeState(StrEnum):
    OPENED = "opened"
    ANSWERED = "answered"
    SETTLED = "settled"
    LEFT_STANDING = "left_standing"


class WhyNotSaid(StrEnum):
    NOT_YOURS = "not_yours"
    REASON_MISSING = "reason_missing"
    NOTHING_SAID = "nothing_said"
    DAY_IN_FUTURE = "day_in_future"
    OWN_STATEMENT = "own_statement"
    DISPUTED_ALREADY = "disputed_already"
    NOT_OPEN = "not_open"
    TOO_MANY = "too_many"
    CHANGED_MEANWHILE = "changed_meanwhile"


#: Working days in which a dispute is to be answered, and replies to one statement.
ANSWER_DAYS = 15
MOST_REPLIES = 10
LONGEST_STATEMENT = 2_000

RUNNING = frozenset({DisputeState.OPENED, DisputeState.ANSWERED})
ENDS = frozenset({DisputeState.SETTLED, DisputeState.LEFT_STANDING})


def needs_reason(stance: Stance) -> bool:
    """Whether a stance is nothing without its reason."""
    return stance is Stance.EXPLAINED


def may_end(state: DisputeState, then: DisputeState, *, answer_until: date, today: date) -> bool:
    """Whether a dispute may end so: settled once it was answered; left standing also when nobody answered in time."""
    if state not in RUNNING or then not in ENDS:
        return False
    if then is DisputeState.LEFT_STANDING:
        return state is DisputeState.ANSWERED or today > answer_until
    return state is DisputeState.ANSWERED
