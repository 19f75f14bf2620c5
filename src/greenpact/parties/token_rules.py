"""What a token of an organisation opens, and for how long. Pure."""

from datetime import date, timedelta
from enum import StrEnum


class Scope(StrEnum):
    READ = "readings:read"
    WRITE = "readings:write"


LONGEST = timedelta(days=366)
MOST_TOKENS = 20  # of one organisation that hold
USES_A_MINUTE = 120


class WhyNoToken(StrEnum):
    """Why a token is not issued, or does not open the door."""

    NAME_MISSING = "name_missing"
    NO_SCOPE = "no_scope"
    ENDS_TOO_LATE = "ends_too_late"
    TOO_MANY = "too_many"
    REVOKED_ALREADY = "revoked_already"
    UNKNOWN = "unknown"
    TOO_OFTEN = "too_often"


def fault_of(name: str, scopes: frozenset[Scope], expires_on: date, today: date) -> WhyNoToken | None:
    """What is wrong with a token that somebody wants."""
    if not name.strip():
        return WhyNoToken.NAME_MISSING
    if not scopes:
        return WhyNoToken.NO_SCOPE
    return None if today < expires_on <= today + LONGEST else WhyNoToken.ENDS_TOO_LATE
