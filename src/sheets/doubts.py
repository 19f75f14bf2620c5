"""What reading a table finds doubtful: said, never repaired."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

MOST = 500  # that are kept; all are counted


class Gravity(StrEnum):
    ERROR = "error"  # the reading is left out
    QUESTION = "question"  # it was read in one way, and somebody should say whether that is right
    NOTE = "note"


class Doubt(StrEnum):
    UNREADABLE = "unreadable"
    HIDDEN_SHEET = "hidden_sheet"
    NO_HEAD = "no_head"
    NO_VALUES = "no_values"
    NO_PERIOD = "no_period"
    NO_UNIT = "no_unit"
    ENCODED = "encoded"
    UNKNOWN_UNIT = "unknown_unit"
    UNITS_DIFFER = "units_differ"
    UNITS_CONVERTED = "units_converted"
    NOT_A_NUMBER = "not_a_number"
    NOTATION_OPEN = "notation_open"
    NOTATION_MIXED = "notation_mixed"
    NUMBER_EITHER_WAY = "number_either_way"
    NOT_A_PERIOD = "not_a_period"
    NO_SUCH_DAY = "no_such_day"
    DAY_EITHER_WAY = "day_either_way"
    FORMULA = "formula"
    FAULT = "fault"
    TWICE = "twice"
    CONTRADICTS = "contradicts"
    THOUSANDFOLD = "thousandfold"
    DASH = "dash"
    TOTAL = "total"
    IN_FUTURE = "in_future"


_NOTES = {Doubt.HIDDEN_SHEET, Doubt.ENCODED, Doubt.UNITS_CONVERTED, Doubt.TWICE, Doubt.DASH, Doubt.TOTAL}
_QUESTIONS = {
    Doubt.NO_HEAD,
    Doubt.NO_UNIT,
    Doubt.NO_PERIOD,
    Doubt.UNKNOWN_UNIT,
    Doubt.UNITS_DIFFER,
    Doubt.NOTATION_OPEN,
    Doubt.NOTATION_MIXED,
    Doubt.NUMBER_EITHER_WAY,
    Doubt.DAY_EITHER_WAY,
    Doubt.THOUSANDFOLD,
    Doubt.IN_FUTURE,
}


def gravity_of(doubt: Doubt) -> Gravity:
    if doubt in _NOTES:
        return Gravity.NOTE
    return Gravity.QUESTION if doubt in _QUESTIONS else Gravity.ERROR


@dataclass(frozen=True, slots=True)
class Finding:
    """A doubt and where it arose: row and column as a spreadsheet program shows them, and the text that stood there."""

    doubt: Doubt
    sheet: str = ""
    row: int = 0
    column: str = ""
    text: str = ""
    about: Mapping[str, Any] = field(default_factory=dict)

    @property
    def gravity(self) -> Gravity:
        return gravity_of(self.doubt)


@dataclass(slots=True)
class Findings:
    """The first so many, and how many there were of each doubt."""

    kept: list[Finding] = field(default_factory=list)
    counts: Counter[Doubt] = field(default_factory=Counter)

    def add(self, finding: Finding) -> None:
        self.counts[finding.doubt] += 1
        if len(self.kept) < MOST:
            self.kept.append(finding)
