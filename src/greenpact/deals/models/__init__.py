"""The rows of deals: the register itself, and what negotiating adds to it."""

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

__all__ = [
    "NARROWED_BY",
    "ClauseRow",
    "ClauseRowQuerySet",
    "Deal",
    "DealQuerySet",
    "DealSdg",
    "DealText",
    "Party",
    "PartyQuerySet",
    "Source",
    "Version",
]
