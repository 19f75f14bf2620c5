"""Looking at a PDF that somebody sends back signed: this very version, one new signature, by whom, how strong.

The cryptography is done by `evidence.signatures`; here its findings become refusals and what the evidence keeps.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from asn1crypto.x509 import Certificate
from django.conf import settings

from evidence.signatures import (
    Fault,
    FoundSignature,
    NotReadable,
    certificates_in,
    continues,
    signatures_in,
)
from greenpact.files.taking import MOST_BYTES

#: A device's clock may run this much ahead of ours.
AHEAD = timedelta(minutes=10)


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
    facts: dict[str, Any]


def look_at(pdf: bytes, *, before: bytes, frozen_at: datetime, at: datetime) -> SignedPdf:
    """The one signature that `pdf` has beyond `before`; raises `NotAccepted`."""
    if len(pdf) > MOST_BYTES:
        raise NotAccepted(WhyNotAccepted.TOO_LARGE)
    found = _signatures(pdf, at=at)
    if pdf != before and not pdf.startswith(before):
        raise NotAccepted(WhyNotAccepted.OTHER_DOCUMENT)
    more = len(found) - len(_signatures(before, at=at))
    if more != 1:
        some = more > 1
        raise NotAccepted(WhyNotAccepted.SEVERAL_SIGNATURES if some else WhyNotAccepted.NO_NEW_SIGNATURE)
    if not continues(before, pdf) or any(one.fault is Fault.ALTERED for one in found):
        raise NotAccepted(WhyNotAccepted.ALTERED)
    return _accepted(found[-1], frozen_at=frozen_at, at=at)


def _signatures(pdf: bytes, *, at: datetime) -> list[FoundSignature]:
    try:
        return signatures_in(pdf, _anchors(settings.TRUST_ANCHORS), at=at)
    except NotReadable as error:
        raise NotAccepted(WhyNotAccepted.NOT_A_PDF) from error


def _accepted(new: FoundSignature, *, frozen_at: datetime, at: datetime) -> SignedPdf:
    if new.fault is not None:
        raise NotAccepted(WhyNotAccepted(new.fault.value))
    if new.signed_at is None or not frozen_at - AHEAD <= new.signed_at <= at + AHEAD:
        raise NotAccepted(WhyNotAccepted.WRONG_TIME)
    facts = {
        "field": new.field,
        "signer": new.signer,
        "issuer": new.issuer,
        "serial": new.serial,
        "certificate_sha256": new.certificate_sha256,
        "signed_at": new.signed_at.isoformat(),
        "is_stamped": new.is_stamped,
        "level": new.level.value,
    }
    return SignedPdf(new.level.value, facts)


@cache
def _anchors(folder: Path | None) -> tuple[Certificate, ...]:
    """The certificates of the trust services that this installation knows."""
    if folder is None or not folder.is_dir():
        return ()
    return tuple(certificates_in(path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()))
