"""Readings gathered into series: how many, from when until when, in which unit, and what in them is doubtful."""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median
from typing import Any

from sheets.doubts import Doubt, Finding, Findings
from sheets.periods import Period
from sheets.readings import Reading
from sheets.units import Unit, factor_between
from sheets.words import NonValue, is_total

#: A value this far from the middle of its series, more or less, was probably given in another unit.
_THOUSAND = (300.0, 3_000.0)
_ENOUGH = 4  # values that have a middle
_EPOCH = datetime(1900, 1, 1)  # noqa: DTZ001 — calendar days have no zone


@dataclass(slots=True)
class Series:
    """What a table tells of one thing. Values stand in `unit`; those given in another were converted."""

    name: str
    unit: Unit | None
    starts: "array[int]" = field(default_factory=lambda: array("q"))
    ends: "array[int]" = field(default_factory=lambda: array("q"))
    values: "array[float]" = field(default_factory=lambda: array("d"))
    rows: "array[int]" = field(default_factory=lambda: array("q"))
    columns: list[str] = field(default_factory=list)
    non_values: Counter[NonValue] = field(default_factory=Counter)
    first: Period | None = None
    last: Period | None = None
    resolutions: Counter[str] = field(default_factory=Counter)

    def take(self, reading: Reading, factor: float) -> None:
        period = reading.period
        if period is not None:
            if self.first is None or period.start < self.first.start:
                self.first = period
            if self.last is None or period.until > self.last.until:
                self.last = period
            self.resolutions[period.resolution.value] += 1
        if isinstance(reading.value, NonValue):
            self.non_values[reading.value] += 1
            return
        self.starts.append(_seconds(period.start) if period else -1)
        self.ends.append(_seconds(period.until) if period else -1)
        self.values.append(reading.value * factor)
        self.rows.append(reading.row)
        self.columns.append(reading.column)

    @property
    def is_total(self) -> bool:
        return any(is_total(part) for part in self.name.split(" · "))


def _seconds(at: datetime) -> int:
    return int((at - _EPOCH).total_seconds())


@dataclass(slots=True)
class Gathering:
    """Takes readings one by one; what does not fit together goes into `findings`."""

    sheet: str
    findings: Findings
    today: datetime
    series: dict[tuple[str, str], Series] = field(default_factory=dict)
    _units: dict[str, set[str]] = field(default_factory=dict)
    _factors: dict[tuple[str, str], float] = field(default_factory=dict)
    _converted: set[tuple[str, str]] = field(default_factory=set)

    def take_all(self, readings: Iterable[Reading]) -> None:
        for reading in readings:
            self.take(reading)
        self._look_back()

    def take(self, reading: Reading) -> Series:
        """Put a reading into its series, in the series' unit; gives the series."""
        dimension = reading.unit.dimension if reading.unit else ""
        key = (reading.series, dimension)
        found = self.series.get(key)
        if found is None:
            found = self.series[key] = self._new(reading, dimension)
        found.take(reading, self._factor(reading, found, key))
        return found

    def _new(self, reading: Reading, dimension: str) -> Series:
        known = self._units.setdefault(reading.series, set())
        if known - {"", dimension} and dimension:
            self._say(Doubt.UNITS_DIFFER, reading, reading.unit.name if reading.unit else "")
        known.add(dimension)
        return Series(reading.series, reading.unit)

    def _factor(self, reading: Reading, series: Series, key: tuple[str, str]) -> float:
        if reading.unit is None or series.unit is None or reading.unit.name == series.unit.name:
            return 1.0
        pair = (reading.unit.name, series.unit.name)
        if pair not in self._factors:
            self._factors[pair] = factor_between(reading.unit, series.unit) or 1.0
        if key not in self._converted:
            self._converted.add(key)
            self._say(Doubt.UNITS_CONVERTED, reading, reading.unit.name, unit=series.unit.name)
        return self._factors[pair]

    def _say(self, doubt: Doubt, reading: Reading, text: str, **about: str) -> None:
        about = {"series": reading.series, **about}
        self.findings.add(Finding(doubt, self.sheet, reading.row, reading.column, text, about))

    # what is seen only when all is there

    def _look_back(self) -> None:
        for one in self.series.values():
            for doubt, row, text in (*_totals(one), *_ahead(one, self.today)):
                self.findings.add(Finding(doubt, self.sheet, row, "", text, {"series": one.name}))
            for doubt, place in (*_twice(one), *_thousandfold(one)):
                row, column, text = one.rows[place], one.columns[place], f"{one.values[place]:g}"
                self.findings.add(Finding(doubt, self.sheet, row, column, text, {"series": one.name}))
            if one.unit is None and one.values:
                self.findings.add(
                    Finding(Doubt.NO_UNIT, self.sheet, one.rows[0], "", "", {"series": one.name})
                )


_Said = Iterator[tuple[Doubt, int, str]]
_SaidOfValue = Iterator[tuple[Doubt, int]]  # with the place of the value in its series


def _totals(series: Series) -> _Said:
    if series.is_total and series.rows:
        yield Doubt.TOTAL, series.rows[0], series.name


def _ahead(series: Series, today: datetime) -> _Said:
    if series.last is not None and series.last.start > today:
        yield Doubt.IN_FUTURE, series.rows[-1] if series.rows else 0, str(series.last)


def _twice(series: Series) -> _SaidOfValue:
    """Values of one period that stand there twice, alike or not."""
    places = sorted(
        range(len(series.values)), key=lambda place: (series.starts[place], series.ends[place], place)
    )
    for before, place in pairwise(places):
        if series.starts[place] < 0 or (series.starts[before], series.ends[before]) != (
            series.starts[place],
            series.ends[place],
        ):
            continue
        is_alike = series.values[before] == series.values[place]
        yield (Doubt.TWICE if is_alike else Doubt.CONTRADICTS), place


def _thousandfold(series: Series) -> _SaidOfValue:
    """Values that are about a thousand times, or a thousandth of, what is usual in the series."""
    sizes = [abs(value) for value in series.values if value]
    if len(sizes) < _ENOUGH:
        return
    middle = median(sizes)
    low, high = _THOUSAND
    for place, value in enumerate(series.values):
        times = abs(value) / middle
        if low <= times <= high or (value and low <= 1 / times <= high):
            yield Doubt.THOUSANDFOLD, place


def as_data(series: Series, *, with_values: bool) -> dict[str, Any]:
    """A series as plain values."""
    found: dict[str, Any] = {
        "name": series.name,
        "unit": series.unit.name if series.unit else None,
        "dimension": series.unit.dimension if series.unit else None,
        "readings": len(series.values),
        "non_values": {kind.value: count for kind, count in series.non_values.items()},
        "from": str(series.first) if series.first else None,
        "until": str(series.last) if series.last else None,
        "resolution": next((name for name, _times in series.resolutions.most_common(1)), None),
        "is_total": series.is_total,
    }
    if series.values:
        found |= {"sum": sum(series.values), "minimum": min(series.values), "maximum": max(series.values)}
    if with_values:
        found["values"] = [
            {"from": _day(start), "until": _day(end), "value": value, "row": row}
            for start, end, value, row in zip(
                series.starts, series.ends, series.values, series.rows, strict=True
            )
        ]
    return found


def _day(seconds: int) -> str | None:
    """A day, or a moment that is none, as ISO 8601 writes it; None where no period was given."""
    return (
        (_EPOCH + timedelta(seconds=seconds)).isoformat().removesuffix("T00:00:00") if seconds >= 0 else None
    )
