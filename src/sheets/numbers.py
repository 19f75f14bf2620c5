"""Numbers and days as people in Europe write them."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sheets.cells import Notation


class NotANumber(ValueError):
    """A text that is no number in either notation."""


_MOST_SIGNS = 40
_SPACES = re.compile(r"(?<=\d)[ \u00a0\u2009\u202f'’](?=\d{3}(?!\d))", re.ASCII)
_PLAIN = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,3})?", re.ASCII)
_GROUPED_BY_POINTS = re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?", re.ASCII)
_GROUPED_BY_COMMAS = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?", re.ASCII)
_WITH_COMMA = re.compile(r"[+-]?\d+,\d+", re.ASCII)
_EITHER_WAY = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}", re.ASCII)


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """The number a text stands for, and what else it could mean."""

    value: Decimal
    other: Decimal | None = None


def parse_number(text: str, notation: Notation) -> FoundNumber:
    """The number a text stands for; raises `NotANumber`.

    >>> parse_number("1.234,5", Notation.POINT)
    FoundNumber(value=Decimal('1234.5'), other=None)
    >>> parse_number("1,250", Notation.POINT)
    FoundNumber(value=Decimal('1250'), other=Decimal('1.25'))
    """
    bare = _without_currency(text)
    if len(bare) > _MOST_SIGNS:
        raise NotANumber(text)
    bare = _SPACES.sub("", bare).replace("−", "-")
    if _EITHER_WAY.fullmatch(bare):
        return _either_way(bare, "," if notation == Notation.COMMA else ".")
    if _PLAIN.fullmatch(bare):
        return FoundNumber(Decimal(bare))
    if _WITH_COMMA.fullmatch(bare):
        return FoundNumber(Decimal(bare.replace(",", ".")))
    if _GROUPED_BY_POINTS.fullmatch(bare):
        return FoundNumber(Decimal(bare.replace(".", "").replace(",", ".")))
    if _GROUPED_BY_COMMAS.fullmatch(bare):
        return FoundNumber(Decimal(bare.replace(",", "")))
    raise NotANumber(text)


def _either_way(bare: str, decimal_mark: str) -> FoundNumber:
    """One mark with three digits behind it: a decimal mark or one between thousands, as the sheet's notation says."""
    fraction, thousands = Decimal(bare.replace(",", ".")).normalize(), Decimal(re.sub(r"[.,]", "", bare))
    return FoundNumber(fraction, thousands) if decimal_mark in bare else FoundNumber(thousands, fraction)


def _without_currency(text: str) -> str:
    return re.sub(r"^(?:€|EUR)\s*|\s*(?:€|EUR|Euro)$", "", text.strip(), flags=re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FoundDay:
    """A text that looks like a day; `day` is None when the calendar has no such day."""

    day: date | None
    is_ambiguous: bool = False


_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?", re.ASCII)
_GERMAN = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})", re.ASCII)
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)


def parse_day(text: str) -> FoundDay | None:
    """The day a text stands for; None when it does not even look like one."""
    if found := _ISO.fullmatch(text):
        year, month, day = map(int, found.groups())
        return FoundDay(_day(year, month, day))
    if found := _GERMAN.fullmatch(text):
        day, month, year = map(int, found.groups())
        return FoundDay(_day(year, month, day))
    if found := _SLASHED.fullmatch(text):
        day, month, year = map(int, found.groups())
        return FoundDay(_day(year, month, day), is_ambiguous=day <= 12 and month <= 12 and day != month)
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
