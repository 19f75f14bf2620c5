"""The rows of deals: the register itself, and what negotiating and signing add to it."""

from greenpact.deals.models.register import (
    NARROWED_BY,
    ClauseRow,
    ClauseRowQuerySet,
    Deal,
    DealQuerySet,
    DealSdg,
    DealText,
    Party,
    PartyQuerySet,
    Source,
    Version,
)
from greenpact.deals.models.signing import EndingRow, Round, Seat, SignatureRow

__all__ = [
    "NARROWED_BY",
    "ClauseRow",
    "ClauseRowQuerySet",
    "Deal",
    "DealQuerySet",
    "DealSdg",
    "DealText",
    "EndingRow",
    "Party",
    "PartyQuerySet",
    "Round",
    "Seat",
    "SignatureRow",
    "Source",
    "Version",
]
