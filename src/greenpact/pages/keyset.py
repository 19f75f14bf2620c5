"""Pages of long lists by key: each page is found from its first or last row, however far down it lies.

The cursor in an address is opaque and sealed: one that was changed, or belongs to another list, is refused.
"""

import base64
import binascii
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.db.models import Model, Q, QuerySet
from django.utils.crypto import constant_time_compare, salted_hmac

Row = TypeVar("Row", bound=Model)

SIZE = 30
SEAL = 12  # bytes
LONGEST = 600  # letters of a cursor; the longest key is a name


class TamperedCursor(Exception):
    """The cursor was not made by this installation, or for another list."""


@dataclass(frozen=True, slots=True)
class Order:
    """The order of a list: by one column, then by primary key. `name` tells its cursors from those of others."""

    name: str
    column: str
    is_descending: bool = False
    write: Callable[[Any], str] = str
    read: Callable[[str], Any] = str


NEWEST_FIRST = Order(
    "deals", "changed_at", is_descending=True, write=datetime.isoformat, read=datetime.fromisoformat
)
BY_NAME = Order("parties", "folded_name")


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in a list: beyond the row with this key, onwards or back."""

    value: Any
    pk: int
    is_onward: bool


@dataclass(frozen=True, slots=True)
class Slice(Generic[Row]):
    """One page of a list with the cursors of its neighbours, empty where there is none."""

    rows: list[Row]
    newer: str
    older: str


def sealed(order: Order, cursor: Cursor) -> str:
    """Write a cursor for an address."""
    sign = "+" if cursor.is_onward else "-"
    text = f"{sign}{cursor.pk} {order.write(cursor.value)}".encode()
    return base64.urlsafe_b64encode(_seal(order, text) + text).rstrip(b"=").decode()


def opened(order: Order, token: str) -> Cursor:
    """Read a cursor from an address; raises `TamperedCursor`."""
    try:
        if len(token) > LONGEST:
            raise TamperedCursor(order.name)
        raw = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
        seal, text = raw[:SEAL], raw[SEAL:]
        if not constant_time_compare(seal, _seal(order, text)):
            raise TamperedCursor(order.name)
        key, _blank, value = text.decode().partition(" ")
        return Cursor(order.read(value), int(key[1:]), is_onward=key.startswith("+"))
    except (binascii.Error, UnicodeError, ValueError) as error:
        raise TamperedCursor(order.name) from error


def slice_of(rows: QuerySet[Row], order: Order, token: str = "", *, size: int = SIZE) -> Slice[Row]:
    """The page of a list that a cursor points to, the first one without; raises `TamperedCursor`."""
    cursor = opened(order, token) if token else None
    is_onward = cursor is None or cursor.is_onward
    is_falling = order.is_descending == is_onward
    if cursor is not None:
        rows = rows.filter(_beyond(order, cursor, is_falling=is_falling))
    sign = "-" if is_falling else ""
    found = list(rows.order_by(f"{sign}{order.column}", f"{sign}pk")[: size + 1])
    has_more, found = len(found) > size, found[:size]
    if not is_onward:
        found.reverse()
    if not found:
        return Slice([], "", "")
    return Slice(
        found,
        newer=_towards(order, found[0], onward=False)
        if cursor is not None and (is_onward or has_more)
        else "",
        older=_towards(order, found[-1], onward=True) if has_more or not is_onward else "",
    )


def _beyond(order: Order, cursor: Cursor, *, is_falling: bool) -> Q:
    """Rows behind the cursor. The first condition bounds the index; the second one settles rows of the same value."""
    side = "lt" if is_falling else "gt"
    return Q(**{f"{order.column}__{side}e": cursor.value}) & (
        Q(**{f"{order.column}__{side}": cursor.value}) | Q(**{f"pk__{side}": cursor.pk})
    )


def _towards(order: Order, row: Model, *, onward: bool) -> str:
    return sealed(order, Cursor(getattr(row, order.column), int(row.pk), onward))


def _seal(order: Order, text: bytes) -> bytes:
    return salted_hmac(f"greenpact.keyset.{order.name}", text, algorithm="sha256").digest()[:SEAL]
