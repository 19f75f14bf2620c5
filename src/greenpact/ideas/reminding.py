"""The answer clock: reminders at half, at three quarters and on the last day, then the escalation; each exactly once.

A step is taken by a row, in one transaction with its journal entry. Whoever is killed before has done nothing, whoever
is killed after finds the row; the mails follow from the entry.
"""

from datetime import datetime, timedelta

from django.db import transaction

from greenpact.cities.working_days import Schedule
from greenpact.ideas.answer_rules import Step, steps_due
from greenpact.ideas.answers import Reminder
from greenpact.ideas.models import Idea
from greenpact.ideas.recording import record_of_idea
from greenpact.ideas.rules import State
from greenpact.journal.recording import take_turn

WORKER = "worker:answer-clock"


def remind(at: datetime) -> bool:
    """Take every step that is due, of all cities; whether there was one."""
    taken = [take_step(idea, step, at=at) for idea, step in _due(at)]
    return any(taken)


def _due(at: datetime) -> list[tuple[Idea, Step]]:
    """Ideas that wait, with the step that their city's day has reached and that was not taken yet."""
    # A city's day is at most one ahead of the server's.
    waiting = Idea.objects.filter(state=State.OPEN, half_on__lte=at.date() + timedelta(days=1))
    rows = waiting.select_related("city").prefetch_related("reminders").order_by("due_on", "pk")
    return [(idea, step) for idea in rows for step in _steps(idea, at)]


def _steps(idea: Idea, at: datetime) -> list[Step]:
    taken = {Step(row.step) for row in idea.reminders.all()}
    return steps_due(schedule_of(idea), today=idea.city.day(at), taken=taken)


def schedule_of(idea: Idea) -> Schedule:
    """The days of an idea's clock; raises `ValueError` for one whose clock does not run yet."""
    if idea.half_on is None or idea.three_quarters_on is None or idea.due_on is None:
        raise ValueError(idea.ref)
    return Schedule(idea.half_on, idea.three_quarters_on, idea.due_on)


@transaction.atomic
def take_step(idea: Idea, step: Step, *, at: datetime) -> bool:
    """Take one step of an idea's clock, unless somebody took it or answered meanwhile; whether it was taken."""
    take_turn(idea.city.chain_id)
    current = Idea.objects.select_related("city", "office__deputy").get(pk=idea.pk)
    if current.state != State.OPEN or step not in _steps(current, at):
        return False
    Reminder.objects.create(idea=current, step=step.value, at=at)
    if step is Step.ESCALATED:
        deputy = current.office.deputy.ref if current.office and current.office.deputy else ""
        record_of_idea(current, "escalated", by=WORKER, at=at, payload={"deputy": deputy})
    else:
        record_of_idea(current, "reminded", by=WORKER, at=at, payload={"step": step.value})
    return True
