"""From a recognised table to readings: series by series, each with its period, value and unit, as they stood there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from sheets.cells import Cell, Nature, Natured, Row
from sheets.doubts import Doubt, Finding, Findings
from sheets.notation import Sign
from sheets.numbers import NotANumber, parse_number
from sheets.opening import Table, letter_of, text_of
from sheets.periods import NotAPeriod, Period, Resolution, day, day_order, month, month_named, parse_period
from sheets.profiling import Column, bare_number
from sheets.recognising import Layout, Shape
from sheets.settling import Manner, body_of, sign_in
from sheets.units import Unit, UnknownUnit, parse_unit
from sheets.words import NonValue, Role, is_total, non_value


class Reading(NamedTuple):
    """One value, or why there is none, as a table gives it. `row` is the line; `text` is what stood in the cell."""

    series: str
    period: Period | None
    value: float | NonValue
    unit: Unit | None
    row: int
    column: str
    text: str


@dataclass(slots=True)
class Reader:
    """Reads a table row by row; what it doubts goes into `findings`."""

    table: Table
    layout: Layout
    manner: Manner
    findings: Findings
    _said: set[tuple[Doubt, str]] = field(default_factory=set)

    def readings(self) -> Iterator[Reading]:
        """All readings, in the order of the table."""
        if self.layout.shape is Shape.NONE:
            return
        self._say_how()
        named = self._naming()
        heading = ""
        for row in body_of(self.table, self.layout):
            name = " · ".join(text for one in named if (text := _text(row.cells, one.place)))
            if self._heads_others(row, name):
                heading = name
                yield from self._row(row, name)
            else:
                yield from self._row(row, f"{heading} · {name}" if heading and name else name)

    def _heads_others(self, row: Row, name: str) -> bool:
        """Whether a row holds a name with no value, or with a total alone: it heads the rows below it."""
        if not name or self.layout.shape not in (Shape.CROSS, Shape.WIDE_PERIODS):
            return False
        filled = [one for one in self.layout.values if _text(row.cells, one.place)]
        return all(is_total(one.title) for one in filled)

    def _row(self, row: Row, name: str) -> Iterator[Reading]:
        cells = row.cells
        period = None if self.layout.shape is Shape.WIDE_PERIODS else self._period(row)
        if period is _BAD:
            return
        unit = self._unit(row)
        for column in self.layout.values:
            if column.place >= len(cells) or not text_of(cells[column.place]):
                continue
            of = self._period_of(column, row) if self.layout.shape is Shape.WIDE_PERIODS else period
            if of is _BAD:
                continue
            found = self._value(row, column)
            if found is None:
                continue
            value, own = found
            yield Reading(
                self._series(name, column),
                of,
                value,
                unit or own or column.unit or self.layout.unit,
                row.number,
                letter_of(column.place),
                text_of(cells[column.place]),
            )

    def _series(self, name: str, column: Column) -> str:
        if self.layout.shape in (Shape.WIDE_SERIES, Shape.CROSS) and len(self.layout.values) > 1:
            return " · ".join(part for part in (name, column.title) if part)
        return name or column.title or self.table.title

    def _naming(self) -> list[Column]:
        """The columns that together name a series: those in which something differs."""
        differing = [one for one in self.layout.named if len(one.distinct) > 1]
        return differing or self.layout.named[-1:]

    # values

    def _value(self, row: Row, column: Column) -> tuple[float | NonValue, Unit | None] | None:
        cell = row.cells[column.place]
        if isinstance(cell, Natured):
            return self._typed(row, column, cell)
        text = cell.strip()
        if (stated := non_value(text)) is not None:
            if text in {"-", "–", "—"}:
                self._once(Doubt.DASH, column.title, row, column, text)
            return stated, None
        bare, rest = bare_number(text)
        own = _unit_or_none(rest) if rest else None
        if not bare or (rest and own is None):
            self._say(Doubt.NOT_A_NUMBER, row, column, text)
            return None
        verdict = self.manner.numbers[column.place]
        try:
            found = parse_number(bare, verdict.notation)
        except NotANumber:
            self._say(Doubt.NOT_A_NUMBER, row, column, text)
            return None
        if found.other is not None and column.place in self.manner.mixed:
            self._say(
                Doubt.NUMBER_EITHER_WAY, row, column, text, value=str(found.value), other=str(found.other)
            )
        return float(found.value), own

    def _typed(self, row: Row, column: Column, cell: Natured) -> tuple[float, Unit | None] | None:
        match cell.nature:
            case Nature.NUMBER:
                return float(cell.text), None
            case Nature.PERCENT:
                return round(float(cell.text) * 100, 10), _unit_or_none("%")
            case Nature.FORMULA:
                self._say(Doubt.FORMULA, row, column, cell.text)
            case Nature.FAULT:
                self._say(Doubt.FAULT, row, column, cell.text)
            case _:
                self._say(Doubt.NOT_A_NUMBER, row, column, cell.text)
        return None

    # units

    def _unit(self, row: Row) -> Unit | None:
        column = self.layout.column(Role.UNIT)
        text = _text(row.cells, column.place) if column else ""
        if not text or column is None:
            return None
        unit = _unit_or_none(text)
        if unit is None:
            self._once(Doubt.UNKNOWN_UNIT, text, row, column, text)
        return unit

    # periods

    def _period(self, row: Row) -> Period | None:
        """When a row's values were; None where the table does not say, `_BAD` where it says it wrongly."""
        layout = self.layout
        if (stated := layout.column(Role.PERIOD)) is not None:
            found = self._parsed(row, stated)
            by_month = layout.column(Role.YEAR) if found is None else None
            return found if by_month is None else self._of_month(row, by_month)
        if (start := layout.column(Role.FROM)) is not None:
            return self._span(row, start)
        if (of_year := layout.column(Role.YEAR)) is not None:
            return self._of_month(row, of_year)
        return layout.period

    def _of_month(self, row: Row, of_year: Column) -> Period | None:
        found = self._parsed(row, of_year)
        column = self.layout.column(Role.MONTH)
        if found is None or found is _BAD or column is None:
            return found
        text = _text(row.cells, column.place)
        number = int(text) if text.isdecimal() else month_named(text)
        if number is None or not 1 <= number <= 12:
            self._say(Doubt.NOT_A_PERIOD, row, column, text)
            return _BAD
        return month(number, found.start.year)

    def _span(self, row: Row, start: Column) -> Period | None:
        found = self._parsed(row, start)
        column = self.layout.column(Role.UNTIL)
        if found is None or found is _BAD or column is None or not _text(row.cells, column.place):
            return found
        last = self._parsed(row, column)
        if last is None or last is _BAD:
            return last
        if last.until < found.start:
            self._say(Doubt.NO_SUCH_DAY, row, column, _text(row.cells, column.place))
            return _BAD
        return _joined(found, last)

    def _period_of(self, column: Column, row: Row) -> Period | None:
        if column.period is not None:
            return column.period
        of_year = self.layout.column(Role.YEAR, Role.PERIOD)
        found = self._parsed(row, of_year) if of_year else self.layout.period
        if found is None or found is _BAD or column.month is None:
            return found
        return month(column.month, found.start.year)

    def _parsed(self, row: Row, column: Column) -> Period | None:
        if column.place >= len(row.cells):
            return None
        cell = row.cells[column.place]
        text = text_of(cell)
        if not text:
            return None
        try:
            return _parse(text, self.manner.is_month_first)
        except NotAPeriod as error:
            self._say(Doubt.NO_SUCH_DAY if error.is_impossible else Doubt.NOT_A_PERIOD, row, column, text)
            return _BAD

    # what is said

    def _say_how(self) -> None:
        """What is doubtful about a column as a whole."""
        for column in self.layout.values:
            verdict = self.manner.numbers[column.place]
            if column.place in self.manner.mixed:
                self._column(Doubt.NOTATION_MIXED, column, notation=verdict.notation.value)
            elif not verdict.is_sure:
                self._column(Doubt.NOTATION_OPEN, column, notation=verdict.notation.value)
        if "either" in self.manner.day_orders and not self.manner.day_orders & {"first", "second"}:
            dated = self.layout.column(Role.PERIOD, Role.FROM)
            if dated is not None:
                self._column(Doubt.DAY_EITHER_WAY, dated)

    def _column(self, doubt: Doubt, column: Column, **about: str) -> None:
        example = next((text for text in sorted(column.distinct) if _is_open(text)), "")
        letter = letter_of(column.place)
        self.findings.add(
            Finding(doubt, self.table.title, 0, letter, example, {"title": column.title, **about})
        )

    def _say(self, doubt: Doubt, row: Row, column: Column, text: str, **about: str) -> None:
        letter = letter_of(column.place)
        self.findings.add(Finding(doubt, self.table.title, row.number, letter, text[:80], about))

    def _once(self, doubt: Doubt, what: str, row: Row, column: Column, text: str) -> None:
        if (doubt, what) not in self._said:
            self._said.add((doubt, what))
            self._say(doubt, row, column, text)


