"""How long an idea may still wait, as a member of the city reads it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from greenpact.cities.working_days import Calendar
from greenpact.ideas.models import Idea
from greenpact.ideas.rules import State
from greenpact.ideas.terms import settings_of
from greenpact.workspace.access import Visit
from greenpact.workspace.ideas.finding import Ideas, ideas_of

MOST_AT_HOME = 8


@dataclass(frozen=True, slots=True)
class Wait:
    """An idea with the working days that are left, negative when it is overdue; None when nothing is owed."""

    idea: Idea
    left: int | None
    arrived_on: date
    is_soon: bool = False  # three quarters of the time are over

    @property
    def is_late(self) -> bool:
        return self.left is not None and self.left < 0

    @property
    def days(self) -> int:
        return abs(self.left or 0)


def waits(visit: Visit, ideas: Iterable[Idea]) -> list[Wait]:
    """Ideas with their waits (one query)."""
    calendar = settings_of(visit.city).calendar
    today = visit.today
    return [
        Wait(
            idea,
            _left(idea, today, calendar),
            visit.city.day(idea.submitted_at),
            is_soon=idea.three_quarters_on is not None and today >= idea.three_quarters_on,
        )
        for idea in ideas
    ]


def _left(idea: Idea, today: date, calendar: Calendar) -> int | None:
    if idea.state != State.OPEN or idea.due_on is None:
        return None
    if today <= idea.due_on:
        return calendar.between(today, idea.due_on)
    return -max(1, calendar.between(idea.due_on, today))


def waiting(visit: Visit) -> Ideas:
    """Ideas that wait for an answer, the most urgent first."""
    return ideas_of(visit).filter(state=State.OPEN).order_by("due_on", "pk")
