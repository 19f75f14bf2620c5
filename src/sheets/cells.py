"""A cell, a row and a sheet as they stood in the file: nothing is understood yet, nothing is lost."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple


class Nature(StrEnum):
    """What a workbook says a cell is. In a CSV file every cell is plain text."""

    NUMBER = "n"
    DAY = "d"
    TRUTH = "b"
    PERCENT = "p"
    FORMULA = "f"
    FAULT = "e"
    TIME = "t"


class Natured(NamedTuple):
    """A cell that is not plain text: its nature and its value written out."""

    nature: Nature
    text: str


#: Most cells are plain text, so they are kept as such.
Cell = str | Natured


class Row(NamedTuple):
    """A row with its number as a spreadsheet program shows it."""

    number: int
    cells: Sequence[Cell]


class Notation(StrEnum):
    """How a sheet writes one and a half: 1,5 or 1.5. It decides only where a number could be read both ways."""

    COMMA = "comma"
    POINT = "point"


@dataclass(slots=True)
class RawSheet:
    """One sheet: its name, the file it came in, its head and the rows below that hold anything."""

    title: str
    file: str
    head: Row
    rows: list[Row] = field(default_factory=list)
    notation: Notation | None = None
    is_hidden: bool = False  # its rows are not read


def written(cell: Cell) -> str:
    """The original text of a cell."""
    return cell if isinstance(cell, str) else cell.text


def as_data(cell: Cell) -> str | list[str]:
    """A cell as a plain JSON value."""
    return cell if isinstance(cell, str) else [cell.nature.value, cell.text]


def from_data(data: Any) -> Cell:
    """A cell from its JSON value."""
    return data if isinstance(data, str) else Natured(Nature(data[0]), data[1])
