"""Writing a deal: its head, parties, clauses and sources, before and after it is public.

A change to a public deal is public at once; when it touches the document it makes the next version. Every call is
one transaction with one journal entry, and changes nothing when nothing differs.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.db import transaction

from greenpact.cities.models import City
from greenpact.deals import searching
from greenpact.deals.document import Clause
from greenpact.deals.filling import filled_clause
from greenpact.deals.models import ClauseRow, Deal, DealSdg, Party, Source
from greenpact.deals.recording import locked, record_of_deal, save_moved
from greenpact.deals.rules import Lack, lacks_for_publishing
from greenpact.deals.versions import add_version_if_changed, as_clause, document_of
from greenpact.parties.models import Organisation
from greenpact.ui.wording import Texts


class WhyNotWritten(StrEnum):
    REF_TAKEN = "ref_taken"
    CHANGED_MEANWHILE = "changed_meanwhile"
    PARTY_TWICE = "party_twice"
    CLAUSE_TWICE = "clause_twice"
    OTHER_CITY = "other_city"
    NOT_A_PARTY = "not_a_party"
    INCOMPLETE = "incomplete"


class NotWritten(Exception):
    """The deal stays as it was; `reason` says why, `lacks` what a public deal would miss."""

    def __init__(self, reason: WhyNotWritten, *, lacks: Sequence[Lack] = ()) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.lacks = tuple(lacks)


@dataclass(frozen=True, slots=True)
class PartyEntry:
    organisation: Organisation
    role: str


@dataclass(frozen=True, slots=True)
class SourceEntry:
    url: str
    checked_on: date | None = None
    note: Texts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Parts:
    """What is to be written; a part that is None stays as it is.

    `head` holds fields of `Deal` by name; `districts` and `further_cities` take lists of rows.
    """

    head: Mapping[str, Any] | None = None
    parties: Sequence[PartyEntry] | None = None
    clauses: Sequence[Clause] | None = None
    sources: Sequence[SourceEntry] | None = None


@transaction.atomic
def draft(city: City, ref: str, parts: Parts, *, by: str, at: datetime, public: bool = False) -> Deal:
    """Enter a new deal; `public` publishes it in the same step.

    Raises `NotWritten` (also when a public deal would be incomplete), `ValidationError` when a value is wrong.
    """
    if Deal.objects.filter(city=city, ref=ref).exists():
        raise NotWritten(WhyNotWritten.REF_TAKEN)
    deal = Deal(city=city, ref=ref, changed_at=at)
    _write(deal, parts, at=at)
    if public:
        publish_now(deal, at=at)
    record_of_deal(deal, "published" if public else "drafted", by=by, at=at, payload={})
    return deal


@transaction.atomic
def alter(deal: Deal, parts: Parts, *, by: str, at: datetime, seen: int | None = None) -> list[str]:
    """Change parts of a deal; the names of what changed, empty when nothing differed.

    `seen` is the edition the writer saw. Raises `NotWritten` when it is no longer that one, when clauses and parties
    do not fit together, or when a public deal would become incomplete.
    """
    current = locked(deal)
    if seen is not None and seen != current.edition:
        raise NotWritten(WhyNotWritten.CHANGED_MEANWHILE)
    changed = _write(current, parts, at=at)
    if not changed:
        return []
    payload: dict[str, Any] = {"changed": changed}
    if current.is_published:
        refuse_incomplete(current)
        if version := add_version_if_changed(current, at=at):
            payload["version"] = version.number
    record_of_deal(current, "altered", by=by, at=at, payload=payload)
    return changed


def refuse_incomplete(deal: Deal) -> None:
    """Raise `NotWritten` with all lacks when a deal may not be public as it stands."""
    if lacks := lacks_for_publishing(document_of(deal), is_compiled=deal.is_compiled):
        raise NotWritten(WhyNotWritten.INCOMPLETE, lacks=lacks)


def publish_now(deal: Deal, *, at: datetime) -> None:
    """Make a complete deal public with its next version; part of an activity, not one of its own."""
    refuse_incomplete(deal)
    deal.published_at = at
    deal.save(update_fields=["published_at"])
    add_version_if_changed(deal, at=at)


def _write(deal: Deal, parts: Parts, *, at: datetime) -> list[str]:
    is_new = deal.pk is None
    changed = set_head(deal, parts.head or {})
    if is_new:
        deal.save()
    changed += _set_rows(deal, parts.head or {})
    if parts.parties is not None and _set_parties(deal, parts.parties, on=deal.city.day(at)):
        changed.append("parties")
    if parts.clauses is not None and _set_clauses(deal, parts.clauses):
        changed.append("clauses")
    if parts.sources is not None and _set_sources(deal, parts.sources):
        changed.append("sources")
    if changed and not is_new:
        save_moved(deal, at=at)
    if changed:
        _index(deal)
    return sorted(changed)


MANY = ("districts", "further_cities")


def set_head(deal: Deal, head: Mapping[str, Any]) -> list[str]:
    """Set and check the head's own fields; the names of those that differ. Part of an activity, as all below."""
    plain = {name: value for name, value in head.items() if name not in MANY}
    changed = [name for name, value in plain.items() if getattr(deal, name) != value]
    for name in changed:
        setattr(deal, name, plain[name])
    deal.clean_fields(exclude=["city", "field"])
    if deal.field is not None and deal.field.city_id != deal.city_id:
        raise NotWritten(WhyNotWritten.OTHER_CITY)
    if any(city.is_invented != deal.city.is_invented for city in head.get("further_cities", ())):
        raise NotWritten(WhyNotWritten.OTHER_CITY)  # what is invented never stands on a real city's pages
    return changed


