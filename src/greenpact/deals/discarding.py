"""Throwing away a draft: a deal that never was public and that nobody has begun to sign."""

from datetime import datetime
from enum import StrEnum

from django.db import transaction

from greenpact.deals.models import Deal
from greenpact.deals.recording import in_turn, record_of_deal
from greenpact.deals.rules import Signature


class WhyNotDiscarded(StrEnum):
    WAS_PUBLIC = "was_public"
    SIGNATURE_BEGUN = "signature_begun"
    CHANGED_MEANWHILE = "changed_meanwhile"


class NotDiscarded(Exception):
    """The deal stays; `reason` says why."""

    def __init__(self, reason: WhyNotDiscarded) -> None:
        super().__init__(reason.value)
        self.reason = reason


@transaction.atomic
def discard(deal: Deal, *, by: str, at: datetime, seen: int | None = None) -> None:
    """Remove a draft with everything in it; the one entry that tells of it is not public. Raises `NotDiscarded`.

    `seen` is the edition the writer saw. A deal that was public once has versions and stays, since they tell what
    the public read; so does one whose signing has begun, unless it is a record compiled from public sources.
    """
    current = in_turn(deal, seen=seen, otherwise=NotDiscarded(WhyNotDiscarded.CHANGED_MEANWHILE))
    if reason := why_not_discarded(current):
        raise NotDiscarded(reason)
    record_of_deal(current, "discarded", by=by, at=at, payload={}, public=False)
    current.delete()


def why_not_discarded(deal: Deal) -> WhyNotDiscarded | None:
    """What keeps a deal from being discarded as it stands; None when nothing does."""
    if deal.is_published or deal.versions.exists():
        return WhyNotDiscarded.WAS_PUBLIC
    has_begun = deal.signature_state != Signature.UNSIGNED and not deal.is_compiled
    if has_begun or deal.rounds.exists():
        return WhyNotDiscarded.SIGNATURE_BEGUN
    return None
