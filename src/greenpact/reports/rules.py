"""The states of a report and how they follow one another; its periods. Pure: no Django."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class State(StrEnum):
    """How far a report is. From checked on nothing of it changes any more."""

    DRAFT = "draft"
    CHECKED = "checked"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"  # it stays named, with its hash, but is shown no longer
    DISCARDED = "discarded"


class Kind(StrEnum):
    CITY = "city"
    DEAL = "deal"


#: From a state to those that may follow.
FOLLOWS: dict[State, frozenset[State]] = {
    State.DRAFT: frozenset({State.CHECKED, State.DISCARDED}),
    State.CHECKED: frozenset({State.DRAFT, State.PUBLISHED}),
    State.PUBLISHED: frozenset({State.WITHDRAWN}),
    State.WITHDRAWN: frozenset(),
    State.DISCARDED: frozenset(),
}


class WhyNotReported(StrEnum):
    CHANGED_MEANWHILE = "changed_meanwhile"
    NOT_FROM_HERE = "not_from_here"
    OWN_REPORT = "own_report"
    DEAL_NOT_PUBLIC = "deal_not_public"
    PERIOD_AHEAD = "period_ahead"
    ENDS_BEFORE_IT_BEGINS = "ends_before_it_begins"
    OTHER_SUBJECT = "other_subject"
    TOO_LARGE = "too_large"


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `first_on` until before `until`."""

    first_on: date
    until: date

    @classmethod
    def year(cls, number: int) -> "Period":
        return cls(date(number, 1, 1), date(number + 1, 1, 1))

    @property
    def last_on(self) -> date:
        return date.fromordinal(self.until.toordinal() - 1)

    @property
    def in_short(self) -> str:
        """As short as it can be read: a year, or its first and last day.

        >>> Period.year(2025).in_short, Period(date(2025, 1, 1), date(2025, 7, 1)).in_short
        ('2025', '2025-01-01/2025-06-30')
        """
        if self == Period.year(self.first_on.year):
            return str(self.first_on.year)
        return f"{self.first_on.isoformat()}/{self.last_on.isoformat()}"


def may_become(now: State, then: State) -> bool:
    return then in FOLLOWS[now]


def may_check(*, by: str, compiled_by: str, written_by: str) -> bool:
    """Whether somebody may check a report: neither who compiled it nor who wrote its texts last."""
    return by not in {compiled_by, written_by}
