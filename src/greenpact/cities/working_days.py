"""Working days of a city: Monday to Friday without the public holidays of its country and, where known, its state.

Pure: days in, days out. A day of receipt never counts itself; the first working day after it is day 1.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from holidays import country_holidays, list_supported_countries

ONE_DAY = timedelta(days=1)
SATURDAY = 5

#: The German states by the NUTS 1 region in which they lie, as the holidays are listed.
GERMAN_STATES = {
    "DE1": "BW", "DE2": "BY", "DE3": "BE", "DE4": "BB", "DE5": "HB", "DE6": "HH", "DE7": "HE", "DE8": "MV",
    "DE9": "NI", "DEA": "NW", "DEB": "RP", "DEC": "SL", "DED": "SN", "DEE": "ST", "DEF": "SH", "DEG": "TH",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Calendar:
    """Whose holidays count: a country by its two letters, and a state of it where one has holidays of its own.

    A country or state of which no holidays are known has weekends only.
    """

    country: str
    state: str = ""

    def is_working(self, day: date) -> bool:
        return day.weekday() < SATURDAY and day not in _holidays(self.country, self.state, day.year)

    def after(self, start: date, days: int) -> date:
        """The working day that is `days` working days after `start`; `start` itself when there are none to wait."""
        day, left = start, days
        while left > 0:
            day += ONE_DAY
            left -= self.is_working(day)
        return day

    def between(self, start: date, end: date) -> int:
        """How many working days come after `start`, up to and including `end`; negative when `end` comes first."""
        if end < start:
            return -self.between(end, start)
        days = (start + ONE_DAY * ahead for ahead in range(1, (end - start).days + 1))
        return sum(self.is_working(day) for day in days)


@dataclass(frozen=True, slots=True)
class Schedule:
    """The days on which a wait is at half, at three quarters, and over."""

    half_on: date
    three_quarters_on: date
    due_on: date


def schedule(start: date, days: int, calendar: Calendar) -> Schedule:
    """When something received on `start` is to be reminded of, and by when it is to be answered within `days`."""
    return Schedule(
        half_on=calendar.after(start, -(-days // 2)),
        three_quarters_on=calendar.after(start, -(-days * 3 // 4)),
        due_on=calendar.after(start, days),
    )


def state_of(country: str, nuts3: str) -> str:
    """The state whose holidays a city has, read from its NUTS region; empty where that says nothing."""
    return GERMAN_STATES.get(nuts3[:3], "") if country == "DE" else ""


def states_of(country: str) -> list[str]:
    """The states of a country that have holidays of their own, as codes; empty where there are none."""
    return list(list_supported_countries(include_aliases=False).get(country, ()))


@lru_cache(maxsize=512)
def _holidays(country: str, state: str, year: int) -> frozenset[date]:
    try:
        return frozenset(country_holidays(country, subdiv=state or None, years=year))
    except NotImplementedError:
        return _holidays(country, "", year) if state else frozenset()
