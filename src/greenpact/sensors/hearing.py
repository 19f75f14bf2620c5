"""Keeping what was heard: every value once, by series and moment, in whatever order and however often it comes."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum

from django.db import transaction

from greenpact.sensors.models import RawValue, SensorSeries, SensorSource
from greenpact.sensors.rules import MOST_SERIES, State, is_possible
from telemetry.values import Heard


class WhyNotHeard(StrEnum):
    NOT_ACTIVE = "not_active"
    TOO_MANY_SERIES = "too_many_series"


class NotHeard(Exception):
    """Nothing of it is kept; `reason` says why."""

    def __init__(self, reason: WhyNotHeard) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(slots=True)
class Kept:
    """What became of values: new ones, those that were there, and those without a moment that can be."""

    new: int = 0
    repeated: int = 0
    without_moment: int = 0


@dataclass(slots=True)
class _Batch:
    """The values of one series, by their moments."""

    series: SensorSeries
    values: dict[datetime, Heard] = field(default_factory=dict)


_UPDATED = (
    "last_at", "last_value", "changed_at", "undated", "impossible", "repeated", "contradicted", "late",
    "rolled_from", "rolled_until", "said_unit", "asked_after", "asked_after_ref",
)  # fmt: skip


@transaction.atomic
def hear(
    source: SensorSource, values: Iterable[Heard], *, at: datetime, notified_at: datetime | None = None
) -> Kept:
    """Keep the values of a source; when this returns and its transaction is over, they are kept. Raises `NotHeard`."""
    current = SensorSource.objects.select_for_update().get(pk=source.pk)
    if current.state != State.ACTIVE.value:
        raise NotHeard(WhyNotHeard.NOT_ACTIVE)
    kept = Kept()
    batches = _batched(_grouped(current, list(values)), kept, at=at, notified_at=notified_at)
    _keep(batches, kept, at=at)
    SensorSeries.objects.bulk_create(
        [batch.series for batch in batches],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=_UPDATED,
    )
    SensorSource.objects.filter(pk=current.pk).update(last_heard_at=at, not_read=0)
    return kept


def _grouped(source: SensorSource, values: Sequence[Heard]) -> list[tuple[SensorSeries, list[Heard]]]:
    """Values by their series; series that are heard for the first time are made."""
    by_name: dict[tuple[str, str], list[Heard]] = defaultdict(list)
    for value in values:
        by_name[value.entity, value.attribute].append(value)
    entities = {entity for entity, _attribute in by_name}
    known = {(row.entity, row.attribute): row for row in source.series.filter(entity__in=entities)}
    missing = [name for name in by_name if name not in known]
    if missing:
        if source.series.count() + len(missing) > MOST_SERIES:
            raise NotHeard(WhyNotHeard.TOO_MANY_SERIES)
        made = [
            SensorSeries(source=source, entity=entity, attribute=attribute) for entity, attribute in missing
        ]
        for row in SensorSeries.objects.bulk_create(made):
            known[row.entity, row.attribute] = row
    return [(known[name], heard) for name, heard in by_name.items()]


def _batched(
    grouped: Iterable[tuple[SensorSeries, list[Heard]]],
    kept: Kept,
    *,
    at: datetime,
    notified_at: datetime | None,
) -> list[_Batch]:
    """The values of each series by moment, without those that have none that can be."""
    batches = []
    for series, heard in grouped:
        batch = _Batch(series)
        for value in heard:
            moment = value.observed_at or (notified_at if series.takes_notified_at else None)
            if moment is None:
                series.undated += 1
            elif not _is_keepable(series, moment, at=at):
                series.impossible += 1
            else:
                batch.values[moment.astimezone(UTC)] = value
                continue
            kept.without_moment += 1
        batches.append(batch)
    return batches


def _is_keepable(series: SensorSeries, moment: datetime, *, at: datetime) -> bool:
    """Whether a value of this moment can still be counted: what stood around it must not be forgotten."""
    if series.forgotten_before is not None and moment < series.forgotten_before:
        return False
    return is_possible(moment, at=at)


def _keep(batches: Sequence[_Batch], kept: Kept, *, at: datetime) -> None:
    """Keep what is new; what is there already stays, and is counted where it says something else."""
    moments = {moment for batch in batches for moment in batch.values}
    there = {
        (series, moment): value
        for series, moment, value in RawValue.objects.filter(
            series__in=[batch.series for batch in batches], at__in=moments
        ).values_list("series", "at", "value")
    }
    rows = []
    for batch in batches:
        fresh = {}
        for moment, value in sorted(batch.values.items()):
            known = there.get((batch.series.pk, moment))
            if known is None:
                fresh[moment] = value
            else:
                kept.repeated += 1
                batch.series.repeated += 1
                batch.series.contradicted += known != value.value
        rows += _taken(batch.series, fresh, at=at)
    RawValue.objects.bulk_create(rows)
    kept.new = len(rows)


def _taken(series: SensorSeries, fresh: dict[datetime, Heard], *, at: datetime) -> list[RawValue]:
    """The rows of new values; the series knows its newest, and what is to be rolled up."""
    rows = []
    for moment, value in fresh.items():
        until = value.until_at if value.until_at and value.until_at > moment else None
        series.said_unit = series.said_unit or value.unit
        unit = value.unit if value.unit != series.said_unit else ""
        rows.append(
            RawValue(series=series, at=moment, until_at=until, value=value.value, unit=unit, heard_at=at)
        )
        end = until or moment
        if series.last_at is not None and end < series.last_at:
            series.late += 1
        else:
            if series.changed_at is None or value.value != series.last_value:
                series.changed_at = end
            series.last_at, series.last_value = end, value.value
        series.rolled_from = min(series.rolled_from or moment, moment)
        series.rolled_until = max(series.rolled_until or end, end)
    return rows
