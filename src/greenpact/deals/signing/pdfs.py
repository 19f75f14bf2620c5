"""Looking at a PDF that somebody sends back signed: this very version, one new signature, by whom, how strong.

The cryptography is done by `evidence`, for a stranger's bytes in a process of its own; here its findings become
refusals, and what the evidence of the signature keeps.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from cryptography.x509 import Certificate
from django.conf import settings

from evidence.certificates import certificates_in
from evidence.guarded import Reading, read_guarded
from evidence.signatures import Chain, FoundSignature, NotReadable
from greenpact.files.taking import MOST_BYTES

#: A device's clock may run this much ahead of ours.
AHEAD = timedelta(minutes=10)

#: In this folder of the trust anchors lie those of services that issue qualified certificates alone.
QUALIFIED = "qualified"


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
    CLOSES = "closes"
    NAMED_SEAL = "named_seal"  # the seal could not be put beside it
    HIDES_TEXT = "hides_text"
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
    found = _read(pdf, before, at=at)
    if not pdf.startswith(before):
        raise NotAccepted(WhyNotAccepted.OTHER_DOCUMENT)
    if found.new != 1:
        some = found.new > 1
        raise NotAccepted(WhyNotAccepted.SEVERAL_SIGNATURES if some else WhyNotAccepted.NO_NEW_SIGNATURE)
    new = found.signatures[-1]
    is_sound = new.covers_whole and all(one.is_intact for one in found.signatures)
    if is_sound and found.is_closed:
        raise NotAccepted(WhyNotAccepted.CLOSES)
    if not (is_sound and found.continues):
        raise NotAccepted(WhyNotAccepted.ALTERED)
    if found.is_seal_taken:
        raise NotAccepted(WhyNotAccepted.NAMED_SEAL)
    if found.hides_much:
        raise NotAccepted(WhyNotAccepted.HIDES_TEXT)
    return _accepted(new, frozen_at=frozen_at, at=at)


def _read(pdf: bytes, before: bytes, *, at: datetime) -> Reading:
    folder = settings.TRUST_ANCHORS
    anchors = _certificates(folder)
    qualified = _certificates(folder / QUALIFIED) if folder else ()
    try:
        return read_guarded(pdf, original=before, anchors=anchors, qualified=qualified, at=at)
    except NotReadable as error:
        raise NotAccepted(WhyNotAccepted.NOT_A_PDF) from error


#: What is wrong with a certificate that leads to nobody we trust.
_CHAINS = {
    Chain.UNTRUSTED: WhyNotAccepted.NOT_TRUSTED,
    Chain.EXPIRED: WhyNotAccepted.EXPIRED,
    Chain.REVOKED: WhyNotAccepted.REVOKED,
}


def _accepted(new: FoundSignature, *, frozen_at: datetime, at: datetime) -> SignedPdf:
    if new.chain in _CHAINS:
        raise NotAccepted(_CHAINS[new.chain])
    if new.signed_at is None or not frozen_at - AHEAD <= new.signed_at <= at + AHEAD:
        raise NotAccepted(WhyNotAccepted.WRONG_TIME)
    facts = {
        "field": new.field,
        "signer": new.signer,
        "issuer": new.certificate.issuer.rfc4514_string()[:200],
        "serial": f"{new.certificate.serial_number:x}",
        "certificate_sha256": new.fingerprint,
        "signed_at": new.signed_at.isoformat(),
        "is_stamped": new.is_time_stamped,
        "level": new.level.value,
    }
    return SignedPdf(new.level.value, facts)


@cache
def _certificates(folder: Path | None) -> tuple[Certificate, ...]:
    """The certificates of the trust services that this installation knows; raises `ValueError` for other files."""
    if folder is None or not folder.is_dir():
        return ()
    files = sorted(path for path in folder.iterdir() if path.is_file())
    return tuple(one for path in files for one in certificates_in(path.read_bytes()))
