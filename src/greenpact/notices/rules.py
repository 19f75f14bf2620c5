"""What kinds of mail there are, in which rhythm somebody may have them, and when the hours are quiet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

SATURDAY = 5
MONDAY = 0

#: The hour at which a digest goes out where no quiet hours end before.
DIGEST_HOUR = 7


class Kind(StrEnum):
    """What a mail is about: preferences and leaving off go by it."""

    IDEA = "idea"
    NEGOTIATION = "negotiation"
    SIGNATURE = "signature"
    LABEL = "label"
    DUTY = "duty"
    ACCOUNT = "account"
    FOLLOWING = "following"


class Rhythm(StrEnum):
    """How often somebody wants mails of a kind."""

    AT_ONCE = "at_once"
    DAILY = "daily"
    WEEKLY = "weekly"
    NEVER = "never"


#: What holds until somebody chooses.
USUAL: Mapping[Kind, Rhythm] = {
    Kind.IDEA: Rhythm.AT_ONCE,
    Kind.NEGOTIATION: Rhythm.DAILY,
    Kind.SIGNATURE: Rhythm.AT_ONCE,
    Kind.LABEL: Rhythm.DAILY,
    Kind.DUTY: Rhythm.DAILY,
    Kind.ACCOUNT: Rhythm.AT_ONCE,
    Kind.FOLLOWING: Rhythm.AT_ONCE,
}

_ALL = (Rhythm.AT_ONCE, Rhythm.DAILY, Rhythm.WEEKLY, Rhythm.NEVER)

#: What can be chosen. Somebody waits for an answer to an idea, so its mails cannot be left off; mails about the account
#: itself keep it safe and come at once. News without an account are ended by their own link.
CHOICES: Mapping[Kind, tuple[Rhythm, ...]] = {
    Kind.IDEA: _ALL[:-1],
    Kind.NEGOTIATION: _ALL,
    Kind.SIGNATURE: _ALL,
    Kind.LABEL: _ALL,
    Kind.DUTY: _ALL,
    Kind.ACCOUNT: (Rhythm.AT_ONCE,),
    Kind.FOLLOWING: (Rhythm.AT_ONCE,),
}

#: Handed over once more where nobody knows whether it arrived: twice does no harm, never would be a dead end.
REPEATED_IN_DOUBT = frozenset({Kind.IDEA, Kind.ACCOUNT})

#: How long to wait after each attempt that the server of mails did not accept; after the last it is given up.
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 1440, 1440))


def rhythm_of(kind: Kind, chosen: Mapping[str, str]) -> Rhythm:
    """The rhythm somebody chose for a kind, or the usual one where they chose none that is offered."""
    found = chosen.get(kind.value, "")
    return next((rhythm for rhythm in CHOICES[kind] if rhythm == found), USUAL[kind])


def may_leave_off(kind: Kind) -> bool:
    return Rhythm.NEVER in CHOICES[kind]


@dataclass(frozen=True, slots=True)
class Quiet:
    """The hours without mail, on the clock of the city: from hour to hour, and at weekends. Equal hours: no night."""

    begins: int = 19
    ends: int = 7
    weekends: bool = True

    def holds(self, local: datetime) -> bool:
        """Whether it is quiet at a moment of local time."""
        return (self.weekends and local.weekday() >= SATURDAY) or self._is_night(local.hour)

    def _is_night(self, hour: int) -> bool:
        if self.begins <= self.ends:
            return self.begins <= hour < self.ends
        return hour >= self.begins or hour < self.ends

    @property
    def digest_hour(self) -> int:
        return DIGEST_HOUR if self.begins == self.ends else self.ends


def after_quiet(at: datetime, quiet: Quiet, zone: ZoneInfo) -> datetime:
    """The first moment from `at` on that is not quiet, in UTC."""
    local = at.astimezone(zone)
    while quiet.holds(local):
        is_weekend = quiet.weekends and local.weekday() >= SATURDAY
        hour = 0 if is_weekend else quiet.ends
        is_later_today = not is_weekend and local.hour < quiet.ends
        local = _on(local.date() + timedelta(days=0 if is_later_today else 1), hour, zone)
    return max(at, local).astimezone(UTC)


def digest_due(at: datetime, rhythm: Rhythm, quiet: Quiet, zone: ZoneInfo) -> datetime:
    """When the digest goes out in which something posted at `at` stands: always later than `at`, in UTC."""
    local = at.astimezone(zone)
    day = local.date()
    if rhythm is Rhythm.WEEKLY:
        day += timedelta(days=(MONDAY - day.weekday()) % 7)
    step = timedelta(days=7 if rhythm is Rhythm.WEEKLY else 1)
    due = _on(day, quiet.digest_hour, zone)
    while due.astimezone(UTC) <= at:
        due = _on(due.date() + step, quiet.digest_hour, zone)
    return after_quiet(due, quiet, zone)


def _on(day: date, hour: int, zone: ZoneInfo) -> datetime:
    """A full hour on the city's clock; one that the clock skips in spring is the hour after."""
    return datetime.combine(day, time(hour), zone).astimezone(UTC).astimezone(zone)
