"""Writing a deal: its head, parties, clauses and sources, before and after it is public.

A change to a public deal is public at once; when it touches the document it makes the next version. Every call is
one transaction with one journal entry, and changes nothing when nothing differs.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from greenpact.cities.models import City
from greenpact.deals import searching
from greenpact.deals.arranging import refuse_ownerless, set_clauses, set_parties, set_sources
from greenpact.deals.models import Deal, DealSdg, Room
from greenpact.deals.parts import NotWritten, Parts, PartyEntry, SourceEntry, WhyNotWritten
from greenpact.deals.recording import in_turn, record_of_deal, save_moved
from greenpact.deals.rules import (
    Signature,
    Work,
    lacks_for_publishing,
    may_signature_become,
    may_work_become,
    period_is_right,
)
from greenpact.deals.versions import add_version_if_changed, document_of, terms_of
from greenpact.journal.recording import take_turn

__all__ = ["NotWritten", "Parts", "PartyEntry", "SourceEntry", "WhyNotWritten", "alter", "draft"]

#: Fields of a deal's head that hold many rows.
MANY = ("districts", "further_cities")


@transaction.atomic
def draft(
    city: City, ref: str, parts: Parts, *, by: str, at: datetime, public: bool = False, pattern: str = ""
) -> Deal:
    """Enter a new deal; `public` publishes it in the same step, `pattern` is the ref of the one it began from.

    Raises `NotWritten` (also when a public deal would be incomplete), `ValidationError` when a value is wrong.
    """
    take_turn(city.chain_id)
    if Deal.objects.filter(city=city, ref=ref).exists():
        raise NotWritten(WhyNotWritten.REF_TAKEN)
    deal = Deal(city=city, ref=ref, changed_at=at)
    write_parts(deal, parts, at=at)
    if public:
        publish_now(deal, at=at)
    payload = {"pattern": pattern} if pattern else {}
    record_of_deal(deal, "published" if public else "drafted", by=by, at=at, payload=payload)
    return deal


@transaction.atomic
def alter(deal: Deal, parts: Parts, *, by: str, at: datetime, seen: int | None = None) -> list[str]:
    """Change parts of a deal; the names of what changed, empty when nothing differed.

    `seen` is the edition the writer saw. Raises `NotWritten` when it is no longer that one, when clauses and parties
    do not fit together (a party that still owes something does not go), when the document goes round to be signed, when
    its terms are negotiated in a room, where only changes that enter alter them, or when a public deal would become
    incomplete.
    """
    current = in_turn(deal, seen=seen, otherwise=NotWritten(WhyNotWritten.CHANGED_MEANWHILE))
    signed_text = document_of(current) if _goes_round(current) else None
    negotiated = terms_of(current) if Room.objects.filter(deal=current).exists() else None
    changed = write_parts(current, parts, at=at)
    if not changed:
        return []
    if signed_text is not None and document_of(current) != signed_text:
        raise NotWritten(WhyNotWritten.BEING_SIGNED)
    if negotiated is not None and terms_of(current) != negotiated:
        raise NotWritten(WhyNotWritten.NEGOTIATED)
    payload: dict[str, Any] = {"changed": changed}
    if current.is_published:
        refuse_incomplete(current)
        if version := add_version_if_changed(current, at=at):
            payload["version"] = version.number
    record_of_deal(current, "altered", by=by, at=at, payload=payload)
    return changed


def _goes_round(deal: Deal) -> bool:
    """Whether people are signing the document as it stands, for the first time or as an amendment."""
    is_signing = deal.signature_state == Signature.SIGNING and not deal.is_compiled
    return is_signing or deal.rounds.open().exists()


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


def write_parts(deal: Deal, parts: Parts, *, at: datetime) -> list[str]:
    """Write parts of a deal and move it on; the names of what changed. Part of an activity, not one of its own."""
    is_new = deal.pk is None
    changed = set_head(deal, parts.head or {})
    if is_new:
        deal.save()
    changed += _set_rows(deal, parts.head or {})
    changed += _arrange(deal, parts, on=deal.city.day(at))
    if changed and not is_new:
        save_moved(deal, at=at)
    if changed:
        searching.index(deal)
    return sorted(changed)


def _arrange(deal: Deal, parts: Parts, *, on: date) -> list[str]:
    changed = []
    if parts.parties is not None and set_parties(deal, parts.parties, on=on):
        changed.append("parties")
    if parts.clauses is not None and set_clauses(deal, parts.clauses):
        changed.append("clauses")
    if parts.clauses is None and "parties" in changed:
        refuse_ownerless(deal)
    if parts.sources is not None and set_sources(deal, parts.sources):
        changed.append("sources")
    return changed


def set_head(deal: Deal, head: Mapping[str, Any]) -> list[str]:
    """Set and check the head's own fields; the names of those that differ. Part of an activity, as all below."""
    plain = {name: value for name, value in head.items() if name not in MANY}
    changed = [name for name, value in plain.items() if getattr(deal, name) != value]
    stood = (Work(deal.work_state), Signature(deal.signature_state))
    for name in changed:
        setattr(deal, name, plain[name])
    deal.clean_fields(exclude=["city", "field"])
    _refuse_foreign_rows(deal, head)
    if not (
        period_is_right(deal.starts_on, deal.ends_on) and period_is_right(deal.start_year, deal.end_year)
    ):
        raise NotWritten(WhyNotWritten.ENDS_BEFORE_IT_BEGINS)
    if not deal.is_compiled:
        _refuse_unfit_states(deal, *stood)
    return changed


def _refuse_foreign_rows(deal: Deal, head: Mapping[str, Any]) -> None:
    """Raise `NotWritten` for a field or district of another city, and for an invented city beside a real one."""
    of_city = [*([deal.field] if deal.field else []), *head.get("districts", ())]
    if any(row.city_id != deal.city_id for row in of_city):
        raise NotWritten(WhyNotWritten.OTHER_CITY)
    if any(city.is_invented != deal.city.is_invented for city in head.get("further_cities", ())):
        raise NotWritten(WhyNotWritten.OTHER_CITY)


def _refuse_unfit_states(deal: Deal, work: Work, signature: Signature) -> None:
    """Raise `NotWritten` when a deal that is not compiled leaves its signature open, or leaps on one of its axes.

    A new deal begins wherever it stands, since its city may have it for years already.
    """
    if deal.signature_state == Signature.UNKNOWN:
        raise NotWritten(WhyNotWritten.SIGNATURE_OPEN)
    then_work, then_signature = Work(deal.work_state), Signature(deal.signature_state)
    follows = work == then_work or may_work_become(work, then_work)
    follows = follows and (signature == then_signature or may_signature_become(signature, then_signature))
    moves_alone = signature == then_signature or deal._state.adding or not deal.rounds.exists()
    if not ((follows and moves_alone) or deal._state.adding):
        raise NotWritten(WhyNotWritten.NOT_FROM_HERE)


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
