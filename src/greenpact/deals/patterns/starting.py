"""Begins a deal from a pattern: a draft with its parties and clauses, in one step."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from greenpact.cities.models import City
from greenpact.deals.document import Document, DocumentParty
from greenpact.deals.drafting import draft
from greenpact.deals.models import Deal
from greenpact.deals.parts import Parts, PartyEntry
from greenpact.deals.patterns.filling_in import Filled
from greenpact.deals.patterns.pattern import Pattern
from greenpact.deals.rules import PartyRole
from greenpact.parties.models import Organisation


@transaction.atomic
def start(
    city: City,
    ref: str,
    pattern: Pattern,
    filled: Filled,
    *,
    parties: Sequence[Organisation],
    binding_language: str = "",
    by: str,
    at: datetime,
) -> Deal:
    """A draft made from a pattern, with all parties as signatories; raises what `draft` raises.

    Only a new deal begins from a pattern. One that has a room gets clauses by changes there, which its parties consent
    to.
    """
    head = {
        "title": filled.title,
        "summary": filled.summary,
        "tier": pattern.tier,
        "legal_nature": pattern.legal_nature,
        "binding_language": binding_language,
        **_period(filled),
    }
    entries = [PartyEntry(organisation, PartyRole.SIGNATORY.value) for organisation in parties]
    parts = Parts(head=head, parties=entries, clauses=filled.clauses)
    return draft(city, ref, parts, by=by, at=at, pattern=pattern.ref)


def _period(filled: Filled) -> dict[str, object]:
    start, end = (date.fromisoformat(text) if text else None for text in (filled.starts_on, filled.ends_on))
    return {
        "starts_on": start,
        "ends_on": end,
        "start_year": start.year if start else None,
        "end_year": end.year if end else None,
    }


def as_document(
    pattern: Pattern, filled: Filled, parties: Sequence[Organisation], *, binding_language: str = ""
) -> Document:
    """The document that `start` would make, for looking at it before."""
    return Document(
        title=filled.title,
        summary=filled.summary,
        legal_nature=pattern.legal_nature,
        parties=tuple(DocumentParty(one.ref, one.name, PartyRole.SIGNATORY.value) for one in parties),
        clauses=filled.clauses,
        starts_on=filled.starts_on,
        ends_on=filled.ends_on,
        binding_language=binding_language,
    )
