"""Lays out columns over years, as numbers for an SVG that keeps its type size at any width. Pure functions."""

from collections.abc import Sequence
from dataclasses import dataclass

#: Height of the drawing and of the parts kept free for the values above and the years below, in pixels.
HEIGHT, ABOVE, BELOW = 240.0, 26.0, 26.0
#: At most so many years are written out below; the others have their column and their row in the table.
MOST_LABELS = 10


@dataclass(frozen=True, slots=True)
class Entry:
    """A value of a year: as a number, as it is written, and of what kind ("final", "preliminary", "target")."""

    year: int
    value: float
    text: str
    kind: str = "final"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """An entry as it is drawn; horizontal places are shares of the width, vertical ones pixels."""

    entry: Entry
    x: str
    width: str
    middle: str
    y: str
    height: str
    label_y: str
    is_labelled: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """Columns with the height of the drawing and of its ground line."""

    columns: tuple[Column, ...]
    height: float = HEIGHT
    ground: float = HEIGHT - BELOW


def labelled(years: Sequence[int]) -> set[int]:
    """Choose the years to write out: the first, the last, and between them those that leave room.

    >>> sorted(labelled([1990, 2010, 2011, 2023, 2030]))
    [1990, 2010, 2023, 2030]
    """
    if not years:
        return set()
    room = (years[-1] - years[0]) / MOST_LABELS
    chosen = [years[0]]
    for year in years[1:-1]:
        if year - chosen[-1] >= room and years[-1] - year >= room:
            chosen.append(year)
    return {*chosen, years[-1]}


def columns(entries: Sequence[Entry]) -> Chart:
    """Lay out one column per entry; the distance between columns is the distance between years."""
    entries = sorted(entries, key=lambda entry: entry.year)
    if not entries:
        return Chart(())
    first, last = entries[0].year, entries[-1].year
    most = max(entry.value for entry in entries) or 1.0
    share = 1 / (last - first + 1)
    width = min(max(share * 0.72, 0.012), 0.09)
    words = labelled([entry.year for entry in entries])
    drawn = []
    for entry in entries:
        middle = (entry.year - first + 0.5) * share if last > first else 0.5
        height = max(0.0, entry.value) / most * (HEIGHT - ABOVE - BELOW)
        drawn.append(
            Column(
                entry,
                x=f"{100 * (middle - width / 2):.2f}%",
                width=f"{100 * width:.2f}%",
                middle=f"{100 * middle:.2f}%",
                y=f"{HEIGHT - BELOW - height:.1f}",
                height=f"{height:.1f}",
                label_y=f"{HEIGHT - BELOW - height - 7:.1f}",
                is_labelled=entry.year in words,
            )
        )
    return Chart(tuple(drawn))
