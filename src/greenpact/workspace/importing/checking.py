"""Whether a deal can be written as the sheets want it, given how it stands now."""

from datetime import date
from typing import Any

from greenpact.deals.document import Document, DocumentParty
from greenpact.deals.rules import (
    Lack,
    Nature,
    Signature,
    Work,
    lacks_for_publishing,
    may_signature_become,
    may_work_become,
)
from greenpact.measures.rules import State, may_become
from greenpact.workspace.importing.changes import DealChange
from greenpact.workspace.importing.complaints import Complaint
from greenpact.workspace.importing.current import CurrentDeal
from greenpact.workspace.importing.findings import Findings
from greenpact.workspace.importing.records import DealRecord

LACKS = {
    Lack.TITLE: Complaint.LACKS_TITLE,
    Lack.SUMMARY: Complaint.LACKS_SUMMARY,
    Lack.PARTIES: Complaint.LACKS_PARTIES,
    Lack.CLAUSE_TEXT: Complaint.LACKS_CLAUSE_TEXT,
    Lack.OWNER: Complaint.LACKS_OWNER,
}


def check_deal(change: DealChange, record: DealRecord, findings: Findings, *, today: date) -> None:
    """Complain of everything that would keep the deal from being written or made public."""
    _check_period(change, record, findings)
    _check_signature(change, record, findings, today)
    _check_owners(change, record, findings)
    if change.current is not None:
        _check_states(change, change.current, record, findings)
        _check_kinds(change.current, record, findings)
    is_public = change.current is not None and change.current.deal.is_published
    if change.publish or is_public:
        document = _document(change)
        for lack in lacks_for_publishing(document, is_compiled=_stands(change, "is_compiled", default=False)):
            if lack != Lack.TITLE or record.head is None:  # a sheet without titles was complained of
                findings.add(LACKS[lack], "deals", record.row, text=record.ref)


def _stands(change: DealChange, name: str, *, default: Any = None) -> Any:
    """The value of a field as it would stand."""
    if name in change.head:
        return change.head[name]
    return getattr(change.current.deal, name) if change.current is not None else default


def _document(change: DealChange) -> Document:
    """The document as it would stand, without the names of its parties."""
    current = change.current
    parties = change.parties if change.parties is not None else current.parties if current is not None else ()
    clauses = change.clauses if change.clauses is not None else current.clauses if current is not None else ()
    return Document(
        title=_stands(change, "title", default={}),
        summary=_stands(change, "summary", default={}),
        parties=tuple(DocumentParty(ref, "", role) for ref, role in parties),
        clauses=clauses,
        legal_nature=_stands(change, "legal_nature", default=Nature.UNKNOWN.value),
    )


def _check_period(change: DealChange, record: DealRecord, findings: Findings) -> None:
    for first, last in (("starts_on", "ends_on"), ("start_year", "end_year")):
        start, end = _stands(change, first), _stands(change, last)
        if start is not None and end is not None and end < start:
            findings.add(Complaint.ENDS_BEFORE_IT_BEGINS, "deals", record.row, last, start=start, end=end)


def _check_signature(change: DealChange, record: DealRecord, findings: Findings, today: date) -> None:
    state, signed_on = _stands(change, "signature_state"), _stands(change, "signed_on")
    is_compiled = _stands(change, "is_compiled", default=False)
    if state == Signature.UNKNOWN and not is_compiled:
        findings.add(Complaint.SIGNATURE_UNKNOWN, "deals", record.row, "signature_state")
    if signed_on is not None and signed_on > today:
        findings.add(Complaint.SIGNED_IN_FUTURE, "deals", record.row, "signed_on")
    if state == Signature.SIGNED and signed_on is None and not is_compiled:
        findings.add(Complaint.SIGNED_WITHOUT_DAY, "deals", record.row, "signed_on")


def _check_owners(change: DealChange, record: DealRecord, findings: Findings) -> None:
    """A commitment belongs to one of the deal's parties."""
    parties = {party.organisation for party in _document(change).parties}
    for clause in record.clauses or ():
        party = clause.given.get("party", "")
        if party and party not in parties:
            findings.add(Complaint.NOT_A_PARTY, "clauses", clause.row, "party", text=party, deal=record.ref)
    if record.clauses is None and change.parties is not None and change.current is not None:
        for party in {clause.party for clause in change.current.clauses if clause.party} - parties:
            findings.add(
                Complaint.OWES_SOMETHING, "parties", record.rows["parties"], text=party, deal=record.ref
            )


def _check_states(change: DealChange, current: CurrentDeal, record: DealRecord, findings: Findings) -> None:
    """A deal of the city's own moves along its two axes step by step; a compiled record may be corrected."""
    if current.deal.is_compiled:
        return
    work, signature = current.deal.work_state, current.deal.signature_state
    then = change.head.get("work_state", work)
    if then != work and not may_work_become(Work(work), Work(then)):
        findings.add(Complaint.NOT_FROM_HERE, "deals", record.row, "work_state", now=work, then=then)
    then = change.head.get("signature_state", signature)
    if then != signature and not may_signature_become(Signature(signature), Signature(then)):
        findings.add(
            Complaint.NOT_FROM_HERE, "deals", record.row, "signature_state", now=signature, then=then
        )


def _check_kinds(current: CurrentDeal, record: DealRecord, findings: Findings) -> None:
    kinds = {clause.ref: clause.kind for clause in current.clauses}
    for clause in record.clauses or ():
        if clause.ref in kinds and clause.given["kind"] != kinds[clause.ref]:
            findings.add(Complaint.KIND_STAYS, "clauses", clause.row, "kind", text=clause.ref)


def states_that_follow(
    change: DealChange, current: CurrentDeal, record: DealRecord, findings: Findings
) -> dict[str, str]:
    """The states of measures that can be recorded; those that cannot follow are complained of and left out."""
    rows = {clause.ref: clause.row for clause in record.clauses or ()}
    states = {}
    for ref, state in change.states.items():
        measure = current.measures.get(ref)
        if measure is None or measure.state == state or may_become(State(measure.state), State(state)):
            states[ref] = state
        else:
            findings.add(
                Complaint.MEASURE_STAYS, "clauses", rows[ref], "measure_state", now=measure.state, then=state
            )
    return states
