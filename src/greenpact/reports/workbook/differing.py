"""What somebody changed in a workbook, cell by cell, against what stands in the rows now."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from greenpact.reports.workbook.layout import NAMED_BY, SHEETS, NotRead, Wrong, read_cell
from greenpact.reports.workbook.standing import Key, Standing
from sheets.cells import Cell, RawSheet, written

#: More changes than this are not carried out at once.
MOST_CHANGES = 3_000

#: Only these may be written in a row that has no name yet: a new reading.
NEW = "readings"


@dataclass(frozen=True, slots=True)
class Changed:
    """A row with its cells that differ, from their text before to their text now. A new reading has no name yet."""

    sheet: str
    row: int
    key: Key
    edition: str
    about: str
    cells: Mapping[str, tuple[str, str]]

    @property
    def is_new(self) -> bool:
        return not self.key[-1]


@dataclass(frozen=True, slots=True)
class Problem:
    """A row or cell that cannot be taken over."""

    sheet: str
    row: int
    column: str
    why: Wrong
    text: str = ""


@dataclass(slots=True)
class Difference:
    changes: list[Changed] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def difference(sheets: list[RawSheet], standing: Standing) -> Difference:
    """All changes and problems of a workbook; rows that were taken out of it change nothing."""
    found = Difference()
    by_title = {sheet.title: sheet for sheet in sheets}
    for name, columns in SHEETS.items():
        sheet = by_title.get(name)
        if sheet is None:
            found.problems.append(Problem(name, 0, "", Wrong.SHEET_MISSING))
            continue
        places = {written(cell).strip(): place for place, cell in enumerate(sheet.head.cells)}
        missing = [column.name for column in columns if column.name not in places]
        if missing:
            found.problems += [Problem(name, 1, column, Wrong.COLUMN_MISSING) for column in missing]
            continue
        _compare(sheet, places, standing, found)
    if len(found.changes) > MOST_CHANGES:
        found.problems.append(Problem("", 0, "", Wrong.TOO_MANY, str(len(found.changes))))
    return found


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of the workbook with its cells by column."""

    sheet: str
    number: int
    key: Key
    cells: Mapping[str, Cell]

    def problem(self, why: Wrong, column: str = "", text: str = "") -> Problem:
        return Problem(self.sheet, self.number, column, why, text or ("" if column else "/".join(self.key)))


def _compare(sheet: RawSheet, places: Mapping[str, int], standing: Standing, found: Difference) -> None:
    """Row by row; a row that is empty or stands there twice is none."""
    seen: set[Key] = set()
    for row in sheet.rows:
        cells = {
            column.name: row.cells[places[column.name]] if places[column.name] < len(row.cells) else ""
            for column in SHEETS[sheet.title]
        }
        key = tuple(written(cells[name]).strip() for name in NAMED_BY[sheet.title])
        line = _Line(sheet.title, row.number, key, cells)
        if not any(written(cell).strip() for cell in cells.values()):
            continue
        if key[-1] and key in seen:
            found.problems.append(line.problem(Wrong.ROW_TWICE))
            continue
        seen.add(key)
        _row(line, standing, found)


def _row(line: _Line, standing: Standing, found: Difference) -> None:
    """One row: what is different in it, or why it cannot be taken over."""
    is_new = line.sheet == NEW and not line.key[-1] and line.key[:2] in standing.rows["indicators"]
    before: Mapping[str, str] | None = {} if is_new else standing.rows[line.sheet].get(line.key)
    if before is None:
        found.problems.append(line.problem(Wrong.UNKNOWN_ROW))
        return
    changed = {name: (was, now) for name, was, now in _cells(line, before, found) if was != now}
    if not changed:
        return
    edition = written(line.cells.get("edition", "")).strip()
    if edition != before.get("edition", ""):
        found.problems.append(line.problem(Wrong.CHANGED_MEANWHILE))
    elif line.sheet == NEW and not is_new and not changed.get("reason", ("", ""))[1]:
        found.problems.append(line.problem(Wrong.REASON_MISSING, "reason"))
    else:
        about = before.get("about") or written(line.cells["about"])
        found.changes.append(Changed(line.sheet, line.number, line.key, edition, about, changed))


def _cells(line: _Line, before: Mapping[str, str], found: Difference) -> Iterator[tuple[str, str, str]]:
    """The cells that may be changed, as they were and as they are; a problem for one that cannot be read."""
    for column in SHEETS[line.sheet]:
        if column.is_key:
            continue
        was = before.get(column.name, "")
        try:
            yield column.name, was, read_cell(column, line.cells[column.name], was)
        except NotRead as error:
            text = written(line.cells[column.name])[:80]
            found.problems.append(line.problem(error.why, column.name, text))
