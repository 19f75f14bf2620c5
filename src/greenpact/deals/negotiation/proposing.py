"""Proposing changes to the terms of a deal, countering them, and taking them back."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from greenpact.deals.changes.operations import (
    MOST_OPERATIONS,
    Do,
    DoesNotApply,
    Operation,
    add,
    apply,
    fingerprint,
    operations_data,
    subject_of,
)
from greenpact.deals.changes.rules import MOST_OPEN, State, Voice
from greenpact.deals.changes.terms import Terms
from greenpact.deals.document import Clause
from greenpact.deals.filling import filled_clause
from greenpact.deals.models import LONGEST_REMARK, Change, ClauseRow, Deal, Party, Stance
from greenpact.deals.negotiation.entering import enter_all, table_in_turn
from greenpact.deals.negotiation.reading import Table, proposal_in
from greenpact.deals.negotiation.refusing import NotNegotiated, WhyNotNegotiated
from greenpact.deals.numbering import next_ref
from greenpact.deals.recording import record_of_deal
from greenpact.parties.models import Organisation


@transaction.atomic
def propose(
    deal: Deal,
    operations: Sequence[Operation],
    *,
    party: Organisation | None,
    reason: str = "",
    by: str,
    at: datetime,
) -> Change:
    """Lay a change on the table for a party, or for the city beside the parties (None).

    Whoever proposes consents; where nobody else is needed the change enters at once. A clause to be added gets the next
    number of its kind. Raises `NotNegotiated`, and `ValidationError` when a value is wrong.
    """
    table = table_in_turn(deal)
    change = _lay_down(table, operations, party=party, reason=reason, by=by, at=at)
    record_of_deal(
        table.deal,
        "change_proposed",
        by=by,
        at=at,
        payload={"change": change.ref, "clause": _clause_in(change)},
        public=False,
    )
    enter_all(table, by=by, at=at)
    change.refresh_from_db()
    return change


@transaction.atomic
def counter(
    change: Change,
    operations: Sequence[Operation],
    *,
    party: Organisation | None,
    reason: str = "",
    by: str,
    at: datetime,
) -> Change:
    """Replace an open change by another one about the same subject; the new change. Raises as `propose`.

    What was answered to the old one ends with it. Proposers rework their own change in the same way.
    """
    table = table_in_turn(change.deal)
    old = open_change(table, change)
    if _subject(operations) != old.subject:
        raise NotNegotiated(WhyNotNegotiated.OTHER_SUBJECT)
    _close(table, old, State.COUNTERED, at=at)
    new = _lay_down(table, operations, party=party, reason=reason, by=by, at=at, counters=old)
    record_of_deal(
        table.deal,
        "change_countered",
        by=by,
        at=at,
        payload={"change": old.ref, "by": new.ref},
        public=False,
    )
    enter_all(table, by=by, at=at)
    new.refresh_from_db()
    return new


@transaction.atomic
def withdraw(change: Change, *, party: Organisation | None, by: str, at: datetime) -> None:
    """Take one's own open change off the table; raises `NotNegotiated`."""
    table = table_in_turn(change.deal)
    current = open_change(table, change)
    if current.party != party:
        raise NotNegotiated(WhyNotNegotiated.NOT_YOURS)
    _close(table, current, State.WITHDRAWN, at=at)
    record_of_deal(
        table.deal, "change_withdrawn", by=by, at=at, payload={"change": current.ref}, public=False
    )
    enter_all(table, by=by, at=at)


def open_change(table: Table, change: Change) -> Change:
    """A change as it lies on the table; raises `NotNegotiated` when it does not any more."""
    if change.ref not in table.changes:
        raise NotNegotiated(WhyNotNegotiated.NOT_OPEN)
    return table.changes[change.ref]


