"""What a city may decide about an idea, the three questions it asks first, and the steps of the answer clock."""

from collections.abc import Collection
from datetime import date
from enum import StrEnum

from greenpact.cities.working_days import Schedule


class Decision(StrEnum):
    DEAL = "deal"  # becomes a deal
    JOINS = "joins"  # joins a deal
    OFFICE = "office"  # handed to another office; the clock goes on
    CITY = "city"  # handed to another city
    KEPT = "kept"  # kept for later
    DECLINED = "declined"


#: Decisions after which the city has nothing more to answer.
FINAL = frozenset(Decision) - {Decision.OFFICE}

#: Those that leave personal data behind without a purpose: erased after the city's period.
ERASED_LATER = frozenset({Decision.KEPT, Decision.DECLINED, Decision.CITY})


#: After these nothing more will come of an idea here, so it closes by itself some time later.
ENDS = frozenset({Decision.CITY, Decision.DECLINED})


class Question(StrEnum):
    """The three questions every idea is put to before it is decided."""

    COMPETENT = "competent"
    LAWFUL = "lawful"
    ALREADY_DONE = "already_done"


class Finding(StrEnum):
    YES = "yes"
    NO = "no"
    PARTLY = "partly"
    OPEN = "open"


#: What may be decided only after all three questions have been answered.
NEEDS_FINDINGS = frozenset({Decision.DEAL, Decision.JOINS, Decision.DECLINED})

#: Shorter reasons say nothing to whoever gets them.
SHORTEST_REASON = 20


class Reply(StrEnum):
    """What the sender says when the city would like to hand an idea to another city; nothing moves before."""

    OPEN = "open"
    AGREED = "agreed"
    REFUSED = "refused"
    TAKEN_BACK = "taken_back"  # by the city, before the sender replied


class Step(StrEnum):
    """What the clock does while an answer is owed."""

    HALF = "half"
    THREE_QUARTERS = "three_quarters"
    DUE = "due"
    ESCALATED = "escalated"


def steps_due(schedule: Schedule, *, today: date, taken: Collection[Step]) -> list[Step]:
    """The steps that are to be taken today: the last one reached if it was not taken yet, never one that was overtaken.

    The reminder of the last day comes on that day; from the day after it is too late, and the escalation comes instead.
    """
    reached = reached_step(schedule, today=today)
    return [reached] if reached is not None and reached not in taken else []


def reached_step(schedule: Schedule, *, today: date) -> Step | None:
    """The step of the clock that a day has reached."""
    if today > schedule.due_on:
        return Step.ESCALATED
    if today == schedule.due_on:
        return Step.DUE
    if today >= schedule.three_quarters_on:
        return Step.THREE_QUARTERS
    return Step.HALF if today >= schedule.half_on else None
