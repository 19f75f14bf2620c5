"""Gathers what an agreement's text needs from the register: the document, and what is known of its parties."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils import translation

from greenpact.deals.agreement.parts import Agreement, PartyDetails, Representative
from greenpact.deals.agreement.printing import Edition
from greenpact.deals.agreement.text import agreement_text, languages_in
from greenpact.deals.document import Document
from greenpact.deals.models import Deal, Version
from greenpact.deals.versions import document_in, document_of
from greenpact.parties.models import Organisation, OrganisationKind

#: Who acts for a party, by the ref of the organisation.
Representatives = Mapping[str, tuple[Representative, ...]]


@dataclass(frozen=True, slots=True)
class Texts:
    """An agreement in all its languages, the binding one first, and which state of the deal it is."""

    agreements: tuple[Agreement, ...]
    edition: Edition

    def in_language(self, language: str) -> Agreement:
        """The text for a reader: in their language, else the one that prevails."""
        return next((one for one in self.agreements if one.language == language), self.agreements[0])


def texts_of(
    document: Document,
    deal: Deal,
    edition: Edition,
    *,
    is_public: bool,
    representatives: Representatives | None = None,
) -> Texts:
    """A document written out in its languages (one query); `is_public` leaves out street addresses.

    `representatives` are those who sign for a party, by its ref: each is named at its head and gets a place to sign.
    """
    details = details_of(document, deal, is_public=is_public, representatives=representatives or {})
    agreements = tuple(
        agreement_text(document, language, details=details) for language in languages_in(document)
    )
    return Texts(agreements, edition)


def published_texts(deal: Deal) -> Texts | None:
    """The agreement as it was published last; None when it never was, or its version cannot be read."""
    version = deal.versions.first()
    if version is None:
        return None
    try:
        document = document_in(version)
    except (KeyError, TypeError, ValueError):
        return None
    return texts_of(document, deal, edition_of(version), is_public=True)


def standing_texts(deal: Deal, *, at: datetime) -> Texts:
    """The agreement as the workspace holds it: the last version where nothing has changed since, else a draft."""
    document, version = document_of(deal), deal.versions.first()
    draft = Edition(deal.full_ref, at)
    is_fixed = version is not None and _reads(version, document)
    return texts_of(document, deal, edition_of(version) if version and is_fixed else draft, is_public=False)


def edition_of(version: Version, *, code: str = "") -> Edition:
    """A version as a PDF names it; `code` is what its QR code holds."""
    return Edition(
        deal=version.deal.full_ref,
        at=version.published_at,
        number=version.number,
        sha256=version.sha256,
        canonical=version.canonical.encode(),
        code=code,
    )


def _reads(version: Version, document: Document) -> bool:
    try:
        return document_in(version) == document
    except (KeyError, TypeError, ValueError):
        return False


def details_of(
    document: Document, deal: Deal, *, is_public: bool, representatives: Representatives
) -> dict[str, PartyDetails]:
    """What the register knows of a document's parties, by their ref (one query)."""
    refs = [party.organisation for party in document.parties]
    rows = Organisation.objects.filter(city=deal.city_id, ref__in=refs)
    return {
        row.ref: PartyDetails(
            kind=_kind(row.kind),
            count=row.count,
            address=_address(row, is_public=is_public),
            representatives=representatives.get(row.ref, ()),
        )
        for row in rows
    }


def _address(row: Organisation, *, is_public: bool) -> str:
    """Street, postal code and place in one line; in public the place alone."""
    if is_public:
        return row.place
    place = " ".join(part for part in (row.postal_code, row.place) if part)
    return ", ".join(part for part in (row.street, place) if part)


def _kind(kind: str) -> dict[str, str]:
    """What kind of body it is, in every language of the interface."""
    found = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found[language] = str(OrganisationKind(kind).label) if kind in OrganisationKind.values else ""
    return found
