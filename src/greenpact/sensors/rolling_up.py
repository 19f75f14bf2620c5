"""Rolling up: what the values of each hour, day and month come to. Done again wherever late values arrive."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from greenpact.measures.indicator_rules import Rhythm
from greenpact.measures.models import Indicator
from greenpact.sensors.arithmetic import Total, Value, joined, total
from greenpact.sensors.calendar import begins, days_of, hours_of, period_at
from greenpact.sensors.converting import factor
from greenpact.sensors.models import RawValue, Resolution, RolledUp, SensorSeries, SensorSource
from greenpact.sensors.rules import Rolled, is_plausible

#: Days that are rolled up in one step, so that nobody waits long for its transaction.
MOST_DAYS = 40
_SAME = ("until_at", "value", "lower", "upper", "count", "covered", "restarts")


@dataclass(frozen=True, slots=True)
class _Way:
    """How a series is rolled up: on whose clock, in which rhythm, and which rows its readings follow."""

    series: SensorSeries
    unit: str
    zone: ZoneInfo
    how: Rolled
    rhythm: timedelta | None
    followed: Resolution


def roll_up_next(_at: datetime) -> bool:
    """Roll up some of the series that heard something; whether there was one."""
    waiting = SensorSeries.objects.mapped().filter(rolled_from__isnull=False).order_by("rolled_from")
    found = list(waiting.values_list("pk", flat=True)[:20])
    for key in found:
        roll_up(key)
    return bool(found)


@transaction.atomic
def roll_up(key: int) -> None:
    """Roll up a series, the oldest days first; what is left waits for the next time."""
    source = SensorSeries.objects.values_list("source", flat=True).get(pk=key)
    SensorSource.objects.select_for_update().get(pk=source)
    series = SensorSeries.objects.select_related("indicator", "source__city").get(pk=key)
    if series.rolled_from is None or series.rolled_until is None or series.indicator is None:
        return
    way = _way_of(series, series.indicator)
    first, last = _touched(series, series.rolled_from, series.rolled_until)
    days = list(days_of(first, last, way.zone))
    now, later = days[:MOST_DAYS], days[MOST_DAYS:]
    _roll(way, now)
    series.rolled_from = later[0][0] if later else None
    series.rolled_until = series.rolled_until if later else None
    if later and series.rolled_until is not None:
        series.rolled_until = max(series.rolled_until, later[0][0])
    series.save(update_fields=["rolled_from", "rolled_until"])


def _way_of(series: SensorSeries, indicator: Indicator) -> _Way:
    by_day = {Rhythm.DAY, Rhythm.WEEK}
    return _Way(
        series=series,
        unit=indicator.unit,
        zone=ZoneInfo(series.source.city.timezone),
        how=Rolled(series.rolled),
        rhythm=timedelta(minutes=series.rhythm_minutes) if series.rhythm_minutes else None,
        followed=Resolution.DAY if Rhythm(indicator.rhythm) in by_day else Resolution.MONTH,
    )


def _touched(series: SensorSeries, first: datetime, last: datetime) -> tuple[datetime, datetime]:
    """From which moment to which something may differ: a counter's growth reaches to the values on both sides."""
    rows = RawValue.objects.filter(series=series)
    before = rows.filter(at__lt=first).order_by("-at").values_list("at", flat=True).first()
    after = rows.filter(at__gt=last).order_by("at").values_list("at", flat=True).first()
    return before or first, after or last


def _roll(way: _Way, days: Sequence[tuple[datetime, datetime]]) -> None:
    first, until = days[0][0], days[-1][1]
    values = _values(way, first, until)
    hours: list[RolledUp] = []
    daily: list[RolledUp] = []
    for (start, end), near in _sliced(values, days):
        daily += _row(way, Resolution.DAY, start, end, near)
        for (hour, next_hour), nearer in _sliced(near, list(hours_of(start, end))):
            hours += _row(way, Resolution.HOUR, hour, next_hour, nearer)
    _replace(way, Resolution.HOUR, first, until, hours)
    _replace(way, Resolution.DAY, first, until, daily)
    _roll_months(way, first, until)


