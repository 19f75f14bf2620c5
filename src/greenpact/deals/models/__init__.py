"""The rows of deals: the register itself, and what negotiating and signing add to it."""

from greenpact.deals.models.negotiation import (
    LONGEST_REMARK,
    Change,
    Check,
    InnerRemark,
    PartyNote,
    Remark,
    Room,
    Said,
    Stance,
)
from greenpact.deals.models.patterns import OwnPattern, PatternVersion
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
from greenpact.deals.models.signing import EndingRow, Round, SealCertificate, Seat, SignatureRow

__all__ = [
    "LONGEST_REMARK",
    "NARROWED_BY",
    "Change",
    "Check",
    "ClauseRow",
    "ClauseRowQuerySet",
    "Deal",
    "DealQuerySet",
    "DealSdg",
    "DealText",
    "EndingRow",
    "InnerRemark",
    "OwnPattern",
    "Party",
    "PartyNote",
    "PartyQuerySet",
    "PatternVersion",
    "Remark",
    "Room",
    "Round",
    "Said",
    "SealCertificate",
    "Seat",
    "SignatureRow",
    "Source",
    "Stance",
    "Version",
]
