"""What an indicator counts, what a reading of it may say, and how far it has come on its way. Pure: no Django."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Wanted(StrEnum):
    """Which way an indicator shall go."""

    MORE = "more"
    LESS = "less"
    STEADY = "steady"


class Counted(StrEnum):
    """What several readings of one year make together."""

    SUM = "sum"
    LAST = "last"


class Rhythm(StrEnum):
    """For which periods there are readings."""

    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"
    WEEK = "week"
    DAY = "day"
    ANY = "any"  # meters and moments


class Provenance(StrEnum):
    """How somebody came by a value."""

    MEASURED = "measured"
    CALCULATED = "calculated"
    ESTIMATED = "estimated"
    DECLARED = "declared"


class NonValue(StrEnum):
    """Why there is no value. It is said, and never stands for zero."""

    NOT_YET = "not_yet"
    NOT_OCCURRING = "not_occurring"
    NOT_KNOWN = "not_known"
    CONFIDENTIAL = "confidential"


class WhyNoReading(StrEnum):
    DROPPED = "dropped"
    NEITHER = "neither"  # value nor reason
    BOTH = "both"
    BOUNDS_WRONG = "bounds_wrong"
    IN_FUTURE = "in_future"
    ENDS_BEFORE_IT_BEGINS = "ends_before_it_begins"
    OTHER_RHYTHM = "other_rhythm"
    OVERLAPS = "overlaps"
    THERE_ALREADY = "there_already"
    CHANGED_MEANWHILE = "changed_meanwhile"
    REASON_MISSING = "reason_missing"
    OWN_READING = "own_reading"  # nobody reviews what they recorded themselves
    NOT_FINITE = "not_finite"


#: Targets of one indicator, and the largest value: more is a mistake whatever is counted.
MOST_TARGETS = 20
LARGEST = 1e15


@dataclass(frozen=True, slots=True)
class Point:
    """A value on a day."""

    on: date
    value: float


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with its bounds, or why there is none."""

    value: float | None = None
    non_value: NonValue | None = None
    lower: float | None = None
    upper: float | None = None


def fault_of(figure: Figure) -> WhyNoReading | None:
    """What is wrong with a figure in itself."""
    if figure.value is None and figure.non_value is None:
        return WhyNoReading.NEITHER
    if figure.non_value is not None:
        given = (figure.value, figure.lower, figure.upper)
        return WhyNoReading.BOTH if any(one is not None for one in given) else None
    value = figure.value if figure.value is not None else 0.0
    lower = figure.lower if figure.lower is not None else value
    upper = figure.upper if figure.upper is not None else value
    if not all(abs(one) <= LARGEST for one in (lower, value, upper)):  # not a number is not less either
        return WhyNoReading.NOT_FINITE
    return None if lower <= value <= upper else WhyNoReading.BOUNDS_WRONG


def period_of(first: date, rhythm: Rhythm) -> tuple[date, date]:
    """The period of a rhythm in which a day lies: its first day and the day after its last.

    >>> period_of(date(2024, 5, 17), Rhythm.QUARTER)
    (datetime.date(2024, 4, 1), datetime.date(2024, 7, 1))
    """
    match rhythm:
        case Rhythm.YEAR:
            return date(first.year, 1, 1), date(first.year + 1, 1, 1)
        case Rhythm.QUARTER:
            return _months(first, 3)
        case Rhythm.MONTH:
            return _months(first, 1)
        case Rhythm.WEEK:
            monday = first - timedelta(days=first.weekday())
            return monday, monday + timedelta(days=7)
        case Rhythm.DAY | Rhythm.ANY:
            return first, first + timedelta(days=1)


def _months(first: date, count: int) -> tuple[date, date]:
    month = (first.month - 1) // count * count
    start = date(first.year, month + 1, 1)
    years, months = divmod(month + count, 12)
    return start, date(first.year + years, months + 1, 1)


def keeps_rhythm(first: date, until: date, rhythm: Rhythm) -> bool:
    """Whether a period is one of a rhythm."""
    return rhythm is Rhythm.ANY or period_of(first, rhythm) == (first, until)


def path_on(start: Point | None, targets: Sequence[Point], on: date) -> float | None:
    """What the straight way from the start over the dated targets asks for on a day; None before it is known.

    After the last target its value goes on holding. `targets` are in the order of their days.

    >>> path_on(Point(date(2020, 1, 1), 100.0), [Point(date(2022, 1, 1), 50.0)], date(2021, 1, 1))
    74.96580027359781
    """
    points = [*([start] if start else []), *targets]
    if not points or on < points[0].on:
        return None
    before = points[0]
    for point in points[1:]:
        if on < point.on:
            gone = (on - before.on).days / (point.on - before.on).days
            return before.value + gone * (point.value - before.value)
        before = point
    return before.value


def progress(start: float | None, target: float | None, now: float) -> float | None:
    """How much of the way from start to target is done: 0 at the start, 1 at the target, negative when it went back.

    None where the start or the target is not known, or both are the same: then there is no way to go.

    >>> progress(100.0, 50.0, 75.0), progress(100.0, 50.0, 120.0)
    (0.5, -0.4)
    """
    if start is None or target is None or start == target:
        return None
    return (now - start) / (target - start)


class Standing(StrEnum):
    """How a value stands to its path."""

    ON_PATH = "on_path"
    BEHIND = "behind"
    NO_PATH = "no_path"


def standing(now: float, path: float | None, wanted: Wanted, *, tolerance: float = 0.05) -> Standing:
    """Whether a value keeps to its path, within a share of the path's value."""
    if path is None:
        return Standing.NO_PATH
    room = abs(path) * tolerance
    is_kept = {
        Wanted.MORE: now >= path - room,
        Wanted.LESS: now <= path + room,
        Wanted.STEADY: abs(now - path) <= room,
    }[wanted]
    return Standing.ON_PATH if is_kept else Standing.BEHIND


@dataclass(frozen=True, slots=True)
class Span:
    """A value for the days from `first_on` until before `until`."""

    first_on: date
    until: date
    value: float


def whole_years(spans: Sequence[Span]) -> list[Span]:
    """The sums of all years that the spans, which follow one another without overlap, cover from end to end."""
    years = []
    for year in sorted({span.first_on.year for span in spans}):
        start, end = period_of(date(year, 1, 1), Rhythm.YEAR)
        inside = [span for span in spans if start <= span.first_on and span.until <= end]
        if sum((span.until - span.first_on).days for span in inside) == (end - start).days:
            years.append(Span(start, end, sum(span.value for span in inside)))
    return years


def comparable(spans: Sequence[Span], counted: Counted) -> Span | None:
    """What may be held against the way, which speaks of years: the last value, or the sum of the last whole year.

    `spans` follow one another without overlap. None where values are added up and no year is whole: a part of a year
    says nothing of it.
    """
    fit = spans if counted is Counted.LAST else whole_years(spans)
    return fit[-1] if fit else None