def _lay_down(
    table: Table,
    operations: Sequence[Operation],
    *,
    party: Organisation | None,
    reason: str,
    by: str,
    at: datetime,
    counters: Change | None = None,
) -> Change:
    """Check a change against the terms as they stand and put it on the table, with its proposer's consent."""
    if party is not None and party.ref not in table.terms.parties:
        raise NotNegotiated(WhyNotNegotiated.NOT_A_PARTY)
    if len(table.changes) >= MOST_OPEN or len(reason) > LONGEST_REMARK:
        raise NotNegotiated(WhyNotNegotiated.TOO_MANY)
    numbered = list(operations) if counters else _numbered(table.deal, operations)
    subject = _subject(numbered)
    _refuse_unfit(table, numbered)
    last = table.deal.changes.aggregate(last=Max("number"))["last"] or 0
    change = Change.objects.create(
        deal=table.deal,
        number=last + 1,
        subject=subject,
        operations=operations_data(numbered),
        fingerprint=fingerprint(numbered),
        party=party,
        reason=reason,
        counters=counters,
        by=by,
        proposed_at=at,
        since=at,
    )
    voices = []
    if party is not None:
        Stance.objects.create(
            change=change, party=party, consents=True, fingerprint=change.fingerprint, by=by, at=at
        )
        voices = [Voice(party.ref, True, change.fingerprint, at)]
    table.changes[change.ref] = change
    table.proposals[change.ref] = proposal_in(change, voices)
    return change


def _clause_in(change: Change) -> str:
    """The number of the clause a change is about; empty for another subject."""
    kind, _colon, ref = change.subject.partition(":")
    return ref if kind == "clause" else ""


def _subject(operations: Sequence[Operation]) -> str:
    if not 0 < len(operations) <= MOST_OPERATIONS:
        raise NotNegotiated(WhyNotNegotiated.NOT_ONE_SUBJECT)
    try:
        return subject_of(operations)
    except ValueError:
        raise NotNegotiated(WhyNotNegotiated.NOT_ONE_SUBJECT) from None


def _numbered(deal: Deal, operations: Sequence[Operation]) -> list[Operation]:
    """The operations, with the next number for a clause to be added."""
    if not any(operation.do is Do.ADD for operation in operations):
        return list(operations)
    taken = set(deal.clauses.values_list("ref", flat=True))
    subjects = deal.changes.filter(subject__startswith="clause:").values_list("subject", flat=True)
    taken |= {subject.partition(":")[2] for subject in subjects}
    found = []
    for operation in operations:
        clause = operation.becomes
        if operation.do is Do.ADD and clause is not None:
            ref = next_ref(clause.kind, taken)
            taken.add(ref)
            operation = add(replace(clause, ref=ref), behind=operation.behind)  # noqa: PLW2901
        found.append(operation)
    return found


def _refuse_unfit(table: Table, operations: Sequence[Operation]) -> None:
    """Raise `NotNegotiated` when the terms do not say what the change saw or would stay the same, `ValidationError`
    when a value could not be written."""
    try:
        after = apply(table.terms, operations)
    except DoesNotApply:
        raise NotNegotiated(WhyNotNegotiated.CHANGED_MEANWHILE) from None
    if after == table.terms:
        raise NotNegotiated(WhyNotNegotiated.NOTHING_CHANGES)
    for operation in operations:
        _refuse_wrong_values(table, operation, after)


def _refuse_wrong_values(table: Table, operation: Operation, after: Terms) -> None:
    if clause := operation.becomes:
        if clause.ref != operation.what or not clause.text or _is_of_other_kind(operation, clause):
            raise NotNegotiated(
                WhyNotNegotiated.NOT_ONE_SUBJECT if clause.text else WhyNotNegotiated.TEXT_MISSING
            )
        filled_clause(ClauseRow(deal=table.deal, ref=clause.ref), clause, 0, table.organisations)
    elif operation.do is Do.PARTY and operation.after:
        organisation = Organisation.objects.filter(city=table.deal.city_id, ref=operation.what).first()
        if organisation is None:
            raise NotNegotiated(WhyNotNegotiated.NOT_A_PARTY)
        Party(deal=table.deal, organisation=organisation, role=operation.after).clean_fields(
            exclude=["deal", "organisation"]
        )
    elif operation.do is Do.HEAD:
        field: Any = Deal._meta.get_field(operation.what)
        value = after.head[operation.what]
        field.clean(field.to_python(value), table.deal)


def _is_of_other_kind(operation: Operation, clause: Clause) -> bool:
    return operation.was is not None and operation.was.kind != clause.kind


def _close(table: Table, change: Change, state: State, *, at: datetime) -> None:
    """Take a change off the table; what was answered to it ends."""
    change.state, change.closed_at = state.value, at
    change.save(update_fields=["state", "closed_at"])
    ended = Stance.Ended.REPLACED if state is State.COUNTERED else Stance.Ended.WITHDRAWN
    Stance.objects.standing().filter(change=change).update(ended=ended, ended_at=at)
    del table.changes[change.ref], table.proposals[change.ref]
