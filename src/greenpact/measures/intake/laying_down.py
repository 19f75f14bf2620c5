"""Laying the readings of a delivery down beside those that count, many at a time, the fastest way of each database."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection

from greenpact.measures.models import Delivered

COLUMNS = (
    *("of_id", "number", "series_id", "table", "row", "column", "text"),
    *("first_on", "until", "rhythm", "value", "non_value", "fate"),
)
Laid = tuple[Any, ...]  # in the order of the columns


def lay_down(rows: Sequence[Laid]) -> None:
    """Write rows that nobody reads yet; within a transaction of the caller."""
    _BY[connection.vendor](rows)


def settle_down() -> None:
    """Let the database look at what lies there now, so that it goes through it the right way."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {Delivered._meta.db_table}")


def _names() -> str:
    return ", ".join(connection.ops.quote_name(name) for name in COLUMNS)


def _copy(rows: Sequence[Laid]) -> None:
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {Delivered._meta.db_table} ({_names()}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row(row)


def _insert(rows: Sequence[Laid]) -> None:
    marks = ", ".join(["%s"] * len(COLUMNS))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {Delivered._meta.db_table} ({_names()}) VALUES ({marks})",  # noqa: S608 — our own names
            rows,
        )


_BY: dict[str, Callable[[Sequence[Laid]], None]] = {"postgresql": _copy, "sqlite": _insert}
