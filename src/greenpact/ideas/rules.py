"""What an idea may be and become."""

from enum import StrEnum


class Kind(StrEnum):
    IDEA = "idea"
    COOPERATION = "cooperation"
    CHALLENGE = "challenge"
    OFFER = "offer"


class State(StrEnum):
    SUBMITTED = "submitted"
    OPEN = "open"
    DECIDED = "decided"
    MERGED = "merged"
    CLOSED = "closed"
    ERASED = "erased"
