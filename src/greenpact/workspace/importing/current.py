"""What the city's register holds, in the values of sheets: other rows by their short names."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Prefetch

from greenpact.cities.models import City, District, Field, Figure, OfCity, Office, Programme, Target
from greenpact.deals.document import Clause, Document, DocumentParty
from greenpact.deals.models import ClauseRow, Deal, Party
from greenpact.deals.versions import as_clause
from greenpact.measures.models import Measure
from greenpact.parties.models import Organisation
from greenpact.workspace.importing.records import SourceRecord

#: The model behind each sheet of rows that stand for themselves.
KINDS: Mapping[str, type[OfCity]] = {
    "programmes": Programme,
    "fields": Field,
    "districts": District,
    "offices": Office,
    "targets": Target,
    "figures": Figure,
    "organisations": Organisation,
}

BATCH = 100


def current_rows(form: str, city: City) -> dict[str, OfCity]:
    """All rows of a sheet's kind in a city, by ref, with the rows they refer to."""
    kind = KINDS[form]
    foreign = [field.name for field in kind._meta.fields if isinstance(field, models.ForeignKey)]
    many = [field.name for field in kind._meta.many_to_many]
    rows = kind._default_manager.filter(city=city).select_related(*foreign).prefetch_related(*many)
    return {row.ref: row for row in rows}


def value_in(row: models.Model, name: str) -> Any:
    """The value of a field as a sheet gives it."""
    field = row._meta.get_field(name)
    value = getattr(row, name)
    if isinstance(field, models.ManyToManyField):
        return sorted(name_of(other) for other in value.all())
    if isinstance(field, models.ForeignKey):
        return name_of(value) if value is not None else ""
    return value


def name_of(row: Any) -> str:
    """The short name of a row or a city."""
    return str(row.slug if isinstance(row, City) else row.ref)


@dataclass(slots=True)
class CurrentDeal:
    """A deal as it stands, with its parts and how its measures stand."""

    deal: Deal
    parties: tuple[tuple[str, str], ...]
    clauses: tuple[Clause, ...]
    sources: tuple[SourceRecord, ...]
    measures: dict[str, Measure]

    @property
    def document(self) -> Document:
        """The document without the names of its parties, which sheets of deals do not give."""
        deal = self.deal
        parties = tuple(DocumentParty(ref, "", role) for ref, role in self.parties)
        return Document(deal.title, deal.summary, parties, self.clauses, deal.legal_nature)


def current_deals(city: City, refs: Iterable[str]) -> dict[str, CurrentDeal]:
    """Those of the deals that are in the register, loaded together."""
    deals = (
        Deal.objects.filter(city=city, ref__in=list(refs))
        .select_related("field", "city")
        .prefetch_related(
            "districts",
            "further_cities",
            "sources",
            Prefetch(
                "parties",
                Party.objects.filter(left_on__isnull=True).select_related("organisation"),
                to_attr="parties_in_force",
            ),
            Prefetch(
                "clauses",
                ClauseRow.objects.standing().select_related("party", "measure"),
                to_attr="standing_clauses",
            ),
        )
    )
    return {deal.ref: _current(deal) for deal in deals}


def _current(deal: Any) -> CurrentDeal:
    rows: list[ClauseRow] = deal.standing_clauses
    return CurrentDeal(
        deal=deal,
        parties=tuple((party.organisation.ref, str(party.role)) for party in deal.parties_in_force),
        clauses=tuple(as_clause(row, row.party.ref if row.party else "") for row in rows),
        sources=tuple(
            SourceRecord(source.url, source.checked_on, source.note) for source in deal.sources.all()
        ),
        measures={row.ref: row.measure for row in rows if hasattr(row, "measure")},
    )


def in_batches(records: Iterable[Any], size: int = BATCH) -> Iterator[list[Any]]:
    """The records in lists of at most `size`."""
    batch: list[Any] = []
    for record in records:
        batch.append(record)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
