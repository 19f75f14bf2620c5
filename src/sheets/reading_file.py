"""Reading a file of readings from end to end without keeping anything: what was recognised, and what is doubtful."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from sheets.cells import Notation
from sheets.doubts import Doubt, Finding, Findings
from sheets.opening import Table, letter_of, open_tables
from sheets.profiling import Column
from sheets.readings import Reader
from sheets.recognising import Layout, Shape, recognise
from sheets.series import Gathering, Series, as_data
from sheets.settling import Manner, settle
from sheets.texts import UTF8
from sheets.unreadable import Unreadable

#: With more readings than these, their values are not listed one by one.
MOST_LISTED = 20_000

_MARKS = {
    Notation.COMMA: {"decimal": ",", "thousands": "."},
    Notation.POINT: {"decimal": ".", "thousands": ","},
}


@dataclass(slots=True)
class ReadTable:
    """A table as it was read."""

    table: Table
    layout: Layout
    manner: Manner
    series: Sequence[Series] = ()

    @property
    def count(self) -> int:
        return sum(len(one.values) for one in self.series)


@dataclass(slots=True)
class ReadFile:
    """A file as it was read: its tables, those without values among them, and all findings."""

    name: str
    tables: list[ReadTable] = field(default_factory=list)
    findings: Findings = field(default_factory=Findings)
    is_readable: bool = True


def read_file(path: Path, *, today: datetime) -> ReadFile:
    """Read a file of readings; what cannot be read is among the findings. Raises `OSError` where there is no file."""
    read = ReadFile(path.name)
    try:
        tables = open_tables(path)
        for table in tables:
            _read_table(table, read, today)
    except Unreadable as unreadable:
        read.is_readable = False
        about = {"flaw": unreadable.flaw.value, **unreadable.about}
        read.findings.add(Finding(Doubt.UNREADABLE, about=about))
    return read


def _read_table(table: Table, read: ReadFile, today: datetime) -> None:
    if table.is_hidden:
        read.findings.add(Finding(Doubt.HIDDEN_SHEET, table.title))
        return
    if table.kind == "csv" and table.encoding != UTF8:
        read.findings.add(Finding(Doubt.ENCODED, table.title, text=table.encoding))
    layout = recognise(table)
    if layout.shape is Shape.NONE:
        read.findings.add(Finding(Doubt.NO_VALUES, table.title))
        read.tables.append(ReadTable(table, layout, Manner()))
        return
    if not layout.head_row:
        read.findings.add(Finding(Doubt.NO_HEAD, table.title))
    manner = settle(table, layout)
    gathering = Gathering(table.title, read.findings, today)
    gathering.take_all(Reader(table, layout, manner, read.findings).readings())
    series = list(gathering.series.values())
    if any(one.first is None and one.values for one in series):
        read.findings.add(Finding(Doubt.NO_PERIOD, table.title))
    read.tables.append(ReadTable(table, layout, manner, series))


def as_json(read: ReadFile) -> dict[str, Any]:
    """A read file as plain values: the table with most readings above, all of them below."""
    main = max(read.tables, key=lambda one: one.count, default=None)
    listed = sum(one.count for one in read.tables) <= MOST_LISTED
    tables = [_table(one, listed) for one in read.tables]
    head = tables[read.tables.index(main)] if main else {}
    return {
        "file": read.name,
        "readable": read.is_readable,
        "kind": main.table.kind if main else None,
        "encoding": main.table.encoding or None if main else None,
        "separator": main.table.separator or None if main else None,
        "layout": head.get("layout"),
        "numbers": head.get("numbers"),
        "units": sorted({unit for one in tables for unit in one["units"]}),
        "readings": sum(one.count for one in read.tables),
        "series": [series for one in tables for series in one["series"]],
        "findings": [_finding(one) for one in read.findings.kept],
        "counts": {doubt.value: count for doubt, count in read.findings.counts.items()},
        "tables": [{key: value for key, value in one.items() if key != "series"} for one in tables],
    }


def _table(read: ReadTable, listed: bool) -> dict[str, Any]:
    layout = read.layout
    return {
        "title": read.table.title,
        "layout": layout.shape.value,
        "head_row": layout.head_row or None,
        "first_row": layout.first_row or None,
        "period": str(layout.period) if layout.period else None,
        "unit": layout.unit.name if layout.unit else None,
        "numbers": _numbers(read),
        "days": "month first" if read.manner.is_month_first else "day first",
        "columns": [_column(one, read) for one in layout.columns],
        "units": sorted({one.unit.name for one in read.series if one.unit}),
        "series": [as_data(one, with_values=listed) for one in read.series],
    }


def _numbers(read: ReadTable) -> dict[str, Any] | None:
    """How most of the table's columns write their numbers."""
    verdicts = list(read.manner.numbers.values())
    if not verdicts:
        return None
    notations = [one.notation for one in verdicts]
    usual = max(set(notations), key=notations.count)
    return {
        **_MARKS[usual],
        "sure": all(one.is_sure for one in verdicts),
        "mixed": bool(read.manner.mixed) or len(set(notations)) > 1,
    }


def _column(column: Column, read: ReadTable) -> dict[str, Any]:
    is_value = column in read.layout.values
    role = "value" if is_value else column.role.value if column.role else None
    if role is None and column in read.layout.named:
        role = "series"
    verdict = read.manner.numbers.get(column.place)
    found: dict[str, Any] = {"column": letter_of(column.place), "title": column.title, "role": role}
    if column.unit:
        found["unit"] = column.unit.name
    if column.period:
        found["period"] = str(column.period)
    if verdict:
        found["numbers"] = {**_MARKS[verdict.notation], "sure": verdict.is_sure}
    return found


def _finding(one: Finding) -> dict[str, Any]:
    return {
        "code": one.doubt.value,
        "gravity": one.gravity.value,
        "sheet": one.sheet,
        "row": one.row or None,
        "column": one.column or None,
        "text": one.text,
        **dict(one.about),
    }
