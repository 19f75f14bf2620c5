"""Making a deal public, and taking one back that was published by mistake."""

from datetime import datetime
from enum import StrEnum

from django.db import transaction

from greenpact.deals.drafting import publish_now
from greenpact.deals.models import Deal
from greenpact.deals.recording import in_turn, record_of_deal, save_moved
from greenpact.deals.rules import SIGNED_ONCE, TakenBack


class WhyNotPublished(StrEnum):
    ALREADY_PUBLIC = "already_public"
    NOT_PUBLIC = "not_public"
    SIGNED = "signed"
    CHANGED_MEANWHILE = "changed_meanwhile"


class NotPublished(Exception):
    """Nothing was published or taken back; `reason` says why."""

    def __init__(self, reason: WhyNotPublished) -> None:
        super().__init__(reason.value)
        self.reason = reason


@transaction.atomic
def publish(deal: Deal, *, by: str, at: datetime, seen: int | None = None) -> None:
    """Make a deal public with its first or next version.

    Raises `NotPublished`, or `drafting.NotWritten` with everything the deal still lacks.
    """
    current = in_turn(deal, seen=seen, otherwise=NotPublished(WhyNotPublished.CHANGED_MEANWHILE))
    if current.is_published:
        raise NotPublished(WhyNotPublished.ALREADY_PUBLIC)
    publish_now(current, at=at)
    _save_and_record(current, "published", by=by, at=at)


@transaction.atomic
def take_back(deal: Deal, *, reason: TakenBack, by: str, at: datetime, seen: int | None = None) -> None:
    """Make a deal private again, for a reason that the public is told. Raises `NotPublished`; a signed one stays."""
    current = in_turn(deal, seen=seen, otherwise=NotPublished(WhyNotPublished.CHANGED_MEANWHILE))
    if not current.is_published:
        raise NotPublished(WhyNotPublished.NOT_PUBLIC)
    if current.signature_state in SIGNED_ONCE and not current.is_compiled:
        raise NotPublished(WhyNotPublished.SIGNED)
    current.published_at = None
    _save_and_record(current, "taken_back", by=by, at=at, reason=reason.value)


def _save_and_record(deal: Deal, what: str, *, by: str, at: datetime, **payload: str) -> None:
    """Both ends of a deal's public life are public entries: a page that shows it must change."""
    save_moved(deal, at=at)
    record_of_deal(deal, what, by=by, at=at, payload=dict(payload), public=True)
