"""Recognising sheets and columns by what people call them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from greenpact.workspace.importing.columns import Column, Form, key_of
from greenpact.workspace.importing.complaints import Complaint
from greenpact.workspace.importing.findings import Findings
from greenpact.workspace.importing.forms import FORMS
from greenpact.workspace.importing.values import like
from sheets.bounds import MOST_COLUMNS
from sheets.cells import Cell, Notation, RawSheet, Row, as_data, from_data, written

#: Sheets of our own template that explain and hold no rows.
EXPLAINING = ("Explanation", "Erläuterung", "Allowed values", "Erlaubte Werte")


@dataclass(slots=True)
class Layout:
    """A sheet that was recognised: its form, and which column stands where."""

    form: Form
    title: str
    file: str
    head: Row
    notation: Notation
    places: list[tuple[int, Column]] = field(default_factory=list)
    needed: list[list[str]] = field(default_factory=list)  # groups of columns of which one must be filled
    missing: list[Column] = field(default_factory=list)  # needed columns that are not there
    unknown: list[str] = field(default_factory=list)  # headings that name no column
    known: dict[str, dict[Cell, Any]] = field(default_factory=dict)  # by column, cells that were read before

    @property
    def names(self) -> frozenset[str]:
        """The names of the columns that are there."""
        return frozenset(column.name for _place, column in self.places)

    def place_of(self, name: str) -> int | None:
        """Where a column stands; None when it is not there."""
        return next((place for place, column in self.places if column.name == name), None)

    def as_data(self) -> dict[str, Any]:
        """The layout as a plain JSON value."""
        head = [as_data(cell) for cell in self.head.cells]
        return {
            "form": self.form.name,
            "title": self.title,
            "file": self.file,
            "head": [self.head.number, head],
            "notation": self.notation.value,
        }


def layout_from_data(data: dict[str, Any], forms: Sequence[Form] = FORMS) -> Layout:
    """A layout from its JSON value; its findings were told when it was first recognised."""
    number, cells = data["head"]
    form = next(form for form in forms if form.name == data["form"])
    head = Row(number, [from_data(cell) for cell in cells])
    layout = Layout(form, data["title"], data["file"], head, Notation(data["notation"]))
    return _arranged(layout, Findings())


def recognise(
    sheets: Iterable[RawSheet], findings: Findings, *, notation: Notation, forms: Sequence[Form] = FORMS
) -> list[tuple[Layout, RawSheet]]:
    """Each known sheet with its layout, in the order of the forms; `notation` is for sheets that do not tell theirs."""
    found: dict[str, tuple[Layout, RawSheet]] = {}
    for sheet in sheets:
        form = _form_of(sheet, forms)
        if sheet.is_hidden:
            if form is not None:
                findings.add(Complaint.HIDDEN_SHEET, title=sheet.title)
        elif form is None:
            if sheet.head.number and sheet.title not in EXPLAINING:
                findings.add(Complaint.UNKNOWN_SHEET, title=sheet.title, known=_known(forms))
        elif form.name in found:
            first = found[form.name][0]
            findings.add(Complaint.SHEET_TWICE, form.name, first=first.title, second=sheet.title)
        else:
            layout = Layout(form, sheet.title, sheet.file, sheet.head, sheet.notation or notation)
            _arranged(layout, findings)
            _complain_of_sheet(sheet, layout, findings)
            found[form.name] = layout, sheet
    if not found and not findings.errors:
        findings.add(Complaint.NO_KNOWN_SHEET, known=_known(forms))
    return [found[form.name] for form in forms if form.name in found]


def _known(forms: Sequence[Form]) -> list[dict[str, str]]:
    return [{"sheet": form.name} for form in forms]


def _form_of(sheet: RawSheet, forms: Sequence[Form]) -> Form | None:
    """By the sheet's name; otherwise the one form whose needed columns are all there and of which it has most."""
    key = key_of(sheet.title)
    for form in forms:
        if key in {key_of(name) for name in (form.name, form.english, form.german, *form.aliases)}:
            return form
    keys = {key_of(written(cell)) for cell in sheet.head.cells}
    scores = {form.name: _score(form, keys) for form in forms}
    best = max(scores.values(), default=0)
    fitting = [form for form in forms if scores[form.name] == best]
    return fitting[0] if best and len(fitting) == 1 else None


def _score(form: Form, keys: set[str]) -> float:
    """How well a head fits a form: 0 when a needed column is missing."""
    there = [column for column in form.columns if keys & _keys(column)]
    if _missing(form, there):
        return 0
    return len(there) / max(len(keys), 1) + len(there) / 100


def _keys(column: Column) -> set[str]:
    return {key_of(name) for name in (column.name, column.english, column.german, *column.also)}


def _missing(form: Form, there: Sequence[Column]) -> list[Column]:
    """Needed columns that are not there; of a text one language is enough."""
    fields = {column.field for column in there}
    return [column for column in form.columns if column.is_needed and column.field not in fields]


def _arranged(layout: Layout, findings: Findings) -> Layout:
    """The layout with its columns found in the head."""
    _find_columns(layout, findings)
    groups: dict[str, list[str]] = {}
    for column in layout.form.columns:
        if column.is_needed:
            groups[column.field] = [
                other.name for _place, other in layout.places if other.field == column.field
            ]
    layout.needed = [names for names in groups.values() if names]
    layout.missing = _missing(layout.form, [column for _place, column in layout.places])
    return layout


def _find_columns(layout: Layout, findings: Findings) -> None:
    form, head = layout.form, layout.head
    by_key = {key: column for column in form.columns for key in _keys(column)}
    for place, cell in enumerate(head.cells[:MOST_COLUMNS]):
        heading = written(cell).strip()
        column = by_key.get(key_of(heading))
        if column is None:
            layout.unknown += [heading] if heading else []
        elif column.name in layout.names:
            findings.add(Complaint.COLUMN_TWICE, form.name, head.number, column.name, heading=heading)
        else:
            layout.places.append((place, column))


def _complain_of_sheet(sheet: RawSheet, layout: Layout, findings: Findings) -> None:
    name, row = layout.form.name, sheet.head.number
    if len(sheet.head.cells) > MOST_COLUMNS:
        findings.add(Complaint.TOO_MANY_COLUMNS, name, row, most=MOST_COLUMNS)
    elif row and not layout.places:
        findings.add(Complaint.NO_HEAD, name, row)
    else:
        for heading in layout.unknown:
            _complain_of_heading(layout, heading, findings)
        if layout.form.always_needs_all or "ref" not in layout.names:
            complain_of_missing(layout, findings)
    if not sheet.rows:
        findings.add(Complaint.NO_ROWS, name)


def _complain_of_heading(layout: Layout, heading: str, findings: Findings) -> None:
    names = {
        name.casefold(): name
        for column in layout.form.columns
        for name in (column.name, column.english, column.german)
    }
    near = like(heading, list(names))
    complaint = Complaint.UNKNOWN_COLUMN_LIKE if near else Complaint.UNKNOWN_COLUMN
    findings.add(complaint, layout.form.name, layout.head.number, heading=heading, like=names.get(near, ""))


def complain_of_missing(layout: Layout, findings: Findings) -> None:
    """Complain once of every needed column that is not there. Rows that are in the register already do without."""
    for column in layout.missing:
        findings.add(
            Complaint.COLUMN_MISSING, layout.form.name, layout.head.number, column.name, heading=column.name
        )
    layout.missing = []


def cell_at(row: Row, place: int) -> Cell:
    """The cell of a row at a place; empty beyond its end."""
    return row.cells[place] if place < len(row.cells) else ""
