"""What an idea may be and become: kinds, states, decisions, and how long its links and drafts live."""

from datetime import datetime, timedelta
from enum import StrEnum


class Kind(StrEnum):
    IDEA = "idea"  # something that could be done
    COOPERATION = "cooperation"  # something that is done already and could become a deal
    CHALLENGE = "challenge"  # something that somebody cannot solve alone
    OFFER = "offer"  # something that somebody brings in


class State(StrEnum):
    UNCONFIRMED = "unconfirmed"  # sent, but nobody has shown yet that the address is theirs
    RECEIVED = "received"  # waits to be taken up
    IN_REVIEW = "in_review"  # the city looks at it
    ASKED = "asked"  # the city waits for the sender's answer
    DECIDED = "decided"
    CLOSED = "closed"  # decided, and what came of it has been told
    MERGED = "merged"  # goes on in another idea
    WITHDRAWN = "withdrawn"  # taken back by the sender
    ERASED = "erased"  # its words and names are gone; days and decision stay for the figures


class Decision(StrEnum):
    BECOMES_DEAL = "becomes_deal"
    JOINS_DEAL = "joins_deal"
    HANDED_ON = "handed_on"  # to another office or city
    KEPT = "kept"  # for later
    DECLINED = "declined"


class Question(StrEnum):
    """What is asked of every idea before it is decided."""

    COMPETENT = "competent"
    LAWFUL = "lawful"
    ALREADY_DONE = "already_done"


class Move(StrEnum):
    """Whose turn it is."""

    CITY = "city"
    SENDER = "sender"
    NOBODY = "nobody"


_LOOKED_AT = frozenset({State.DECIDED, State.MERGED, State.WITHDRAWN})

#: From a state to those that may follow. The sender's answer leads from asked back into review.
FOLLOWS: dict[State, frozenset[State]] = {
    State.UNCONFIRMED: frozenset({State.RECEIVED, State.WITHDRAWN, State.ERASED}),
    State.RECEIVED: _LOOKED_AT | {State.IN_REVIEW, State.ASKED},
    State.IN_REVIEW: _LOOKED_AT | {State.ASKED},
    State.ASKED: _LOOKED_AT | {State.IN_REVIEW},
    State.DECIDED: frozenset({State.CLOSED, State.IN_REVIEW, State.ERASED}),
    State.CLOSED: frozenset({State.ERASED}),
    State.MERGED: frozenset({State.ERASED}),
    State.WITHDRAWN: frozenset({State.ERASED}),
    State.ERASED: frozenset(),
}

#: States in which the sender has the city's answer still to come: the answer clock runs.
WAITING = frozenset({State.RECEIVED, State.IN_REVIEW, State.ASKED})

MOVES: dict[State, Move] = {
    State.UNCONFIRMED: Move.SENDER,
    State.RECEIVED: Move.CITY,
    State.IN_REVIEW: Move.CITY,
    State.ASKED: Move.SENDER,
}

MOST_ATTACHMENTS = 5  # sent at once, with an idea or a message
MOST_ATTACHMENTS_IN_ALL = 25
MOST_MESSAGES = 200  # in one conversation
LONGEST_TEXT = 6000  # characters
CONFIRM_WITHIN = timedelta(days=7)
READ_AFTER_CLOSING = timedelta(days=180)
KEEP_DRAFT = timedelta(days=14)


def may_become(now: State, then: State) -> bool:
    return then in FOLLOWS[now]


def move(state: State) -> Move:
    """Whose turn it is in a state."""
    return MOVES.get(state, Move.NOBODY)


def may_still_confirm(submitted_at: datetime, at: datetime) -> bool:
    return at < submitted_at + CONFIRM_WITHIN


def may_still_read(closed_at: datetime | None, at: datetime) -> bool:
    """Whether a private link still opens: for half a year after an idea was closed, merged or withdrawn."""
    return closed_at is None or at < closed_at + READ_AFTER_CLOSING
