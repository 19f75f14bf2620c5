"""The signatures in a PDF: unbroken or not, by whom, when, trusted or not, how strong; and what the PDF carries.

Nothing is fetched: whether a certificate was revoked is known only where the PDF itself brings the proof. Who gives a
PDF of a stranger asks `evidence.guarded`, which does the same in a process of its own.
"""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from io import BytesIO

from asn1crypto.x509 import Certificate
from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY, ModificationLevel, SuspiciousModification
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import PathError, ValidationError

from evidence.containers import is_exact, written_of
from evidence.levels import Level, level_of

MOST_BYTES = 60_000_000
MOST_SIGNATURES = 100
MOST_REVISIONS = 250
MOST_ATTACHMENTS = 50

#: Signing, or sealing: certificates say it one way or the other.
_USAGE = KeyUsageConstraints(key_usage={"non_repudiation", "digital_signature"}, match_all_key_usages=False)

Anchors = Sequence[x509.Certificate]

#: What is wrong with a file stands in what we answer; a hostile one shall not fill a log.
logging.getLogger("pyhanko").setLevel(logging.CRITICAL + 1)
logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL + 1)


class WhyNotRead(StrEnum):
    NOT_A_PDF = "not_a_pdf"
    BROKEN = "broken"
    ENCRYPTED = "encrypted"
    TOO_LARGE = "too_large"
    TOO_MANY = "too_many"  # signatures or revisions
    TOOK_TOO_LONG = "took_too_long"


class NotReadable(Exception):
    """The bytes are no PDF that can be read, or one that nobody would make in good faith; `reason` says why."""

    def __init__(self, reason: WhyNotRead) -> None:
        super().__init__(reason.value)
        self.reason = reason


class Chain(StrEnum):
    """Whether the certificate leads to an anchor, at the time of a trusted stamp or else now."""

    TRUSTED = "trusted"
    UNTRUSTED = "untrusted"
    EXPIRED = "expired"
    REVOKED = "revoked"


class Revocation(StrEnum):
    NOT_ASKED = "not_asked"  # nothing is fetched


@dataclass(frozen=True, slots=True)
class FoundSignature:
    """A signature as it stands in a PDF.

    `is_intact`: what was signed is what is there, and since then nothing but signatures was added. `covers_whole`:
    nothing of the file is outside of it, so nothing was appended after it. `is_exact`: its own container, which no
    signature covers, stands there in the one form in which ours writes it, so no byte could be another; other programs
    need not write so. `signed_at` is stamped by a service if `is_time_stamped`, else only said by the signer; None
    where neither is there.
    """

    field: str
    signer: str
    certificate: x509.Certificate
    is_intact: bool
    covers_whole: bool
    is_exact: bool
    signed_at: datetime | None
    is_time_stamped: bool
    is_stamp_trusted: bool
    chain: Chain
    level: Level
    revocation: Revocation = Revocation.NOT_ASKED

    @property
    def fingerprint(self) -> str:
        """SHA-256 over the certificate, in hexadecimal."""
        return self.certificate.fingerprint(SHA256()).hex()


def signatures_in(
    pdf: bytes, *, anchors: Anchors, at: datetime, qualified: Anchors = ()
) -> list[FoundSignature]:
    """The signatures of a PDF in the order of signing; raises `NotReadable`.

    `anchors` are certificates of authorities that are trusted, `qualified` those that issue qualified ones alone; `at`
    is now: without a trusted time stamp a certificate must hold at that moment.
    """
    with _reading(pdf) as reader:
        found = reader.embedded_regular_signatures
        if len(found) > MOST_SIGNATURES:
            raise NotReadable(WhyNotRead.TOO_MANY)
        return [_found(one, pdf, [*anchors, *qualified], qualified, at) for one in found]


def continues(signed: bytes, original: bytes) -> bool:
    """Whether a PDF is the original, byte for byte, to which signatures were added and nothing else.

    The original is one that was made ready for it: `preparing.ready_to_sign`.
    """
    if not signed.startswith(original) or len(signed) == len(original):
        return False
    try:
        with _reading(original) as before, _reading(signed) as after:
            if len(after.embedded_signatures) <= len(before.embedded_signatures):
                return False
            last = before.xrefs.total_revisions - 1
            review = DEFAULT_DIFF_POLICY.review_file(after, last)
            if isinstance(review, SuspiciousModification):
                return False
            return bool(review.modification_level <= ModificationLevel.FORM_FILLING)
    except NotReadable:
        return False


def attachments_in(pdf: bytes) -> dict[str, bytes]:
    """The files that a PDF carries, by name; raises `NotReadable`."""
    with _reading(pdf) as reader:
        try:
            tree = reader.root["/Names"]["/EmbeddedFiles"]
        except KeyError:
            return {}
        found = {}
        for spec in _leaves(tree, depth=0):
            stream = spec["/EF"]["/F"]
            found[str(spec.get("/UF", spec.get("/F", "")))] = bytes(stream.data)
            if len(found) > MOST_ATTACHMENTS or sum(map(len, found.values())) > MOST_BYTES:
                raise NotReadable(WhyNotRead.TOO_LARGE)
        return found


