"""Writing a table as CSV, JSON or GeoJSON, piece by piece: memory stays the same however long the table is."""

import csv
import json
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from io import StringIO
from itertools import islice
from typing import Any

from greenpact.portal.open_data.columns import CSV_LANGUAGES, Column, Kind, Table
from greenpact.portal.open_data.parquet import MEDIA_TYPE, as_parquet
from greenpact.portal.open_data.scope import Scope

LICENCE = "CC BY 4.0"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"

#: A spreadsheet takes a cell that begins so for a formula (OWASP, "CSV injection").
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")

#: Rows that are written out together.
AT_ONCE = 100

Write = Callable[[Table, Scope], Iterator[bytes]]


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula: a leading apostrophe stands before one that it might.

    >>> harmless("=1+1"), harmless("A+ school")
    ("'=1+1", 'A+ school')
    """
    return f"'{text}" if text.startswith(FORMULA) else text


def about(table: Table, scope: Scope) -> dict[str, str]:
    """What a file says of itself."""
    owner = scope.city.slug if scope.city else ""
    return {
        "table": table.name,
        "city": owner,
        "day": scope.today.isoformat(),
        "licence": LICENCE,
        "licence_url": LICENCE_URL,
        "description": f"{scope.origin}/{owner + '/' if owner else ''}data/#{table.name}",
    }


def as_csv(table: Table, scope: Scope) -> Iterator[bytes]:
    """Comma-separated, UTF-8, one header line, as RFC 4180 and programs want it; texts are made harmless."""
    return _separated(table, scope, ",", ".")


def as_sheet(table: Table, scope: Scope) -> Iterator[bytes]:
    """The same as a double click opens it in a spreadsheet in German and most languages of the European continent:
    semicolons between cells, commas in numbers, and the mark by which Excel knows UTF-8.
    """
    yield BOM_UTF8
    yield from _separated(table, scope, ";", ",")


def _separated(table: Table, scope: Scope, separator: str, decimal_mark: str) -> Iterator[bytes]:
    buffer = StringIO()
    writer = csv.writer(buffer, delimiter=separator)
    writer.writerow(name for column in table.columns for name in column.names)
    rows = iter(table.rows(scope))
    while True:
        chunk = list(islice(rows, AT_ONCE))
        writer.writerows(_cells(table, row, scope, decimal_mark) for row in chunk)
        yield buffer.getvalue().encode()
        if not chunk:
            return
        buffer.seek(0)
        buffer.truncate()


def as_json(table: Table, scope: Scope) -> Iterator[bytes]:
    """One object: what the file is, and the rows as objects."""
    yield b'{"about": ' + _dumped(about(table, scope)) + b',\n"rows": [\n'
    yield from _joined(_dumped(record(table, row, scope)) for row in table.rows(scope))
    yield b"\n]}\n"


def as_geojson(table: Table, scope: Scope) -> Iterator[bytes]:
    """A FeatureCollection (RFC 7946); a row without a position is a feature without geometry."""
    locate = table.geometry or (lambda _row: None)
    features = (
        {"type": "Feature", "geometry": locate(row), "properties": record(table, row, scope)}
        for row in table.rows(scope)
    )
    yield b'{"type": "FeatureCollection", "about": ' + _dumped(about(table, scope)) + b',\n"features": [\n'
    yield from _joined(_dumped(feature) for feature in features)
    yield b"\n]}\n"


#: By ending: the media type and how it is written.
FORMATS: dict[str, tuple[str, Write]] = {
    "csv": ("text/csv; charset=utf-8; header=present", as_csv),
    "sheet.csv": ("text/csv; charset=utf-8; header=present", as_sheet),
    "json": ("application/json", as_json),
    "geojson": ("application/geo+json", as_geojson),
    "parquet": (MEDIA_TYPE, as_parquet),
}


def formats_of(table: Table) -> list[str]:
    """The endings that a table is offered with: only what has positions makes a map."""
    return [ending for ending in FORMATS if ending != "geojson" or table.geometry]


def record(table: Table, row: Any, scope: Scope) -> dict[str, Any]:
    """A row as plain JSON values."""
    return {column.name: _json_value(column.read(row, scope)) for column in table.columns}


def _cells(table: Table, row: Any, scope: Scope, decimal_mark: str) -> Iterator[str]:
    for column in table.columns:
        value = column.read(row, scope)
        if column.kind is Kind.TEXTS:
            yield from (harmless(value.get(language, "")) for language in CSV_LANGUAGES)
        else:
            yield _cell(column, value, decimal_mark)


def _cell(column: Column, value: Any, decimal_mark: str) -> str:
    if value is None:
        return ""
    if column.kind is Kind.YES_NO:
        return "yes" if value else "no"
    if column.kind is Kind.LIST:
        return harmless(";".join(str(one).replace(";", "%3B") for one in value))
    plain = _json_value(value)
    return str(plain).replace(".", decimal_mark) if isinstance(plain, int | float) else harmless(str(plain))


def _json_value(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    return value


def _dumped(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def _joined(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Pieces with commas between them, several at a time."""
    first = True
    while chunk := list(islice(pieces, AT_ONCE)):
        yield (b"" if first else b",\n") + b",\n".join(chunk)
        first = False
