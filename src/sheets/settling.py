"""How a table's numbers and days are read: settled over all of its rows, since no single cell can tell."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sheets.cells import Row
from sheets.notation import Evidence, Sign, Verdict, judge, sign_of
from sheets.opening import Table, text_of
from sheets.periods import day_order
from sheets.profiling import bare_number
from sheets.recognising import Layout
from sheets.words import Role


@dataclass(slots=True)
class Manner:
    """How a table's numbers and days are read: settled over all of its rows before the first is read."""

    numbers: dict[int, Verdict] = field(default_factory=dict)
    mixed: set[int] = field(default_factory=set)
    is_month_first: bool = False
    day_orders: set[str] = field(default_factory=set)


def settle(table: Table, layout: Layout) -> Manner:
    """Go through all rows for what they tell of how numbers and days are written."""
    evidence = {column.place: Evidence() for column in layout.values}
    dated = [column.place for column in layout.columns if column.role in (Role.PERIOD, Role.FROM, Role.UNTIL)]
    manner = Manner()
    if table.kind == "csv" or any(column.evidence.open for column in layout.values):
        for row in body_of(table, layout):
            for place, found in evidence.items():
                if place < len(row.cells) and isinstance(cell := row.cells[place], str):
                    found.take(sign_in(cell))
            if manner.day_orders != {"first", "second", "either"}:
                manner.day_orders.update(_orders(row, dated))
    manner.numbers = {
        place: judge(found, evidence.values(), table.usual) for place, found in evidence.items()
    }
    manner.mixed = {place for place, found in evidence.items() if found.is_mixed}
    manner.is_month_first = "second" in manner.day_orders and "first" not in manner.day_orders
    return manner


def sign_in(cell: str) -> Sign:
    bare, _rest = bare_number(cell.strip())
    return sign_of(bare) if bare else Sign.NONE


def _orders(row: Row, dated: Sequence[int]) -> Iterator[str]:
    for place in dated:
        if place < len(row.cells) and isinstance(row.cells[place], str) and "/" in row.cells[place]:
            yield day_order(text_of(row.cells[place]))


def body_of(table: Table, layout: Layout) -> Iterator[Row]:
    return (row for row in table.rows() if row.number >= layout.first_row)
