"""What every activity of signing begins with: its turn to write, and a clock that has not been set back."""

from datetime import datetime
from enum import StrEnum

from greenpact.deals.models import Deal
from greenpact.deals.models.signing import Round
from greenpact.deals.recording import in_turn
from greenpact.deals.signing_rules import is_set_back
from greenpact.journal.models import Entry


class WhyNotNow(StrEnum):
    CLOCK_SET_BACK = "clock_set_back"


class NotNow(Exception):
    """Nothing is signed while the clock of the server is wrong; `reason` says so."""

    def __init__(self, reason: WhyNotNow) -> None:
        super().__init__(reason.value)
        self.reason = reason


def deal_in_turn(deal: Deal, *, at: datetime, seen: int | None = None, otherwise: Exception) -> Deal:
    """The deal as it stands now, as `recording.in_turn`; raises `NotNow` when the journal is ahead of the clock.

    The moment of a signature is part of its evidence, so none is recorded before what was recorded already.
    """
    current = in_turn(deal, seen=seen, otherwise=otherwise)
    entries = Entry.objects.filter(chain=current.city.chain_id).order_by("-number")
    if is_set_back(at, entries.values_list("at", flat=True).first()):
        raise NotNow(WhyNotNow.CLOCK_SET_BACK)
    return current


def round_in_turn(row: Round, *, at: datetime, otherwise: Exception) -> Round:
    """The round as it stands now, with its deal; nobody else changes it until the transaction ends."""
    deal = deal_in_turn(row.deal, at=at, otherwise=otherwise)
    current = Round.objects.select_related("paper").filter(pk=row.pk).first()
    if current is None:
        raise otherwise
    current.deal = deal
    return current
