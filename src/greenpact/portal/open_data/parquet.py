"""Writing a table as Parquet (Apache), in row groups: columns keep their types, and an empty value is none."""

from collections.abc import Iterator
from datetime import UTC
from itertools import islice
from typing import Any

from greenpact.portal.open_data.columns import CSV_LANGUAGES, Column, Kind, Table
from greenpact.portal.open_data.scope import Scope

#: Rows of one row group: as many are held in memory.
GROUP = 5_000

MEDIA_TYPE = "application/vnd.apache.parquet"


class _Pieces:
    """A file that is only written to: what was written since it was last asked for."""

    def __init__(self) -> None:
        self.closed = False
        self._pieces: list[bytes] = []
        self._at = 0

    def write(self, data: Any) -> int:
        piece = bytes(data)
        self._pieces.append(piece)
        self._at += len(piece)
        return len(piece)

    def tell(self) -> int:
        return self._at

    def flush(self) -> None:
        """Nothing waits."""

    def close(self) -> None:
        self.closed = True

    def taken(self) -> bytes:
        found = b"".join(self._pieces)
        self._pieces = []
        return found


def as_parquet(table: Table, scope: Scope) -> Iterator[bytes]:
    """The rows, group by group, then the foot by which a reader finds them."""
    import pyarrow as arrow  # noqa: PLC0415 - heavy, and asked for rarely
    from pyarrow import parquet  # noqa: PLC0415

    types = _types(arrow)
    named = [(name, types[column.kind]) for column in table.columns for name in column.names]
    about = {
        "table": table.name,
        "city": scope.city.slug if scope.city else "",
        "day": scope.today.isoformat(),
    }
    schema = arrow.schema(named, metadata=about)
    pieces = _Pieces()
    rows = iter(table.rows(scope))
    with parquet.ParquetWriter(arrow.PythonFile(pieces, mode="w"), schema, compression="zstd") as writer:
        while chunk := list(islice(rows, GROUP)):
            read = [
                [value for column in table.columns for value in _values(column, row, scope)] for row in chunk
            ]
            columns = [
                arrow.array(values, type=kind)
                for values, (_name, kind) in zip(zip(*read, strict=True), named, strict=True)
            ]
            writer.write_table(arrow.Table.from_arrays(columns, schema=schema))
            yield pieces.taken()
    yield pieces.taken()


def _types(arrow: Any) -> dict[Kind, Any]:
    text = arrow.string()
    return {
        Kind.TEXT: text,
        Kind.TEXTS: text,
        Kind.ADDRESS: text,
        Kind.INTEGER: arrow.int64(),
        Kind.NUMBER: arrow.float64(),
        Kind.DAY: arrow.date32(),
        Kind.MOMENT: arrow.timestamp("us", tz="UTC"),
        Kind.YES_NO: arrow.bool_(),
        Kind.LIST: arrow.list_(text),
    }


def _values(column: Column, row: Any, scope: Scope) -> Iterator[Any]:
    """The value of a column, or one for each language of a text."""
    value = column.read(row, scope)
    if column.kind is Kind.TEXTS:
        yield from ((value or {}).get(language) or None for language in CSV_LANGUAGES)
    elif value is None or value == "":
        yield None
    elif column.kind is Kind.NUMBER:
        yield float(value)
    elif column.kind is Kind.MOMENT:
        yield value.astimezone(UTC)
    elif column.kind is Kind.LIST:
        yield [str(one) for one in value]
    elif column.kind in {Kind.TEXT, Kind.ADDRESS}:
        yield str(value)
    else:
        yield value
