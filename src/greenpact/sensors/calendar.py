"""Hours, days and months on a city's clock. Pure: no Django."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from greenpact.measures.indicator_rules import Rhythm, period_of

HOUR = timedelta(hours=1)


def begins(day: date, zone: ZoneInfo) -> datetime:
    """The moment at which a day begins."""
    return datetime.combine(day, time(), zone).astimezone(UTC)


def days_of(first: datetime, last: datetime, zone: ZoneInfo) -> Iterator[tuple[datetime, datetime]]:
    """The days from that of one moment to that of another, as the moments of their ends."""
    day, end = first.astimezone(zone).date(), last.astimezone(zone).date()
    while day <= end:
        following = day + timedelta(days=1)
        yield begins(day, zone), begins(following, zone)
        day = following


def hours_of(first: datetime, until: datetime) -> Iterator[tuple[datetime, datetime]]:
    """The hours of a day, of which there are 23 or 25 when clocks are put on or back."""
    hour = first
    while hour < until:
        yield hour, hour + HOUR
        hour += HOUR


def period_at(moment: datetime, rhythm: Rhythm, zone: ZoneInfo) -> tuple[date, date]:
    """The period of a rhythm in which a moment lies; months where the rhythm is open."""
    usual = Rhythm.MONTH if rhythm is Rhythm.ANY else rhythm
    return period_of(moment.astimezone(zone).date(), usual)