def _sliced(
    values: Sequence[Value], times: Iterable[tuple[datetime, datetime]]
) -> Iterator[tuple[tuple[datetime, datetime], Sequence[Value]]]:
    """Each time with its values, the one before and the one after."""
    place = 0
    for start, end in times:
        while place < len(values) and values[place].end < start:
            place += 1
        stop = place
        while stop < len(values) and values[stop].at <= end:
            stop += 1
        yield (start, end), values[max(0, place - 1) : stop + 1]


def _values(way: _Way, first: datetime, until: datetime) -> list[Value]:
    """The values of a time that can be counted, in the indicator's unit, with the last before and the first after it.

    What lies outside the plausible range stays where it is and is left out here.
    """
    series = way.series
    rows = RawValue.objects.filter(series=series)
    found = [
        *reversed(rows.filter(at__lt=first).order_by("-at")[:5]),
        *rows.filter(at__gte=first, at__lt=until).order_by("at"),
        *rows.filter(at__gte=until).order_by("at")[:5],
    ]
    values = []
    for row in found:
        times = factor(row.unit or series.unit, way.unit)
        if times is not None and counts(series, row):
            values.append(Value(row.at, row.value * times, row.until_at))
    return values


def counts(series: SensorSeries, row: RawValue) -> bool:
    """Whether a value lies in the plausible range of its series, which is written in the unit of the mapping."""
    times = factor(row.unit, series.unit) if row.unit else 1.0
    return times is not None and is_plausible(row.value * times, series.lowest, series.highest)


def _row(
    way: _Way, resolution: Resolution, first: datetime, until: datetime, values: Sequence[Value]
) -> list[RolledUp]:
    found = total(values, first, until, way.how, way.rhythm)
    if found is None or (resolution is Resolution.HOUR and not found.count):
        return []
    return [_made(way, resolution, first, until, found)]


def _made(way: _Way, resolution: Resolution, first: datetime, until: datetime, found: Total) -> RolledUp:
    return RolledUp(
        series=way.series,
        resolution=resolution,
        first_at=first,
        until_at=until,
        value=found.value,
        lower=found.lower,
        upper=found.upper,
        count=found.count,
        covered=round(found.covered, 6),
        restarts=found.restarts,
        is_read=resolution != way.followed,
    )


def _roll_months(way: _Way, first: datetime, until: datetime) -> None:
    """What the months that are touched come to, from their days."""
    month, _end = period_at(first, Rhythm.MONTH, way.zone)
    while begins(month, way.zone) < until:
        start, following = period_at(begins(month, way.zone), Rhythm.MONTH, way.zone)
        ends = begins(start, way.zone), begins(following, way.zone)
        days = list(_rows(way.series, Resolution.DAY, *ends))
        parts = [(_total_of(day), day.until_at - day.first_at) for day in days]
        found = joined(parts, ends[1] - ends[0], way.how)
        _replace(way, Resolution.MONTH, *ends, [_made(way, Resolution.MONTH, *ends, found)] if found else [])
        month = following


def _total_of(row: RolledUp) -> Total:
    return Total(row.value, row.count, row.covered, row.restarts, row.lower, row.upper)


def _rows(
    series: SensorSeries, resolution: Resolution, first: datetime, until: datetime
) -> Iterable[RolledUp]:
    return RolledUp.objects.filter(
        series=series, resolution=resolution, first_at__gte=first, first_at__lt=until
    ).order_by("first_at")


def _replace(
    way: _Way, resolution: Resolution, first: datetime, until: datetime, made: Sequence[RolledUp]
) -> None:
    """Put the rows of a time in the place of those that stood there; one that says the same stays as it is."""
    there = {row.first_at: row for row in _rows(way.series, resolution, first, until)}
    wanted = {row.first_at: row for row in made}
    same = {at for at, row in wanted.items() if at in there and _says_the_same(row, there[at])}
    gone = [row.pk for at, row in there.items() if at not in same]
    RolledUp.objects.filter(pk__in=gone).delete()
    RolledUp.objects.bulk_create(row for at, row in wanted.items() if at not in same)


def _says_the_same(one: RolledUp, other: RolledUp) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in _SAME)