#: Stands for a period that was given and could not be read.
_BAD = day(datetime(1900, 1, 1))  # noqa: DTZ001 — stands for no day


def _text(cells: Sequence[Cell], place: int) -> str:
    return text_of(cells[place]) if place < len(cells) else ""


def _is_open(text: str) -> bool:
    return sign_in(text) in (Sign.OPEN_COMMA, Sign.OPEN_POINT) or day_order(text) == "either"


@lru_cache(maxsize=50_000)
def _parse(text: str, is_month_first: bool) -> Period:
    return parse_period(text, is_month_first=is_month_first)


def _joined(first: Period, last: Period) -> Period:
    """From the beginning of one period to the end of another."""
    if first.resolution is Resolution.MOMENT or last.resolution is Resolution.MOMENT:
        return Period(first.start, max(last.start, last.until), Resolution.SPAN, first.is_zoned)
    words = f"{first.start.date().isoformat()} - {_last_day(last)}"
    return parse_period(words)


def _last_day(period: Period) -> str:
    last = period.until.date().toordinal() - 1
    return datetime.fromordinal(last).date().isoformat()


@lru_cache(maxsize=5_000)
def _unit_or_none(text: str) -> Unit | None:
    try:
        return parse_unit(text)
    except UnknownUnit:
        return None
