"""Opening a round of signing: the document is complete, nothing about it is open, and from now on it stays as it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db import transaction

from greenpact.deals.changes.choices import ChangeState
from greenpact.deals.document import Document
from greenpact.deals.models import Deal
from greenpact.deals.models.signing import Round, Seat
from greenpact.deals.negotiation.checking import open_checks
from greenpact.deals.recording import record_of_deal, save_moved
from greenpact.deals.rules import Lack, Nature, PartyRole, Signature, lacks_for_signing
from greenpact.deals.signing.amending import must_sign_again
from greenpact.deals.signing.frozen import freeze, languages_of
from greenpact.deals.signing.papers import print_paper
from greenpact.deals.signing.reading import last_signed, open_round, signed_document
from greenpact.deals.signing.turns import deal_in_turn
from greenpact.deals.signing_rules import Occasion, is_over
from greenpact.deals.versions import add_version_if_changed, document_of
from greenpact.files.taking import keep
from greenpact.parties.models import Organisation


class WhyNotFrozen(StrEnum):
    NOT_READY = "not_ready"
    OPEN_CHECKS = "open_checks"
    OPEN_CHANGES = "open_changes"
    NATURE_UNKNOWN = "nature_unknown"
    ALREADY_OPEN = "already_open"
    SIGNED_ELSEWHERE = "signed_elsewhere"
    TERMINATED = "terminated"
    NOTHING_CHANGED = "nothing_changed"
    NO_SIGNATORY = "no_signatory"
    MUST_SIGN_TOO = "must_sign_too"
    REASON_MISSING = "reason_missing"
    OTHER_LANGUAGE = "other_language"
    DAY_IS_PAST = "day_is_past"
    CHANGED_MEANWHILE = "changed_meanwhile"


class NotFrozen(Exception):
    """No round was opened; `reason` says why, `lacks` what the document still needs."""

    def __init__(self, reason: WhyNotFrozen, *, lacks: tuple[Lack, ...] = ()) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.lacks = lacks


@dataclass(frozen=True, slots=True)
class RoundTerms:
    """How a round goes: binding language, fixed order or not, last day, and for an amendment its reason.

    `signers` are those who sign an amendment (refs); None lets all signatories sign again.
    """

    binding_language: str
    is_ordered: bool = False
    closes_on: date | None = None
    reason: str = ""
    signers: frozenset[str] | None = None


@transaction.atomic
def open_signing(deal: Deal, terms: RoundTerms, *, by: str, at: datetime, seen: int | None = None) -> Round:
    """Freeze a deal's document as the next version to be signed, and let it go round. Raises `NotFrozen`, `NotNow`.

    A deal that is signed already keeps its signed version; the new one is an amendment, and binds once it is signed.
    """
    changed = NotFrozen(WhyNotFrozen.CHANGED_MEANWHILE)
    current = deal_in_turn(deal, at=at, seen=seen, otherwise=changed)
    current.binding_language = terms.binding_language
    document = document_of(current)
    before = last_signed(current)
    _refuse_unready(current, document, before)
    _refuse_unfit_terms(terms, document, is_amendment=before is not None, today=current.city.day(at))
    seats = _who_signs(current, terms, before, document)
    row = _frozen_round(current, document, terms, seats, before, at=at)
    Seat.objects.bulk_create(
        Seat(round=row, organisation=organisation, position=position)
        for position, organisation in enumerate(seats)
    )
    if before is None:
        current.signature_state = Signature.SIGNING.value
    if current.is_published:
        add_version_if_changed(current, at=at)
    save_moved(current, at=at)
    record_of_deal(
        current,
        "signing_opened" if before is None else "amended",
        by=by,
        at=at,
        payload={"version": row.number, "sha256": row.sha256},
    )
    return row


def open_matter(deal: Deal) -> WhyNotFrozen | None:
    """What is still open about a deal before its text can be frozen: checks, or changes that are negotiated."""
    if open_checks(deal):
        return WhyNotFrozen.OPEN_CHECKS
    return WhyNotFrozen.OPEN_CHANGES if deal.changes.filter(state=ChangeState.OPEN).exists() else None


def _refuse_unready(deal: Deal, document: Document, before: Round | None) -> None:
    """Raise `NotFrozen` for a deal that cannot go round as it stands."""
    if open_round(deal) is not None:
        raise NotFrozen(WhyNotFrozen.ALREADY_OPEN)
    if deal.signature_state == Signature.TERMINATED:
        raise NotFrozen(WhyNotFrozen.TERMINATED)
    if before is None and deal.signature_state not in (Signature.UNSIGNED, Signature.SIGNING):
        raise NotFrozen(WhyNotFrozen.SIGNED_ELSEWHERE)
    if lacks := lacks_for_signing(document):
        raise NotFrozen(WhyNotFrozen.NOT_READY, lacks=tuple(lacks))
    if reason := open_matter(deal):
        raise NotFrozen(reason)
    if deal.legal_nature == Nature.UNKNOWN:
        raise NotFrozen(WhyNotFrozen.NATURE_UNKNOWN)
    if before is not None and signed_document(before) == document:
        raise NotFrozen(WhyNotFrozen.NOTHING_CHANGED)


def _refuse_unfit_terms(terms: RoundTerms, document: Document, *, is_amendment: bool, today: date) -> None:
    if terms.binding_language not in languages_of(document):
        raise NotFrozen(WhyNotFrozen.OTHER_LANGUAGE)
    if is_over(terms.closes_on, today):
        raise NotFrozen(WhyNotFrozen.DAY_IS_PAST)
    if is_amendment and not terms.reason.strip():
        raise NotFrozen(WhyNotFrozen.REASON_MISSING)


def _who_signs(
    deal: Deal, terms: RoundTerms, before: Round | None, document: Document
) -> Sequence[Organisation]:
    """The signatories who are asked, in the order of the parties."""
    parties = deal.parties.present().filter(role=PartyRole.SIGNATORY).select_related("organisation__city")
    everybody = [party.organisation for party in parties]
    if not everybody:
        raise NotFrozen(WhyNotFrozen.NO_SIGNATORY)
    if before is None or terms.signers is None:
        return everybody
    asked = [organisation for organisation in everybody if organisation.ref in terms.signers]
    if not asked:
        raise NotFrozen(WhyNotFrozen.NO_SIGNATORY)
    if must_sign_again(signed_document(before), document) - {organisation.ref for organisation in asked}:
        raise NotFrozen(WhyNotFrozen.MUST_SIGN_TOO)
    return asked


def _frozen_round(
    deal: Deal,
    document: Document,
    terms: RoundTerms,
    seats: Sequence[Organisation],
    before: Round | None,
    *,
    at: datetime,
) -> Round:
    last = deal.rounds.order_by("-number").values_list("number", flat=True).first() or 0
    frozen = freeze(
        deal,
        document,
        seats,
        number=last + 1,
        binding_language=terms.binding_language,
        replaces=before,
        on=deal.city.day(at),
    )
    printed = print_paper(deal, document, frozen, number=last + 1, at=at)
    return Round.objects.create(
        deal=deal,
        number=last + 1,
        occasion=Occasion.FIRST if before is None else Occasion.AMENDMENT,
        replaces=before,
        reason=terms.reason.strip(),
        canonical=frozen.canonical.decode(),
        sha256=frozen.sha256,
        document_sha256=frozen.document_sha256,
        binding_language=terms.binding_language,
        is_ordered=terms.is_ordered,
        closes_on=terms.closes_on,
        paper=keep(printed, name=f"{deal.ref}-{last + 1}.pdf", media_type="application/pdf", at=at),
        opened_at=at,
    )
