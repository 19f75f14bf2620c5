"""Correcting heat for the weather by degree days. Pure: no Django. docs/methods/weather-correction.md says how."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Corrected:
    """A value as it would have been in a usual winter, and the degree days (kelvin days) it was held against."""

    value: float
    degree_days: float
    usual: float


def months_of(first_on: date, until: date) -> list[tuple[int, int]]:
    """The whole months from a day until before another; empty when the time is not made of whole months.

    >>> months_of(date(2024, 11, 1), date(2025, 2, 1))
    [(2024, 11), (2024, 12), (2025, 1)]
    """
    if first_on.day != 1 or until.day != 1 or until <= first_on:
        return []
    months, year, month = [], first_on.year, first_on.month
    while (year, month) < (until.year, until.month):
        months.append((year, month))
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return months


def corrected(
    value: float,
    first_on: date,
    until: date,
    *,
    share: float,
    degree_days: Mapping[tuple[int, int], float],
    usual: Mapping[int, float],
) -> Corrected | None:
    """A value corrected for the weather; None where degree days are missing or there were none.

    `share` (0 to 1) is the part that depends on the weather. Only that part is multiplied by the usual degree days of
    the same months over those that there were: value × (1 − share) + value × share × usual / degree days.

    >>> january = {"share": 0.8, "degree_days": {(2024, 1): 400.0}, "usual": {1: 500.0}}
    >>> corrected(100.0, date(2024, 1, 1), date(2024, 2, 1), **january).value
    120.0
    """
    months = months_of(first_on, until)
    if not months or any(month not in degree_days or month[1] not in usual for month in months):
        return None
    there_were = sum(degree_days[month] for month in months)
    there_are = sum(usual[month] for _year, month in months)
    if there_were <= 0:
        return None
    return Corrected(value * (1 - share) + value * share * there_are / there_were, there_were, there_are)
