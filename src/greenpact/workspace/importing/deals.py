"""Understanding deals: their heads, and the parties, clauses and sources that belong to each."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from greenpact.deals.document import ClauseKind
from greenpact.deals.rules import PartyRole
from greenpact.deals.versions import decimal_text
from greenpact.workspace.importing.complaints import Complaint
from greenpact.workspace.importing.findings import Findings
from greenpact.workspace.importing.forms import DEAL
from greenpact.workspace.importing.layout import Layout, cell_at
from greenpact.workspace.importing.organisations import Known, Sheets, check_position, is_new, plain_fields
from greenpact.workspace.importing.records import ClauseRecord, DealRecord, SourceRecord, fields_of
from greenpact.workspace.importing.understanding import Typed, read_rows
from greenpact.workspace.importing.values import Wrong
from sheets.cells import Notation, Row

PARTS = ("parties", "clauses", "sources")

_INDICATOR = frozenset({"indicator_de", "indicator_en", "unit"})
_COMMITTED = frozenset(
    {"party", "quantity", "measure_type", "starts_on", "ends_on", "money_eur", "staff_fte"}
)

#: Columns of the sheet of clauses that not every kind uses.
USED_BY: dict[ClauseKind, frozenset[str]] = {
    ClauseKind.GOAL: _INDICATOR | {"target", "due_year"},
    ClauseKind.COMMITMENT: _INDICATOR | _COMMITTED | {"duty", "serves", "measure_state"},
    ClauseKind.PROVISION: frozenset({"topic"}),
}
_BY_ALL = frozenset({"city", "deal", "ref", "kind", "text_de", "text_en"})


@dataclass(slots=True)
class _Part:
    """The rows of one sheet by the deal they belong to."""

    layout: Layout
    rows: dict[str, list[Row]]


def understand_deals(sheets: Sheets, known: Known, findings: Findings) -> Iterator[DealRecord]:
    """Every deal that any sheet names, one after the other, with all that the sheets say of it."""
    parts = {name: _part(*sheets[name], findings) for name in PARTS if name in sheets}
    existing = frozenset(known.refs.get("deals", ()))
    heads: set[str] = set()
    if "deals" in sheets:
        layout, rows = sheets["deals"]
        for typed, ref in _heads(layout, rows, known, findings):
            heads.add(ref)
            record = DealRecord(ref, typed.row, head=plain_fields(fields_of(layout.form, typed), "ref"))
            yield _with_parts(record, parts, known, findings)
    for name, part in parts.items():
        for ref in [ref for ref in part.rows if ref not in heads]:
            row = part.rows[ref][0].number
            heads.add(ref)
            if ref in existing:
                yield _with_parts(DealRecord(ref, row), parts, known, findings)
            else:
                known.complain(findings, "deals", ref, (name, row, "deal"))


def _part(layout: Layout, rows: Iterable[Row], findings: Findings) -> _Part:
    by_deal: defaultdict[str, list[Row]] = defaultdict(list)
    place = layout.place_of("deal")
    for row in rows:
        try:
            ref = DEAL.reader.read(cell_at(row, -1 if place is None else place), Notation.POINT, findings.add)
        except Wrong as wrong:
            if cell_at(row, place or 0):
                findings.add(wrong.complaint, layout.form.name, row.number, "deal", **wrong.about)
            else:
                findings.add(Complaint.NEEDED, layout.form.name, row.number, "deal")
        else:
            by_deal[ref].append(row)
    return _Part(layout, by_deal)


def _heads(
    layout: Layout, rows: Iterable[Row], known: Known, findings: Findings
) -> Iterator[tuple[Typed, str]]:
    seen: dict[str, int] = {}
    check = check_position("deals")
    for typed in read_rows(layout, rows, findings):
        ref = typed.get("ref")
        if not ref or not is_new(ref, typed.row, seen, "deals", findings):
            continue
        check(typed, known, findings)
        _check_places(typed, known, findings)
        yield typed, ref


def _check_places(typed: Typed, known: Known, findings: Findings) -> None:
    """Field, districts and further cities must be there to be referred to."""
    if field := typed.get("field"):
        known.complain(findings, "fields", field, ("deals", typed.row, "field"))
    for district in typed.get("districts", ()):
        known.complain(findings, "districts", district, ("deals", typed.row, "districts"))
    for city in typed.get("further_cities", ()):
        if city == known.city:
            findings.add(Complaint.OWN_CITY, "deals", typed.row, "further_cities", text=city)
        else:
            known.complain(findings, "cities", city, ("deals", typed.row, "further_cities"))


def _with_parts(record: DealRecord, parts: dict[str, _Part], known: Known, findings: Findings) -> DealRecord:
    """The record with its rows of the other sheets; a deal that a sheet does not name keeps what it has."""
    for name, part in parts.items():
        rows = part.rows.get(record.ref)
        if not rows:
            continue
        record.rows[name] = rows[0].number
        typed = list(read_rows(part.layout, rows, findings))
        if name == "parties":
            record.parties = _parties(typed, known, findings)
        elif name == "clauses":
            record.clauses = _clauses(part.layout, typed, findings)
        else:
            record.sources = _sources(typed)
    if record.clauses is not None:
        _check_clauses(record, record.clauses, findings)
    return record


def _parties(rows: Sequence[Typed], known: Known, findings: Findings) -> list[tuple[str, str]]:
    seen: dict[str, int] = {}
    parties = []
    for typed in rows:
        ref = typed.get("organisation")
        if not ref or not known.complain(
            findings, "organisations", ref, ("parties", typed.row, "organisation")
        ):
            continue
        if ref in seen:
            findings.add(
                Complaint.PARTY_TWICE, "parties", typed.row, "organisation", text=ref, first=str(seen[ref])
            )
            continue
        seen[ref] = typed.row
        parties.append((ref, typed.get("role", PartyRole.SIGNATORY.value)))
    return parties


def _clauses(layout: Layout, rows: Sequence[Typed], findings: Findings) -> list[ClauseRecord]:
    seen: dict[str, int] = {}
    clauses = []
    for typed in rows:
        ref, kind = typed.get("ref"), typed.get("kind")
        if not ref or not kind or not is_new(ref, typed.row, seen, "clauses", findings):
            continue
        _leave_out_foreign(typed, ClauseKind(kind), findings)
        state = str(typed.values.pop("measure_state", ""))
        given = plain_fields(fields_of(layout.form, typed), "ref", "deal")
        for name, value in given.items():
            given[name] = _as_in_document(name, value)
        clauses.append(ClauseRecord(ref, typed.row, given, state))
    return clauses


def _leave_out_foreign(typed: Typed, kind: ClauseKind, findings: Findings) -> None:
    """Cells that do not belong to a clause of this kind are passed over; a filled one is complained of."""
    for name in [name for name in typed.values if name not in _BY_ALL and name not in USED_BY[kind]]:
        value = typed.values.pop(name)
        if value not in ("", None, (), "unknown"):
            findings.add(Complaint.NOT_OF_THIS_KIND, "clauses", typed.row, name, kind=kind.value)


_AMOUNTS = frozenset({"target", "quantity", "money_eur", "staff_fte"})
_DAYS = frozenset({"starts_on", "ends_on"})


def _as_in_document(name: str, value: Any) -> Any:
    """Amounts and days stand in a document as texts."""
    if name in _AMOUNTS:
        return decimal_text(value)
    if name in _DAYS:
        return value.isoformat() if value else ""
    return value


def _sources(rows: Sequence[Typed]) -> list[SourceRecord]:
    found = []
    for typed in rows:
        if url := typed.get("url"):
            notes = {"de": typed.get("note_de", ""), "en": typed.get("note_en", "")}
            note = {language: text for language, text in notes.items() if text}
            found.append(SourceRecord(url, typed.get("checked_on"), note))
    return found


def _check_clauses(record: DealRecord, clauses: Sequence[ClauseRecord], findings: Findings) -> None:
    """Commitments serve goals of the same deal, and nothing ends before it begins."""
    goals = {clause.ref for clause in clauses if clause.given["kind"] == ClauseKind.GOAL}
    for clause in clauses:
        for goal in clause.given.get("serves", ()):
            if goal not in goals:
                findings.add(
                    Complaint.NOT_A_GOAL, "clauses", clause.row, "serves", text=goal, deal=record.ref
                )
        start, end = clause.given.get("starts_on"), clause.given.get("ends_on")
        if start and end and end < start:
            days = {"start": date.fromisoformat(start), "end": date.fromisoformat(end)}
            findings.add(Complaint.ENDS_BEFORE_IT_BEGINS, "clauses", clause.row, "ends_on", **days)
