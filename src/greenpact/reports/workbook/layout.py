"""What the workbook looks like: its sheets, their columns, and how a value is written so that it can be compared.

Every value has one canonical text; what is read back is brought into the same form, so that equal texts mean that
nothing was changed. Pure: no Django.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sheets.cells import Cell, Nature, Natured


class Kind(StrEnum):
    TEXT = "text"
    NUMBER = "number"
    DAY = "day"


class Wrong(StrEnum):
    """Why a row or cell cannot be taken over."""

    FORMULA = "formula"
    NO_NUMBER = "no_number"
    NO_DAY = "no_day"
    NO_CHOICE = "no_choice"
    NO_TARGETS = "no_targets"
    UNKNOWN_ROW = "unknown_row"
    CHANGED_MEANWHILE = "changed_meanwhile"
    ROW_TWICE = "row_twice"
    REASON_MISSING = "reason_missing"
    SHEET_MISSING = "sheet_missing"
    COLUMN_MISSING = "column_missing"
    TOO_MANY = "too_many"


class NotRead(Exception):
    """A cell cannot be read as its column wants it."""

    def __init__(self, why: Wrong) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in the head, how its values are written, and whether it may be changed."""

    name: str
    kind: Kind = Kind.TEXT
    is_key: bool = False
    choices: tuple[str, ...] = ()


def _keys(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name, is_key=True) for name in names)


STATES = ("unknown", "planned", "under_way", "done", "given_up")
PROVENANCES = ("measured", "calculated", "estimated", "declared")
NON_VALUES = ("not_yet", "not_occurring", "not_known", "confidential")

#: By sheet: its columns. The keys of a row come first and are locked; `about` says in words what the row is.
SHEETS: Mapping[str, tuple[Column, ...]] = {
    "measures": (
        *_keys("deal", "clause", "edition", "about"),
        Column("state", choices=STATES),
        Column("starts_on", Kind.DAY),
        Column("due_on", Kind.DAY),
        Column("done_on", Kind.DAY),
        Column("plan_de"),
        Column("plan_en"),
    ),
    "indicators": (
        *_keys("deal", "indicator", "edition", "about", "unit"),
        Column("name_de"),
        Column("name_en"),
        Column("definition_de"),
        Column("definition_en"),
        Column("start_value", Kind.NUMBER),
        Column("start_on", Kind.DAY),
        Column("targets"),
    ),
    "readings": (
        *_keys("deal", "indicator", "reading", "about"),
        Column("first_on", Kind.DAY),
        Column("last_on", Kind.DAY),
        Column("value", Kind.NUMBER),
        Column("non_value", choices=NON_VALUES),
        Column("lower", Kind.NUMBER),
        Column("upper", Kind.NUMBER),
        Column("provenance", choices=PROVENANCES),
        Column("method"),
        Column("source"),
        Column("reason"),
    ),
}

#: By sheet: which columns name a row.
NAMED_BY = {
    "measures": ("deal", "clause"),
    "indicators": ("deal", "indicator"),
    "readings": ("deal", "indicator", "reading"),
}


def number_text(value: float | None) -> str:
    """A number as a workbook keeps it: fifteen digits, as many as the format has.

    >>> number_text(1.0), number_text(0.1 + 0.2), number_text(None)
    ('1', '0.3', '')
    """
    return "" if value is None else f"{value + 0.0:.15g}"  # without the sign of a zero


def day_text(value: date | None) -> str:
    return value.isoformat() if value else ""


def plain(text: str) -> str:
    """A text with one kind of line end, without blanks at its end."""
    return text.replace("\r\n", "\n").replace("\r", "\n").rstrip()


def read_cell(column: Column, cell: Cell, before: str) -> str:
    """The canonical text of a cell; `before` is what stood there. Raises `NotRead`."""
    if isinstance(cell, Natured) and cell.nature in {Nature.FORMULA, Nature.FAULT}:
        if before[:80] == cell.text[:80]:  # a text that only looks like a formula; it was written as such
            return before
        raise NotRead(Wrong.FORMULA)
    text = plain(cell.text if isinstance(cell, Natured) else cell)
    if not text:
        return ""
    if column.kind is Kind.NUMBER:
        return _number(text, is_typed=isinstance(cell, Natured))
    if column.kind is Kind.DAY:
        return _day(text)
    if column.name == "targets":
        return _targets(text)
    if column.choices and text.strip() not in column.choices:
        raise NotRead(Wrong.NO_CHOICE)
    return text.strip() if column.choices else text


def _number(text: str, *, is_typed: bool) -> str:
    """A number; one that was typed as text may have a comma, but never both signs."""
    pointed = text if is_typed or "." in text else text.replace(",", ".")
    try:
        return number_text(float(pointed))
    except ValueError as error:
        raise NotRead(Wrong.NO_NUMBER) from error


def _day(text: str) -> str:
    for form in ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y"):
        try:
            return datetime.strptime(text.strip(), form).date().isoformat()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise NotRead(Wrong.NO_DAY)


def _targets(text: str) -> str:
    """Targets in the order of their days, each as day=value."""
    found: dict[str, str] = {}
    for part in (part for part in text.split(";") if part.strip()):
        on, sign, value = part.partition("=")
        try:
            found[_day(on)] = _number(value.strip(), is_typed=False)
        except NotRead as error:
            raise NotRead(Wrong.NO_TARGETS) from error
        if not sign:
            raise NotRead(Wrong.NO_TARGETS)
    return "; ".join(f"{on}={value}" for on, value in sorted(found.items()))
