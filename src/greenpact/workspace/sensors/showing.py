"""Sources and series as their pages show them: what was heard last, what is missing, stuck or late."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from greenpact.measures.indicator_rules import WhyNoReading
from greenpact.measures.reading import NoReading
from greenpact.sensors import asking, reading_off
from greenpact.sensors.models import RawValue, Resolution, RolledUp, SensorSeries, SensorSource
from greenpact.sensors.rolling_up import counts
from greenpact.sensors.rules import Health, health
from greenpact.workspace.refusals import indicators as indicator_words
from outgoing.refusals import WhyNotSent

#: Raw values that are looked at to guess a rhythm, and shown.
SOME, SHOWN = 50, 12

FAULTS: dict[str, Any] = {
    WhyNotSent.NO_ADDRESS: _("The address of the server cannot be read."),
    WhyNotSent.UNKNOWN_HOST: _("There is no server of this name."),
    WhyNotSent.NOT_OPEN: _(
        "The server lies in a network that is not open. Whoever runs this installation can allow it by name."
    ),
    WhyNotSent.UNREACHABLE: _("The server cannot be reached."),
    WhyNotSent.NOT_TRUSTED: _("The certificate of the server is not trusted."),
    WhyNotSent.TOO_SLOW: _("The server took too long to answer."),
    WhyNotSent.TOO_LARGE: _("The answer of the server was too large."),
    WhyNotSent.LED_ELSEWHERE: _("The server leads to another address. Enter that one."),
    WhyNotSent.NOT_HTTP: _("What the server answers is not HTTP."),
    asking.NOT_UNDERSTOOD: _(
        "What the server answers is not SensorThings. Check the address up to its version."
    ),
    asking.OTHER_SERVER: _("A page of the server leads to another server, where nothing is asked."),
    asking.REFUSED: _("The server refuses to answer."),
    "too_many_series": _("The server has more than 1,000 datastreams."),
    "not_active": _("The source was paused meanwhile."),
}

NOT_READ: dict[str, Any] = {
    reading_off.GAP: _("no reading: too much of the time is missing"),
    reading_off.BY_HAND: _("no reading: somebody recorded one by hand"),
    reading_off.WENT_BACK: _("no reading: the counter went back"),
}


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """A series: how it does, and what its values come to now."""

    series: SensorSeries
    health: Health
    silent: str
    stuck: str


@dataclass(frozen=True, slots=True)
class Period:
    """What a day or month comes to; `words` say why it is no reading."""

    first_at: datetime
    value: float
    covered: int
    count: int
    restarts: int
    is_over: bool
    words: str


def series_row(series: SensorSeries, at: datetime) -> SeriesRow:
    found = health(series.last_at, series.changed_at, series.rhythm_minutes, at=at)
    return SeriesRow(series, found, _long(found.silent_for), _long(found.stuck_for))


def fault_in_words(source: SensorSource) -> str:
    """Why asking came to nothing the last time; empty when it did not."""
    return str(FAULTS.get(source.fault, FAULTS[asking.NOT_UNDERSTOOD])) if source.fault else ""


def periods(series: SensorSeries, at: datetime) -> list[Period]:
    """The latest months of a series, and the present one, newest first."""
    rows = RolledUp.objects.filter(series=series, resolution=Resolution.MONTH)
    return [_period(row, series, at) for row in rows.order_by("-first_at")[:SHOWN]]


def days(series: SensorSeries, at: datetime) -> list[Period]:
    """The latest days of a series, newest first."""
    rows = RolledUp.objects.filter(series=series, resolution=Resolution.DAY)
    return [_period(row, series, at) for row in rows.order_by("-first_at")[:SHOWN]]


def raw_rows(series: SensorSeries) -> list[tuple[RawValue, bool]]:
    """The latest raw values, each with whether it is counted."""
    return [(row, counts(series, row)) for row in series.raw_values.order_by("-at")[:SHOWN]]


def usual_rhythm(series: SensorSeries) -> int | None:
    """The minutes that usually lie between two values; None before there are three."""
    moments = list(series.raw_values.order_by("-at").values_list("at", flat=True)[:SOME])
    if len(moments) < 3:
        return None
    lengths = sorted(one - other for one, other in pairwise(moments))
    return max(1, round(lengths[len(lengths) // 2] / timedelta(minutes=1)))


def _period(row: RolledUp, series: SensorSeries, at: datetime) -> Period:
    words = NOT_READ.get(row.refused, "")
    if row.refused and not words:
        reasons = {reason.value: reason for reason in WhyNoReading}
        words = indicator_words.WORDS[NoReading].get(reasons.get(row.refused), "")
    return Period(
        first_at=row.first_at,
        value=row.value,
        covered=int(row.covered * 100 + 1e-6),
        count=row.count,
        restarts=row.restarts,
        is_over=row.until_at <= at and series.last_at is not None and series.last_at >= row.until_at,
        words=str(words),
    )


def _long(time: timedelta | None) -> str:
    """How long something lasts, roughly and in words."""
    if time is None:
        return ""
    if time >= timedelta(days=2):
        return ngettext("%(count)d day", "%(count)d days", time.days) % {"count": time.days}
    hours = int(time / timedelta(hours=1))
    if hours >= 1:
        return ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours}
    return __("less than an hour")
