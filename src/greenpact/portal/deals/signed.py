"""What the public reads of a deal's signing: who has signed, on which day and way, and what came after.

Organisations are named, people are not: whoever signed stands in the evidence that the parties hold.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from greenpact.deals.models import Deal
from greenpact.deals.models.signing import EndingRow, Round, Seat
from greenpact.deals.rules import Signature
from greenpact.deals.signing.reading import is_filled, seats_in
from greenpact.deals.signing_choices import EndingKind, OccasionOfRound, RouteOfSignature
from greenpact.deals.signing_rules import Occasion, RoundState
from greenpact.files.taking import content_of
from greenpact.portal import addresses
from greenpact.portal.deals.parts import VersionRow
from greenpact.portal.finding import find_deal
from greenpact.portal.frame import in_language

#: Before these nothing was signed here.
NEVER_SIGNED = (Signature.UNSIGNED, Signature.UNKNOWN)


@dataclass(frozen=True, slots=True)
class SignedBy:
    """A signatory and how far it is; without a day it has not signed."""

    name: str
    address: str
    signed_on: date | None
    ways: str


@dataclass(frozen=True, slots=True)
class SignedVersion:
    """A version that went round. `pdf` and `data` are addresses, given once everybody has signed."""

    number: int
    occasion: str
    reason: str
    is_open: bool
    is_sealed: bool
    signed_on: date | None
    closes_on: date | None
    sha256: str
    sealed_sha256: str
    document_sha256: str
    signatories: list[SignedBy]
    pdf: str
    data: str

    @property
    def missing(self) -> int:
        return sum(one.signed_on is None for one in self.signatories)


@dataclass(frozen=True, slots=True)
class Ended:
    kind: str
    name: str
    reason: str
    ends_on: date
    successor: str
    successor_address: str


def signed_versions(deal: Deal) -> list[SignedVersion]:
    """The versions that were signed or are being signed, the newest first (at most three queries)."""
    if deal.signature_state in NEVER_SIGNED:
        return []
    rows = deal.rounds.exclude(state=RoundState.CANCELLED).select_related("sealed").defer("canonical")
    rounds = list(rows)
    seats = seats_in(rounds)
    return [_version(deal, row, seats.get(row.pk, [])) for row in rounds]


def is_past_signed(signed: Sequence[SignedVersion], versions: Sequence[VersionRow]) -> bool:
    """Whether the text was changed since it was signed last and no amendment goes round yet."""
    newest = signed[0] if signed else None
    if newest is None or newest.is_open or not versions:
        return False
    return newest.document_sha256 != versions[0].sha256


def endings_of(deal: Deal) -> list[Ended]:
    """How the deal, or a party's part in it, came to its end (one query)."""
    if deal.signature_state in NEVER_SIGNED:
        return []
    return [_ended(deal, row) for row in deal.endings.select_related("organisation", "successor")]


def _version(deal: Deal, row: Round, seats: list[Seat]) -> SignedVersion:
    slug, is_amendment = deal.city.slug, row.occasion == Occasion.AMENDMENT
    return SignedVersion(
        number=row.number,
        occasion=str(OccasionOfRound(row.occasion).label),
        reason=row.reason if is_amendment else "",
        is_open=row.state == RoundState.OPEN,
        is_sealed=row.state == RoundState.SEALED,
        signed_on=row.signed_on,
        closes_on=row.closes_on,
        sha256=row.sha256,
        sealed_sha256=row.sealed.sha256 if row.sealed else "",
        document_sha256=row.document_sha256,
        signatories=[_signed_by(deal, seat) for seat in seats],
        pdf=addresses.signed_pdf(slug, deal.ref, row.number) if row.is_signed else "",
        data=addresses.signed_data(slug, deal.ref, row.number) if row.is_signed else "",
    )


def _signed_by(deal: Deal, seat: Seat) -> SignedBy:
    given = list(seat.signatures.all())
    ways = dict.fromkeys(str(RouteOfSignature(one.route).label) for one in given)
    return SignedBy(
        name=seat.organisation.name,
        address=addresses.party(deal.city.slug, seat.organisation.ref) if deal.is_published else "",
        signed_on=max(one.given_on for one in given) if is_filled(given) else None,
        ways=", ".join(ways),
    )


def _ended(deal: Deal, row: EndingRow) -> Ended:
    successor = row.successor if row.successor and row.successor.is_published else None
    return Ended(
        kind=str(EndingKind(row.kind).label),
        name=row.organisation.name if row.organisation else "",
        reason=row.reason,
        ends_on=row.ends_on,
        successor=in_language(successor.title) if successor else "",
        successor_address=addresses.deal(deal.city.slug, successor.ref) if successor else "",
    )


def signed_pdf(_request: HttpRequest, city: str, deal: str, number: int) -> HttpResponse:
    """The text that was signed, under the city's seal where there is one: without the signatures of people."""
    row = _signed_round(city, deal, number)
    response = HttpResponse(content_of(row.public_copy or row.paper), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{city}-{deal}-signed-{number}.pdf"'
    return response


def signed_data(_request: HttpRequest, city: str, deal: str, number: int) -> HttpResponse:
    """The signing document, byte for byte as it was hashed."""
    row = _signed_round(city, deal, number)
    response = HttpResponse(row.canonical.encode(), content_type="application/json")
    response["Content-Disposition"] = f'inline; filename="{city}-{deal}-signed-{number}.json"'
    return response


def _signed_round(city: str, deal: str, number: int) -> Round:
    found = find_deal(city, deal)
    if found.signature_state in NEVER_SIGNED:
        raise Http404(deal)
    rounds = found.rounds.signed().select_related("public_copy", "paper")
    return get_object_or_404(rounds, number=number)
