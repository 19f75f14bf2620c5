"""Arranging the rows of a deal: its parties, clauses and sources, checked and brought into their order.

Each function is part of an activity, whose transaction and turn it stands in.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from greenpact.deals.document import Clause, ClauseKind
from greenpact.deals.filling import filled_clause
from greenpact.deals.models import ClauseRow, Deal, Party, Source
from greenpact.deals.parts import NotWritten, PartyEntry, SourceEntry, WhyNotWritten
from greenpact.deals.rules import MOST_CLAUSES, MOST_PARTIES, MOST_SOURCES
from greenpact.deals.versions import as_clause
from greenpact.parties.models import Organisation


def refuse_unfit_parties(deal: Deal, entries: Sequence[PartyEntry]) -> None:
    """Raise `NotWritten` when a party stands twice or belongs to another city's register, or there are too many."""
    if len(entries) > MOST_PARTIES:
        raise NotWritten(WhyNotWritten.TOO_MANY)
    if any(entry.organisation.city_id != deal.city_id for entry in entries):
        raise NotWritten(WhyNotWritten.OTHER_CITY)
    if len({entry.organisation.ref for entry in entries}) != len(entries):
        raise NotWritten(WhyNotWritten.PARTY_TWICE)


def set_parties(deal: Deal, entries: Sequence[PartyEntry], *, on: date) -> bool:
    """Make the parties in force these, in this order. One that is gone leaves today, or vanishes from a draft."""
    refuse_unfit_parties(deal, entries)
    organisations = [entry.organisation.pk for entry in entries]
    if Organisation.objects.filter(pk__in=organisations).count() != len(entries):
        raise NotWritten(WhyNotWritten.CHANGED_MEANWHILE)  # one was removed from the register
    present = {party.organisation_id: party for party in deal.parties.present()}
    new: list[Party] = []
    differs = False
    for position, entry in enumerate(entries):
        party = present.pop(entry.organisation.pk, None)
        if party is None:
            new.append(filled_party(deal, entry, position, joined_on=on if deal.is_published else None))
        elif (party.role, party.position) != (entry.role, position):
            party.role, party.position, differs = entry.role, position, True
            party.clean_fields(exclude=["deal", "organisation"])
            party.save(update_fields=["role", "position"])
    for party in present.values():
        _let_go(party, on=on)
    Party.objects.bulk_create(new)
    return differs or bool(new) or bool(present)


def filled_party(deal: Deal, entry: PartyEntry, position: int, *, joined_on: date | None = None) -> Party:
    """A row for a party, checked; raises `ValidationError` when its role is none."""
    party = Party(
        deal=deal, organisation=entry.organisation, role=entry.role, position=position, joined_on=joined_on
    )
    party.clean_fields(exclude=["deal", "organisation"])
    return party


def _let_go(party: Party, *, on: date) -> None:
    if party.deal.is_published:
        party.left_on = on
        party.save(update_fields=["left_on"])
    else:
        party.delete()


def refuse_unfit_clauses(clauses: Sequence[Clause], parties: Mapping[str, Organisation]) -> None:
    """Raise `NotWritten` when clauses do not make a document: one stands twice, ends before it begins, belongs to
    nobody among the parties, or serves what is no goal of it."""
    if len(clauses) > MOST_CLAUSES:
        raise NotWritten(WhyNotWritten.TOO_MANY)
    if len({clause.ref for clause in clauses}) != len(clauses):
        raise NotWritten(WhyNotWritten.CLAUSE_TWICE)
    if ownerless := [clause.ref for clause in clauses if clause.party and clause.party not in parties]:
        raise NotWritten(WhyNotWritten.NOT_A_PARTY, clauses=ownerless)
    if backward := [clause.ref for clause in clauses if clause.ends_on and clause.ends_on < clause.starts_on]:
        raise NotWritten(WhyNotWritten.ENDS_BEFORE_IT_BEGINS, clauses=backward)
    goals = {clause.ref for clause in clauses if clause.kind == ClauseKind.GOAL}
    if aimless := [clause.ref for clause in clauses if not goals.issuperset(clause.serves)]:
        raise NotWritten(WhyNotWritten.NOT_A_GOAL, clauses=aimless)


def refuse_ownerless(deal: Deal) -> None:
    """Raise `NotWritten` when a clause belongs to an organisation that is not party to the deal any more."""
    in_force = deal.parties.present().values("organisation")
    owned = deal.clauses.standing().filter(party__isnull=False)
    if ownerless := list(owned.exclude(party__in=in_force).values_list("ref", flat=True)):
        raise NotWritten(WhyNotWritten.NOT_A_PARTY, clauses=ownerless)


def set_clauses(deal: Deal, clauses: Sequence[Clause]) -> bool:
    """Make the document's clauses these, in this order."""
    in_force = deal.parties.present().select_related("organisation")
    parties = {party.organisation.ref: party.organisation for party in in_force}
    refuse_unfit_clauses(clauses, parties)
    rows = {row.ref: row for row in deal.clauses.select_related("party")}
    _refuse_other_kinds(clauses, rows)
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


def _refuse_other_kinds(clauses: Sequence[Clause], rows: Mapping[str, ClauseRow]) -> None:
    """Raise `NotWritten` when a clause was of another kind before: a commitment with its measure stays one."""
    if other := [one.ref for one in clauses if one.ref in rows and rows[one.ref].kind != one.kind]:
        raise NotWritten(WhyNotWritten.OTHER_KIND, clauses=other)


def _ref(organisation: Organisation | None) -> str:
    return organisation.ref if organisation else ""


def set_sources(deal: Deal, entries: Sequence[SourceEntry]) -> bool:
    now = [SourceEntry(source.url, source.checked_on, source.note) for source in deal.sources.all()]
    if now == list(entries):
        return False
    deal.sources.all().delete()
    Source.objects.bulk_create(filled_sources(deal, entries))
    return True


def filled_sources(deal: Deal, entries: Sequence[SourceEntry]) -> list[Source]:
    """Rows for a deal's sources, checked; raises `ValidationError` when one is wrong, `NotWritten` at too many."""
    if len(entries) > MOST_SOURCES:
        raise NotWritten(WhyNotWritten.TOO_MANY)
    sources = [
        Source(
            deal=deal, url=entry.url, checked_on=entry.checked_on, note=dict(entry.note), position=position
        )
        for position, entry in enumerate(entries)
    ]
    for source in sources:
        source.clean_fields(exclude=["deal"])
    return sources
