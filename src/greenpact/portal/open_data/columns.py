"""What a table of open data is made of: columns that carry both their description and how they are read."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from greenpact.portal.open_data.scope import Scope

Words = str | Promise

#: Languages that have a column of their own in CSV files; JSON holds every language there is.
CSV_LANGUAGES = ("de", "en")


class Kind(StrEnum):
    """How a column's values are written."""

    TEXT = "text"
    TEXTS = "texts"
    INTEGER = "integer"
    NUMBER = "number"
    DAY = "day"
    MOMENT = "moment"
    YES_NO = "yes_no"
    LIST = "list"
    ADDRESS = "address"


KIND_LABELS: dict[Kind, Words] = {
    Kind.TEXT: _("text"),
    Kind.TEXTS: _("text per language"),
    Kind.INTEGER: _("whole number"),
    Kind.NUMBER: _("number with decimal point"),
    Kind.DAY: _("day, such as 2026-03-31"),
    Kind.MOMENT: _("moment in UTC (ISO 8601)"),
    Kind.YES_NO: _("yes or no; true or false in JSON"),
    Kind.LIST: _("several values, separated by ; in CSV"),
    Kind.ADDRESS: _("web address"),
}


Read = Callable[[Any, Scope], Any]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name in the files, what it means, how it is written, and how it is read from a row."""

    name: str
    meaning: Words
    kind: Kind
    read: Read
    unit: Words = ""
    values: Sequence[tuple[str, Words]] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Its names in a CSV file: a text per language takes one column for each."""
        if self.kind is not Kind.TEXTS:
            return (self.name,)
        return tuple(f"{self.name}_{language}" for language in CSV_LANGUAGES)

    @property
    def kind_label(self) -> Words:
        return KIND_LABELS[self.kind]


@dataclass(frozen=True, slots=True)
class Table:
    """One kind of record: its columns, its rows within a scope, and where a row lies on the map, if anywhere."""

    name: str
    title: Words
    text: Words
    columns: tuple[Column, ...]
    rows: Callable[[Scope], Iterable[Any]]
    geometry: Callable[[Any], dict[str, Any] | None] | None = None


def column(
    name: str,
    meaning: Words,
    kind: Kind = Kind.TEXT,
    *,
    of: str | Read = "",
    unit: Words = "",
    values: Sequence[tuple[str, Words]] = (),
) -> Column:
    """A column read from the attribute that is called like it, from another one, or by a function of (row, scope)."""
    if callable(of):
        return Column(name, meaning, kind, of, unit, values)
    attribute = attrgetter(of or name)
    return Column(name, meaning, kind, lambda row, _scope: attribute(row), unit, values)


def page_address(address: Callable[[Any], str], meaning: Words) -> Column:
    """The column with a row's page; `address` gives its path."""
    return Column("page", meaning, Kind.ADDRESS, lambda row, scope: scope.origin + address(row))


def refs(name: str, meaning: Words, many: str, of: str = "ref") -> Column:
    """A column that names the rows of a relation, which the table's query has fetched along."""
    short_name = attrgetter(of)
    return Column(
        name, meaning, Kind.LIST, lambda row, _scope: [short_name(one) for one in getattr(row, many).all()]
    )


def ref_of(name: str, meaning: Words, one: str) -> Column:
    """A column that names the row at the other end of a relation; empty where there is none."""
    other = attrgetter(one)
    return Column(name, meaning, Kind.TEXT, lambda row, _scope: found.ref if (found := other(row)) else "")


def point(row: Any) -> dict[str, Any] | None:
    """The position of a row as GeoJSON, longitude first; None where it is not known."""
    return None if row.lat is None else {"type": "Point", "coordinates": [row.lon, row.lat]}
