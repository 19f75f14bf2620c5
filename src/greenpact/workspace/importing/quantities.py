"""Reading cells that hold numbers and days."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from greenpact.workspace.importing.complaints import Complaint
from greenpact.workspace.importing.values import Remark, Wrong, plain
from sheets.cells import Cell, Nature, Natured, Notation, written
from sheets.numbers import NotANumber, parse_day, parse_number


def _number(cell: Cell, notation: Notation, remark: Remark) -> Decimal:
    text = plain(cell).strip()
    if isinstance(cell, Natured) and cell.nature in (Nature.DAY, Nature.TIME, Nature.TRUTH):
        raise Wrong(Complaint.NOT_A_NUMBER, text=text)
    try:
        found = parse_number(text, notation)
    except NotANumber as error:
        raise Wrong(Complaint.NOT_A_NUMBER, text=text) from error
    if found.other is not None and not isinstance(cell, Natured):
        mark = "," if notation == Notation.COMMA else "."
        instead = f"{found.other:f}".replace(".", mark)
        about = {"text": text, "value": found.value, "other": found.other, "mark": mark, "instead": instead}
        remark(Complaint.AMBIGUOUS_NUMBER, **about)
    return found.value


@dataclass(frozen=True)
class Whole:
    """A whole number within bounds. Thousands may be separated, so “1.234” is never a fraction here."""

    lowest: int = 0
    highest: int = 2_000_000_000
    empty: Any = None

    @property
    def explanation(self) -> Promise | str:
        return _("Whole number")

    def read(self, cell: Cell, notation: Notation, remark: Remark) -> int:
        value = _number(cell, notation, _ignore)
        text = written(cell).strip()
        if not isinstance(cell, Natured) and value != value.to_integral_value():
            other = Notation.POINT if notation == Notation.COMMA else Notation.COMMA
            value = _number(cell, other, _ignore)
        if not self.lowest <= value <= self.highest:
            raise Wrong(Complaint.OUT_OF_RANGE, text=text, lowest=self.lowest, highest=self.highest)
        if value != value.to_integral_value():
            raise Wrong(Complaint.NOT_WHOLE, text=text)
        return int(value)


def _ignore(*_args: object, **_about: object) -> None:
    """A number that could be read in two ways is not ambiguous where only one of them fits."""


@dataclass(frozen=True)
class Amount:
    """A decimal number: at most `digits` digits, `places` of them behind the point."""

    digits: int = 18
    places: int = 4
    lowest: int = 0
    empty: Any = None

    @property
    def explanation(self) -> Promise | str:
        return _("Number, such as 1250 or 12.5")

    def read(self, cell: Cell, notation: Notation, remark: Remark) -> Decimal:
        value = _number(cell, notation, remark)
        text = written(cell).strip()
        beyond = 10 ** (self.digits - self.places)
        if not self.lowest <= value < beyond:
            raise Wrong(Complaint.OUT_OF_RANGE, text=text, lowest=self.lowest, highest=beyond - 1)
        if value != round(value, self.places):
            raise Wrong(Complaint.TOO_MANY_DECIMALS, text=text, most=self.places)
        return value


@dataclass(frozen=True)
class Degree:
    """Degrees of latitude or longitude. There are no thousands of degrees, so point and comma both mark decimals."""

    highest: int
    empty: Any = None

    @property
    def explanation(self) -> Promise | str:
        return _("Degrees, such as 49.412")

    def read(self, cell: Cell, notation: Notation, remark: Remark) -> float:
        value = _number(plain(cell).strip().replace(",", "."), Notation.POINT, _ignore)
        if abs(value) > self.highest:
            raise Wrong(
                Complaint.OUT_OF_RANGE, text=written(cell), lowest=-self.highest, highest=self.highest
            )
        return float(value)


EARLIEST, LATEST = date(1900, 1, 1), date(2200, 12, 31)


@dataclass(frozen=True)
class Day:
    """A day: written as 2026-03-31 or 31.03.2026, or a date cell of a workbook."""

    empty: Any = None

    @property
    def explanation(self) -> Promise | str:
        return _("Date, such as 2026-03-31 or 31.03.2026")

    def read(self, cell: Cell, notation: Notation, remark: Remark) -> date:
        text = plain(cell).strip()
        if isinstance(cell, Natured) and cell.nature == Nature.NUMBER:
            raise Wrong(Complaint.DAY_AS_NUMBER, text=text)
        found = parse_day(text)
        if found is None:
            raise Wrong(Complaint.DAY_AS_NUMBER if text.isdecimal() else Complaint.NOT_A_DAY, text=text)
        if found.day is None:
            raise Wrong(Complaint.NO_SUCH_DAY, text=text)
        if not EARLIEST <= found.day <= LATEST:
            raise Wrong(Complaint.OUT_OF_RANGE, text=text, lowest=EARLIEST, highest=LATEST)
        if found.is_ambiguous:
            remark(Complaint.AMBIGUOUS_DAY, text=text, value=found.day)
        return found.day
