"""Saying which indicator a series of values becomes readings of, in which unit and how its values are counted."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max, Min

from greenpact.journal.recording import record, take_turn
from greenpact.measures.indicator_rules import Counted
from greenpact.measures.models import Indicator
from greenpact.sensors.converting import fault_of_unit
from greenpact.sensors.models import RawValue, RolledUp, SensorSeries, SensorSource
from greenpact.sensors.rules import LONGEST_RHYTHM, Rolled, WhyNotMapped


class NotMapped(Exception):
    """The series stays as it was; `reason` says why."""

    def __init__(self, reason: WhyNotMapped) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Mapping:
    """What a series becomes. `unit` is that of its values where none is said with them; the range is in that unit."""

    indicator: Indicator
    unit: str
    rolled: Rolled
    rhythm_minutes: int
    lowest: float | None = None
    highest: float | None = None
    takes_notified_at: bool = False


@transaction.atomic
def map_series(
    series: SensorSeries, mapping: Mapping, *, by: str, at: datetime, seen: int | None = None
) -> None:
    """Let the values of a series become readings of an indicator, those kept so far, too; raises `NotMapped`."""
    current = _in_turn(series, seen=seen)
    _refuse_unfit(current, mapping)
    current.indicator = mapping.indicator
    current.unit = mapping.unit
    current.rolled = mapping.rolled.value
    current.rhythm_minutes = mapping.rhythm_minutes
    current.lowest, current.highest = mapping.lowest, mapping.highest
    current.takes_notified_at = mapping.takes_notified_at
    _begin_again(current)
    _tell(current, "series_mapped", mapping.indicator, by=by, at=at)


@transaction.atomic
def unmap(series: SensorSeries, *, by: str, at: datetime) -> None:
    """Let a series become readings no longer; those that there are stay. Raises `NotMapped`."""
    current = _in_turn(series, seen=None)
    indicator = current.indicator
    if indicator is None:
        return
    current.indicator = None
    _begin_again(current)
    _tell(current, "series_unmapped", indicator, by=by, at=at)


def _in_turn(series: SensorSeries, *, seen: int | None) -> SensorSeries:
    """The series as it stands now. Its source's row is held as well: whoever hears or rolls up waits there."""
    source = SensorSource.objects.select_related("city").get(pk=series.source_id)
    take_turn(source.city.chain_id)
    SensorSource.objects.select_for_update(of=("self",)).get(pk=source.pk)
    current = SensorSeries.objects.select_related("indicator__deal", "source__city").get(pk=series.pk)
    if seen not in (None, current.edition):
        raise NotMapped(WhyNotMapped.CHANGED_MEANWHILE)
    return current


def _refuse_unfit(series: SensorSeries, mapping: Mapping) -> None:
    indicator = mapping.indicator
    if indicator.city_id != series.source.city_id:
        raise NotMapped(WhyNotMapped.OTHER_DEAL)
    if fault := fault_of_unit(mapping.unit, indicator.unit):
        raise NotMapped(fault)
    if not 1 <= mapping.rhythm_minutes <= LONGEST_RHYTHM:
        raise NotMapped(WhyNotMapped.RHYTHM_WRONG)
    if mapping.lowest is not None and mapping.highest is not None and mapping.lowest > mapping.highest:
        raise NotMapped(WhyNotMapped.RANGE_WRONG)
    is_amount = mapping.rolled in {Rolled.GROWTH, Rolled.SUM}
    if is_amount != (indicator.counted == Counted.SUM.value):
        raise NotMapped(WhyNotMapped.OTHER_COUNT)
    others = SensorSeries.objects.filter(indicator=indicator).exclude(pk=series.pk)
    if others.exists():
        raise NotMapped(WhyNotMapped.TAKEN)


def _begin_again(series: SensorSeries) -> None:
    """Roll up everything that is kept once more."""
    RolledUp.objects.filter(series=series).delete()
    ends = RawValue.objects.filter(series=series).aggregate(first=Min("at"), last=Max("at"))
    series.rolled_from, series.rolled_until = ends["first"], ends["last"]
    series.edition += 1
    series.save()


def _tell(series: SensorSeries, what: str, indicator: Indicator, *, by: str, at: datetime) -> None:
    record(
        series.source.city.chain_id,
        verb=f"sensor.{what}",
        subject=f"sensor:{series.source.ref}",
        by=by,
        at=at,
        public=False,
        payload={"series": series.ref, "deal": indicator.deal.ref, "indicator": indicator.ref},
    )
