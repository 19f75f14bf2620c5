"""Writing planned changes into the register, by the same activities as people use.

First everything is made ready that can be, then it is written in one transaction, so that others wait as little as
possible.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any, cast

from greenpact.cities.keeping import Kept, add_all
from greenpact.cities.models import City
from greenpact.deals.document import ClauseKind
from greenpact.deals.drafting import Parts, PartyEntry, SourceEntry, alter
from greenpact.deals.entering import NewDeal, enter
from greenpact.deals.entering import prepare as prepare_deals
from greenpact.deals.keeping import keep
from greenpact.deals.publishing import publish
from greenpact.measures.models import Measure
from greenpact.measures.planning import measure_for, plan_commitments
from greenpact.measures.recording import record_state
from greenpact.measures.rules import State
from greenpact.parties.models import Organisation
from greenpact.workspace.importing.changes import Change, DealChange, RowChange
from greenpact.workspace.importing.current import KINDS, CurrentDeal, in_batches

TOGETHER = 500  # rows or deals that are written by the same statements

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
    """Who writes, when and where, and the rows that can be referred to: those that are there, and those to come."""

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


@dataclass(slots=True)
class Entered:
    """New deals to be entered together, with the measures of their commitments."""

    deals: list[NewDeal]
    measures: list[Measure]
    public: bool


@dataclass(slots=True)
class Ready:
    """An import made ready to be written: whatever can be made and checked beforehand is."""

    writer: Writer
    rows: list[tuple[str, list[RowChange]]]
    entered: list[Entered]
    altered: list[DealChange]


def prepare(changes: Iterable[Change], writer: Writer) -> Ready:
    """Make everything ready, while others go on writing. Raises what the activities raise."""
    ready = Ready(writer, [], [], [])
    for form, group in groupby(changes, key=lambda change: change.form):
        wanted = (change for change in group if change.outcome != Kept.SAME)
        if form == "deals":
            for batch in in_batches(wanted, TOGETHER):
                _prepare_deals(cast("list[DealChange]", batch), ready)
        else:
            rows = cast("list[RowChange]", list(wanted))
            _expect(form, rows, writer)
            ready.rows.append((form, rows))
    return ready


def _expect(form: str, rows: Iterable[RowChange], writer: Writer) -> None:
    """Let the rows that will be there be referred to, by the names that they will have."""
    expected = writer.rows_of(form)
    for change in rows:
        row = expected.setdefault(change.ref, KINDS[form](city=writer.city, ref=change.ref))
        if "name" in change.values:
            row.name = change.values["name"]


def _prepare_deals(batch: Sequence[DealChange], ready: Ready) -> None:
    writer = ready.writer
    for public in (True, False):
        added = [change for change in batch if change.outcome == Kept.ADDED and change.publish == public]
        new = [NewDeal(change.ref, _parts(change, writer)) for change in added]
        prepare_deals(writer.city, new, at=writer.at, public=public)
        measures = [
            measure_for(row, State(change.states.get(row.ref, State.UNKNOWN)))
            for change, entry in zip(added, new, strict=True)
            for row in entry.clauses
            if row.kind == ClauseKind.COMMITMENT
        ]
        if new:
            ready.entered.append(Entered(new, measures, public))
    ready.altered += [change for change in batch if change.outcome == Kept.CHANGED]


def write(ready: Ready) -> None:
    """Write what was made ready, all in one transaction with its caller. Raises what the activities raise."""
    writer = ready.writer
    for form, rows in ready.rows:
        for batch in in_batches(rows, TOGETHER):
            _write_rows(form, batch, writer)
    for group in ready.entered:
        enter(writer.city, group.deals, by=writer.by, at=writer.at, public=group.public)
        Measure.objects.bulk_create(group.measures)
    for change in ready.altered:
        if change.current is not None:
            _alter(change, change.current, writer)


def _write_rows(form: str, batch: Sequence[RowChange], writer: Writer) -> None:
    kind, expected = KINDS[form], writer.rows_of(form)
    new = [change for change in batch if change.outcome == Kept.ADDED]
    # Two offices may be each other's deputies: they are added without, and get them when all are there.
    later = [change for change in new if change.values.get("deputy")]
    values = {change.ref: writer.resolved({**change.values, **_without_deputy(change)}) for change in new}
    for ref, row in add_all(kind, writer.city, values, by=writer.by, at=writer.at).items():
        expected[ref].pk = row.pk
    for change in [change for change in batch if change.outcome == Kept.CHANGED] + later:
        wanted = writer.resolved(change.values)
        keep(kind, writer.city, change.ref, wanted, by=writer.by, at=writer.at)


def _without_deputy(change: RowChange) -> dict[str, Any]:
    return {"deputy": ""} if "deputy" in change.values else {}


def _alter(change: DealChange, current: CurrentDeal, writer: Writer) -> None:
    deal = current.deal
    alter(deal, _parts(change, writer), by=writer.by, at=writer.at)
    states = {ref: State(state) for ref, state in change.states.items()}
    if change.clauses is not None or not states.keys() <= current.measures.keys():
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
