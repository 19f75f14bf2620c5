"""What a city may decide about an idea, the three questions it asks first, and the steps of the answer clock."""

from enum import StrEnum


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


class Step(StrEnum):
    """What the clock does while an answer is owed."""

    HALF = "half"
    THREE_QUARTERS = "three_quarters"
    DUE = "due"
    ESCALATED = "escalated"
