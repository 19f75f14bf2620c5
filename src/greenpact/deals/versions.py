"""The numbered versions of a deal's document: reading the register into a document, freezing it, reading it back."""

import json
from datetime import datetime
from decimal import Decimal

from greenpact.deals.document import (
    Clause,
    ClauseKind,
    Document,
    DocumentParty,
    Duty,
    canonical,
    digest,
    from_data,
)
from greenpact.deals.models import ClauseRow, Deal, Version


def decimal_text(value: Decimal | None) -> str:
    """A decimal without trailing zeros, as it stands in a document: 250.0000 becomes "250"."""
    return "" if value is None else f"{value.normalize():f}"


def as_clause(row: ClauseRow, party_ref: str) -> Clause:
    """A stored clause as a value; `party_ref` is the ref of its party, empty when it has none."""
    return Clause(
        ref=row.ref,
        kind=ClauseKind(row.kind),
        text=row.text,
        party=party_ref,
        indicator=row.indicator,
        target=decimal_text(row.target),
        quantity=decimal_text(row.quantity),
        unit=row.unit,
        due_year=row.due_year,
        measure_type=row.measure_type,
        starts_on=row.starts_on.isoformat() if row.starts_on else "",
        ends_on=row.ends_on.isoformat() if row.ends_on else "",
        money_eur=decimal_text(row.money_eur),
        staff_fte=decimal_text(row.staff_fte),
        serves=tuple(row.serves),
        duty=Duty(row.duty),
        topic=row.topic,
        heading=row.heading,
    )


def document_of(deal: Deal) -> Document:
    """The document as the register holds it now (two queries)."""
    parties = deal.parties.present().select_related("organisation")
    clauses = deal.clauses.standing().select_related("party")
    return Document(
        title=deal.title,
        summary=deal.summary,
        legal_nature=deal.legal_nature,
        starts_on=deal.starts_on.isoformat() if deal.starts_on else "",
        ends_on=deal.ends_on.isoformat() if deal.ends_on else "",
        binding_language=deal.binding_language,
        parties=tuple(
            DocumentParty(party.organisation.ref, party.organisation.name, str(party.role))
            for party in parties
        ),
        clauses=tuple(as_clause(row, row.party.ref if row.party else "") for row in clauses),
    )


def add_version_if_changed(deal: Deal, *, at: datetime) -> Version | None:
    """Freeze the document as the next version unless it equals the last one; the new version or None."""
    last = deal.versions.order_by("-number").values_list("number", "sha256").first()
    number, sha256 = last or (0, "")
    version = frozen(deal, document_of(deal), number=number + 1, at=at)
    if version.sha256 == sha256:
        return None
    version.save(force_insert=True)
    return version


def frozen(deal: Deal, document: Document, *, number: int, at: datetime) -> Version:
    """A document as a numbered version, not saved."""
    content = canonical(document, deal=deal.full_ref)
    return Version(
        deal=deal, number=number, canonical=content.decode(), sha256=digest(content), published_at=at
    )


def document_in(version: Version) -> Document:
    """The document that a version froze."""
    return from_data(json.loads(version.canonical))


def is_unaltered(version: Version) -> bool:
    """Whether a stored version still has the hash it was published with."""
    return digest(version.canonical.encode()) == version.sha256
