"""Before the last signature all can be undone: taking a signature back, declining, cancelling the round."""

from datetime import date, datetime
from enum import StrEnum

from django.db import transaction

from greenpact.deals.models.signing import Round, Seat, SignatureRow
from greenpact.deals.recording import record_of_deal, save_moved
from greenpact.deals.rules import Signature
from greenpact.deals.signing.turns import round_in_turn
from greenpact.deals.signing_rules import Occasion, RoundState, Route, is_over, may_round_become


class WhyNotWithdrawn(StrEnum):
    NOT_OPEN = "not_open"
    WITHDRAWN_ALREADY = "withdrawn_already"
    SIGNED_UPON = "signed_upon"
    HAS_SIGNED = "has_signed"
    REASON_MISSING = "reason_missing"
    DAY_IS_PAST = "day_is_past"
    CHANGED_MEANWHILE = "changed_meanwhile"


class NotWithdrawn(Exception):
    """Nothing was taken back, declined, cancelled or moved; `reason` says why."""

    def __init__(self, reason: WhyNotWithdrawn) -> None:
        super().__init__(reason.value)
        self.reason = reason


@transaction.atomic
def withdraw(given: SignatureRow, *, by: str, at: datetime) -> None:
    """Take a signature back while others are still missing. Raises `NotWithdrawn`, `NotNow`.

    In a PDF only the newest can be taken back: those after it were put on the file that bears it.
    """
    row = _open(given.seat.round, at=at)
    given.refresh_from_db()
    if given.withdrawn_at is not None:
        raise NotWithdrawn(WhyNotWithdrawn.WITHDRAWN_ALREADY)
    in_pdf = SignatureRow.objects.standing().filter(seat__round=row, route=Route.QUALIFIED)
    if given.route == Route.QUALIFIED and in_pdf.order_by("-recorded_at", "-pk")[0].pk != given.pk:
        raise NotWithdrawn(WhyNotWithdrawn.SIGNED_UPON)
    given.withdrawn_at = at
    given.save(update_fields=["withdrawn_at"])
    _record(row, "signature_withdrawn", {"party": given.seat.organisation.ref}, by=by, at=at)


@transaction.atomic
def refuse(seat: Seat, *, reason: str, by: str, at: datetime) -> None:
    """Say that an organisation does not sign this version, and why; it may still change its mind.

    Raises `NotWithdrawn`, `NotNow`.
    """
    row = _open(seat.round, at=at)
    if not reason.strip():
        raise NotWithdrawn(WhyNotWithdrawn.REASON_MISSING)
    if SignatureRow.objects.standing().filter(seat=seat).exists():
        raise NotWithdrawn(WhyNotWithdrawn.HAS_SIGNED)
    seat.refused_at, seat.refusal = at, reason.strip()
    seat.save(update_fields=["refused_at", "refusal"])
    _record(row, "signing_refused", {"party": seat.organisation.ref}, by=by, at=at, public=False)


@transaction.atomic
def cancel(row: Round, *, reason: str, by: str, at: datetime) -> None:
    """End a round without result: the deal can be changed again, and a new version can go round.

    Signatures given so far bind nobody. Raises `NotWithdrawn`, `NotNow`.
    """
    row = _open(row, at=at)
    if not reason.strip():
        raise NotWithdrawn(WhyNotWithdrawn.REASON_MISSING)
    row.state, row.reason = RoundState.CANCELLED.value, reason.strip()
    row.save(update_fields=["state", "reason"])
    if row.occasion == Occasion.FIRST:
        row.deal.signature_state = Signature.UNSIGNED.value
    _record(row, "signing_cancelled", {"version": row.number}, by=by, at=at)


@transaction.atomic
def prolong(row: Round, *, closes_on: date | None, by: str, at: datetime) -> None:
    """Give more time for signing, or all the time there is (None). Raises `NotWithdrawn`, `NotNow`."""
    row = _open(row, at=at)
    if is_over(closes_on, row.deal.city.day(at)):
        raise NotWithdrawn(WhyNotWithdrawn.DAY_IS_PAST)
    row.closes_on = closes_on
    row.save(update_fields=["closes_on"])
    day = closes_on.isoformat() if closes_on else ""
    _record(row, "signing_prolonged", {"until": day}, by=by, at=at)


def _open(row: Round, *, at: datetime) -> Round:
    """The round in its turn; raises `NotWithdrawn` when it is over."""
    current = round_in_turn(row, at=at, otherwise=NotWithdrawn(WhyNotWithdrawn.CHANGED_MEANWHILE))
    if not may_round_become(RoundState(current.state), RoundState.CANCELLED):
        raise NotWithdrawn(WhyNotWithdrawn.NOT_OPEN)
    return current


def _record(
    row: Round, what: str, payload: dict[str, object], *, by: str, at: datetime, public: bool | None = None
) -> None:
    save_moved(row.deal, at=at)
    record_of_deal(row.deal, what, by=by, at=at, payload=payload, public=public)
