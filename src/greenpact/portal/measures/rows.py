"""The indicators of a measure as its page shows them: the way, the readings, and what they come to."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from greenpact.measures.indicator_rules import (
    Counted,
    Point,
    Rhythm,
    Span,
    Standing,
    Wanted,
    comparable,
    path_on,
    progress,
    standing,
    whole_years,
)
from greenpact.measures.models import Indicator, NonValueChoice, ProvenanceChoice, Reading
from greenpact.measures.models.indicator import RhythmChoice, WantedChoice
from greenpact.portal.frame import in_language
from greenpact.portal.measures.weather import Winters, in_usual_winter, rule_of
from greenpact.ui.charts import Chart, Spot, chart

#: More readings than these are drawn, but not listed.
MOST_LISTED = 60
DAY = timedelta(days=1)

STANDINGS = {
    Standing.ON_PATH: gettext_lazy("on its way"),
    Standing.BEHIND: gettext_lazy("behind its way"),
}


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """A reading: `value` is None where `non_value` says why there is none.

    `corrected` is what it would have been in a usual winter, where the indicator is shown so, too.
    """

    ref: str
    first_on: date
    last_on: date
    value: float | None
    non_value: str
    lower: float | None
    upper: float | None
    provenance: str
    method: str
    source: str
    is_reviewed: bool
    reason: str
    corrected: float | None = None


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator. `share` is how much of the way is done, in per cent; None where that cannot be said.

    `asked` is what the way asks for by the day of the latest reading; `replaced` are readings that others took the
    place of.
    """

    ref: str
    name: str
    definition: str
    unit: str
    wanted: str
    rhythm: str
    start: Point | None
    targets: list[Point]
    chart: Chart | None
    readings: list[ReadingRow]
    replaced: list[ReadingRow]
    latest: ReadingRow | None
    share: float | None
    asked: float | None
    standing: str
    is_behind: bool
    weather_share: float | None = None


def indicator_row(indicator: Indicator, winters: Winters) -> IndicatorRow:
    """An indicator with its readings and targets, which come along prefetched."""
    everything = list(indicator.readings.all())
    current = [one for one in everything if one.is_current]
    targets = [target.point for target in indicator.targets.all()]
    latest = next((one for one in reversed(current) if one.value is not None), None)
    spans = [Span(one.first_on, one.until, one.value) for one in current if one.value is not None]
    now = comparable(spans, Counted(indicator.counted))
    asked = path_on(indicator.start, targets, now.until - DAY) if now and targets else None
    rule = rule_of(indicator)
    how = standing(now.value, asked, Wanted(indicator.wanted)) if now else Standing.NO_PATH
    return IndicatorRow(
        ref=indicator.ref,
        name=in_language(indicator.name),
        definition=in_language(indicator.definition),
        unit=indicator.unit,
        wanted=str(WantedChoice(indicator.wanted).label),
        rhythm=str(RhythmChoice(indicator.rhythm).label),
        start=indicator.start,
        targets=targets,
        chart=_chart(indicator, targets, current),
        readings=[
            _row(one, in_usual_winter(indicator, one, winters)) for one in reversed(current[-MOST_LISTED:])
        ],
        replaced=[_row(one) for one in everything if not one.is_current],
        latest=_row(latest, in_usual_winter(indicator, latest, winters)) if latest else None,
        share=_share(indicator, targets, now),
        asked=asked,
        standing=str(STANDINGS.get(how, "")),
        is_behind=how is Standing.BEHIND,
        weather_share=round(rule.dependent_share * 100) if rule else None,
    )


def _share(indicator: Indicator, targets: list[Point], now: Span | None) -> float | None:
    if now is None or not targets:
        return None
    found = progress(indicator.start_value, targets[-1].value, now.value)
    return None if found is None else round(found * 100, 1)


def _chart(indicator: Indicator, targets: list[Point], readings: list[Reading]) -> Chart | None:
    """The readings beside the way. Where values are added up and there is a way, whole years: it speaks of those."""
    spots = [Spot(one.last_on, one.value, one.lower, one.upper) for one in readings if one.value is not None]
    if targets and indicator.counted == Counted.SUM and indicator.rhythm != Rhythm.YEAR:
        spans = [Span(one.first_on, one.until, one.value) for one in readings if one.value is not None]
        spots = [Spot(year.until - DAY, year.value) for year in whole_years(spans)] or spots
    way = [Spot(point.on, point.value) for point in ([indicator.start] if indicator.start else []) + targets]
    return chart(spots, way, [Spot(point.on, point.value) for point in targets])


def _row(reading: Reading, corrected: float | None = None) -> ReadingRow:
    provenance = str(ProvenanceChoice(reading.provenance).label) if reading.provenance else ""
    return ReadingRow(
        ref=reading.ref,
        first_on=reading.first_on,
        last_on=reading.last_on,
        value=reading.value,
        non_value=str(NonValueChoice(reading.non_value).label) if reading.non_value else "",
        lower=reading.lower,
        upper=reading.upper,
        provenance=provenance or _("provenance not stated"),
        method=reading.method,
        source=reading.source,
        is_reviewed=reading.reviewed_at is not None,
        reason=reading.reason,
        corrected=corrected,
    )
