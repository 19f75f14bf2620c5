"""What every activity on a measure begins and ends with: its turn to write, and its one entry in the journal."""

from datetime import datetime

from greenpact.journal.recording import record, take_turn
from greenpact.measures.models import Measure


def in_turn(measure: Measure, *, seen: int | None, otherwise: Exception) -> Measure:
    """The measure as it stands now; nobody else changes it or its deal until the transaction ends.

    Raises `otherwise` when it is not of the edition that its writer saw, or its commitment is no longer part of the
    deal. A writer that saw none (None) takes it as it is.
    """
    take_turn(measure.city.chain_id)
    standing = Measure.objects.standing().select_related("clause__deal", "city")
    current = standing.filter(pk=measure.pk).first()
    if current is None or seen not in (None, current.edition):
        raise otherwise
    return current


def record_of_measure(measure: Measure, what: str, *, by: str, at: datetime, payload: dict[str, str]) -> None:
    """Append the entry of a change to a measure; its subject is the deal, and it is as public as that."""
    deal = measure.clause.deal
    record(
        measure.city.chain_id,
        verb=f"measure.{what}",
        subject=f"deal:{deal.ref}",
        by=by,
        at=at,
        public=deal.is_published,
        payload={"clause": measure.clause.ref, **payload},
    )
