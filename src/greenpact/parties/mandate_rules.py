"""When a mandate lets somebody sign: its reach, its state, its period, and when one signature is not enough."""

from collections.abc import Collection
from datetime import date
from enum import StrEnum


class Reach(StrEnum):
    """Up to what kind of deal somebody may sign."""

    INTENT = "intent"  # statements of intent
    BINDING = "binding"  # binding agreements and annexes to contracts, and statements of intent


class MandateState(StrEnum):
    STATED = "stated"  # said by the organisation, not looked at yet
    CHECKED = "checked"  # the city has seen the evidence
    REFUSED = "refused"  # the city does not accept it


class WhyNoMandate(StrEnum):
    """Why a mandate does not let somebody sign."""

    MISSING = "missing"
    NOT_CHECKED = "not_checked"
    REFUSED = "refused"
    NOT_YET = "not_yet"
    ENDED = "ended"
    TOO_NARROW = "too_narrow"


#: From a state to those that may follow: what was decided is not decided again, a new mandate is stated instead.
FOLLOWS: dict[MandateState, frozenset[MandateState]] = {
    MandateState.STATED: frozenset({MandateState.CHECKED, MandateState.REFUSED}),
    MandateState.CHECKED: frozenset(),
    MandateState.REFUSED: frozenset(),
}


def may_become(now: MandateState, then: MandateState) -> bool:
    return then in FOLLOWS[now]


def covers(reach: Reach, needed: Reach) -> bool:
    """Whether a mandate of one reach lets somebody sign what needs another."""
    return reach is Reach.BINDING or needed is Reach.INTENT


def why_not(
    *, state: MandateState, reach: Reach, since: date, until: date | None, needed: Reach, on: date
) -> WhyNoMandate | None:
    """What keeps a mandate from letting somebody sign on a day; None when nothing does. `until` is exclusive."""
    if state is not MandateState.CHECKED:
        return WhyNoMandate.REFUSED if state is MandateState.REFUSED else WhyNoMandate.NOT_CHECKED
    if on < since:
        return WhyNoMandate.NOT_YET
    if until is not None and on >= until:
        return WhyNoMandate.ENDED
    return None if covers(reach, needed) else WhyNoMandate.TOO_NARROW


def are_enough(joint: Collection[bool]) -> bool:
    """Whether signatures by different people bind their organisation; each says if its mandate needs a second one.

    >>> are_enough([]), are_enough([True]), are_enough([True, True]), are_enough([False])
    (False, False, True, True)
    """
    return len(joint) >= 2 or not all(joint) if joint else False
