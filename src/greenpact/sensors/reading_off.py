"""Reading off: what a finished period comes to becomes a reading of the indicator, and is corrected by late values."""

import math
from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Least
from django.utils import translation
from django.utils.translation import gettext as __
from django.utils.translation import ngettext

from greenpact.measures.indicator_rules import Figure, Provenance, Rhythm
from greenpact.measures.models import Indicator, Reading
from greenpact.measures.reading import NoReading, Taken, correct, take
from greenpact.sensors.arithmetic import Total, joined
from greenpact.sensors.calendar import begins, period_at
from greenpact.sensors.models import RolledUp, SensorSeries
from greenpact.sensors.rules import Rolled

#: Share of a period that must be known before it becomes a reading.
ENOUGH = 0.9
MOST_AT_ONCE = 50

#: Why a finished period became no reading.
GAP, BY_HAND, WENT_BACK = "gap", "by_hand", "went_back"


def read_off_next(at: datetime) -> bool:
    """Let some finished periods become readings; whether there was one.

    A period is finished when its end is past and its series has said something since: until then values may be under
    way.
    """
    waiting = RolledUp.objects.filter(
        is_read=False,
        until_at__lte=Least(Value(at), F("series__last_at")),
        series__indicator__is_dropped=False,
        series__rolled_from__isnull=True,
    )
    found = list(waiting.order_by("series", "first_at").values_list("pk", flat=True)[:MOST_AT_ONCE])
    for key in found:
        read_off(key, at=at)
    return bool(found)


@transaction.atomic
def read_off(key: int, *, at: datetime) -> None:
    """Let the period in which a roll-up lies become a reading, or note why it does not."""
    row = (
        RolledUp.objects.select_related("series__indicator__deal", "series__source__city")
        .filter(pk=key)
        .first()
    )
    if row is None or row.is_read or row.series.indicator is None:
        return
    series, zone = row.series, ZoneInfo(row.series.source.city.timezone)
    first, until = period_at(row.first_at, Rhythm(row.series.indicator.rhythm), zone)
    ends = begins(first, zone), begins(until, zone)
    rows = list(
        RolledUp.objects.filter(
            series=series, resolution=row.resolution, first_at__gte=ends[0], first_at__lt=ends[1]
        ).order_by("first_at")
    )
    if ends[1] > at or (series.last_at is not None and ends[1] > series.last_at):
        _settle([row], "")  # the later parts of the period take it up again
        return
    whole = ends[1] - ends[0]
    parts = [(_total_of(one), one.until_at - one.first_at) for one in rows]
    found = joined(parts, whole, Rolled(series.rolled))
    refused = _fault(found, rows, whole, Rolled(series.rolled))
    if found is not None and not refused:
        with translation.override(_language(series)):
            taken = Taken(
                first_on=first,
                until=until,
                figure=Figure(found.value, None, found.lower, found.upper),
                provenance=Provenance.MEASURED,
                method=_method(found),
                source=series.source.name,
            )
            refused = _put(row.series.indicator, taken, by=series.source.actor, at=at)
    _settle(rows, refused)


def _total_of(row: RolledUp) -> Total:
    return Total(row.value, row.count, row.covered, row.restarts, row.lower, row.upper)


def _settle(rows: Sequence[RolledUp], refused: str) -> None:
    RolledUp.objects.filter(pk__in=[row.pk for row in rows]).update(is_read=True, refused=refused)


def _fault(found: Total | None, rows: Sequence[RolledUp], whole: timedelta, how: Rolled) -> str:
    """Why a period is no reading; empty when it is one."""
    if found is None:
        return GAP
    if how is Rolled.GROWTH and found.value < 0:
        return WENT_BACK
    known = sum(((row.until_at - row.first_at) for row in rows), timedelta(0))
    if how is not Rolled.LAST and (found.covered < ENOUGH or known < ENOUGH * whole):
        return GAP
    return ""


def _put(indicator: Indicator, taken: Taken, *, by: str, at: datetime) -> str:
    """Take the reading, or let it replace the one that this source took; empty, or why neither."""
    there = (
        Reading.objects.current()
        .filter(indicator=indicator, first_on=taken.first_on, until=taken.until)
        .first()
    )
    try:
        if there is None:
            take(indicator, taken, by=by, at=at)
        elif there.recorded_by != by:
            return BY_HAND
        elif not _is_same(there, taken.figure):
            there.indicator = indicator
            correct(there, taken, reason=__("Values arrived late or were counted anew."), by=by, at=at)
    except NoReading as refusal:
        return refusal.reason.value
    return ""


def _is_same(there: Reading, figure: Figure) -> bool:
    pairs = ((there.value, figure.value), (there.lower, figure.lower), (there.upper, figure.upper))
    return all(
        one == other or (one is not None and other is not None and math.isclose(one, other, rel_tol=1e-9))
        for one, other in pairs
    )


def _method(found: Total) -> str:
    """How the value came to be, in one sentence or two."""
    parts = [
        ngettext("Rolled up from %(count)d value.", "Rolled up from %(count)d values.", found.count)
        % {"count": found.count}
    ]
    if found.restarts:
        parts.append(
            ngettext(
                "The counter began again %(count)d time; counted from zero there.",
                "The counter began again %(count)d times; counted from zero there.",
                found.restarts,
            )
            % {"count": found.restarts}
        )
    if found.lower is not None:
        parts.append(__("Values are missing at an end of the period; it was shared out evenly there."))
    elif found.covered < 0.999:
        parts.append(__("%(share)d %% of the time is known.") % {"share": int(found.covered * 100)})
    return " ".join(parts)


def _language(series: SensorSeries) -> str:
    """The language in which what machines write of a city is kept: its first."""
    languages = series.source.city.languages
    return str(languages[0]) if languages else "de"
