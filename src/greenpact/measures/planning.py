"""Planning measures: one for each commitment, its plan, dates and milestones."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType

from django.db import transaction

from greenpact.deals.document import ClauseKind
from greenpact.deals.models import ClauseRow, Deal
from greenpact.deals.rules import period_is_right
from greenpact.measures.keeping import in_turn, record_of_measure
from greenpact.measures.models import Measure, Milestone
from greenpact.measures.rules import MOST_STEPS, State
from greenpact.ui.wording import Texts


class WhyNotPlanned(StrEnum):
    CHANGED_MEANWHILE = "changed_meanwhile"
    ENDS_BEFORE_IT_BEGINS = "ends_before_it_begins"
    DAY_IN_FUTURE = "day_in_future"
    TOO_MANY = "too_many"


class NotPlanned(Exception):
    """The plan stays as it was; `reason` says why."""

    def __init__(self, reason: WhyNotPlanned) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Step:
    """A milestone as it is written."""

    text: Texts
    due_on: date | None = None
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    text: Texts = field(default_factory=dict)
    starts_on: date | None = None
    due_on: date | None = None
    steps: Sequence[Step] = ()


def plan_commitments(deal: Deal, *, state: State, states: Mapping[str, State] = MappingProxyType({})) -> int:
    """Give every commitment of a deal that has none its measure, with the promised dates; how many were made.

    `states` names those that begin in another state, by the refs of their clauses. Part of the activity that wrote
    the commitments: it runs in that transaction and is told by its journal entry.
    """
    clauses = deal.clauses.standing().filter(kind=ClauseKind.COMMITMENT, measure__isnull=True)
    return plan_clauses((clause, states.get(clause.ref, state)) for clause in clauses.select_related("deal"))


def plan_clauses(clauses: Iterable[tuple[ClauseRow, State]]) -> int:
    """Give commitments their measures, each in its state; how many. As `plan_commitments` in all else."""
    return len(Measure.objects.bulk_create(measure_for(clause, state) for clause, state in clauses))


def measure_for(clause: ClauseRow, state: State) -> Measure:
    """The measure of a commitment with its promised dates, not saved; nor need the commitment be."""
    return Measure(
        city_id=clause.deal.city_id,
        clause=clause,
        state=state,
        starts_on=clause.starts_on,
        due_on=clause.ends_on,
    )


@transaction.atomic
def replan(measure: Measure, plan: Plan, *, by: str, at: datetime, seen: int | None = None) -> bool:
    """Change plan, dates and milestones of a measure; whether anything differed.

    Raises `NotPlanned`, or `ValidationError` when a value is wrong.
    """
    current = in_turn(measure, seen=seen, otherwise=NotPlanned(WhyNotPlanned.CHANGED_MEANWHILE))
    _refuse_unfit(plan, today=current.city.day(at))
    if plan == plan_of(current):
        return False
    current.plan, current.starts_on, current.due_on = dict(plan.text), plan.starts_on, plan.due_on
    current.edition += 1
    current.clean_fields(exclude=["city", "clause"])
    current.save()
    _replace_milestones(current, plan.steps)
    record_of_measure(current, "replanned", by=by, at=at, payload={})
    return True


def _refuse_unfit(plan: Plan, *, today: date) -> None:
    """Raise `NotPlanned` for a plan that cannot be."""
    if len(plan.steps) > MOST_STEPS:
        raise NotPlanned(WhyNotPlanned.TOO_MANY)
    if not period_is_right(plan.starts_on, plan.due_on):
        raise NotPlanned(WhyNotPlanned.ENDS_BEFORE_IT_BEGINS)
    if any(step.done_on is not None and step.done_on > today for step in plan.steps):
        raise NotPlanned(WhyNotPlanned.DAY_IN_FUTURE)


def _replace_milestones(measure: Measure, steps: Sequence[Step]) -> None:
    rows = [
        Milestone(measure=measure, position=i, text=dict(step.text), due_on=step.due_on, done_on=step.done_on)
        for i, step in enumerate(steps)
    ]
    for row in rows:
        row.clean_fields(exclude=["measure"])
    measure.milestones.all().delete()
    Milestone.objects.bulk_create(rows)


def plan_of(measure: Measure) -> Plan:
    """The plan as it stands."""
    steps = tuple(Step(step.text, step.due_on, step.done_on) for step in measure.milestones.all())
    return Plan(measure.plan, measure.starts_on, measure.due_on, steps)
