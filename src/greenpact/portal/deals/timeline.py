"""A deal in time: from its start to its target, and how much of that time has gone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from greenpact.deals.models import ClauseRow, Deal
from greenpact.measures.rules import time_gone
from greenpact.ui import figures


@dataclass(frozen=True, slots=True)
class Moment:
    """One step of the time line, as `ui/timeline.html` draws it."""

    on: date
    when: str
    what: str
    state: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class DealTime:
    """The time line, and the share of the time that has gone; None when an end of it is not stated."""

    moments: list[Moment]
    gone: float | None
    gone_in_words: str

    @property
    def is_stated(self) -> bool:
        return len(self.moments) > 1


def time_of(deal: Deal, goals: Iterable[ClauseRow], *, today: date) -> DealTime:
    """The time line of a deal as it stands on a day."""
    stated = [*_beginning(deal), *_signing(deal), *_goals(goals, end_of(deal)), *_end(deal)]
    moments = [Moment(on, when, what, "past" if on <= today else "ahead") for on, when, what in stated]
    moments.append(Moment(today, figures.day(today, _language()), _("Today"), "now"))
    gone = time_gone(start_of(deal), end_of(deal), today=today)
    return DealTime(sorted(moments, key=lambda moment: moment.on), gone, _gone_in_words(gone))


def start_of(deal: Deal) -> date | None:
    """The first day of a deal; that of its year when only the year is stated."""
    return deal.starts_on or (date(deal.start_year, 1, 1) if deal.start_year else None)


def end_of(deal: Deal) -> date | None:
    """The last day of a deal; that of its year when only the year is stated."""
    return deal.ends_on or (date(deal.end_year, 12, 31) if deal.end_year else None)


Stated = Iterable[tuple[date, str, str]]


def _beginning(deal: Deal) -> Stated:
    if start := start_of(deal):
        yield start, _when(deal.starts_on, start.year), _("Start")


def _signing(deal: Deal) -> Stated:
    if deal.signed_on:
        yield deal.signed_on, _when(deal.signed_on, 0), _("Signed")


def _goals(goals: Iterable[ClauseRow], end: date | None) -> Stated:
    """The years in which goals are due, apart from the one in which the whole deal is."""
    for year in sorted({goal.due_year for goal in goals if goal.due_year} - {end.year if end else None}):
        yield date(year, 12, 31), str(year), _("Goals are due")


def _end(deal: Deal) -> Stated:
    if end := end_of(deal):
        yield end, _when(deal.ends_on, end.year), _("Target")


def _when(day: date | None, year: int) -> str:
    return figures.day(day, _language()) if day else str(year)


def _gone_in_words(gone: float | None) -> str:
    if gone is None:
        return _("not stated")
    return figures.share(gone, _language())


def _language() -> str:
    return get_language() or "en"
