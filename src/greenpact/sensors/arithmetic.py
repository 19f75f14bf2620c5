"""What values of a time come to: growth of counters, sums, means and last values, with their gaps. Pure: no Django."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from greenpact.sensors.rules import GAP_AFTER, Rolled

#: A counter that falls below this share of what it said has begun again; a smaller fall is a slip of the meter.
BEGAN_AGAIN_BELOW = 0.5


@dataclass(frozen=True, slots=True)
class Value:
    """A value at a moment, or for the time until another."""

    at: datetime
    value: float
    until: datetime | None = None

    @property
    def end(self) -> datetime:
        return self.until or self.at


@dataclass(frozen=True, slots=True)
class Total:
    """What the values of a time come to.

    `count` is how many values fell into it, `covered` the share of the time without gaps (0 to 1), `restarts` how often
    a counter began again. `lower` and `upper` bound a growth whose ends fell into gaps: what is certain, and all that
    it can have been.
    """

    value: float
    count: int
    covered: float
    restarts: int = 0
    lower: float | None = None
    upper: float | None = None


@dataclass(frozen=True, slots=True)
class _Step:
    """By how much a counter grew from one value to the next."""

    first: datetime
    until: datetime
    growth: float
    is_restart: bool


def total(
    values: Sequence[Value], first: datetime, until: datetime, how: Rolled, rhythm: timedelta | None
) -> Total | None:
    """What a time comes to; None where nothing can be said of it.

    `values` are in the order of their moments. For a counter they must reach from the last value before the time to the
    first after it, where there are such.
    """
    starts = [value.at for value in values]
    inside = values[bisect_left(starts, first) : bisect_left(starts, until)]
    if how is Rolled.GROWTH:
        return _growth(values, first, until, rhythm, len(inside))
    covered = _covered(values, first, until, rhythm)
    if how is Rolled.SUM:
        amounts = [_amount_within(value, first, until) for value in values]
        known = [amount for amount in amounts if amount is not None]
        return Total(sum(known), len(inside), covered) if known else None
    if not inside:
        return None
    if how is Rolled.LAST:
        return Total(inside[-1].value, len(inside), covered)
    return Total(_mean(inside), len(inside), covered)


def joined(
    parts: Sequence[tuple[Total, timedelta]], whole: timedelta, how: Rolled, *, last_missing: bool = False
) -> Total | None:
    """What parts of a time come to together, each given with how long it is; None without parts."""
    if not parts or (how is Rolled.LAST and last_missing):
        return None
    totals = [part for part, _length in parts]
    covered = sum(part.covered * (length / whole) for part, length in parts)
    count = sum(part.count for part in totals)
    if how is Rolled.LAST:
        return Total(totals[-1].value, count, covered)
    if how is Rolled.MEAN:
        weights = [(part.value, part.covered * length.total_seconds()) for part, length in parts]
        weight = sum(one for _value, one in weights)
        value = sum(value * one for value, one in weights) / weight if weight else totals[-1].value
        return Total(value, count, covered)
    value = sum(part.value for part in totals)
    bounds = [(part.lower, part.upper) for part in totals]
    if not any(lower is not None for lower, _upper in bounds):
        return Total(value, count, covered, sum(part.restarts for part in totals))
    # Between neighbours what one lacks the other has: these bounds are wider than they must be, and true.
    lower = sum(part.value if part.lower is None else part.lower for part in totals)
    upper = sum(part.value if part.upper is None else part.upper for part in totals)
    return Total(value, count, covered, sum(part.restarts for part in totals), lower, upper)


def _growth(
    values: Sequence[Value], first: datetime, until: datetime, rhythm: timedelta | None, count: int
) -> Total | None:
    """By how much a counter grew. What it grew across an end of the time is shared out by how long it took."""
    steps = [step for step in _steps(values) if step.first < until and step.until > first]
    if not steps:
        return None
    value = lower = upper = 0.0
    is_bounded, known = False, timedelta(0)
    for step in steps:
        length = step.until - step.first
        within = min(step.until, until) - max(step.first, first)
        value += step.growth * (within / length)
        known += within
        if within == length:
            lower, upper = lower + step.growth, upper + step.growth
        else:
            upper += max(step.growth, 0.0)
            is_bounded = is_bounded or (rhythm is not None and length > GAP_AFTER * rhythm)
    restarts = sum(step.is_restart and first <= step.until < until for step in steps)
    covered = min(1.0, known / (until - first))
    if not is_bounded:
        return Total(value, count, covered, restarts)
    return Total(value, count, covered, restarts, min(lower, value), max(upper, value))


def _steps(values: Sequence[Value]) -> list[_Step]:
    """How a counter went from value to value. Where it began again it grew by what it says since."""
    steps = []
    for one, other in pairwise(values):
        if other.end <= one.end:
            continue
        is_restart = one.value > 0 and 0 <= other.value < BEGAN_AGAIN_BELOW * one.value
        growth = other.value if is_restart else other.value - one.value
        steps.append(_Step(one.end, other.end, growth, is_restart))
    return steps


def _amount_within(value: Value, first: datetime, until: datetime) -> float | None:
    """The part of an amount that falls into a time; None where none does."""
    if value.until is None or value.until <= value.at:
        return value.value if first <= value.at < until else None
    within = min(value.until, until) - max(value.at, first)
    return value.value * (within / (value.until - value.at)) if within > timedelta(0) else None


def _mean(values: Sequence[Value]) -> float:
    """The mean of values, each for the time until the next; the last counts as long as those before it did usually."""
    if len(values) == 1:
        return values[0].value
    lengths = [(other.at - one.at).total_seconds() for one, other in pairwise(values)]
    usual = sorted(lengths)[(len(lengths) - 1) // 2]
    weights = [min(length, GAP_AFTER * usual) for length in lengths] + [usual]
    if sum(weights) == 0:
        return values[-1].value
    return sum(value.value * weight for value, weight in zip(values, weights, strict=True)) / sum(weights)


def _covered(values: Sequence[Value], first: datetime, until: datetime, rhythm: timedelta | None) -> float:
    """The share of a time for which values stand; without a rhythm nothing is known to be missing."""
    starts = [value.at for value in values]
    near = values[max(0, bisect_left(starts, first) - 1) : bisect_right(starts, until)]
    if rhythm is None or not near:
        return 1.0 if near else 0.0
    reach, covered, done = GAP_AFTER * rhythm, timedelta(0), first
    for value, after in zip(near, [*(one.at for one in near[1:]), None], strict=True):
        end = value.until or value.at + rhythm
        if after is not None and after - value.at <= reach:
            end = max(end, after)
        start = max(value.at, done)
        if min(end, until) > start:
            covered += min(end, until) - start
            done = min(end, until)
    return min(1.0, covered / (until - first))
