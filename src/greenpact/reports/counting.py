"""Gathers what was counted: indicators, their way, their readings, and how far they have come."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from greenpact.measures.indicator_rules import (
    Counted,
    Point,
    Span,
    Wanted,
    comparable,
    path_on,
    progress,
    standing,
)
from greenpact.measures.models import Indicator, Reading
from greenpact.reports.rules import Period

#: An indicator with more readings than this is told by years; every single one stands in the open data.
MOST_READINGS = 60


def indicators_of(deals: Sequence[int], period: Period) -> dict[int, list[dict[str, Any]]]:
    """The indicators of deals (their keys) with the readings up to the end of a period (three queries)."""
    rows = Indicator.objects.standing().filter(deal__in=deals).select_related("measure__clause")
    ordered = rows.prefetch_related("targets").order_by("deal_id", "measure__clause__position", "pk")
    readings: dict[int, list[Reading]] = defaultdict(list)
    current = Reading.objects.current().filter(indicator__deal__in=deals, first_on__lt=period.until)
    wanted = current.select_related("replaces").defer("method", "evidence_id").order_by("first_on", "pk")
    for row in wanted.iterator(2000):
        readings[row.indicator_id].append(row)
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for indicator in ordered:
        found[indicator.deal_id].append(_indicator(indicator, readings[indicator.pk], period))
    return found


def _indicator(row: Indicator, readings: list[Reading], period: Period) -> dict[str, Any]:
    plain = ("ref", "name", "definition", "unit", "wanted", "counted", "rhythm", "start_value")
    targets = [target.point for target in row.targets.all()]
    told = _by_year(row, readings) if len(readings) > MOST_READINGS else [_reading(one) for one in readings]
    return {
        **{name: getattr(row, name) for name in plain},
        "clause": row.measure.clause.ref if row.measure else "",
        "start_on": row.start_on.isoformat() if row.start_on else "",
        "targets": [{"value": point.value, "due_on": point.on.isoformat()} for point in targets],
        "readings": told,
        "readings_count": len(readings),
        "is_told_by_year": len(readings) > MOST_READINGS,
        "standing": _standing(row, readings, targets, period),
    }


def _reading(row: Reading) -> dict[str, Any]:
    return {
        "ref": row.ref,
        "first_on": row.first_on.isoformat(),
        "until": row.until.isoformat(),
        "value": None if row.non_value else row.value,
        "non_value": row.non_value,
        "lower": None if row.non_value else row.lower,
        "upper": None if row.non_value else row.upper,
        "provenance": row.provenance,
        "is_reviewed": row.reviewed_at is not None,
        "source": row.source,
        "replaces": row.replaces.ref if row.replaces else "",
        "reason": row.reason,
    }


def spans_of(readings: Sequence[Reading]) -> list[Span]:
    return [
        Span(one.first_on, one.until, one.value)
        for one in readings
        if one.value is not None and not one.non_value
    ]


def _by_year(row: Indicator, readings: list[Reading]) -> list[dict[str, Any]]:
    """One line for each year: its sum or its last value, as the indicator counts."""
    years: dict[int, list[Span]] = defaultdict(list)
    for span in spans_of(readings):
        years[span.first_on.year].append(span)
    return [
        {
            "ref": "",
            "first_on": spans[0].first_on.isoformat(),
            "until": spans[-1].until.isoformat(),
            "value": sum(one.value for one in spans) if row.counted == Counted.SUM else spans[-1].value,
            "non_value": "",
            "lower": None,
            "upper": None,
            "provenance": "",
            "is_reviewed": False,
            "source": "",
            "replaces": "",
            "reason": "",
        }
        for _year, spans in sorted(years.items())
    ]


def _standing(
    row: Indicator, readings: list[Reading], targets: list[Point], period: Period
) -> dict[str, Any] | None:
    """What may be held against the way at the end of the period; None where nothing may."""
    spans = [span for span in spans_of(readings) if span.until <= period.until]
    now = comparable(spans, Counted(row.counted))
    if now is None:
        return None
    last = Span(now.first_on, now.until, now.value).until
    on = last.fromordinal(last.toordinal() - 1)
    path = path_on(row.start, targets, on)
    target = targets[-1].value if targets else None
    return {
        "value": now.value,
        "first_on": now.first_on.isoformat(),
        "until": now.until.isoformat(),
        "path": path,
        "progress": progress(row.start_value, target, now.value),
        "standing": standing(now.value, path, Wanted(row.wanted)).value,
    }
