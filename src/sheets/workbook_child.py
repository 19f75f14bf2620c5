"""The program that opens a workbook: it runs apart, with limits on memory and time, and may be killed.

It reads the archive from standard input and writes one JSON value a line: a sheet as
{"title": …, "hidden": …}, a row as
[number, cells]. It imports nothing of Greenpact, so that it starts quickly and a fault in it harms nobody.
"""

import datetime as dt
import json
import resource
import sys
import warnings
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

FAULTS = frozenset({"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA"})


def limit(memory: int, seconds: int, output: int) -> None:
    """Bind this process; the system ends it when it asks for more."""
    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, output),
    ):
        resource.setrlimit(what, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def cell_data(value: Any, number_format: str) -> Any:
    """A cell as text, or as [nature, text]."""
    if isinstance(value, str):
        nature = "e" if value in FAULTS else "f" if value.startswith("=") else ""
        return [nature, value[:80]] if nature else value
    if isinstance(value, bool):
        return ["b", "yes" if value else "no"]
    if isinstance(value, int | float):
        return [
            "p" if "%" in number_format else "n",
            f"{value:.15g}" if isinstance(value, float) else str(value),
        ]
    if isinstance(value, dt.date | dt.time | dt.timedelta):
        return time_data(value)
    return ["f", "="]


def time_data(value: dt.date | dt.time | dt.timedelta) -> list[str]:
    """A day, or a moment that is none."""
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        value = value.date()
    is_day = isinstance(value, dt.date) and not isinstance(value, dt.datetime)
    return ["d" if is_day else "t", str(value)]


def rows(sheet: Any, most_columns: int) -> Iterator[tuple[int, list[Any]]]:
    """The rows that hold anything, without the empty cells at their end."""
    sheet.reset_dimensions()  # a sheet may lie about its size
    before: Any = None
    for number, cells in enumerate(sheet.iter_rows(max_col=most_columns), start=1):
        if cells is before:  # a gap, which openpyxl fills with one and the same row, up to a million times
            continue
        before = cells
        found = ["" if cell.value is None else cell_data(cell.value, cell.number_format) for cell in cells]
        while found and (not found[-1] or (isinstance(found[-1], str) and not found[-1].strip())):
            found.pop()
        if found:
            yield number, found


def main(memory: int, seconds: int, output: int, most_columns: int, most_rows: int) -> None:
    limit(memory, seconds, output)
    warnings.simplefilter("ignore")
    book = load_workbook(BytesIO(sys.stdin.buffer.read()), read_only=True, data_only=False, keep_links=False)
    for sheet in book.worksheets:
        is_hidden = sheet.sheet_state != "visible"
        sys.stdout.write(json.dumps({"title": sheet.title, "hidden": is_hidden}) + "\n")
        if is_hidden:
            continue
        for count, row in enumerate(rows(sheet, most_columns + 1)):
            sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
            if count > most_rows:
                break


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
