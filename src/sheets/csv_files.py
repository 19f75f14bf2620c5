"""Reading a CSV file: its separator, its rows, and nothing beyond what the bounds allow."""

import csv
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from pathlib import PurePath

from sheets.bounds import MOST_CELLS, MOST_ROWS
from sheets.cells import Notation, RawSheet, Row
from sheets.texts import Decoded
from sheets.unreadable import Flaw, Unreadable

SEPARATORS = ";,\t"


def separator_of(text: str) -> str:
    """The sign between cells: the one that the head has most often outside quotation marks, a comma if none."""
    counts: Counter[str] = Counter()
    quoted = False
    for sign in text[:100_000]:
        if sign == '"':
            quoted = not quoted
        elif sign in "\r\n" and not quoted:
            if counts:
                break
        elif not quoted and sign in SEPARATORS:
            counts[sign] += 1
    return counts.most_common(1)[0][0] if counts else ","


def read_csv(decoded: Decoded, file: str) -> tuple[RawSheet, str]:
    """A CSV file as a sheet named like the file, and its separator; raises `Unreadable`."""
    separator = separator_of(decoded.text)
    sheet = RawSheet(title=PurePath(file).stem, file=file, head=Row(0, ()))
    # German spreadsheet programs separate by semicolons because they write decimals with a comma.
    sheet.notation = Notation.COMMA if separator == ";" else Notation.POINT
    cells = 0
    for row in _rows(decoded.text, separator, file):
        cells += len(row.cells)
        if not sheet.head.number:
            sheet.head = row
        elif len(sheet.rows) >= MOST_ROWS:
            raise Unreadable(Flaw.TOO_MANY_ROWS, title=file, most=MOST_ROWS)
        else:
            sheet.rows.append(row)
        if cells > MOST_CELLS:
            raise Unreadable(Flaw.TOO_MANY_CELLS, most=MOST_CELLS)
    return sheet, separator


def _rows(text: str, separator: str, file: str) -> Iterator[Row]:
    """The rows that hold anything, without the empty cells at their end."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            while cells and not cells[-1].strip():
                cells.pop()
            if cells:
                yield Row(number, cells)
    except csv.Error as error:
        # The module's own limit of a field, 131,072 characters, is far above what a cell may have.
        too_long = "field larger" in str(error)
        flaw = Flaw.FIELD_TOO_LONG if too_long else Flaw.BROKEN_QUOTES
        raise Unreadable(flaw, file=file, line=str(number + 1)) from error
