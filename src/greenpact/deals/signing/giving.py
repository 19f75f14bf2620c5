"""Signing: by a click, in the PDF, or on paper. Each leaves its evidence; the last one completes the round."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.db import transaction

from greenpact.accounts.models import Account
from greenpact.deals.models.signing import Round, Seat, SignatureRow
from greenpact.deals.recording import record_of_deal, save_moved
from greenpact.deals.rules import Signature
from greenpact.deals.signing.evidence import digest_of, evidence_of
from greenpact.deals.signing.pdfs import NotAccepted, SignedPdf, look_at
from greenpact.deals.signing.reading import SeatView, current_pdf, reach_of, seats_of
from greenpact.deals.signing.turns import round_in_turn
from greenpact.deals.signing_rules import FRESH, RoundState, Route, is_complete, is_over, reaches
from greenpact.files.models import File
from greenpact.files.taking import content_of, keep
from greenpact.parties.mandate_rules import MandateState, Reach, WhyNoMandate, why_not
from greenpact.parties.models import Mandate


class WhyNotGiven(StrEnum):
    NOT_OPEN = "not_open"
    TOO_LATE = "too_late"
    NOT_YOUR_TURN = "not_your_turn"
    SIGNED_ALREADY = "signed_already"
    NO_MANDATE = "no_mandate"
    ROUTE_CLOSED = "route_closed"
    NOT_FRESH = "not_fresh"
    NOT_CONSENTED = "not_consented"
    OTHER_PERSON = "other_person"
    LEVEL_TOO_LOW = "level_too_low"
    WITNESS_IS_SIGNER = "witness_is_signer"
    DAY_IN_FUTURE = "day_in_future"
    DAY_BEFORE_FREEZE = "day_before_freeze"
    PLACE_MISSING = "place_missing"
    OTHERS_SIGNED = "others_signed"
    CHANGED_MEANWHILE = "changed_meanwhile"


class NotGiven(Exception):
    """No signature was recorded; `reason` says why, `mandate` what the mandate lacks if it is about that."""

    def __init__(self, reason: WhyNotGiven, *, mandate: WhyNoMandate | None = None) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.mandate = mandate


@dataclass(frozen=True, slots=True)
class Confirmation:
    """That somebody is who they say and wants it: the text they read, and how and when they proved who they are."""

    consent: str
    methods: tuple[str, ...]
    proved_at: datetime


@dataclass(frozen=True, slots=True)
class Sheet:
    """A paper signed by hand: its scan, the day on it, and where the original is kept."""

    scan: File
    signed_on: date
    original_at: str


@transaction.atomic
def click(seat: Seat, mandate: Mandate, confirmed: Confirmation, *, by: str, at: datetime) -> SignatureRow:
    """Sign by confirming here, right after a second factor. Raises `NotGiven`, `NotNow`."""
    row, view = _ready(seat, mandate, Route.CLICK, at=at)
    if mandate.account.actor != by:
        raise NotGiven(WhyNotGiven.OTHER_PERSON)
    if not confirmed.consent.strip():
        raise NotGiven(WhyNotGiven.NOT_CONSENTED)
    if "mfa" not in confirmed.methods or not confirmed.proved_at <= at <= confirmed.proved_at + FRESH:
        raise NotGiven(WhyNotGiven.NOT_FRESH)
    more = {
        "consent": confirmed.consent,
        "methods": list(confirmed.methods),
        "proved_at": confirmed.proved_at.isoformat(),
    }
    given = SignatureRow(seat=seat, mandate=mandate, route=Route.CLICK, given_on=row.deal.city.day(at))
    return _keep(row, view, given, more, by=by, at=at)


def take_pdf(seat: Seat, mandate: Mandate, pdf: bytes, *, by: str, at: datetime) -> SignatureRow:
    """Take the round's PDF back with one more signature on it. Raises `NotGiven`, `NotAccepted`, `NotNow`.

    What is slow, looking at the signature, is done before the turn is taken; whether somebody else has signed
    meanwhile is asked after.
    """
    before = current_pdf(seat.round)
    found = look_at(pdf, before=content_of(before), frozen_at=seat.round.opened_at, at=at)
    return _take_pdf(seat, mandate, pdf, found, before, by=by, at=at)


@transaction.atomic
def _take_pdf(
    seat: Seat, mandate: Mandate, pdf: bytes, found: SignedPdf, before: File, *, by: str, at: datetime
) -> SignatureRow:
    row, view = _ready(seat, mandate, Route.QUALIFIED, at=at)
    if current_pdf(row).pk != before.pk:
        raise NotGiven(WhyNotGiven.OTHERS_SIGNED)
    if not reaches(found.level, view.need.level):
        raise NotGiven(WhyNotGiven.LEVEL_TOO_LOW)
    name = f"{row.deal.ref}-{row.number}-{seat.organisation.ref}.pdf"
    given = SignatureRow(
        seat=seat,
        mandate=mandate,
        route=Route.QUALIFIED,
        given_on=row.deal.city.day(at),
        file=keep(pdf, name=name, media_type="application/pdf", at=at),
    )
    return _keep(row, view, given, found.facts, by=by, at=at)


@transaction.atomic
def take_paper(seat: Seat, mandate: Mandate, sheet: Sheet, *, witness: Account, at: datetime) -> SignatureRow:
    """Record a paper signed by hand, by somebody of the staff who has seen it. Raises `NotGiven`, `NotNow`."""
    row, view = _ready(seat, mandate, Route.PAPER, at=at, on=sheet.signed_on)
    if witness.pk == mandate.account_id:
        raise NotGiven(WhyNotGiven.WITNESS_IS_SIGNER)
    if not sheet.original_at.strip():
        raise NotGiven(WhyNotGiven.PLACE_MISSING)
    if sheet.signed_on > row.deal.city.day(at):
        raise NotGiven(WhyNotGiven.DAY_IN_FUTURE)
    if sheet.signed_on < row.deal.city.day(row.opened_at):
        raise NotGiven(WhyNotGiven.DAY_BEFORE_FREEZE)
    given = SignatureRow(
        seat=seat,
        mandate=mandate,
        route=Route.PAPER,
        given_on=sheet.signed_on,
        file=sheet.scan,
        witness=witness,
        original_at=sheet.original_at.strip(),
    )
    more = {
        "scan_sha256": sheet.scan.sha256,
        "signed_on": sheet.signed_on.isoformat(),
        "original_at": given.original_at,
        "witness": witness.actor,
    }
    return _keep(row, view, given, more, by=witness.actor, at=at)


def _ready(
    seat: Seat, mandate: Mandate, route: Route, *, at: datetime, on: date | None = None
) -> tuple[Round, SeatView]:
    """The round in its turn and the seat as it stands; raises `NotGiven` when this signature may not be given now."""
    row = round_in_turn(seat.round, at=at, otherwise=NotGiven(WhyNotGiven.CHANGED_MEANWHILE))
    if row.state != RoundState.OPEN:
        raise NotGiven(WhyNotGiven.NOT_OPEN)
    today = row.deal.city.day(at)
    if is_over(row.closes_on, today):
        raise NotGiven(WhyNotGiven.TOO_LATE)
    view = next(view for view in seats_of(row) if view.seat.pk == seat.pk)
    _refuse_mandate(mandate, seat, reach_of(row), on=on or today)
    if view.stand.is_filled or any(
        given.mandate.account_id == mandate.account_id for given in view.signatures
    ):
        raise NotGiven(WhyNotGiven.SIGNED_ALREADY)
    if not view.is_turn:
        raise NotGiven(WhyNotGiven.NOT_YOUR_TURN)
    if not view.need.allows(route):
        raise NotGiven(WhyNotGiven.ROUTE_CLOSED)
    return row, view


def _refuse_mandate(mandate: Mandate, seat: Seat, needed: Reach, *, on: date) -> None:
    mandate.refresh_from_db(fields=["state", "since", "until"])
    if mandate.organisation_id != seat.organisation_id:
        raise NotGiven(WhyNotGiven.NO_MANDATE, mandate=WhyNoMandate.MISSING)
    lack = why_not(
        state=MandateState(mandate.state),
        reach=Reach(mandate.reach),
        since=mandate.since,
        until=mandate.until,
        needed=needed,
        on=on,
    )
    if lack is not None:
        raise NotGiven(WhyNotGiven.NO_MANDATE, mandate=lack)


def _keep(
    row: Round, view: SeatView, given: SignatureRow, more: dict[str, Any], *, by: str, at: datetime
) -> SignatureRow:
    """Save a signature with its evidence, record it, and complete the round if it was the last one."""
    given.recorded_at = at
    given.evidence = evidence_of(row, given, more, by=by, at=at)
    given.save(force_insert=True)
    if view.seat.refused_at is not None:
        Seat.objects.filter(pk=view.seat.pk).update(refused_at=None, refusal="")
    save_moved(row.deal, at=at)
    payload = {"party": view.organisation.ref, "route": given.route, "evidence": digest_of(given)}
    record_of_deal(row.deal, "signature_given", by=by, at=at, payload=payload)
    if is_complete([seat.stand for seat in seats_of(row)]):
        _complete(row, by=by, at=at)
    return given


def _complete(row: Round, *, by: str, at: datetime) -> None:
    """Turn the deal to signed, with the day of the last signature; the seal follows by the worker."""
    signatures = SignatureRow.objects.standing().filter(seat__round=row)
    row.state = RoundState.COMPLETE.value
    row.signed_on = max(signatures.values_list("given_on", flat=True))
    row.completed_at = row.seal_again_at = at
    row.save(update_fields=["state", "signed_on", "completed_at", "seal_again_at"])
    deal = row.deal
    deal.signature_state, deal.signed_on = Signature.SIGNED.value, deal.signed_on or row.signed_on
    deal.save(update_fields=["signature_state", "signed_on"])
    payload = {"version": row.number, "sha256": row.sha256}
    record_of_deal(deal, "signed", by=by, at=at, payload=payload)


__all__ = [
    "Confirmation",
    "NotAccepted",
    "NotGiven",
    "Sheet",
    "WhyNotGiven",
    "click",
    "take_paper",
    "take_pdf",
]
