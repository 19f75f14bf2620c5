"""A line over time as numbers for a drawing: readings with their bounds, the way asked for, and targets."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import floor, log10

#: The drawing's size in its own units; the style sheet lets it grow with the page.
WIDTH, HEIGHT = 640, 260
LEFT, RIGHT, TOP, BOTTOM = 64, 16, 16, 32


@dataclass(frozen=True, slots=True)
class Spot:
    """A value on a day, with bounds where they are known."""

    on: date
    value: float
    lower: float | None = None
    upper: float | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """Where something is drawn; `low` and `high` are the ends of its bounds, None without."""

    x: float
    y: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Tick:
    at: float
    value: float


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing: lines as `points` of SVG, marks, and ticks of both axes (`years` by their first day)."""

    readings: list[Mark]
    line: str
    way: str
    targets: list[Mark]
    levels: list[Tick]
    years: list[tuple[float, int]]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    bottom: int = HEIGHT - BOTTOM


def chart(readings: Sequence[Spot], way: Sequence[Spot], targets: Sequence[Spot]) -> Chart | None:
    """Draw readings in the order of their days; None where there are none. `way` begins at the start value."""
    if not readings:
        return None
    spots = [*readings, *way, *targets]
    first, last = min(spot.on for spot in spots), max(spot.on for spot in spots)
    days = max(1, (last - first).days)
    levels = _levels(
        [bound for spot in spots for bound in (spot.value, spot.lower, spot.upper) if bound is not None]
    )
    bottom, top = levels[0], levels[-1]

    def x(on: date) -> float:
        return round(LEFT + (WIDTH - LEFT - RIGHT) * (on - first).days / days, 1)

    def y(value: float) -> float:
        return round(HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * (value - bottom) / (top - bottom), 1)

    def mark(spot: Spot) -> Mark:
        low = None if spot.lower is None else y(spot.lower)
        high = None if spot.upper is None else y(spot.upper)
        return Mark(x(spot.on), y(spot.value), low, high)

    return Chart(
        readings=[mark(spot) for spot in readings],
        line=" ".join(f"{x(spot.on)},{y(spot.value)}" for spot in readings),
        way=" ".join(f"{x(spot.on)},{y(spot.value)}" for spot in way) if len(way) > 1 else "",
        targets=[mark(spot) for spot in targets],
        levels=[Tick(y(level), level) for level in levels],
        years=[(x(date(number, 1, 1)), number) for number in _years(first, last)],
    )


def _levels(values: Sequence[float]) -> list[float]:
    """Three to six round numbers that reach around all values; zero is among them unless it is far away.

    >>> _levels([3.0, 18.0])
    [0.0, 5.0, 10.0, 15.0, 20.0]
    """
    low, high = min(values), max(values)
    if low > 0 and low < 0.6 * high:
        low = 0.0
    if high < 0 and high > 0.6 * low:
        high = 0.0
    span = high - low or abs(high) or 1.0
    size = 10 ** floor(log10(span / 4))
    step = next(size * times for times in (1, 2, 2.5, 5, 10) if span / (size * times) <= 5)
    first = floor(low / step)
    count = 1
    while (first + count) * step < high:
        count += 1
    return [round((first + place) * step, 12) for place in range(count + 1)]


def _years(first: date, last: date) -> list[int]:
    """The years that begin within a time, at most ten of them."""
    found = [number for number in range(first.year, last.year + 1) if first <= date(number, 1, 1) <= last]
    every = -(-len(found) // 10)
    return found[::every] if found else []
