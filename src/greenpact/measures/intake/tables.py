"""How the tables of a delivery are laid out, and what a layout is remembered by."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from greenpact.measures.intake.sifting import Sieve
from sheets.doubts import Doubt, Finding
from sheets.opening import Table, letter_of
from sheets.recognising import Layout, Shape, recognise
from sheets.texts import UTF8


@dataclass(frozen=True, slots=True)
class TableRead:
    """A table, and how it is laid out; without a layout it holds no values."""

    table: Table
    layout: Layout | None

    def as_data(self) -> dict[str, Any]:
        layout = self.layout
        return {
            "title": self.table.title,
            "shape": layout.shape.value if layout else Shape.NONE.value,
            "head_row": layout.head_row if layout else 0,
            "columns": [_column(layout, place) for place in range(len(layout.columns))] if layout else [],
        }


def _column(layout: Layout, place: int) -> dict[str, str]:
    column = layout.columns[place]
    role = "value" if column in layout.values else column.role.value if column.role else ""
    if not role and column in layout.named:
        role = "series"
    return {"letter": letter_of(column.place), "title": column.title[:80], "role": role}


def recognise_table(table: Table, number: int, sieve: Sieve) -> TableRead:
    """How a table is laid out; what is doubtful about that goes into the sieve."""
    sieve.table = number
    if table.is_hidden:
        sieve.add(Finding(Doubt.HIDDEN_SHEET, table.title))
        return TableRead(table, None)
    if table.kind == "csv" and table.encoding != UTF8:
        sieve.add(Finding(Doubt.ENCODED, table.title, text=table.encoding))
    layout = recognise(table)
    if layout.shape is Shape.NONE:
        return TableRead(table, None)
    if not layout.head_row:
        sieve.add(Finding(Doubt.NO_HEAD, table.title))
    return TableRead(table, layout)


def fingerprint(tables: Sequence[TableRead]) -> str:
    """What the layout of a file is remembered by: shapes and the titles of columns that are no periods."""
    parts = []
    for one in tables:
        if one.layout is not None:
            titles = [column.title for column in one.layout.columns if column.period is None]
            parts.append(f"{one.layout.shape.value}:{'|'.join(titles)}")
    return sha256("\n".join(parts).encode()).hexdigest()
