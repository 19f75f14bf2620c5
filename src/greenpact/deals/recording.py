"""What every activity on a deal begins and ends with: its turn to write, and its one entry in the journal."""

from datetime import datetime
from typing import Any

from greenpact.deals.models import Deal
from greenpact.journal.recording import record, take_turn


def in_turn(deal: Deal, *, seen: int | None, otherwise: Exception) -> Deal:
    """The deal as it stands now; nobody else changes it until the transaction ends.

    Raises `otherwise` when it is not of the edition that its writer saw, or was discarded meanwhile. A writer that saw
    none (None) takes it as it is.
    """
    take_turn(deal.city.chain_id)
    current = Deal.objects.select_related("city").filter(pk=deal.pk).first()
    if current is None or seen not in (None, current.edition):
        raise otherwise
    return current


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
