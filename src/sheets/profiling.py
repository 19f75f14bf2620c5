"""Looking at the columns of a table: what they are headed with, and what mostly stands in them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from sheets.cells import Cell, Nature, Natured, Row
from sheets.notation import Evidence, Sign, sign_of
from sheets.opening import text_of
from sheets.periods import NotAPeriod, Period, day_order, month_named, parse_period
from sheets.units import Unit, UnknownUnit, parse_unit, unit_in
from sheets.words import Role, non_value, role_named

#: A number in a cell, with what may stand behind it.
NUMBER = re.compile(
    r"(?P<number>[+\-−]?\d[\d.,'’ \u00a0\u2009\u202f]*(?:[eE][+-]?\d{1,3})?)(?P<rest>\s*\D.*)?", re.ASCII
)
_GROUPS = re.compile(r"(?<=\d)[ \u00a0\u2009\u202f'’](?=\d{3}(?!\d))", re.ASCII)
_YEAR = re.compile(r"(?:19|20)\d\d", re.ASCII)


def bare_number(text: str) -> tuple[str, str]:
    """A written number without the blanks between thousands, and what stands behind it; empty where there is none."""
    found = NUMBER.fullmatch(text)
    if found is None:
        return "", ""
    number = _GROUPS.sub("", found["number"].strip()).replace("−", "-")
    return number, (found["rest"] or "").strip()


@dataclass(slots=True)
class Column:
    """A column: its title without the unit in it, what the title says it is, and what stands in it."""

    place: int
    title: str
    unit: Unit | None = None
    period: Period | None = None  # where the title is one
    month: int | None = None  # where the title is a month without a year
    role: Role | None = None
    filled: int = 0
    numbers: int = 0
    periods: int = 0
    years: int = 0
    units: int = 0
    non_values: int = 0
    evidence: Evidence = field(default_factory=Evidence)
    day_orders: set[str] = field(default_factory=set)
    distinct: set[str] = field(default_factory=set)

    def take(self, cell: Cell) -> None:
        """Count what a cell is."""
        text = text_of(cell)
        if not text:
            return
        self.filled += 1
        if len(self.distinct) < 50:
            self.distinct.add(text)
        if isinstance(cell, Natured) and cell.nature in (Nature.NUMBER, Nature.PERCENT, Nature.FORMULA):
            self.numbers += 1
            self.years += bool(_YEAR.fullmatch(text))
            return
        if isinstance(cell, Natured) and cell.nature in (Nature.DAY, Nature.TIME):
            self.periods += 1
            return
        self._take_text(text)

    def _take_text(self, text: str) -> None:
        if non_value(text) is not None:
            self.non_values += 1
            return
        bare, rest = bare_number(text)
        sign = sign_of(bare) if bare else Sign.NONE
        if sign is not Sign.NONE and (not rest or _is_unit(rest)):
            self.numbers += 1
            self.evidence.take(sign)
            self.years += not rest and bool(_YEAR.fullmatch(text))
            if order := day_order(text):
                self.day_orders.add(order)
            return
        if order := day_order(text):
            self.day_orders.add(order)
        if _is_period(text):
            self.periods += 1
        elif _is_unit(text):
            self.units += 1

    @property
    def is_numeric(self) -> bool:
        """Whether most of what stands in it are numbers, or says why there is none; fewer do below a unit."""
        share = 0.1 if self.unit else 0.5
        return self.numbers > 0 and self.numbers + self.non_values >= share * self.filled

    @property
    def is_of_periods(self) -> bool:
        return self.filled > 0 and (
            self.periods >= 0.6 * self.filled
            or (self.years >= 0.9 * self.filled and self.years == self.numbers)
        )

    @property
    def is_of_units(self) -> bool:
        return self.filled > 0 and self.units >= 0.6 * self.filled


def _is_unit(text: str) -> bool:
    try:
        parse_unit(text)
    except UnknownUnit:
        return False
    return True


def _is_period(text: str) -> bool:
    try:
        parse_period(text)
    except NotAPeriod as error:
        return error.is_impossible
    return True


def headed(place: int, cell: Cell) -> Column:
    """A column by its head."""
    text = text_of(cell)
    try:
        period = parse_period(text) if text else None
    except NotAPeriod:
        period = None
    if period is not None:
        return Column(place, text, period=period)
    if (number := month_named(text)) is not None:
        return Column(place, text, month=number)
    if not text or role_named(text) is not None or len(text) == 1:  # a single letter is no unit on its own
        return Column(place, text, role=role_named(text))
    title, unit = unit_in(text)
    return Column(place, title, unit=unit, role=role_named(title))


def profile(head: Sequence[Cell], rows: Sequence[Row], width: int) -> list[Column]:
    """The columns of a table by its head and some of its rows."""
    columns = [headed(place, head[place] if place < len(head) else "") for place in range(width)]
    for row in rows:
        for column, cell in zip(columns, row.cells, strict=False):
            column.take(cell)
    return columns
