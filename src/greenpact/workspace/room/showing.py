"""What the room shows: each clause with the changes open at it, and whose move it is."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from greenpact.deals.changes.operations import Do
from greenpact.deals.changes.rules import Misfit, Move, Proposal, Turn, consenting, needed
from greenpact.deals.document import ClauseKind
from greenpact.deals.models import Change, ClauseRow
from greenpact.deals.negotiation.entering import why_it_waits
from greenpact.deals.negotiation.reading import Table
from greenpact.workspace.room.seats import Seat
from greenpact.workspace.room.wording import Redline, deed_in_words, redlines, subject_in_words

MISFITS: dict[Misfit, Any] = {
    Misfit.MOVED_ON: _("The document no longer says what this change was written for."),
    Misfit.NOT_A_PARTY: _("A commitment would belong to nobody among the parties. First change that one."),
    Misfit.NOT_A_GOAL: _("A commitment would serve a goal that is not there. First change that one."),
    Misfit.ENDS_BEFORE_IT_BEGINS: _("Something would end before it begins."),
    Misfit.NO_SIGNATORY: _("Nobody would be left to sign."),
    Misfit.INCOMPLETE: _("The deal is public and would become incomplete."),
}


@dataclass(frozen=True, slots=True)
class ShownChange:
    """An open change as the room shows it."""

    change: Change
    title: str
    by: str
    deeds: list[str]
    redlines: list[Redline]
    consented: list[str]
    objecting: list[str]
    silent: list[str]
    misfit: Any
    is_mine: bool
    is_my_move: bool
    may_consent: bool
    addresses: dict[str, str]


@dataclass
class ShownClause:
    row: ClauseRow
    party: str
    changes: list[ShownChange] = field(default_factory=list)
    behind: list[ShownChange] = field(default_factory=list)  # clauses to be added behind it


@dataclass(frozen=True, slots=True)
class ShownTurn:
    """Whose move it is: how many changes wait for their answer or their rework, and since when."""

    name: str
    is_mine: bool
    answers: int
    reworks: int
    since: datetime
    first: str


def names_at(table: Table) -> dict[str, str]:
    return {ref: row.name for ref, row in table.organisations.items()}


def shown_changes(seat: Seat, table: Table) -> dict[str, ShownChange]:
    """Every open change in words."""
    names, base = names_at(table), base_of(seat)
    return {ref: show(seat, table, proposal, names, base) for ref, proposal in table.proposals.items()}


def show(seat: Seat, table: Table, proposal: Proposal, names: dict[str, str], base: str) -> ShownChange:
    """An open change in words; `base` is the address of its room."""
    change = table.changes[proposal.ref]
    asked = needed(proposal.operations, table.terms, table.rule)
    silent = asked - consenting(proposal)
    against = asked & {voice.party for voice in proposal.voices if not voice.consents}
    waits = None if silent or against else why_it_waits(table, proposal)
    mine = seat.refs
    is_held = bool(against or waits or change.is_stale)
    return ShownChange(
        change=change,
        title=subject_in_words(proposal.subject, names),
        by=change.party.name if change.party else "",
        deeds=deed_in_words(proposal.operations, names),
        redlines=[line for operation in proposal.operations for line in redlines(operation, names)],
        consented=_called(asked - silent, names),
        objecting=_called(against, names),
        silent=_called(silent - against, names),
        misfit=MISFITS[waits] if waits else "",
        is_mine=proposal.by in mine,
        is_my_move=proposal.by in mine if is_held else bool(mine & silent),
        may_consent=bool(mine & silent) and not change.is_stale,
        addresses=addresses_of(base, change),
    )


def base_of(seat: Seat) -> str:
    """The address of a room."""
    return reverse("workspace:room", args=[seat.visit.city.slug, seat.deal.ref])


def addresses_of(base: str, change: Change) -> dict[str, str]:
    """Where a change is read and answered."""
    page = f"{base}changes/{change.ref}/"
    return {
        "page": page,
        **{name: f"{page}{name}/" for name in ("consent", "object", "lift", "withdraw")},
        "counter": f"{base}propose/{_form_for(change)}?counters={change.ref}",
    }


def _form_for(change: Change) -> str:
    """The form in which a change of a subject is written."""
    kind, _colon, ref = change.subject.partition(":")
    first = change.operations[0]
    if kind == "clause":
        return f"new/{first['after']['kind']}/" if first["do"] == Do.ADD else f"clauses/{ref}/"
    return f"parties/{ref}/" if kind == "party" else f"{ref}/"


def _called(refs: Iterable[str], names: dict[str, str]) -> list[str]:
    return sorted(names.get(ref, ref) for ref in refs)


def clauses_with_changes(table: Table, shown: dict[str, ShownChange]) -> list[ShownClause]:
    """The document in its order, each open change at its clause; a clause to be added behind the one it follows."""
    names = {row.pk: row.name for row in table.organisations.values()}
    rows = {row.ref: ShownClause(row, names.get(row.party_id or 0, "")) for row in table.clauses}
    for ref, proposal in table.proposals.items():
        first = proposal.operations[0]
        if first.do is Do.ADD and _stands_behind(proposal, rows):
            rows[first.behind].behind.append(shown[ref])
        elif first.do is not Do.ADD and proposal.subject.startswith("clause:") and first.what in rows:
            rows[first.what].changes.append(shown[ref])
    return list(rows.values())


def added_last(table: Table, shown: dict[str, ShownChange], kind: ClauseKind) -> list[ShownChange]:
    """The clauses of a kind to be added where none of that kind stands before."""
    rows = {row.ref: ShownClause(row, "") for row in table.clauses}
    return [
        shown[ref]
        for ref, proposal in table.proposals.items()
        if proposal.operations[0].do is Do.ADD
        and proposal.operations[0].after["kind"] == kind
        and not _stands_behind(proposal, rows)
    ]


def _stands_behind(proposal: Proposal, rows: dict[str, ShownClause]) -> bool:
    """Whether a clause to be added follows one of its own kind."""
    first = proposal.operations[0]
    return first.behind in rows and rows[first.behind].row.kind == first.after["kind"]


def elsewhere(table: Table, shown: dict[str, ShownChange]) -> list[ShownChange]:
    """The open changes that stand at no clause: of texts, period, parties, and of clauses that are gone."""
    here = {row.ref for row in table.clauses}
    return [
        shown[ref]
        for ref, proposal in table.proposals.items()
        if proposal.operations[0].what not in here and proposal.operations[0].do is not Do.ADD
    ]


def shown_turns(seat: Seat, table: Table, city: str) -> list[ShownTurn]:
    """Whose move it is, the visitor's own first, then whoever is waited for longest."""
    names = names_at(table)
    found = [_turn(party, moves, names.get(party, city), seat) for party, moves in table.turns.items()]
    return sorted(found, key=lambda turn: (not turn.is_mine, turn.since))


def _turn(party: str, moves: list[Turn], name: str, seat: Seat) -> ShownTurn:
    answers = sum(turn.move is Move.ANSWER for turn in moves)
    return ShownTurn(name, party in seat.refs, answers, len(moves) - answers, moves[0].since, moves[0].change)


#: The parts of an agreement in the order in which it is read.
HEADINGS = {
    ClauseKind.GOAL: (_("Goals"), _("Propose a goal")),
    ClauseKind.COMMITMENT: (_("Commitments"), _("Propose a commitment")),
    ClauseKind.PROVISION: (_("Provisions"), _("Propose a provision")),
}
