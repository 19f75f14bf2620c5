"""What kinds of sources there are, what may be said of a series, and what holds for values. Pure: no Django."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Kind(StrEnum):
    """How values come: told by a platform (NGSI-LD), or asked of a server (SensorThings)."""

    NGSI_LD = "ngsi_ld"
    SENSOR_THINGS = "sensor_things"


class State(StrEnum):
    ACTIVE = "active"
    PAUSED = "paused"
    ENDED = "ended"


FOLLOWS: dict[State, frozenset[State]] = {
    State.ACTIVE: frozenset({State.PAUSED, State.ENDED}),
    State.PAUSED: frozenset({State.ACTIVE, State.ENDED}),
    State.ENDED: frozenset(),
}


class Rolled(StrEnum):
    """What the values of a time come to."""

    GROWTH = "growth"  # a counter: by how much it grew
    SUM = "sum"  # each value is an amount of its own
    MEAN = "mean"
    LAST = "last"


class WhyNoSource(StrEnum):
    CHANGED_MEANWHILE = "changed_meanwhile"
    NAME_MISSING = "name_missing"
    NOT_FROM_HERE = "not_from_here"
    NO_ADDRESS = "no_address"
    ADDRESS_NEEDED = "address_needed"
    TOO_MANY = "too_many"
    OTHER_CITY = "other_city"
    NOT_TOLD = "not_told"  # a source that is asked has no token


class WhyNotMapped(StrEnum):
    CHANGED_MEANWHILE = "changed_meanwhile"
    OTHER_UNIT = "other_unit"
    UNKNOWN_UNIT = "unknown_unit"
    OTHER_DEAL = "other_deal"
    TAKEN = "taken"  # another series feeds this indicator
    RANGE_WRONG = "range_wrong"
    RHYTHM_WRONG = "rhythm_wrong"
    OTHER_COUNT = "other_count"  # amounts cannot be a last value, and the other way round


#: Sources of one city, series of one source; how far in the future a meter's clock may be.
MOST_SOURCES = 200
MOST_SERIES = 1_000
AHEAD = timedelta(days=1)
#: The earliest moment that a value may have: meters without a battery say 1970.
EARLIEST_YEAR = 1990
#: After so many times its rhythm without a value a series has a gap, and after so many without a change it is stuck.
GAP_AFTER, STUCK_AFTER = 3, 24
#: How long raw values are kept unless a city says otherwise, and the shortest and longest that it may say.
KEPT_DAYS, SHORTEST_DAYS, LONGEST_DAYS = 400, 40, 3_660
DAY_MINUTES = 24 * 60
LONGEST_RHYTHM = 31 * DAY_MINUTES


def may_become(now: State, then: State) -> bool:
    return then in FOLLOWS[now]


def is_possible(observed_at: datetime, *, at: datetime) -> bool:
    """Whether a moment can be one at which something was observed."""
    return observed_at.year >= EARLIEST_YEAR and observed_at <= at + AHEAD


def is_plausible(value: float, lowest: float | None, highest: float | None) -> bool:
    return (lowest is None or value >= lowest) and (highest is None or value <= highest)


@dataclass(frozen=True, slots=True)
class Health:
    """How a series does: how long nothing came or all was the same, each beyond what its rhythm allows."""

    silent_for: timedelta | None = None
    stuck_for: timedelta | None = None

    @property
    def is_well(self) -> bool:
        return self.silent_for is None and self.stuck_for is None


def health(
    last_at: datetime | None, changed_at: datetime | None, rhythm_minutes: int | None, *, at: datetime
) -> Health:
    """How a series does at a moment. Without a rhythm nothing can be missing; without values nothing is stuck.

    A series is stuck when values came for long enough and all were the same: a meter that is silent is not stuck.
    """
    if last_at is None or rhythm_minutes is None:
        return Health()
    rhythm = timedelta(minutes=rhythm_minutes)
    silent = at - last_at
    same = last_at - changed_at if changed_at is not None else timedelta(0)
    return Health(
        silent_for=silent if silent > GAP_AFTER * rhythm else None,
        stuck_for=same if same >= STUCK_AFTER * rhythm else None,
    )