def _leaves(tree: DictionaryObject, *, depth: int) -> Iterator[DictionaryObject]:
    """The file specifications in a tree of names."""
    if depth > 8:
        raise NotReadable(WhyNotRead.BROKEN)
    names = tree["/Names"] if "/Names" in tree else ArrayObject()  # unlike `get`, this follows references
    for place in range(1, len(names), 2):
        yield names[place]
    for branch in tree["/Kids"] if "/Kids" in tree else ArrayObject():
        yield from _leaves(branch.get_object(), depth=depth + 1)


@contextmanager
def _reading(pdf: bytes) -> Iterator[PdfFileReader]:
    """A reader within bounds; whatever goes wrong with it becomes `NotReadable`."""
    if len(pdf) > MOST_BYTES:
        raise NotReadable(WhyNotRead.TOO_LARGE)
    if not pdf.startswith(b"%PDF-"):
        raise NotReadable(WhyNotRead.NOT_A_PDF)
    try:
        reader = PdfFileReader(BytesIO(pdf), strict=False)
        if reader.encrypted:
            raise NotReadable(WhyNotRead.ENCRYPTED)
        if reader.xrefs.total_revisions > MOST_REVISIONS:
            raise NotReadable(WhyNotRead.TOO_MANY)
        yield reader
    except NotReadable:
        raise
    except MemoryError as error:
        raise NotReadable(WhyNotRead.TOO_LARGE) from error
    except Exception as error:  # a hostile file may raise anything out of a reader this large
        raise NotReadable(WhyNotRead.BROKEN) from error


def _found(
    one: EmbeddedPdfSignature, pdf: bytes, anchors: Anchors, qualified: Anchors, at: datetime
) -> FoundSignature:
    certificate = x509.load_der_x509_certificate(one.signer_cert.dump())
    status = _status(one, anchors, at)
    stamp = status.timestamp_validity if status else None
    is_stamped = stamp is not None and stamp.intact and stamp.valid
    stamped_at = stamp.timestamp if stamp is not None and is_stamped else None
    is_stamp_trusted = stamp is not None and is_stamped and stamp.trusted
    if is_stamp_trusted and stamped_at:
        status = _status(one, anchors, stamped_at)
    is_intact = bool(status and status.intact and status.valid and status.docmdp_ok is not False)
    chain = _chain(status, certificate, at)
    return FoundSignature(
        field=str(one.field_name),
        signer=name_of(certificate),
        certificate=certificate,
        is_intact=is_intact and (stamp is None or is_stamped),
        covers_whole=_covers_whole(one, pdf),
        is_exact=is_exact(written_of(pdf, one.byte_range)),
        signed_at=stamped_at or one.self_reported_timestamp,
        is_time_stamped=is_stamped,
        is_stamp_trusted=is_stamp_trusted,
        chain=chain,
        level=level_of(certificate, _issuers(status), qualified) if chain is Chain.TRUSTED else Level.UNKNOWN,
    )


def _status(one: EmbeddedPdfSignature, anchors: Anchors, moment: datetime) -> PdfSignatureStatus | None:
    """What pyHanko finds; None where the signature cannot even be followed."""
    context = ValidationContext(
        trust_roots=[_asn1(anchor) for anchor in anchors],
        moment=moment,
        allow_fetching=False,
        revocation_mode="soft-fail",
    )
    try:
        return validate_pdf_signature(one, signer_validation_context=context, key_usage_settings=_USAGE)
    except (SignatureValidationError, ValidationError, PathError, SigningError, PdfError, ValueError):
        return None


def _chain(status: PdfSignatureStatus | None, certificate: x509.Certificate, at: datetime) -> Chain:
    if status is not None and status.trusted:
        return Chain.TRUSTED
    if status is not None and status.revoked:
        return Chain.REVOKED
    if not certificate.not_valid_before_utc <= at <= certificate.not_valid_after_utc:
        return Chain.EXPIRED
    return Chain.UNTRUSTED


def _issuers(status: PdfSignatureStatus | None) -> list[x509.Certificate]:
    """The certificates of the path that was found, anchor included."""
    path = status.validation_path if status else None
    if path is None:
        return []
    certificates = [*path.iter_certs(include_root=True)]
    return [x509.load_der_x509_certificate(one.dump()) for one in certificates]


def _covers_whole(one: EmbeddedPdfSignature, pdf: bytes) -> bool:
    starts_at, before, gap_ends_at, after = (int(number) for number in one.byte_range)
    is_whole = starts_at == 0 and gap_ends_at + after == len(pdf) and before < gap_ends_at
    is_whole = is_whole and one.evaluate_signature_coverage() is SignatureCoverageLevel.ENTIRE_FILE
    return is_whole and bool(written_of(pdf, one.byte_range))


def name_of(certificate: x509.Certificate) -> str:
    """Whose certificate it is, in one line."""
    for kind in (x509.NameOID.COMMON_NAME, x509.NameOID.ORGANIZATION_NAME):
        if found := certificate.subject.get_attributes_for_oid(kind):
            return str(found[0].value)[:200]
    return certificate.subject.rfc4514_string()[:200]


def _asn1(certificate: x509.Certificate) -> Certificate:
    return Certificate.load(certificate.public_bytes(Encoding.DER))
