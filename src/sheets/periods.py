"""Periods as people in Europe write them: years, quarters, months, weeks, days, hours, and from one day to another."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum


class Resolution(StrEnum):
    YEAR = "year"
    HALF = "half"
    QUARTER = "quarter"
    MONTH = "month"
    WEEK = "week"
    DAY = "day"
    MOMENT = "moment"
    SPAN = "span"  # from one day to another


class NotAPeriod(ValueError):
    """A text that is no period, or names a day that no calendar has (`is_impossible`)."""

    def __init__(self, text: str, *, is_impossible: bool = False) -> None:
        super().__init__(text)
        self.is_impossible = is_impossible


@dataclass(frozen=True, slots=True)
class Period:
    """From a moment until another (exclusive). Days are calendar days where the file says no zone; moments are kept as
    written, in UTC where a zone is written.
    """

    start: datetime
    until: datetime
    resolution: Resolution
    is_zoned: bool = False

    def __str__(self) -> str:
        if self.resolution is Resolution.MOMENT:
            return self.start.isoformat() + ("Z" if self.is_zoned else "")
        return _WRITTEN[self.resolution](self.start.date(), (self.until - timedelta(days=1)).date())


_WRITTEN: dict[Resolution, Callable[[date, date], str]] = {
    Resolution.YEAR: lambda first, _last: f"{first.year}",
    Resolution.HALF: lambda first, _last: f"{first.year}-H{1 if first.month < 7 else 2}",
    Resolution.QUARTER: lambda first, _last: f"{first.year}-Q{(first.month + 2) // 3}",
    Resolution.MONTH: lambda first, _last: f"{first:%Y-%m}",
    Resolution.WEEK: lambda first, _last: "{}-W{:02}".format(*first.isocalendar()[:2]),
    Resolution.DAY: lambda first, _last: first.isoformat(),
    Resolution.SPAN: lambda first, last: f"{first.isoformat()}/{last.isoformat()}",
}

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januar jänner jan january",
            "februar feber feb february",
            "märz maerz mär mrz mar march",
            "april apr",
            "mai may",
            "juni jun june",
            "juli jul july",
            "august aug",
            "september sep sept",
            "oktober okt october oct",
            "november nov",
            "dezember dez december dec",
        ),
        start=1,
    )
    for name in names.split()
}

_YEAR = r"(?:19|20)\d\d"
_FIRST, _LAST = 1900, 2099


def month_named(text: str) -> int | None:
    """The number of a month that stands alone, without a year."""
    return MONTHS.get(text.strip().rstrip(".").lower())


def parse_period(text: str, *, is_month_first: bool = False) -> Period:
    """The period a text stands for; `is_month_first` reads 03/04/2024 as the fourth of March. Raises `NotAPeriod`.

    >>> str(parse_period("März 2024")), str(parse_period("Q1/2024")), str(parse_period("31.12.2024"))
    ('2024-03', '2024-Q1', '2024-12-31')
    """
    bare = " ".join(text.split())
    if not bare or len(bare) > 60:
        raise NotAPeriod(text)
    for pattern, read in _FORMS:
        if found := pattern.fullmatch(bare):
            try:
                return read(found)
            except ValueError as error:
                raise NotAPeriod(text, is_impossible=True) from error
    if found := _SLASHED.fullmatch(bare):
        return _slashed(found, text, is_month_first)
    if (parts := _SPAN.split(bare)) and len(parts) == 2:
        return _span(*parts, is_month_first=is_month_first)
    raise NotAPeriod(text)


def day_order(text: str) -> str:
    """Which of a slashed day's first two numbers must be the day: `first`, `second`, `either`; empty for others."""
    found = _SLASHED.fullmatch(" ".join(text.split()))
    if found is None:
        return ""
    one, other = int(found["one"]), int(found["other"])
    if one > 12:
        return "first"
    if other > 12:
        return "second"
    return "either" if one != other else ""


def year(number: int) -> Period:
    return Period(_at(number), _at(number + 1), Resolution.YEAR)


def month(number: int, of_year: int) -> Period:
    start = _at(of_year, number)
    return Period(start, _months_later(start, 1), Resolution.MONTH)


def day(on: date) -> Period:
    start = _at(on.year, on.month, on.day)
    return Period(start, start + timedelta(days=1), Resolution.DAY)


def moment(at: datetime) -> Period:
    """A moment, which is a period of no length."""
    if at.tzinfo is not None:
        at = at.astimezone(UTC).replace(tzinfo=None)
        return Period(at, at, Resolution.MOMENT, is_zoned=True)
    return Period(at, at, Resolution.MOMENT)


def _at(of_year: int, in_month: int = 1, on_day: int = 1) -> datetime:
    if not _FIRST <= of_year <= _LAST + 1:
        raise ValueError(of_year)
    return datetime(of_year, in_month, on_day)  # noqa: DTZ001 — a calendar day has no zone


def _months_later(start: datetime, count: int) -> datetime:
    years, months = divmod(start.month - 1 + count, 12)
    return start.replace(year=start.year + years, month=months + 1)


def _full_year(digits: str) -> int:
    number = int(digits)
    if len(digits) == 4:
        return number
    return number + (2000 if number < 70 else 1900)


def _parts(found: re.Match[str], size: int) -> Period:
    """A half or a quarter of a year."""
    start = _at(int(found["year"]), (int(found["part"]) - 1) * size + 1)
    return Period(start, _months_later(start, size), Resolution.HALF if size == 6 else Resolution.QUARTER)


