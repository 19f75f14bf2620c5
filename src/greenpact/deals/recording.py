"""What every activity on a deal begins and ends with: its row locked, and its one entry in the journal."""

from datetime import datetime
from typing import Any

from greenpact.deals.models import Deal
from greenpact.journal.recording import record


def locked(deal: Deal) -> Deal:
    """The deal as it stands now, its row locked until the transaction ends."""
    return Deal.objects.select_for_update().select_related("city").get(pk=deal.pk)


def save_moved(deal: Deal, *, at: datetime) -> None:
    """Save a deal as changed: whoever saw the edition before has not seen this."""
    deal.edition += 1
    deal.changed_at = at
    deal.save()


def record_of_deal(
    deal: Deal, what: str, *, by: str, at: datetime, payload: dict[str, Any], public: bool | None = None
) -> None:
    """Append the entry of a change to a deal; as public as the deal is, unless `public` says otherwise."""
    record(
        deal.city.chain_id,
        verb=f"deal.{what}",
        subject=f"deal:{deal.ref}",
        by=by,
        at=at,
        public=deal.is_published if public is None else public,
        payload=payload,
    )
