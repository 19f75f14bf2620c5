"""What every activity on an idea begins and ends with: its turn to write, and its one entry in the journal."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from greenpact.ideas.models import Idea
from greenpact.journal.recording import record, take_turn


def in_turn(idea: Idea, *, seen: int | None, otherwise: Exception) -> Idea:
    """The idea as it stands now; nobody else changes it until the transaction ends.

    Raises `otherwise` when it is not of the edition that its writer saw. A writer that saw none takes it as is.
    """
    take_turn(idea.city.chain_id)
    current = Idea.objects.select_related("city", "office").filter(pk=idea.pk).first()
    if current is None or seen not in (None, current.edition):
        raise otherwise
    return current


def save_moved(idea: Idea) -> None:
    """Save an idea as changed: whoever saw the edition before has not seen this."""
    idea.edition += 1
    idea.save()


def record_of_idea(
    idea: Idea,
    what: str,
    *,
    by: str,
    at: datetime,
    payload: Mapping[str, Any] | None = None,
    public: bool = False,
) -> None:
    """Append the entry of what happened to an idea; the public learns of it only where `public` says so."""
    record(
        idea.city.chain_id,
        verb=f"idea.{what}",
        subject=f"idea:{idea.ref}",
        by=by,
        at=at,
        public=public,
        payload=dict(payload or {}),
    )
