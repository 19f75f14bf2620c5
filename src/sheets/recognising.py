"""Recognising how a table is laid out: where it is headed, which column holds what, and which way its periods run."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice

from sheets.cells import Cell, Nature, Natured, Row
from sheets.opening import Table, text_of
from sheets.periods import NotAPeriod, Period, parse_period
from sheets.profiling import Column, bare_number, profile
from sheets.units import Unit, UnknownUnit, parse_unit, unit_in
from sheets.words import Role

#: So many rows tell how a table is laid out.
SAMPLE = 3_000
#: A head stands among the first so many.
_DEEPEST_HEAD = 40


class Shape(StrEnum):
    LONG = "long"  # one value a row
    WIDE_PERIODS = "wide_periods"  # a column for each period
    WIDE_SERIES = "wide_series"  # a column for each series
    CROSS = "cross"  # rows by columns, for one period
    NONE = "none"


@dataclass(slots=True)
class Layout:
    """A table as it was recognised. `period` and `unit` hold for all of it, where the lines above its head say so."""

    shape: Shape
    head_row: int
    first_row: int
    columns: list[Column]
    period: Period | None = None
    unit: Unit | None = None
    named: list[Column] = field(default_factory=list)  # which together name a series
    values: list[Column] = field(default_factory=list)

    def column(self, *roles: Role) -> Column | None:
        """The first column of one of these roles."""
        return next((one for role in roles for one in self.columns if one.role is role), None)


def recognise(table: Table) -> Layout:
    """How a table is laid out, by its first rows."""
    rows = list(islice(table.rows(), SAMPLE))
    if not rows:
        return Layout(Shape.NONE, 0, 0, [])
    width = _width(rows)
    place = _head_of(rows, width)
    head: Sequence[Cell] = rows[place].cells if place is not None else ()
    body = rows[place + 1 :] if place is not None else rows
    if place is not None:
        width = max(width, len(head))
    columns = profile(head, body, width)
    units = _units_below(body, columns)
    if units:
        body = body[1:]
        columns = profile(head, body, width)
        for column, unit in zip(columns, units, strict=True):
            column.unit = unit or column.unit
    layout = Layout(
        Shape.NONE,
        rows[place].number if place is not None else 0,
        body[0].number if body else 0,
        columns,
    )
    _take_lines_above(layout, rows[: place or 0])
    _settle(layout)
    return layout


def _filled(row: Row) -> int:
    return sum(bool(text_of(cell)) for cell in row.cells)


def _last_filled(row: Row) -> int:
    return max((place + 1 for place, cell in enumerate(row.cells) if text_of(cell)), default=0)


def _width(rows: Sequence[Row]) -> int:
    """How many columns the table has: as many as most of its rows reach."""
    widths = Counter(_last_filled(row) for row in rows)
    usual, _times = widths.most_common(1)[0]
    return max([usual, *(width for width, times in widths.items() if times >= 0.1 * len(rows))])


def _head_of(rows: Sequence[Row], width: int) -> int | None:
    """The place of the head: the first row that reaches far enough, holds words or periods, and has numbers below."""
    for place, row in enumerate(rows[:_DEEPEST_HEAD]):
        if _last_filled(row) < max(2, 0.75 * width) or (_filled(row) < 2 and width > 2):
            continue
        if any(_is_figure(cell) for cell in row.cells) and not _are_periods(row):
            return place - 1 if place and _is_head(rows[place - 1]) else None
        below = rows[place + 1 : place + 60]
        if any(_is_figure(cell) for other in below for cell in other.cells):
            return place
    return None


def _is_head(row: Row) -> bool:
    return _filled(row) >= 1 and not any(_is_figure(cell) for cell in row.cells)


def _are_periods(row: Row) -> bool:
    """Whether the figures of a row are years that head columns."""
    figures = [text_of(cell) for cell in row.cells if _is_figure(cell)]
    return len(figures) >= 1 and all(_period(text) is not None for text in figures)


def _is_figure(cell: Cell) -> bool:
    if isinstance(cell, Natured):
        return cell.nature in (Nature.NUMBER, Nature.PERCENT, Nature.FORMULA)
    bare, rest = bare_number(cell.strip())
    return bool(bare) and (not rest or rest == "%")


def _period(text: str) -> Period | None:
    try:
        return parse_period(text)
    except NotAPeriod:
        return None


def _units_below(body: Sequence[Row], columns: Sequence[Column]) -> list[Unit | None]:
    """The units in the row below the head, where that row holds units and nothing else; empty where it does not."""
    if not body:
        return []
    texts = [text_of(cell).strip("[]()") for cell in body[0].cells] + [""] * len(columns)
    found: list[Unit | None] = []
    for text in texts[: len(columns)]:
        try:
            found.append(parse_unit(text) if text else None)
        except UnknownUnit:
            if text.lower() not in {"einheit", "unit", "-"}:
                return []
            found.append(None)
    return found if any(found) else []


def _take_lines_above(layout: Layout, above: Sequence[Row]) -> None:
    """A period or unit that a line above the head gives for the whole table."""
    for row in above:
        texts = [text for cell in row.cells if (text := text_of(cell))]
        for text in texts[1:] or texts:
            if layout.period is None:
                layout.period = _period(text)
            if layout.unit is None:
                layout.unit = _unit(text)
        if layout.unit is None and len(texts) == 1:
            layout.unit = unit_in(texts[0])[1]


def _unit(text: str) -> Unit | None:
    try:
        return parse_unit(text)
    except UnknownUnit:
        return None


def _settle(layout: Layout) -> None:
    """Decide what each column is, and so the shape."""
    _give_roles(layout)
    taken = {Role.PERIOD, Role.FROM, Role.UNTIL, Role.YEAR, Role.MONTH}
    has_periods = any(one.role in taken for one in layout.columns)
    by_period = [
        one for one in layout.columns if (one.period or one.month) and (one.is_numeric or not one.filled)
    ]
    numeric = [one for one in layout.columns if one.role is None and one.is_numeric]
    stated = layout.column(Role.VALUE)
    layout.named = [
        one for one in layout.columns if one.role is Role.SERIES or (one.role is None and _names(one))
    ]
    if len(by_period) >= 2 or (by_period and not has_periods):
        layout.shape, layout.values = Shape.WIDE_PERIODS, by_period
    elif has_periods and stated is not None and (layout.named or not numeric):
        layout.shape, layout.values = Shape.LONG, [stated]
    elif has_periods and (numeric or stated):
        layout.values = [*([stated] if stated else []), *numeric]
        is_long = len(layout.values) == 1 and (layout.named or layout.column(Role.UNIT))
        layout.shape = Shape.LONG if is_long else Shape.WIDE_SERIES
    elif numeric or stated:
        layout.shape, layout.values = Shape.CROSS, [*([stated] if stated else []), *numeric]


def _names(column: Column) -> bool:
    """Whether a column without a known title names what its rows are about."""
    return column.filled > 0 and not column.is_numeric and not column.is_of_periods and not column.period


def _give_roles(layout: Layout) -> None:
    """Roles by what stands in the columns, where their titles do not say, or say something else."""
    for column in layout.columns:
        if column.filled:
            column.role = _checked(column)
    if layout.column(Role.PERIOD, Role.FROM, Role.YEAR) is None:
        _give(Role.PERIOD, (one for one in layout.columns if one.is_of_periods and not one.period))
    if layout.column(Role.UNIT) is None:
        _give(Role.UNIT, (one for one in layout.columns if one.is_of_units))
    for column in [one for one in layout.columns if one.role is Role.VALUE][1:]:
        column.role = None


def _checked(column: Column) -> Role | None:
    """The role that a column's title gives it, if what stands in it fits."""
    role = column.role
    if role in (Role.PERIOD, Role.FROM, Role.UNTIL) and not _may_be_period(column):
        return Role.VALUE if column.is_numeric else None
    is_year_only = column.years >= 0.5 * column.filled
    if role in (Role.YEAR, Role.MONTH) and column.is_of_periods and not is_year_only:
        return Role.PERIOD
    if role is Role.VALUE and not column.is_numeric:
        return Role.SERIES
    return None if role is Role.UNIT and column.is_numeric else role


def _give(role: Role, columns: Iterable[Column]) -> None:
    """Give a role to the first of these columns that has none."""
    found = next((one for one in columns if one.role is None), None)
    if found is not None:
        found.role = role


def _may_be_period(column: Column) -> bool:
    return column.is_of_periods or column.periods + column.years >= 0.3 * column.filled
