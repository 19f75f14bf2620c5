"""The checks before a deal is signed: which there are, what keeps a deal from being signed, and the council's date."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from enum import StrEnum


class CheckName(StrEnum):
    COMPETENCE = "competence"
    COUNCIL = "council"
    STATE_AID = "state_aid"
    PROCUREMENT = "procurement"
    DATA_PROTECTION = "data_protection"
    PUBLICITY = "publicity"


class Answer(StrEnum):
    OPEN = "open"
    FINE = "fine"
    NOT_NEEDED = "not_needed"
    PROBLEM = "problem"


#: Answers that let a deal be signed.
DONE = frozenset({Answer.FINE, Answer.NOT_NEEDED})

#: A matter stands on the city's project list so many months before the council first consults on it.
LEAD_MONTHS = 3


def open_among(answers: Mapping[CheckName, Answer]) -> list[CheckName]:
    """The checks that keep a deal from being signed: those without an answer, left open, or with a problem."""
    return [name for name in CheckName if answers.get(name, Answer.OPEN) not in DONE]


def needs_reason(answer: Answer) -> bool:
    """Whether an answer is worth nothing without its reason."""
    return answer is not Answer.OPEN


def listed_by(consultation: date, *, months: int = LEAD_MONTHS) -> date:
    """The last day on which the matter may come onto the project list before the council's first consultation.

    >>> listed_by(date(2026, 5, 31))
    datetime.date(2026, 2, 28)
    """
    whole = consultation.year * 12 + consultation.month - 1 - months
    year, month = divmod(whole, 12)
    return date(year, month + 1, min(consultation.day, monthrange(year, month + 1)[1]))