def _named_month(found: re.Match[str]) -> Period:
    number = month_named(found["month"])
    if number is None:
        raise NotAPeriod(found.string)
    return month(number, _full_year(found["year"]))


def _named_day(found: re.Match[str]) -> Period:
    number = month_named(found["month"])
    if number is None:
        raise NotAPeriod(found.string)
    return day(date(int(found["year"]), number, int(found["day"])))


def _week(found: re.Match[str]) -> Period:
    first = date.fromisocalendar(int(found["year"]), int(found["week"]), 1)
    start = _at(first.year, first.month, first.day)
    return Period(start, start + timedelta(days=7), Resolution.WEEK)


def _iso(found: re.Match[str]) -> Period:
    text = found.string.replace(",", ".")
    if len(text) <= 10:
        return day(date(int(found["year"]), int(found["month"]), int(found["day"])))
    return moment(datetime.fromisoformat(text))


def _dotted(found: re.Match[str]) -> Period:
    on = date(_full_year(found["year"]), int(found["month"]), int(found["day"]))
    if found["hour"] is None:
        return day(on)
    at = time(int(found["hour"]), int(found["minute"]), int(found["second"] or 0))
    return moment(datetime.combine(on, at))


def _slashed(found: re.Match[str], text: str, is_month_first: bool) -> Period:
    one, other = int(found["one"]), int(found["other"])
    if one > 12 or (other <= 12 and not is_month_first):
        one, other = other, one  # now the month comes first
    try:
        return day(date(_full_year(found["year"]), one, other))
    except ValueError as error:
        raise NotAPeriod(text, is_impossible=True) from error


def _span(first: str, last: str, *, is_month_first: bool) -> Period:
    start = parse_period(first, is_month_first=is_month_first)
    end = parse_period(last, is_month_first=is_month_first)
    if Resolution.MOMENT in (start.resolution, end.resolution):
        raise NotAPeriod(f"{first} - {last}")
    if end.until <= start.start:
        raise NotAPeriod(f"{first} - {last}", is_impossible=True)
    if start == year(start.start.year) and end == start:
        return start
    is_year = (start.start, end.until) == (_at(start.start.year), _at(start.start.year + 1))
    return year(start.start.year) if is_year else Period(start.start, end.until, Resolution.SPAN)


_Read = Callable[[re.Match[str]], Period]

_DAY, _MONTH, _NAME = r"(?P<day>\d{1,2})", r"(?P<month>0?[1-9]|1[0-2])", r"(?P<month>[A-Za-zäÄ]{3,9})\.?"
_ISO_DAY = rf"(?P<year>{_YEAR})-(?P<month>\d{{1,2}})-{_DAY}"
_ISO_TIME = r"(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?\s?(?:Z|[+-]\d\d:?\d\d)?)?"
_TIME = r"(?:,? (?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d))?(?: Uhr)?)?"
_GAP = r"[ /.-]*"
_OF_YEAR = rf"(?P<year>{_YEAR})"


def _numbered_month(found: re.Match[str]) -> Period:
    return month(int(found["month"]), int(found["year"]))


def _quarter(found: re.Match[str]) -> Period:
    return _parts(found, 3)


def _half(found: re.Match[str]) -> Period:
    return _parts(found, 6)


_FORMS: tuple[tuple[re.Pattern[str], _Read], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), read)
    for pattern, read in (
        (_ISO_DAY + _ISO_TIME, _iso),
        (rf"{_DAY}\.\s?(?P<month>\d{{1,2}})\.\s?(?P<year>\d{{4}}|\d\d){_TIME}", _dotted),
        (rf"{_OF_YEAR}(?:\.0)?", lambda found: year(int(found["year"]))),
        (rf"{_OF_YEAR}[-./]{_MONTH}", _numbered_month),
        (rf"{_MONTH}[-./]{_OF_YEAR}", _numbered_month),
        (rf"(?:Q|Quartal |Quarter )(?P<part>[1-4]){_GAP}{_OF_YEAR}", _quarter),
        (rf"(?P<part>[1-4])\.? ?(?:Quartal|Quarter|Q){_GAP}{_OF_YEAR}", _quarter),
        (rf"{_OF_YEAR}{_GAP}Q(?P<part>[1-4])", _quarter),
        (rf"(?P<part>[12])\.? ?(?:Halbjahr|HJ|H){_GAP}{_OF_YEAR}", _half),
        (rf"H(?P<part>[12]){_GAP}{_OF_YEAR}", _half),
        (rf"{_OF_YEAR}{_GAP}H(?P<part>[12])", _half),
        (rf"(?:KW|Week|W) ?(?P<week>\d{{1,2}}){_GAP}{_OF_YEAR}", _week),
        (rf"{_OF_YEAR}-?W(?P<week>\d{{1,2}})", _week),
        (rf"{_DAY}\.? {_NAME} {_OF_YEAR}", _named_day),
        (rf"{_NAME}{_GAP}'?(?P<year>{_YEAR}|\d\d)", _named_month),
        (rf"{_OF_YEAR}[ /.-]{_NAME}", _named_month),
    )
)
_SLASHED = re.compile(r"(?P<one>\d{1,2})/(?P<other>\d{1,2})/(?P<year>\d{4}|\d\d)", re.ASCII)
_SPAN = re.compile(r"\s(?:-|–|—|bis|to|until)\s|(?<=\d{4})\s?[–—]\s?(?=\d)")
