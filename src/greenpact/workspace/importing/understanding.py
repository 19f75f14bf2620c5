"""From cells to values: every cell of a recognised sheet is read, and how it was read can be shown."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from greenpact.workspace.importing.columns import Column
from greenpact.workspace.importing.complaints import Complaint
from greenpact.workspace.importing.findings import At, Finding, Findings, quote
from greenpact.workspace.importing.layout import Layout, cell_at
from greenpact.workspace.importing.saying import in_words
from greenpact.workspace.importing.values import ABSENT, Remark, Wrong
from sheets.cells import Cell, Notation, Row, written


@dataclass(slots=True)
class Typed:
    """A row as values by the names of its columns. What could not be read, or was left open, is not among them."""

    row: int
    values: dict[str, Any] = field(default_factory=dict)

    def get(self, name: str, default: Any = None) -> Any:
        return self.values.get(name, default)


def read_cell(column: Column, cell: Cell, notation: Notation, remark: Remark) -> Any:
    """The value of a cell; raises `Wrong`."""
    if isinstance(cell, str) and not cell.strip():
        return column.reader.empty
    return column.reader.read(cell, notation, remark)


def read_rows(layout: Layout, rows: Iterable[Row], findings: Findings) -> Iterator[Typed]:
    """Every row as values."""
    places = [(place, column) for place, column in layout.places if column.name != "city"]
    width = len(layout.head.cells)
    for row in rows:
        if len(row.cells) > width:
            findings.add(Complaint.MORE_CELLS_THAN_HEAD, layout.form.name, row.number)
        yield _read_row(layout, row, places, findings)


def rows_of_city(layout: Layout, rows: Iterable[Row], findings: Findings, city: str) -> Iterator[Row]:
    """The rows without those that name another city, which are complained of."""
    place = layout.place_of("city")
    for row in rows:
        named = "" if place is None else written(cell_at(row, place)).strip().lower()
        if named and named != city:
            findings.add(Complaint.OTHER_CITY, layout.form.name, row.number, "city", text=named)
        else:
            yield row


def _read_row(layout: Layout, row: Row, places: list[tuple[int, Column]], findings: Findings) -> Typed:
    typed = Typed(row.number)
    cells, length = row.cells, len(row.cells)
    here = At(findings, layout.form.name, row.number)
    for place, column in places:
        cell = cells[place] if place < length else ""
        here.column = column.name
        try:
            value = _read_once(layout, column, cell, here) if cell else column.reader.empty
        except Wrong as wrong:
            here(wrong.complaint, **wrong.about)
        else:
            if value is not ABSENT:
                typed.values[column.name] = value
    _complain_of_gaps(layout, typed, findings)
    return typed


LONGEST_REMEMBERED = 40
MOST_REMEMBERED = 5_000


def _read_once(layout: Layout, column: Column, cell: Cell, here: At) -> Any:
    """The value of a cell; short ones such as roles, years and refs stand in many rows and are read once."""
    known = layout.known.setdefault(column.name, {})
    if cell in known:
        return known[cell]
    findings_before = here.calls
    value = read_cell(column, cell, layout.notation, here)
    if here.calls == findings_before and len(cell) <= LONGEST_REMEMBERED and len(known) < MOST_REMEMBERED:
        known[cell] = value
    return value


def _complain_of_gaps(layout: Layout, typed: Typed, findings: Findings) -> None:
    """Needed cells that are empty; of a text one language is enough. Unreadable cells are complained of already."""
    for names in layout.needed:
        if all(typed.values.get(name, UNREADABLE) in NOTHING for name in names):
            findings.add(Complaint.NEEDED, layout.form.name, typed.row, names[0])


UNREADABLE = object()
NOTHING = ("", None, ABSENT)


@dataclass(frozen=True, slots=True)
class Reading:
    """How one cell was read: its original text, its value in words, and what there was to complain of."""

    column: Column
    original: str
    shown: str
    findings: tuple[Finding, ...]


def readings(layout: Layout, row: Row, language: str) -> list[Reading]:
    """How every cell of a row was read, in a reader's language."""
    found = []
    for place, column in layout.places:
        cell = cell_at(row, place)
        findings = Findings()
        here = At(findings, layout.form.name, row.number, column.name)
        try:
            value = read_cell(column, cell, layout.notation, here)
            shown = in_words(value, column, language) if written(cell).strip() else ""
        except Wrong as wrong:
            here(wrong.complaint, **wrong.about)
            shown = ""
        found.append(Reading(column, quote(written(cell)), shown, tuple(findings.kept)))
    return found
