"""Letting changes enter the terms, and consents lapse where the text they were given to has changed.

Each function is part of an activity, whose transaction and turn it stands in.
"""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db.models import Max

from greenpact.deals.changes.operations import apply, fingerprint, operations_data, rebased
from greenpact.deals.changes.rules import (
    STANDS_STILL,
    Misfit,
    Proposal,
    State,
    has_all_consents,
    lets_lapse,
    misfit,
    objectors,
)
from greenpact.deals.changes.terms import HEAD, Terms
from greenpact.deals.drafting import write_parts
from greenpact.deals.models import Change, Deal, Room, Stance
from greenpact.deals.negotiation.reading import Table, lay_table
from greenpact.deals.negotiation.refusing import NotNegotiated, WhyNotNegotiated
from greenpact.deals.parts import Parts, PartyEntry
from greenpact.deals.recording import in_turn, record_of_deal
from greenpact.deals.rules import Signature, lacks_for_publishing
from greenpact.deals.versions import add_version_if_changed, document_of
from greenpact.parties.models import Organisation

__all__ = ["enter_all", "table_in_turn", "why_it_waits"]


def table_in_turn(deal: Deal) -> Table:
    """The room as it stands now; nobody else changes it until the transaction ends. Raises `NotNegotiated`."""
    current = in_turn(deal, seen=None, otherwise=NotNegotiated(WhyNotNegotiated.CHANGED_MEANWHILE))
    room = Room.objects.select_related("city_party").filter(deal=current).first()
    if room is None:
        raise NotNegotiated(WhyNotNegotiated.NO_ROOM)
    if Signature(current.signature_state) in STANDS_STILL:
        raise NotNegotiated(WhyNotNegotiated.STANDS_STILL)
    return lay_table(current, room)


def why_it_waits(table: Table, proposal: Proposal) -> Misfit | None:
    """Why a change to which all consent has not entered; None where it does not fail for that."""
    if not has_all_consents(proposal, table.terms, table.rule):
        return None
    if objectors(proposal, table.terms, table.rule):
        return None
    return misfit(proposal.operations, table.terms) or (
        _incompleteness(table.deal, apply(table.terms, proposal.operations))
        if table.deal.is_published
        else None
    )


def _incompleteness(deal: Deal, terms: Terms) -> Misfit | None:
    """Whether a public deal would lack something with these terms."""
    document = replace(
        document_of(deal), title=terms.head["title"], summary=terms.head["summary"], clauses=terms.clauses
    )
    lacks = lacks_for_publishing(document, is_compiled=deal.is_compiled)
    return Misfit.INCOMPLETE if lacks else None


def enter_all(table: Table, *, by: str, at: datetime) -> list[Change]:
    """Let every change enter that has all it needs, in the order of their numbers; those that did."""
    entered: list[Change] = []
    while (proposal := _next(table)) is not None:
        entered.append(_enter(table, proposal, by=by, at=at))
    return entered


def _next(table: Table) -> Proposal | None:
    for proposal in table.proposals.values():
        complete = has_all_consents(proposal, table.terms, table.rule)
        blocked = objectors(proposal, table.terms, table.rule)
        if complete and not blocked and why_it_waits(table, proposal) is None:
            return proposal
    return None


def _enter(table: Table, proposal: Proposal, *, by: str, at: datetime) -> Change:
    """Write a change into the terms, tell it, and look at what else was open."""
    change = table.changes.pop(proposal.ref)
    del table.proposals[proposal.ref]
    table.terms = apply(table.terms, proposal.operations)
    _write(table, at=at)
    last = table.deal.changes.aggregate(last=Max("entered_as"))["last"] or 0
    change.state, change.closed_at, change.entered_as = State.ENTERED.value, at, last + 1
    change.save(update_fields=["state", "closed_at", "entered_as"])
    payload: dict[str, Any] = {"change": change.ref}
    if table.deal.is_published and (version := add_version_if_changed(table.deal, at=at)):
        payload["version"] = version.number
    record_of_deal(table.deal, "change_entered", by=by, at=at, payload=payload)
    for other in list(table.proposals.values()):
        _look_again(table, other, entered=proposal.subject, by=by, at=at)
    return change


def _write(table: Table, *, at: datetime) -> None:
    """Write the terms into the register, through the same checks as every deal."""
    rows = Organisation.objects.filter(city=table.deal.city_id, ref__in=table.terms.parties)
    known = {row.ref: row for row in rows}
    parties = [PartyEntry(known[ref], role) for ref, role in table.terms.parties.items()]
    head = {name: _head_value(name, table.terms.head[name]) for name in HEAD}
    write_parts(table.deal, Parts(head=head, parties=parties, clauses=table.terms.clauses), at=at)
    table.parties = list(table.deal.parties.present().select_related("organisation"))


def _head_value(name: str, value: Any) -> Any:
    """A field's value as its column holds it: days are written in ISO form."""
    return date.fromisoformat(value) if value and name.endswith("_on") else value


def _look_again(table: Table, proposal: Proposal, *, entered: str, by: str, at: datetime) -> None:
    """Bring an open change onto the new terms, and let the consents lapse that were given to another text."""
    fresh = rebased(proposal.operations, table.terms)
    if not lets_lapse(entered, proposal, fresh):
        return
    was_stale = proposal.is_stale
    change = table.changes[proposal.ref]
    if fresh is None:
        change.is_stale = True
    else:
        change.operations, change.fingerprint = operations_data(fresh), fingerprint(fresh)
        change.is_stale = False
    change.since = at
    change.save(update_fields=["operations", "fingerprint", "is_stale", "since"])
    lapsed = Stance.objects.standing().filter(change=change, consents=True)
    count = lapsed.update(ended=Stance.Ended.LAPSED, ended_at=at)
    table.proposals[proposal.ref] = replace(
        proposal,
        operations=proposal.operations if fresh is None else fresh,
        fingerprint=change.fingerprint,
        is_stale=change.is_stale,
        since=at,
        voices=tuple(voice for voice in proposal.voices if not voice.consents),
    )
    if count or was_stale != change.is_stale:
        record_of_deal(
            table.deal, "consent_lapsed", by=by, at=at, payload={"change": change.ref}, public=False
        )
