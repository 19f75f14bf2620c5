"""Writing planned changes into the register, by the same activities as people use; part of one transaction."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any, cast

from greenpact.cities.keeping import Kept, add_all, keep
from greenpact.cities.models import City
from greenpact.deals.document import ClauseKind
from greenpact.deals.drafting import Parts, PartyEntry, SourceEntry, alter
from greenpact.deals.entering import NewDeal, enter
from greenpact.deals.publishing import publish
from greenpact.measures.planning import plan_clauses, plan_commitments
from greenpact.measures.recording import record_state
from greenpact.measures.rules import State
from greenpact.parties.models import Organisation
from greenpact.workspace.importing.changes import Change, DealChange, RowChange
from greenpact.workspace.importing.current import KINDS, CurrentDeal, in_batches

#: Which sheet the rows come from that a field refers to.
REFERS_TO = {
    "district": "districts",
    "deputy": "offices",
    "fields": "fields",
    "field": "fields",
    "districts": "districts",
    "further_cities": "cities",
}


@dataclass(slots=True)
class Writer:
    """Who writes, when and where, and the rows that were looked up or added so far."""

    city: City
    by: str
    at: datetime
    rows: dict[str, dict[str, Any]] = field(default_factory=dict)

    def rows_of(self, form: str) -> dict[str, Any]:
        """All rows of a kind by their refs, loaded once."""
        if form not in self.rows:
            if form == "cities":
                self.rows[form] = {city.slug: city for city in City.objects.all()}
            else:
                found = KINDS[form]._default_manager.filter(city=self.city)
                self.rows[form] = {row.ref: row for row in found}
        return self.rows[form]

    def resolved(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The values with rows in place of their short names."""
        return {name: self._resolve(name, value) for name, value in values.items()}

    def _resolve(self, name: str, value: Any) -> Any:
        if name not in REFERS_TO:
            return value
        rows = self.rows_of(REFERS_TO[name])
        if isinstance(value, list):
            return [rows[ref] for ref in value]
        return rows[value] if value else None


def write(
    changes: Iterable[Change], writer: Writer, watch: Callable[[int], None] = lambda _count: None
) -> None:
    """Carry out the changes in their order. Raises what the activities raise."""
    written = 0
    for form, group in groupby(changes, key=lambda change: change.form):
        for batch in in_batches(change for change in group if change.outcome != Kept.SAME):
            if form == "deals":
                _write_deals(cast("list[DealChange]", batch), writer)
            else:
                _write_rows(form, cast("list[RowChange]", batch), writer)
            written += len(batch)
            watch(written)


def _write_rows(form: str, batch: Sequence[RowChange], writer: Writer) -> None:
    kind, rows = KINDS[form], writer.rows_of(form)
    new = [change for change in batch if change.outcome == Kept.ADDED]
    # Two offices may be each other's deputies: they are added without, and get them when all are there.
    later = [change for change in new if change.values.get("deputy")]
    values = {change.ref: writer.resolved({**change.values, **_without_deputy(change)}) for change in new}
    rows.update(add_all(kind, writer.city, values, by=writer.by, at=writer.at))
    for change in [change for change in batch if change.outcome == Kept.CHANGED] + later:
        wanted = writer.resolved(change.values)
        rows[change.ref] = keep(kind, writer.city, change.ref, wanted, by=writer.by, at=writer.at)[0]


def _without_deputy(change: RowChange) -> dict[str, Any]:
    return {"deputy": ""} if "deputy" in change.values else {}


def _write_deals(batch: Sequence[DealChange], writer: Writer) -> None:
    for public in (True, False):
        new = [change for change in batch if change.outcome == Kept.ADDED and change.publish == public]
        _enter(new, writer, public=public)
    for change in batch:
        if change.outcome == Kept.CHANGED and change.current is not None:
            _alter(change, change.current, writer)


def _enter(changes: Sequence[DealChange], writer: Writer, *, public: bool) -> None:
    new = [NewDeal(change.ref, _parts(change, writer)) for change in changes]
    if not new:
        return
    enter(writer.city, new, by=writer.by, at=writer.at, public=public)
    plan_clauses(
        (row, State(change.states.get(row.ref, State.UNKNOWN)))
        for change, entry in zip(changes, new, strict=True)
        for row in entry.clauses
        if row.kind == ClauseKind.COMMITMENT
    )


def _alter(change: DealChange, current: CurrentDeal, writer: Writer) -> None:
    deal = current.deal
    alter(deal, _parts(change, writer), by=writer.by, at=writer.at)
    states = {ref: State(state) for ref, state in change.states.items()}
    plan_commitments(deal, state=State.UNKNOWN, states=states)
    for ref, state in states.items():
        measure = current.measures.get(ref)
        if measure is not None and measure.state != state:
            record_state(measure, state, by=writer.by, at=writer.at)
    if change.publish:
        publish(deal, by=writer.by, at=writer.at)


def _parts(change: DealChange, writer: Writer) -> Parts:
    organisations: dict[str, Organisation] = writer.rows_of("organisations")
    parties, sources = change.parties, change.sources
    return Parts(
        head=writer.resolved(change.head),
        parties=None if parties is None else [PartyEntry(organisations[ref], role) for ref, role in parties],
        clauses=change.clauses,
        sources=None
        if sources is None
        else [SourceEntry(source.url, source.checked_on, source.note) for source in sources],
    )
