"""What all readers share: a value with its moment, and how numbers and moments are written."""

import math
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

LONGEST_NAME = 300
LARGEST = 1e15
_NUMBER = re.compile(r"[+-]?(\d{1,20}(\.\d{0,20})?|\.\d{1,20})([eE][+-]?\d{1,3})?")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}([.,]\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})")


class Unreadable(ValueError):
    """What came is not in the shape that its standard describes; the message says where."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A value that was heard: of an entity's attribute, at a moment or for the time until another.

    `observed_at` is None where the sender does not say it. `unit` is as people write it, empty where it was not said.
    """

    entity: str
    attribute: str
    value: float
    observed_at: datetime | None
    until_at: datetime | None = None
    unit: str = ""


def number(value: Any) -> float | None:
    """A number, also one written as text with a point; None for anything else, truth values among it.

    >>> number(3), number("12.5"), number("12,5"), number(True), number("x")
    (3.0, 12.5, None, None, None)
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        if not _NUMBER.fullmatch(value.strip()):
            return None
        value = float(value)
    if not isinstance(value, int | float):
        return None
    try:
        found = float(value)
    except OverflowError:
        return None
    return found if math.isfinite(found) and abs(found) <= LARGEST else None


def moment(text: Any) -> datetime | None:
    """A moment with its zone; None where it is none, or has no zone.

    >>> moment("2025-03-01T12:00:00Z"), moment("2025-03-01T12:00:00"), moment("yesterday")
    (datetime.datetime(2025, 3, 1, 12, 0, tzinfo=datetime.timezone.utc), None, None)
    """
    if not isinstance(text, str) or not _MOMENT.fullmatch(text.strip()):
        return None
    clean = re.sub(r"(\.\d{6})\d+", r"\1", text.strip().replace(",", "."))
    try:
        return datetime.fromisoformat(clean)
    except ValueError:
        return None


def name(text: Any) -> str:
    """A name of bounded length without control characters; empty where it is none."""
    if not isinstance(text, str) or len(text) > LONGEST_NAME or not text.isprintable():
        return ""
    return text.strip()
