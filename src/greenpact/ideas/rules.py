"""What an idea may be and become: kinds, states, whose move it is, and how long links and drafts live."""

from datetime import datetime, timedelta
from enum import StrEnum


class Kind(StrEnum):
    IDEA = "idea"  # something that could be done
    COOPERATION = "cooperation"  # something that is done already and could become a deal
    CHALLENGE = "challenge"  # something that somebody cannot solve alone
    OFFER = "offer"  # something that somebody brings in


class State(StrEnum):
    SUBMITTED = "submitted"  # sent, but nobody has shown yet that the address is theirs
    OPEN = "open"  # the city owes an answer
    DECIDED = "decided"
    MERGED = "merged"  # goes on in another idea
    WITHDRAWN = "withdrawn"  # taken back by the sender
    CLOSED = "closed"  # decided, and what came of it has been told
    ERASED = "erased"  # its words and names are gone; days and decision stay for the figures


class Move(StrEnum):
    """Whose turn it is."""

    SENDER = "sender"
    CITY = "city"
    NOBODY = "nobody"


#: From a state to those that may follow.
FOLLOWS: dict[State, frozenset[State]] = {
    State.SUBMITTED: frozenset({State.OPEN, State.WITHDRAWN}),
    State.OPEN: frozenset({State.DECIDED, State.MERGED, State.WITHDRAWN}),
    State.DECIDED: frozenset({State.CLOSED, State.ERASED}),
    State.MERGED: frozenset({State.ERASED}),
    State.WITHDRAWN: frozenset({State.ERASED}),
    State.CLOSED: frozenset({State.ERASED}),
    State.ERASED: frozenset(),
}

#: States in which sender and city may still write to each other.
CONVERSING = frozenset({State.OPEN, State.DECIDED})

MOST_ATTACHMENTS = 5  # sent at once, with an idea or a message
MOST_ATTACHMENTS_IN_ALL = 25
MOST_MESSAGES_OF_SENDER = 50
LONGEST_TEXT = 6_000  # characters
LONGEST_MESSAGE = 4_000
CONFIRM_WITHIN = timedelta(days=7)
#: How long after its last word an idea that came to nothing stays open: somebody may want to say something more.
QUIET_BEFORE_CLOSING = timedelta(days=28)
READ_AFTER_CLOSING = timedelta(days=180)
KEEP_DRAFT = timedelta(days=14)
MOST_DRAFT_BYTES = (
    500_000_000  # of the files of all drafts of a city; beyond, files are chosen when it is sent
)


def may_become(now: State, then: State) -> bool:
    return then in FOLLOWS[now]


def move(state: State, *, city_wrote_last: bool) -> Move:
    """Whose turn it is: while an idea is open the city's, unless it has asked something that is not answered."""
    if state is State.SUBMITTED:
        return Move.SENDER
    if state is not State.OPEN:
        return Move.NOBODY
    return Move.SENDER if city_wrote_last else Move.CITY


def may_still_confirm(submitted_at: datetime, at: datetime) -> bool:
    return at < submitted_at + CONFIRM_WITHIN


def may_still_read(closed_at: datetime | None, at: datetime) -> bool:
    """Whether a private link still opens: for half a year after an idea was closed or withdrawn."""
    return closed_at is None or at < closed_at + READ_AFTER_CLOSING
