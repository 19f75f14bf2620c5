"""How a column writes its numbers: 1.234,5 or 1,234.5. The column as a whole tells what one cell cannot."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from sheets.cells import Notation

_GROUPED = r"[+-]?\d{1,3}"
_COMMA = re.compile(
    rf"[+-]?\d+,\d{{1,2}}|[+-]?\d+,\d{{4,}}|[+-]?0\d*,\d+|[+-]?\d{{4,}},\d+"
    rf"|{_GROUPED}(?:\.\d{{3}})+,\d+|{_GROUPED}(?:\.\d{{3}}){{2,}}",
    re.ASCII,
)
_POINT = re.compile(
    rf"[+-]?\d+\.\d{{1,2}}|[+-]?\d+\.\d{{4,}}|[+-]?0\d*\.\d+|[+-]?\d{{4,}}\.\d+|[+-]?\d+\.?\d*[eE][+-]?\d+"
    rf"|{_GROUPED}(?:,\d{{3}})+\.\d+|{_GROUPED}(?:,\d{{3}}){{2,}}",
    re.ASCII,
)
_OPEN = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
_WHOLE = re.compile(r"[+-]?\d+", re.ASCII)

#: So many numbers that all have exactly three digits behind their one mark are grouped in thousands.
_MANY = 3


class Sign(StrEnum):
    """What a written number tells of its notation."""

    COMMA = "comma"
    POINT = "point"
    OPEN_COMMA = "open_comma"  # 1,250: either way
    OPEN_POINT = "open_point"  # 1.250: either way
    WHOLE = "whole"
    NONE = "none"  # no number


def sign_of(bare: str) -> Sign:
    """What a number without spaces, unit and currency tells.

    >>> sign_of("1.234,5"), sign_of("0.473"), sign_of("1.234"), sign_of("12")
    (<Sign.COMMA: 'comma'>, <Sign.POINT: 'point'>, <Sign.OPEN_POINT: 'open_point'>, <Sign.WHOLE: 'whole'>)
    """
    if _WHOLE.fullmatch(bare):
        return Sign.WHOLE
    if _OPEN.fullmatch(bare):
        return Sign.OPEN_COMMA if "," in bare else Sign.OPEN_POINT
    if _COMMA.fullmatch(bare):
        return Sign.COMMA
    return Sign.POINT if _POINT.fullmatch(bare) else Sign.NONE


@dataclass(slots=True)
class Evidence:
    """How many numbers of a column speak for which notation."""

    comma: int = 0
    point: int = 0
    open_comma: int = 0
    open_point: int = 0
    whole: int = 0

    def take(self, sign: Sign) -> None:
        if sign is not Sign.NONE:
            setattr(self, sign.value, getattr(self, sign.value) + 1)

    @property
    def open(self) -> int:
        return self.open_comma + self.open_point

    @property
    def is_mixed(self) -> bool:
        """Whether some numbers can be read in one notation only, and others only in the other."""
        return bool(self.comma and self.point)


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a column's numbers are read where they could be read both ways.

    `is_sure`: some number of the column, or of its file, can be read in this notation only, or none could be read
    both ways. Otherwise somebody should be asked.
    """

    notation: Notation
    is_sure: bool


def judge(column: Evidence, file: Iterable[Evidence], usual: Notation) -> Verdict:
    """The notation of a column: by its own numbers, else by the file's, else by how many are alike, else `usual`.

    >>> judge(Evidence(comma=2, open_point=1), (), Notation.POINT)
    Verdict(notation=<Notation.COMMA: 'comma'>, is_sure=True)
    """
    if column.is_mixed:
        return Verdict(Notation.COMMA if column.comma >= column.point else Notation.POINT, not column.open)
    if column.comma or column.point:
        return Verdict(Notation.COMMA if column.comma else Notation.POINT, is_sure=True)
    if not column.open:
        return Verdict(usual, is_sure=True)
    of_file = _together(file)
    if bool(of_file.comma) != bool(of_file.point):
        return Verdict(Notation.COMMA if of_file.comma else Notation.POINT, is_sure=True)
    return Verdict(_likeliest(column if column.open >= _MANY else of_file, usual), is_sure=False)


def _likeliest(some: Evidence, usual: Notation) -> Notation:
    """Few measurements have three decimals each; many numbers in thousands are grouped so."""
    if some.open < _MANY or (some.open_comma and some.open_point):
        return usual
    return Notation.POINT if some.open_comma else Notation.COMMA


def _together(columns: Iterable[Evidence]) -> Evidence:
    found = Evidence()
    for one in columns:
        for name in ("comma", "point", "open_comma", "open_point", "whole"):
            setattr(found, name, getattr(found, name) + getattr(one, name))
    return found
