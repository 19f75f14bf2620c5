"""Comparing what the sheets want with what the city has; what could not be carried out becomes a finding."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from greenpact.cities.keeping import Kept
from greenpact.cities.models import City
from greenpact.deals.rules import Signature
from greenpact.workspace.importing.changes import (
    Change,
    DealChange,
    Difference,
    RowChange,
    differing,
    differing_parts,
)
from greenpact.workspace.importing.checking import check_deal, states_that_follow
from greenpact.workspace.importing.complaints import Complaint
from greenpact.workspace.importing.current import (
    CurrentDeal,
    current_deals,
    current_rows,
    in_batches,
    value_in,
)
from greenpact.workspace.importing.deals import understand_deals
from greenpact.workspace.importing.findings import Findings
from greenpact.workspace.importing.layout import complain_of_missing
from greenpact.workspace.importing.organisations import (
    ROW_FORMS,
    Known,
    Sheets,
    check_deputies,
    known_in,
    understand_rows,
)
from greenpact.workspace.importing.records import DealRecord, RowRecord, merged


@dataclass(frozen=True, slots=True)
class Options:
    """What whoever imports decides for all deals of an import."""

    publish: bool = False  # make the deals public
    compiled: bool = (
        False  # those with sources were compiled from them, and are not the parties' own statement
    )


#: Told how many deals have been compared.
Watch = Callable[[int], None]


def plan(
    city: City,
    sheets: Sheets,
    options: Options,
    findings: Findings,
    *,
    today: date,
    watch: Watch = lambda _count: None,
) -> Iterator[Change]:
    """Every record as a change, in the order in which they can be carried out."""
    known = known_in(city)
    for form in ROW_FORMS:
        if form in sheets:
            yield from _plan_rows(form, city, sheets, known, findings)
    compared = 0
    for records in in_batches(understand_deals(sheets, known, findings)):
        current = current_deals(city, [record.ref for record in records])
        for record in records:
            if record.ref not in current:
                complain_of_missing(sheets["deals"][0], findings)
            yield _plan_deal(record, current.get(record.ref), options, findings, today)
        compared += len(records)
        watch(compared)


def _plan_rows(
    form: str, city: City, sheets: Sheets, known: Known, findings: Findings
) -> Iterator[RowChange]:
    records = list(understand_rows(form, sheets, known, findings))
    if form == "offices":
        check_deputies(records, known, findings)
    rows = current_rows(form, city)
    for position, record in enumerate(records):
        if record.ref not in rows:
            complain_of_missing(sheets[form][0], findings)
        yield _plan_row(record, rows.get(record.ref), position)


#: Kinds whose rows stand in the order of their sheet.
_ORDERED = frozenset({"fields", "offices"})


def _plan_row(record: RowRecord, current: Any, position: int) -> RowChange:
    given = _in_order(record.given, "fields")
    if record.form in _ORDERED and current is None:
        given["position"] = position
    before = {name: value_in(current, name) for name in given} if current is not None else {}
    values = merged(given, before)
    title = values.get("name") or values.get("text") or record.ref
    change = RowChange(record.form, record.row, record.ref, title, Kept.ADDED, values, current)
    if current is not None:
        change.differences = differing(before, values)
        change.outcome = Kept.CHANGED if change.differences else Kept.SAME
    return change


def _in_order(given: dict[str, Any], *names: str) -> dict[str, Any]:
    """Lists of other rows have no order of their own."""
    return {name: sorted(value) if name in names else value for name, value in given.items()}


def _plan_deal(
    record: DealRecord, current: CurrentDeal | None, options: Options, findings: Findings, today: date
) -> DealChange:
    change = _wanted(record, current, options)
    check_deal(change, record, findings, today=today)
    if current is not None:
        _compare(change, current, record, findings)
    return change


def _wanted(record: DealRecord, current: CurrentDeal | None, options: Options) -> DealChange:
    given = _in_order(record.head or {}, "districts", "further_cities")
    before = {name: value_in(current.deal, name) for name in given} if current is not None else {}
    head = merged(given, before)
    if current is None and options.compiled and record.sources:
        head["is_compiled"] = True
        head.setdefault("signature_state", Signature.UNKNOWN.value)
    old = {clause.ref: clause for clause in current.clauses} if current is not None else {}
    clauses = record.clauses
    return DealChange(
        row=record.row,
        ref=record.ref,
        title=head.get("title") or (current.deal.title if current is not None else record.ref),
        outcome=Kept.ADDED,
        head=head,
        parties=None if record.parties is None else tuple(record.parties),
        clauses=None if clauses is None else tuple(clause.over(old.get(clause.ref)) for clause in clauses),
        sources=None if record.sources is None else tuple(record.sources),
        states={clause.ref: clause.state for clause in clauses or () if clause.state},
        publish=options.publish and (current is None or not current.deal.is_published),
        current=current,
    )


def _compare(change: DealChange, current: CurrentDeal, record: DealRecord, findings: Findings) -> None:
    change.states = states_that_follow(change, current, record, findings)
    before = {name: value_in(current.deal, name) for name in change.head}
    in_text = differing(before, change.head) + differing_parts(current, change)
    change.differences = [*in_text, *([Difference("published", False, True)] if change.publish else [])]
    change.outcome = Kept.CHANGED if change.differences else Kept.SAME
    change.head = {name: value for name, value in change.head.items() if value != before[name]}
    change.leave_out_same(current)
    if in_text and current.deal.signature_state == Signature.SIGNED and not current.deal.is_compiled:
        findings.add(Complaint.SIGNED_CHANGES, "deals", record.row if record.head is not None else 0, "ref")
