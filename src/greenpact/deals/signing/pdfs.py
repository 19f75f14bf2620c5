"""Looking at a PDF that somebody sends back signed: this very version, one new signature, by whom, how strong.

The seam to `evidence.signatures`, which does the cryptography.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class WhyNotAccepted(StrEnum):
    NOT_A_PDF = "not_a_pdf"
    OTHER_DOCUMENT = "other_document"
    NO_NEW_SIGNATURE = "no_new_signature"
    SEVERAL_SIGNATURES = "several_signatures"
    ALTERED = "altered"
    NOT_TRUSTED = "not_trusted"
    EXPIRED = "expired"
    REVOKED = "revoked"
    WRONG_TIME = "wrong_time"
    TOO_LARGE = "too_large"


class NotAccepted(Exception):
    """The PDF is not this version with one more good signature; `reason` says why."""

    def __init__(self, reason: WhyNotAccepted) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class SignedPdf:
    """The new signature in a PDF: its level, and what the evidence keeps of it."""

    level: str
    facts: dict[str, Any] = field(default_factory=dict)


def look_at(pdf: bytes, *, before: bytes, at: datetime) -> SignedPdf:
    """The one signature that `pdf` has beyond `before`; raises `NotAccepted`."""
    raise NotAccepted(WhyNotAccepted.NOT_A_PDF)
