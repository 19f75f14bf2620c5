"""Entering many new deals at once, such as from a sheet: the same checks, rows and entries as drafting each, with a
handful of queries for all of them together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from greenpact.cities.models import City
from greenpact.deals.document import Document, DocumentParty
from greenpact.deals.drafting import (
    MANY,
    NotWritten,
    Parts,
    WhyNotWritten,
    filled_sources,
    refuse_unfit_clauses,
    refuse_unfit_parties,
    set_head,
)
from greenpact.deals.filling import filled_clause
from greenpact.deals.models import ClauseRow, Deal, DealSdg, DealText, Party, Source, Version
from greenpact.deals.rules import lacks_for_publishing
from greenpact.deals.searching import searchable_text
from greenpact.deals.versions import as_clause, frozen
from greenpact.journal.recording import Event, record_all


@dataclass(slots=True)
class NewDeal:
    """A deal to be entered, and the rows it comes to."""

    ref: str
    parts: Parts
    deal: Deal = field(default_factory=Deal)
    parties: list[Party] = field(default_factory=list)
    clauses: list[ClauseRow] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)


@transaction.atomic
def enter(city: City, new: Sequence[NewDeal], *, by: str, at: datetime, public: bool = False) -> None:
    """Enter new deals; `public` publishes them in the same step. Afterwards each has its rows with primary keys.

    Raises what `draft` raises; then none of them is entered.
    """
    if Deal.objects.filter(city=city, ref__in=[entry.ref for entry in new]).exists():
        raise NotWritten(WhyNotWritten.REF_TAKEN)
    for entry in new:
        _fill(entry, city, at=at, public=public)
    Deal.objects.bulk_create([entry.deal for entry in new])
    _save_heads(new)
    Party.objects.bulk_create(row for entry in new for row in entry.parties)
    ClauseRow.objects.bulk_create(row for entry in new for row in entry.clauses)
    Source.objects.bulk_create(row for entry in new for row in entry.sources)
    DealText.objects.bulk_create(_text(entry) for entry in new)
    if public:
        Version.objects.bulk_create(
            frozen(entry.deal, document_of_new(entry), number=1, at=at) for entry in new
        )
    verb = "deal.published" if public else "deal.drafted"
    events = [Event(verb, f"deal:{entry.ref}") for entry in new]
    record_all(city.chain_id, events, by=by, at=at, public=public)


def _fill(entry: NewDeal, city: City, *, at: datetime, public: bool) -> None:
    """Make the rows of a deal and check them all."""
    deal = entry.deal = Deal(city=city, ref=entry.ref, changed_at=at, published_at=at if public else None)
    parts = entry.parts
    set_head(deal, parts.head or {})
    refuse_unfit_parties(deal, parts.parties or ())
    parties = {party.organisation.ref: party.organisation for party in parts.parties or ()}
    refuse_unfit_clauses(parts.clauses or (), parties)
    entry.parties = [
        Party(deal=deal, organisation=party.organisation, role=party.role, position=position)
        for position, party in enumerate(parts.parties or ())
    ]
    entry.clauses = [
        filled_clause(ClauseRow(deal=deal, ref=clause.ref), clause, position, parties)
        for position, clause in enumerate(parts.clauses or ())
    ]
    entry.sources = filled_sources(deal, parts.sources or ())
    if public and (lacks := lacks_for_publishing(document_of_new(entry), is_compiled=deal.is_compiled)):
        raise NotWritten(WhyNotWritten.INCOMPLETE, lacks=lacks)


def _save_heads(new: Iterable[NewDeal]) -> None:
    """What hangs on the heads: SDGs, districts, further cities."""
    DealSdg.objects.bulk_create(
        DealSdg(deal=entry.deal, number=number) for entry in new for number in entry.deal.sdgs
    )
    for name in MANY:
        for entry in new:
            if rows := (entry.parts.head or {}).get(name):
                getattr(entry.deal, name).set(rows)


def document_of_new(entry: NewDeal) -> Document:
    """The document of a deal whose rows are at hand; what `versions.document_of` would read."""
    return Document(
        title=entry.deal.title,
        summary=entry.deal.summary,
        legal_nature=entry.deal.legal_nature,
        parties=tuple(
            DocumentParty(party.organisation.ref, party.organisation.name, str(party.role))
            for party in entry.parties
        ),
        clauses=tuple(as_clause(row, row.party.ref if row.party else "") for row in entry.clauses),
    )


def _text(entry: NewDeal) -> DealText:
    names = [party.organisation.name for party in entry.parties]
    words = [text for row in entry.clauses for text in row.text.values()]
    return DealText(deal=entry.deal, text=searchable_text(entry.deal, names=names, clauses=words))
