"""Two activities in one step, where the editor must never do one without the other."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from greenpact.deals.document import Clause
from greenpact.deals.drafting import alter
from greenpact.deals.models import Deal
from greenpact.deals.parts import Parts, PartyEntry
from greenpact.deals.versions import as_clause
from greenpact.measures.models import Measure
from greenpact.measures.planning import Plan, plan_commitments, replan
from greenpact.measures.recording import record_state
from greenpact.measures.rules import State


def clauses_of(deal: Deal) -> list[Clause]:
    """The clauses of a deal as they stand, in their order."""
    rows = deal.clauses.standing().select_related("party")
    return [as_clause(row, row.party.ref if row.party else "") for row in rows]


def parties_of(deal: Deal) -> list[PartyEntry]:
    """The parties in force, in their order."""
    rows = deal.parties.filter(left_on__isnull=True).select_related("organisation")
    return [PartyEntry(row.organisation, str(row.role)) for row in rows]


@transaction.atomic
def write_clauses(
    deal: Deal,
    clauses: Sequence[Clause],
    *,
    parties: Sequence[PartyEntry] | None = None,
    by: str,
    at: datetime,
    seen: int,
) -> list[str]:
    """Change clauses (and parties with them), and give every new commitment its measure; the names of what changed."""
    changed = alter(deal, Parts(clauses=clauses, parties=parties), by=by, at=at, seen=seen)
    if changed:
        plan_commitments(deal, state=State.UNKNOWN if deal.is_compiled else State.PLANNED)
    return changed


@transaction.atomic
def write_measure(
    measure: Measure, plan: Plan, state: State, *, done_on: date | None, by: str, at: datetime, seen: int
) -> bool:
    """Record how a measure stands and change its plan; whether anything differed."""
    moves = (state.value, done_on) != (measure.state, measure.done_on)
    if moves:
        record_state(measure, state, done_on=done_on, by=by, at=at, seen=seen)
    return replan(measure, plan, by=by, at=at, seen=seen + moves) or moves
