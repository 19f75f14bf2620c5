"""The signing document: what exactly is signed, as canonical JSON (RFC 8785).

It holds the deal's document as it stands, the signatories with their legal data, and in which capacities they may
sign. People are not named in it: whoever signs is named by the signature itself, so that the text can be public.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import rfc8785

from greenpact.deals.document import Document, as_data, digest
from greenpact.deals.models import Deal
from greenpact.deals.models.signing import Round
from greenpact.parties.models import Mandate, Organisation

#: Identifies the shape of the canonical JSON.
FORMAT = "greenpact/signing-document/1"


@dataclass(frozen=True, slots=True)
class Frozen:
    """The bytes that are signed, their SHA-256, and that of the deal's document within."""

    canonical: bytes
    sha256: str
    document_sha256: str


def freeze(
    deal: Deal,
    document: Document,
    organisations: Iterable[Organisation],
    *,
    number: int,
    binding_language: str,
    replaces: Round | None,
    on: date,
) -> Frozen:
    """Freeze a deal's document with what is known of its signatories on a day."""
    content = as_data(document, deal=deal.full_ref)
    data: dict[str, Any] = {
        "format": FORMAT,
        "deal": deal.full_ref,
        "version": number,
        "frozen_on": on.isoformat(),
        "languages": languages_of(document),
        "binding_language": binding_language,
        "replaces": replaces.sha256 if replaces else "",
        "signatories": _signatories(organisations, on=on),
        "document": content,
    }
    canonical = rfc8785.dumps(data)
    return Frozen(canonical, digest(canonical), digest(rfc8785.dumps(content)))


def languages_of(document: Document) -> list[str]:
    """The languages in which the whole document can be read: title, and the text of every clause."""
    texts = [document.title, *(clause.text for clause in document.clauses)]
    spoken = [{language for language, text in one.items() if text} for one in texts]
    return sorted(set.intersection(*spoken)) if spoken else []


def _signatories(organisations: Iterable[Organisation], *, on: date) -> list[dict[str, Any]]:
    organisations = list(organisations)
    mandates: dict[int, list[Mandate]] = defaultdict(list)
    for mandate in Mandate.objects.filter(organisation__in=organisations).in_force(on).order_by("pk"):
        mandates[mandate.organisation_id].append(mandate)
    return [
        {
            "organisation": organisation.ref,
            "name": organisation.name,
            "kind": organisation.kind,
            "street": organisation.street,
            "postal_code": organisation.postal_code,
            "place": organisation.place,
            "identifiers": organisation.identifiers,
            "may_sign": [
                {"capacity": mandate.capacity, "up_to": mandate.reach, "jointly": mandate.is_joint}
                for mandate in mandates[organisation.pk]
            ],
        }
        for organisation in organisations
    ]
