"""Moving a deal along its two axes: how far the work is, how far the signature."""

from datetime import date, datetime
from enum import StrEnum

from django.db import transaction

from greenpact.deals.models import Deal
from greenpact.deals.recording import in_turn, record_of_deal, save_moved
from greenpact.deals.rules import (
    Lack,
    Signature,
    Work,
    lacks_for_signing,
    may_signature_become,
    may_work_become,
)
from greenpact.deals.versions import document_of


class WhyNotMoved(StrEnum):
    NOT_FROM_HERE = "not_from_here"
    DAY_MISSING = "day_missing"
    DAY_IN_FUTURE = "day_in_future"
    NOT_READY = "not_ready"
    HAS_ROUND = "has_round"
    CHANGED_MEANWHILE = "changed_meanwhile"


class NotMoved(Exception):
    """The deal stays in its state; `reason` says why, `lacks` what is still missing for signing."""

    def __init__(self, reason: WhyNotMoved, *, lacks: tuple[Lack, ...] = ()) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.lacks = lacks


@transaction.atomic
def move_work(deal: Deal, then: Work, *, by: str, at: datetime, seen: int | None = None) -> None:
    """Bring the work of a deal into the next state; raises `NotMoved`."""
    current = in_turn(deal, seen=seen, otherwise=NotMoved(WhyNotMoved.CHANGED_MEANWHILE))
    before = Work(current.work_state)
    if not may_work_become(before, then):
        raise NotMoved(WhyNotMoved.NOT_FROM_HERE)
    current.work_state = then.value
    _save_and_record(current, "work_moved", before, then, by=by, at=at)


@transaction.atomic
def move_signature(
    deal: Deal,
    then: Signature,
    *,
    signed_on: date | None = None,
    by: str,
    at: datetime,
    seen: int | None = None,
) -> None:
    """Bring the signature of a deal into the next state; `signed_on` is needed for signed. Raises `NotMoved`.

    A deal enters signing only when its document is complete: every signatory has a commitment of its own. This is for
    what is signed elsewhere: a deal whose versions went round here moves by its signatures alone.
    """
    current = in_turn(deal, seen=seen, otherwise=NotMoved(WhyNotMoved.CHANGED_MEANWHILE))
    if current.rounds.exists():
        raise NotMoved(WhyNotMoved.HAS_ROUND)
    before = Signature(current.signature_state)
    if not may_signature_become(before, then):
        raise NotMoved(WhyNotMoved.NOT_FROM_HERE)
    if then == Signature.SIGNED:
        if signed_on is None:
            raise NotMoved(WhyNotMoved.DAY_MISSING)
        if signed_on > current.city.day(at):
            raise NotMoved(WhyNotMoved.DAY_IN_FUTURE)
        current.signed_on = signed_on
    if then == Signature.SIGNING and (lacks := lacks_for_signing(document_of(current))):
        raise NotMoved(WhyNotMoved.NOT_READY, lacks=tuple(lacks))
    current.signature_state = then.value
    _save_and_record(current, "signature_moved", before, then, by=by, at=at)


def _save_and_record(
    deal: Deal, what: str, before: Work | Signature, then: Work | Signature, *, by: str, at: datetime
) -> None:
    save_moved(deal, at=at)
    record_of_deal(deal, what, by=by, at=at, payload={"from": before.value, "to": then.value})
