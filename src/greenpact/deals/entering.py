"""Entering many new deals at once, such as from a sheet: the same checks, rows and entries as drafting each, with a
handful of queries for all of them together.

What takes time is to make and check the rows. `prepare` does it while others go on writing, so that `enter` keeps
them waiting for the inserts alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from greenpact.cities.models import City
from greenpact.deals.arranging import filled_party, filled_sources, refuse_unfit_clauses, refuse_unfit_parties
from greenpact.deals.document import Document, DocumentParty
from greenpact.deals.drafting import MANY, set_head
from greenpact.deals.filling import filled_clause
from greenpact.deals.models import ClauseRow, Deal, DealSdg, DealText, Party, Source, Version
from greenpact.deals.parts import NotWritten, Parts, WhyNotWritten
from greenpact.deals.rules import lacks_for_publishing
from greenpact.deals.searching import searchable_text
from greenpact.deals.versions import as_clause, frozen
from greenpact.journal.recording import Event, record_all, take_turn


@dataclass(slots=True)
class NewDeal:
    """A deal to be entered, and the rows it comes to once it is prepared."""

    ref: str
    parts: Parts
    deal: Deal = field(default_factory=Deal)
    parties: list[Party] = field(default_factory=list)
    clauses: list[ClauseRow] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    version: Version | None = None
    text: DealText | None = None


def prepare(city: City, new: Iterable[NewDeal], *, at: datetime, public: bool = False) -> None:
    """Make the rows of new deals and check them; nothing is saved yet, and organisations need not be either.

    Raises what `draft` raises, but for a ref that is taken.
    """
    for entry in new:
        _fill(entry, city, at=at, public=public)


@transaction.atomic
def enter(city: City, new: Sequence[NewDeal], *, by: str, at: datetime, public: bool = False) -> None:
    """Enter new deals; `public` publishes them in the same step. Afterwards each has its rows with primary keys.

    Those that are not prepared are prepared first, with the same `at` and `public`. Raises what `draft` raises; then
    none of them is entered.
    """
    take_turn(city.chain_id)
    refs = {entry.ref for entry in new}
    if len(refs) < len(new) or Deal.objects.filter(city=city, ref__in=refs).exists():
        raise NotWritten(WhyNotWritten.REF_TAKEN)
    prepare(city, [entry for entry in new if entry.text is None], at=at, public=public)
    Deal.objects.bulk_create([entry.deal for entry in new])
    _save_heads(new)
    Party.objects.bulk_create(row for entry in new for row in entry.parties)
    ClauseRow.objects.bulk_create(row for entry in new for row in entry.clauses)
    Source.objects.bulk_create(row for entry in new for row in entry.sources)
    DealText.objects.bulk_create(entry.text for entry in new if entry.text is not None)
    Version.objects.bulk_create(entry.version for entry in new if entry.version is not None)
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
        filled_party(deal, party, position) for position, party in enumerate(parts.parties or ())
    ]
    entry.clauses = [
        filled_clause(ClauseRow(deal=deal, ref=clause.ref), clause, position, parties)
        for position, clause in enumerate(parts.clauses or ())
    ]
    entry.sources = filled_sources(deal, parts.sources or ())
    if public:
        document = document_of_new(entry)
        if lacks := lacks_for_publishing(document, is_compiled=deal.is_compiled):
            raise NotWritten(WhyNotWritten.INCOMPLETE, lacks=lacks)
        entry.version = frozen(deal, document, number=1, at=at)
    entry.text = _text(entry)


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
