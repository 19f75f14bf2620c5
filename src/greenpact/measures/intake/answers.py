"""What a sender answered to what is doubtful, and what of that settles what. Pure: no Django."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sheets.doubts import Doubt, Gravity, gravity_of


class Fate(StrEnum):
    """What becomes of a reading that a delivery brings."""

    NEW = ""
    SAME = "same"  # it is there already
    REPLACES = "replaces"
    TWICE = "twice"  # it stands in the file before
    CONTRADICTS = "contradicts"
    NO_PERIOD = "no_period"
    MOMENT = "moment"
    OTHER_RHYTHM = "other_rhythm"
    IN_FUTURE = "in_future"
    TOO_LARGE = "too_large"
    OVERLAPS = "overlaps"
    ELSEWHERE = "elsewhere"  # the file says that it is counted somewhere else


#: What keeps a reading out.
FAULTS = (
    Fate.NO_PERIOD,
    Fate.MOMENT,
    Fate.OTHER_RHYTHM,
    Fate.IN_FUTURE,
    Fate.TOO_LARGE,
    Fate.CONTRADICTS,
    Fate.OVERLAPS,
    Fate.ELSEWHERE,
)

#: Doubts that the fates of single readings, or the choice of indicators, tell better.
TOLD_OTHERWISE = frozenset(
    {
        Doubt.TWICE,
        Doubt.CONTRADICTS,
        Doubt.IN_FUTURE,
        Doubt.NO_UNIT,
        Doubt.UNITS_DIFFER,
        Doubt.UNITS_CONVERTED,
    }
)


def cell_key(table: int, row: int, column: str) -> str:
    """How a cell is called among the answers.

    >>> cell_key(0, 7, "C")
    '0|7|C'
    """
    return f"{table}|{row}|{column}"


@dataclass(frozen=True, slots=True)
class Answers:
    """`cells`: a text instead, or None where the cell is left out. `right`: cells that are right as they were read.

    `notations` by table and column, `day_orders` and `periods` by table. `accepted`: doubts and fates of which all are
    settled at once: what is wrong is left out, what is doubtful is right as it was read.
    """

    cells: Mapping[str, str | None] = field(default_factory=dict)
    right: frozenset[str] = frozenset()
    notations: Mapping[str, str] = field(default_factory=dict)
    day_orders: Mapping[str, str] = field(default_factory=dict)
    periods: Mapping[str, str] = field(default_factory=dict)
    accepted: frozenset[str] = frozenset()

    def as_data(self) -> dict[str, Any]:
        return {
            "cells": dict(self.cells),
            "right": sorted(self.right),
            "notations": dict(self.notations),
            "day_orders": dict(self.day_orders),
            "periods": dict(self.periods),
            "accepted": sorted(self.accepted),
        }

    def read_like(self, before: "Answers") -> bool:
        """Whether a file is read with these answers as it was with those before; only more of it is settled."""
        ways = [
            (one.cells, one.notations, one.day_orders, one.periods, one.right, one.accepted)
            for one in (self, before)
        ]
        return ways[0][:4] == ways[1][:4] and self.right >= before.right and self.accepted >= before.accepted

    def settles(self, doubt: Doubt, key: str) -> bool:
        """Whether a finding about a cell asks for nothing more."""
        if doubt in TOLD_OTHERWISE or gravity_of(doubt) is Gravity.NOTE or doubt.value in self.accepted:
            return True
        return key in self.right and gravity_of(doubt) is Gravity.QUESTION


def answers_from(data: Mapping[str, Any]) -> Answers:
    """Answers as a row keeps them."""
    return Answers(
        cells=data.get("cells", {}),
        right=frozenset(data.get("right", ())),
        notations=data.get("notations", {}),
        day_orders=data.get("day_orders", {}),
        periods=data.get("periods", {}),
        accepted=frozenset(data.get("accepted", ())),
    )
