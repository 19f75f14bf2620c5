"""Keeping a city's degree days, and saying which indicators are shown corrected for the weather, too."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db import transaction

from greenpact.cities.models import City
from greenpact.journal.recording import record, take_turn
from greenpact.measures.defining import indicator_in_turn
from greenpact.measures.models import Indicator
from greenpact.sensors.models import DegreeDays, WeatherRule
from sheets.units import UnknownUnit, parse_unit

MOST_ROWS = 600
LARGEST = 1_500  # kelvin days of one month


class WhyNotCorrected(StrEnum):
    CHANGED_MEANWHILE = "changed_meanwhile"
    NOT_POSSIBLE = "not_possible"
    SOURCE_MISSING = "source_missing"
    TOO_MANY = "too_many"
    SHARE_WRONG = "share_wrong"
    NO_ENERGY = "no_energy"


class NotCorrected(Exception):
    """It stays as it was; `reason` says why."""

    def __init__(self, reason: WhyNotCorrected) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Month:
    """The degree days of a month; of no year they are the long-term mean."""

    year: int | None
    month: int
    value: float


@transaction.atomic
def keep_degree_days(city: City, months: Iterable[Month], *, source: str, by: str, at: datetime) -> int:
    """Keep degree days, in place of those of the same months; how many. Raises `NotCorrected`."""
    take_turn(city.chain_id)
    rows = list(months)
    if not source.strip():
        raise NotCorrected(WhyNotCorrected.SOURCE_MISSING)
    if len(rows) > MOST_ROWS:
        raise NotCorrected(WhyNotCorrected.TOO_MANY)
    if not all(_is_possible(row) for row in rows):
        raise NotCorrected(WhyNotCorrected.NOT_POSSIBLE)
    for row in rows:
        DegreeDays.objects.update_or_create(
            city=city, year=row.year, month=row.month, defaults={"value": row.value, "source": source.strip()}
        )
    record(
        city.chain_id,
        verb="weather.degree_days_kept",
        subject=f"city:{city.slug}",
        by=by,
        at=at,
        public=True,
        payload={"months": len(rows)},
    )
    return len(rows)


@transaction.atomic
def set_weather_rule(
    indicator: Indicator, share: float | None, *, by: str, at: datetime
) -> WeatherRule | None:
    """Show an indicator corrected for the weather, too, or (None) no longer. Raises `NotCorrected`.

    `share` is the part of it that depends on the weather, from 0 to 1. Only energy is corrected.
    """
    current = indicator_in_turn(
        indicator, seen=None, otherwise=NotCorrected(WhyNotCorrected.CHANGED_MEANWHILE)
    )
    rule = None
    if share is None:
        WeatherRule.objects.filter(indicator=current).delete()
    else:
        if not 0 <= share <= 1:
            raise NotCorrected(WhyNotCorrected.SHARE_WRONG)
        if not is_energy(current.unit):
            raise NotCorrected(WhyNotCorrected.NO_ENERGY)
        rule, _made = WeatherRule.objects.update_or_create(
            indicator=current, defaults={"dependent_share": share}
        )
    deal = current.deal
    record(
        deal.city.chain_id,
        verb="weather.rule_set" if rule else "weather.rule_ended",
        subject=f"deal:{deal.ref}",
        by=by,
        at=at,
        public=deal.is_published,
        payload={"indicator": current.ref, **({"share": share} if rule else {})},
    )
    return rule


def is_energy(unit: str) -> bool:
    """Whether a unit is one of energy, which alone is corrected."""
    try:
        return parse_unit(unit).dimension == parse_unit("kWh").dimension
    except UnknownUnit:
        return False


def degree_days_of(city: City) -> tuple[Mapping[tuple[int, int], float], Mapping[int, float]]:
    """The degree days of a city by year and month, and the long-term means by month."""
    rows = list(DegreeDays.objects.filter(city=city))
    return (
        {(row.year, row.month): row.value for row in rows if row.year is not None},
        {row.month: row.value for row in rows if row.year is None},
    )


def _is_possible(row: Month) -> bool:
    is_year = row.year is None or 1900 <= row.year <= 2200
    return is_year and 1 <= row.month <= 12 and 0 <= row.value <= LARGEST
