"""Reading the signatures of a PDF: unbroken or not, by whom, when, trusted or not, and how strong."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from io import BytesIO

from asn1crypto import core, pem, x509
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY, ModificationLevel, SuspiciousModification
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import PathError, ValidationError

MOST_SIGNATURES = 200

#: Statements in a certificate (ETSI EN 319 412-5): it is qualified; its key lies in a qualified device.
QC_STATEMENTS = "1.3.6.1.5.5.7.1.3"
QC_COMPLIANCE = "0.4.0.1862.1.1"
QC_DEVICE = "0.4.0.1862.1.4"


class Level(StrEnum):
    SIMPLE = "simple"
    ADVANCED = "advanced"
    QUALIFIED = "qualified"


class Fault(StrEnum):
    ALTERED = "altered"
    NOT_TRUSTED = "not_trusted"
    EXPIRED = "expired"
    REVOKED = "revoked"


class NotReadable(Exception):
    """The bytes are no PDF that can be read, or one that nobody would make in good faith."""


@dataclass(frozen=True, slots=True)
class FoundSignature:
    """A signature as it stands in a PDF; without a fault it is genuine. `signed_at` is stamped or only claimed."""

    field: str
    signer: str
    issuer: str
    serial: str
    certificate_sha256: str
    signed_at: datetime | None
    is_stamped: bool
    level: Level
    fault: Fault | None = None


class _Statement(core.Sequence):  # type: ignore[misc]  # asn1crypto is published without types
    _fields = [("id", core.ObjectIdentifier), ("info", core.Any, {"optional": True})]


class _Statements(core.SequenceOf):  # type: ignore[misc]  # as above
    _child_spec = _Statement


def certificates_in(files: Iterable[bytes]) -> list[x509.Certificate]:
    """The certificates in PEM or DER files; raises `ValueError`."""
    found = []
    for content in files:
        armoured = pem.unarmor(content, multiple=True) if pem.detect(content) else [("", {}, content)]
        found += [x509.Certificate.load(der) for _kind, _head, der in armoured]
    return found


def signatures_in(pdf: bytes, anchors: Sequence[x509.Certificate], *, at: datetime) -> list[FoundSignature]:
    """The signatures of a PDF in the order of signing, judged at a moment; raises `NotReadable`.

    Nothing is fetched: whether a certificate was revoked is known where the PDF itself brings the proof.
    """
    try:
        signatures = PdfFileReader(BytesIO(pdf), strict=False).embedded_regular_signatures
        if len(signatures) > MOST_SIGNATURES:
            raise NotReadable("too many signatures")
        return [_found(one, anchors, at=at) for one in signatures]
    except (PdfError, ValueError, TypeError, KeyError, RecursionError, AttributeError, IndexError) as error:
        raise NotReadable(str(error)) from error


def continues(before: bytes, after: bytes) -> bool:
    """Whether a PDF is another one, byte for byte, to which nothing but signatures was added."""
    if not after.startswith(before) or len(after) == len(before):
        return False
    try:
        base = PdfFileReader(BytesIO(before), strict=False).xrefs.total_revisions
        review = DEFAULT_DIFF_POLICY.review_file(PdfFileReader(BytesIO(after), strict=False), base - 1)
    except (PdfError, ValueError, TypeError, KeyError, RecursionError, AttributeError, IndexError):
        return False
    if isinstance(review, SuspiciousModification):
        return False
    return bool(review.modification_level <= ModificationLevel.FORM_FILLING)


def _found(one: EmbeddedPdfSignature, anchors: Sequence[x509.Certificate], *, at: datetime) -> FoundSignature:
    certificate = one.signer_cert
    claimed = one.self_reported_timestamp
    context = ValidationContext(
        trust_roots=list(anchors), moment=claimed or at, allow_fetching=False, revocation_mode="soft-fail"
    )
    try:
        status = validate_pdf_signature(one, signer_validation_context=context)
        fault = _fault(status, certificate, claimed or at)
        is_stamped = status.timestamp_validity is not None
    except (SignatureValidationError, ValidationError, PathError):
        fault, is_stamped = Fault.ALTERED, False
    return FoundSignature(
        field=one.field_name,
        signer=_name(certificate.subject),
        issuer=_name(certificate.issuer),
        serial=f"{certificate.serial_number:x}",
        certificate_sha256=sha256(certificate.dump()).hexdigest(),
        signed_at=claimed,
        is_stamped=is_stamped,
        level=Level.SIMPLE if fault else _level(certificate),
        fault=fault,
    )


def _fault(status: object, certificate: x509.Certificate, moment: datetime) -> Fault | None:
    """What is wrong with a signature, the gravest first."""
    intact = getattr(status, "intact", False) and getattr(status, "valid", False)
    clean = getattr(status, "modification_level", None) in {
        None,
        ModificationLevel.NONE,
        ModificationLevel.LTA_UPDATES,
        ModificationLevel.FORM_FILLING,
    }
    if not intact or not clean:
        return Fault.ALTERED
    if getattr(status, "revoked", False):
        return Fault.REVOKED
    if not certificate.not_valid_before <= moment <= certificate.not_valid_after:
        return Fault.EXPIRED
    return None if getattr(status, "trusted", False) else Fault.NOT_TRUSTED


def _level(certificate: x509.Certificate) -> Level:
    """Qualified when the certificate says so and its key lies in a qualified device."""
    for extension in certificate["tbs_certificate"]["extensions"]:
        if extension["extn_id"].dotted == QC_STATEMENTS:
            content = extension["extn_value"].contents
            said = {statement["id"].dotted for statement in _Statements.load(content)}
            if {QC_COMPLIANCE, QC_DEVICE} <= said:
                return Level.QUALIFIED
    return Level.ADVANCED


def _name(name: x509.Name) -> str:
    native = name.native
    return str(native.get("common_name") or native.get("organization_name") or name.human_friendly)[:200]
