"""When the owner of a measure is asked how it stands, and what an answer may be. Pure: no Django."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from math import isfinite

from greenpact.cities.working_days import Calendar
from greenpact.measures.indicator_rules import LARGEST, Rhythm, period_of

DAY = timedelta(days=1)


class Asking(StrEnum):
    """How often a measure's owner is asked."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"


class CheckInState(StrEnum):
    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"  # nobody answered, and nobody can any more


class Step(StrEnum):
    """What is done as long as nobody answers; each once."""

    FIRST = "first"
    SECOND = "second"
    ESCALATED = "escalated"


class How(StrEnum):
    """What an answer says."""

    REPORTED = "reported"
    UNCHANGED = "unchanged"  # said, never shown by values


class WhyNotSet(StrEnum):
    CHANGED_MEANWHILE = "changed_meanwhile"
    OUT_OF_ORDER = "out_of_order"


class WhyNotAnswered(StrEnum):
    ANSWERED_ALREADY = "answered_already"
    OVER = "over"
    NOT_FROM_HERE = "not_from_here"
    NOTHING_SAID = "nothing_said"


class WhyNotPassedOn(StrEnum):
    OVER = "over"
    TOO_MANY = "too_many"
    SAME_ADDRESS = "same_address"


#: Bounds of what an office may set, in days.
SHORTEST_WINDOW, LONGEST_WINDOW = 5, 90
#: So long after the last day an answer is still taken.
GRACE = timedelta(days=28)
#: Values asked for one indicator in one check-in; a finer rhythm comes by file or from meters.
MOST_VALUES = 6
MOST_LINKS = 4
LONGEST_SENTENCE = 500
#: A value so many times more or less than the last is asked about.
DOUBTFUL = 100.0


@dataclass(frozen=True, slots=True)
class Dates:
    """When somebody is asked, reminded, and by when they answer. All are working days of the city."""

    asked_on: date
    first_on: date
    second_on: date
    due_on: date


@dataclass(frozen=True, slots=True)
class Window:
    """How long an answer may take, and after how many days it is reminded of."""

    days: int = 14
    first_after: int = 7
    second_after: int = 12
    escalates: bool = True

    @property
    def is_in_order(self) -> bool:
        within = SHORTEST_WINDOW <= self.days <= LONGEST_WINDOW
        return within and 1 <= self.first_after < self.second_after <= self.days


#: What holds for a rhythm until an office says otherwise.
USUAL: dict[Asking, Window] = {
    Asking.MONTH: Window(10, 5, 8),
    Asking.QUARTER: Window(14, 7, 12),
    Asking.HALF_YEAR: Window(21, 10, 18),
    Asking.YEAR: Window(28, 14, 24),
}


def usual_asking(rhythms: Iterable[Rhythm]) -> Asking:
    """How often to ask by what is counted: as often as its finest readings that people enter; else each quarter.

    >>> usual_asking([Rhythm.YEAR, Rhythm.MONTH]), usual_asking([])
    (<Asking.MONTH: 'month'>, <Asking.QUARTER: 'quarter'>)
    """
    wanted = {Rhythm.MONTH: Asking.MONTH, Rhythm.QUARTER: Asking.QUARTER, Rhythm.YEAR: Asking.YEAR}
    found = set(rhythms)
    return next((asking for rhythm, asking in wanted.items() if rhythm in found), Asking.QUARTER)


def period_before(day: date, asking: Asking) -> tuple[date, date]:
    """The last period that was over before a day: its first day and the day after its last.

    >>> period_before(date(2026, 7, 1), Asking.HALF_YEAR)
    (datetime.date(2026, 1, 1), datetime.date(2026, 7, 1))
    """
    until = _period_around(day, asking)[0]
    return _period_around(until - DAY, asking)


def _period_around(day: date, asking: Asking) -> tuple[date, date]:
    if asking is Asking.HALF_YEAR:
        half, end = date(day.year, 7, 1), date(day.year + 1, 1, 1)
        return (half, end) if day >= half else (date(day.year, 1, 1), half)
    return period_of(day, Rhythm(asking.value))


def dates_for(asked_on: date, window: Window, calendar: Calendar) -> Dates:
    """The days of a check-in; one that falls on a weekend or a holiday moves to the next working day."""

    def after(days: int) -> date:
        return working(asked_on + timedelta(days=days), calendar)

    return Dates(
        working(asked_on, calendar), after(window.first_after), after(window.second_after), after(window.days)
    )


def working(day: date, calendar: Calendar) -> date:
    """The day itself if it is a working day, else the next that is."""
    while not calendar.is_working(day):
        day += DAY
    return day


def steps_due(dates: Dates, *, escalates: bool, today: date, taken: Collection[Step]) -> list[Step]:
    """The one step that a day has reached and that was not taken: the latest, since nobody needs two mails at once."""
    reached = [
        (Step.ESCALATED, escalates and today > dates.due_on),
        (Step.SECOND, today >= dates.second_on),
        (Step.FIRST, today >= dates.first_on),
    ]
    order = [Step.FIRST, Step.SECOND, Step.ESCALATED]
    furthest = max((order.index(step) for step in taken), default=-1)
    return [step for step, is_reached in reached if is_reached and order.index(step) > furthest][:1]


def is_over(due_on: date, today: date) -> bool:
    """Whether nobody can answer any more by link."""
    return today > due_on + GRACE


def asked_periods(rhythm: Rhythm, first_on: date, until: date) -> list[tuple[date, date]]:
    """The periods of an indicator that came to their end within the period of a check-in.

    Where they are too many to be typed, none; a yearly value is asked in the check-in that the year ends with.
    """
    if rhythm is Rhythm.ANY:
        return [(first_on, until)]
    found: list[tuple[date, date]] = []
    day = first_on
    while day < until and len(found) <= MOST_VALUES:
        begin, end = period_of(day, rhythm)
        if first_on < end <= until:
            found.append((begin, end))
        day = end
    return found if len(found) <= MOST_VALUES else []


def is_doubtful(value: float, before: float | None) -> bool:
    """Whether a value is so far from the one before that its unit may be another: it is asked, never repaired.

    >>> is_doubtful(12_500.0, 12.0), is_doubtful(14.0, 12.0), is_doubtful(0.0, 12.0)
    (True, False, False)
    """
    if before is None or before == 0 or value == 0 or not isfinite(value) or abs(value) > LARGEST:
        return False
    times = abs(value / before)
    return times >= DOUBTFUL or times <= 1 / DOUBTFUL