def _set_rows(deal: Deal, head: Mapping[str, Any]) -> list[str]:
    """Rows that hang on the head: SDGs, districts and further cities."""
    changed = []
    if "sdgs" in head and set(head["sdgs"]) != set(deal.sdg_rows.values_list("number", flat=True)):
        deal.sdg_rows.all().delete()
        DealSdg.objects.bulk_create(DealSdg(deal=deal, number=number) for number in deal.sdgs)
    for name in MANY:
        if name not in head:
            continue
        rows = getattr(deal, name)
        if {row.pk for row in head[name]} != set(rows.values_list("pk", flat=True)):
            rows.set(head[name])
            changed.append(name)
    return changed


def refuse_unfit_parties(deal: Deal, entries: Sequence[PartyEntry]) -> None:
    """Raise `NotWritten` when a party stands twice or belongs to another city's register."""
    if len({entry.organisation.pk for entry in entries}) != len(entries):
        raise NotWritten(WhyNotWritten.PARTY_TWICE)
    if any(entry.organisation.city_id != deal.city_id for entry in entries):
        raise NotWritten(WhyNotWritten.OTHER_CITY)


def _set_parties(deal: Deal, entries: Sequence[PartyEntry], *, on: date) -> bool:
    """Make the parties in force these, in this order. One that is gone leaves today, or vanishes from a draft."""
    refuse_unfit_parties(deal, entries)
    present = {party.organisation_id: party for party in deal.parties.filter(left_on__isnull=True)}
    new: list[Party] = []
    differs = False
    for position, entry in enumerate(entries):
        party = present.pop(entry.organisation.pk, None)
        if party is None:
            joined_on = on if deal.is_published else None
            new.append(
                Party(
                    deal=deal,
                    organisation=entry.organisation,
                    role=entry.role,
                    position=position,
                    joined_on=joined_on,
                )
            )
        elif (party.role, party.position) != (entry.role, position):
            party.role, party.position, differs = entry.role, position, True
            party.save(update_fields=["role", "position"])
    for party in present.values():
        _let_go(party, on=on)
    Party.objects.bulk_create(new)
    return differs or bool(new) or bool(present)


def _let_go(party: Party, *, on: date) -> None:
    if party.deal.is_published:
        party.left_on = on
        party.save(update_fields=["left_on"])
    else:
        party.delete()


def refuse_unfit_clauses(clauses: Sequence[Clause], parties: Mapping[str, Organisation]) -> None:
    """Raise `NotWritten` when a clause stands twice or belongs to nobody among the parties."""
    if len({clause.ref for clause in clauses}) != len(clauses):
        raise NotWritten(WhyNotWritten.CLAUSE_TWICE)
    if any(clause.party and clause.party not in parties for clause in clauses):
        raise NotWritten(WhyNotWritten.NOT_A_PARTY)


def _set_clauses(deal: Deal, clauses: Sequence[Clause]) -> bool:
    """Make the document's clauses these, in this order."""
    in_force = deal.parties.filter(left_on__isnull=True).select_related("organisation")
    parties = {party.organisation.ref: party.organisation for party in in_force}
    refuse_unfit_clauses(clauses, parties)
    rows = {row.ref: row for row in deal.clauses.select_related("party")}
    new: list[ClauseRow] = []
    differs = False
    for position, clause in enumerate(clauses):
        row = rows.pop(clause.ref, None)
        if row is None:
            new.append(filled_clause(ClauseRow(deal=deal, ref=clause.ref), clause, position, parties))
        elif row.is_dropped or row.position != position or as_clause(row, _ref(row.party)) != clause:
            filled_clause(row, clause, position, parties).save()
            differs = True
    dropped = [row.pk for row in rows.values() if not row.is_dropped]
    ClauseRow.objects.filter(pk__in=dropped).update(is_dropped=True)
    ClauseRow.objects.bulk_create(new)
    return differs or bool(new) or bool(dropped)


def _ref(organisation: Organisation | None) -> str:
    return organisation.ref if organisation else ""


def _set_sources(deal: Deal, entries: Sequence[SourceEntry]) -> bool:
    now = [SourceEntry(source.url, source.checked_on, source.note) for source in deal.sources.all()]
    if now == list(entries):
        return False
    deal.sources.all().delete()
    Source.objects.bulk_create(filled_sources(deal, entries))
    return True


def filled_sources(deal: Deal, entries: Sequence[SourceEntry]) -> list[Source]:
    """Rows for a deal's sources, checked; raises `ValidationError` when a value is wrong."""
    sources = [
        Source(
            deal=deal, url=entry.url, checked_on=entry.checked_on, note=dict(entry.note), position=position
        )
        for position, entry in enumerate(entries)
    ]
    for source in sources:
        source.clean_fields(exclude=["deal"])
    return sources


def _index(deal: Deal) -> None:
    names: Iterable[str] = deal.parties.filter(left_on__isnull=True).values_list(
        "organisation__name", flat=True
    )
    texts = deal.clauses.standing().values_list("text", flat=True)
    searching.index(deal, names=names, clauses=[words for text in texts for words in text.values()])
