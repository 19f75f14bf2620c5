"""Opening a file as tables whose rows can be gone through again and again, however many there are."""

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sheets.archives import OLE, ZIP
from sheets.cells import Cell, Natured, Notation, Row
from sheets.texts import UTF8, decode, foreign_kind
from sheets.unreadable import Flaw, Unreadable
from sheets.workbooks import read_workbook

MOST_BYTES = 500_000_000  # of a CSV file
MOST_WORKBOOK_BYTES = 60_000_000
MOST_ROWS = 5_000_000
MOST_WIDTH = 1_000  # cells of a row
_MOST_LINE = 1_000_000  # signs

#: In this order: what stands between cells is seldom one of those before it.
_SEPARATORS = "\t;|,"
_SAMPLE = 1_000_000  # bytes by which encoding and separator are told
_LINES = 200

_CODECS = {"UTF-8": "utf-8-sig", "UTF-16": "utf-16", "Windows-1252": "cp1252"}


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet of a workbook, or a CSV file. `usual` is how its numbers are probably written."""

    title: str
    kind: str  # csv or xlsx
    rows: Callable[[], Iterator[Row]]
    usual: Notation
    encoding: str = ""
    separator: str = ""
    is_hidden: bool = False


def open_tables(path: Path) -> list[Table]:
    """The tables of a file; raises `Unreadable`, and `OSError` where the file itself cannot be had."""
    size = path.stat().st_size
    if not size:
        raise Unreadable(Flaw.EMPTY_FILE, file=path.name)
    with path.open("rb") as file:
        sample = file.read(_SAMPLE)
    if kind := foreign_kind(sample):
        raise Unreadable(Flaw.NOT_A_SHEET, file=path.name, found=kind)
    is_workbook = sample.startswith((ZIP, OLE))
    most = MOST_WORKBOOK_BYTES if is_workbook else MOST_BYTES
    if size > most:
        raise Unreadable(Flaw.TOO_LARGE, megabytes=-(-size // 1_000_000), most=most // 1_000_000)
    return _sheets(path) if is_workbook else [_csv(path, sample)]


def _sheets(path: Path) -> list[Table]:
    found = []
    for sheet in read_workbook(path.read_bytes(), path.name):
        rows = [sheet.head, *sheet.rows] if sheet.head.number else []
        found.append(
            Table(
                sheet.title,
                "xlsx",
                rows.__iter__,
                sheet.notation or Notation.POINT,
                is_hidden=sheet.is_hidden,
            )
        )
    return found


def _csv(path: Path, sample: bytes) -> Table:
    encoding = _encoding(path, sample)
    codec = _CODECS[encoding]
    text = sample.decode(codec, errors="ignore")
    separator = separator_of(text)
    usual = Notation.POINT if separator == "," else Notation.COMMA

    def rows() -> Iterator[Row]:
        with path.open("rb") as file, io.TextIOWrapper(file, codec, newline="") as lines:
            yield from _rows(lines, separator, path.name)

    return Table(path.stem, "csv", rows, usual, encoding, separator)


def _encoding(path: Path, sample: bytes) -> str:
    """Of the whole file: a sign that only Windows writes may stand at its very end."""
    try:
        found = decode(sample, path.name).encoding
    except Unreadable:
        cut = sample.rfind(b"\n") + 1  # the sample may end within a sign
        found = decode(sample[:cut], path.name).encoding
    if found != UTF8:
        return found
    with path.open("rb") as file:
        while chunk := file.read(_SAMPLE):
            chunk += file.readline()
            try:
                chunk.decode("utf-8-sig")
            except UnicodeDecodeError:
                return decode(chunk, path.name).encoding
    return UTF8


def separator_of(text: str) -> str:
    """The sign between cells: the first of its kind that most lines have, equally often.

    >>> separator_of("Jahr;Wert\\n2019;1,5\\n2020;2,5\\n")
    ';'
    """
    lines = [line for line in text.splitlines()[:_LINES] if line.strip()]
    best, most = ",", 0.0
    for separator in _SEPARATORS:
        counts = Counter(_outside_quotes(line, separator) for line in lines)
        counts.pop(0, None)
        having = sum(counts.values())
        if having >= 0.6 * len(lines):
            return separator
        if having > most:
            best, most = separator, having
    return best


def _outside_quotes(line: str, separator: str) -> int:
    return sum(part.count(separator) for part in line.split('"')[::2])


def _rows(lines: io.TextIOWrapper, separator: str, file: str) -> Iterator[Row]:
    reader = csv.reader(_lines(lines, file), delimiter=separator, strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            if number > MOST_ROWS:
                raise Unreadable(Flaw.TOO_MANY_ROWS, title=file, most=MOST_ROWS)
            if len(cells) > MOST_WIDTH:
                raise Unreadable(Flaw.ROW_TOO_LONG, file=file, line=str(number), most=MOST_WIDTH)
            if any(cells):
                yield Row(number, cells)
    except csv.Error as error:
        flaw = Flaw.FIELD_TOO_LONG if "field larger" in str(error) else Flaw.BROKEN_QUOTES
        raise Unreadable(flaw, file=file, line=str(number + 1)) from error
    except UnicodeDecodeError as error:
        raise Unreadable(Flaw.BROKEN_TEXT, file=file, line=str(number + 1), encoding="") from error


def _lines(lines: io.TextIOWrapper, file: str) -> Iterator[str]:
    """Lines within bounds, so that a file without any does not fill the memory."""
    number = 0
    while line := lines.readline(_MOST_LINE):
        number += 1
        if len(line) == _MOST_LINE and not line.endswith("\n"):
            raise Unreadable(Flaw.FIELD_TOO_LONG, file=file, line=str(number))
        yield line


def text_of(cell: Cell) -> str:
    """The text of a cell without the blanks around it."""
    return (cell.text if isinstance(cell, Natured) else cell).strip()


@cache
def letter_of(column: int) -> str:
    """How a spreadsheet program calls a column, counted from 0.

    >>> letter_of(0), letter_of(27)
    ('A', 'AB')
    """
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
