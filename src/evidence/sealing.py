"""Closing a PDF with a seal: a PAdES signature that allows no change after it, with a time stamp where one is given.

What was signed before stays as it is: the seal is added behind it.
"""

import errno
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from io import BytesIO
from pathlib import Path
from typing import Any

import pkcs11
from asn1crypto import tsp
from asn1crypto.x509 import Certificate
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, pkcs12
from pyhanko.config.pkcs11 import TokenCriteria
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import FieldMDPAction, FieldMDPSpec, MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer, SimpleSigner
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.sign.timestamps import TimeStamper, TimestampRequestError
from pyhanko.sign.timestamps.requests_client import RequestsHTTPTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from evidence.chains import closed_chain
from evidence.containers import is_exact, trimmed, written_of

#: The name of the seal's field in a PDF; whoever verifies looks for it.
SEAL_FIELD = "Seal"
PATIENCE = 10  # seconds that a time-stamp service may take to answer

_BROKEN = (
    PdfError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    RecursionError,
    AssertionError,
)


class WhyNotSealed(StrEnum):
    KEY_MISSING = "key_missing"
    KEY_UNREADABLE = "key_unreadable"
    WRONG_PASSPHRASE = "wrong_passphrase"  # noqa: S105  # the name of a reason
    KEY_NOT_YET = "key_not_yet"
    KEY_EXPIRED = "key_expired"
    TIMESTAMP_FAILED = "timestamp_failed"
    NO_SPACE = "no_space"
    NOT_A_PDF = "not_a_pdf"
    CLOSED = "closed"  # an earlier signature allows nothing after it; a seal does so, too
    FAILED = "failed"


class SealProblem(Exception):
    """Nothing was sealed; `reason` says why."""

    def __init__(self, reason: WhyNotSealed) -> None:
        super().__init__(reason.value)
        self.reason = reason


class KeyState(StrEnum):
    VALID = "valid"
    NOT_YET = "not_yet"
    EXPIRED = "expired"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class SealKey:
    """A key that seals, with its certificate. `signer` does the cryptography: from a file, or inside a token."""

    signer: Signer
    certificate: x509.Certificate

    @classmethod
    def from_pkcs12(cls, path: Path, passphrase: str) -> "SealKey":
        """The key in a PKCS#12 file; raises `SealProblem`."""
        content = _content(path)
        try:
            store = pkcs12.load_pkcs12(content, passphrase.encode() or None)
            signer = SimpleSigner.load_pkcs12_data(content, (), passphrase.encode() or None)
        except (ValueError, TypeError) as error:
            is_locked = "password" in str(error).lower() or "mac" in str(error).lower()
            raise SealProblem(
                WhyNotSealed.WRONG_PASSPHRASE if is_locked else WhyNotSealed.KEY_UNREADABLE
            ) from error
        if store.key is None or store.cert is None:
            raise SealProblem(WhyNotSealed.KEY_UNREADABLE)
        others = [one.certificate for one in store.additional_certs]
        return cls(_with_chain(signer, closed_chain(store.cert.certificate, others)), store.cert.certificate)

    @classmethod
    def from_pkcs11(cls, module: Path, *, token: str, pin: str, label: str) -> "SealKey":
        """The key of this label in a token, with the certificate of the same label; raises `SealProblem`."""
        try:
            session = _session(module, token, pin)
        except (pkcs11.PinIncorrect, pkcs11.PinInvalid, pkcs11.PinLenRange, pkcs11.PinLocked) as error:
            raise SealProblem(WhyNotSealed.WRONG_PASSPHRASE) from error
        except (pkcs11.PKCS11Error, RuntimeError, LookupError, SigningError) as error:
            raise SealProblem(WhyNotSealed.KEY_MISSING) from error
        signer = PKCS11Signer(session, cert_label=label, key_label=label)
        try:
            found = x509.load_der_x509_certificate(signer.signing_cert.dump())
        except (pkcs11.PKCS11Error, AttributeError, ValueError, SigningError) as error:
            session.close()
            raise SealProblem(WhyNotSealed.KEY_MISSING) from error
        signer.use_raw_mechanism = isinstance(found.public_key(), ec.EllipticCurvePublicKey)
        return cls(signer, found)

    @property
    def certificate_pem(self) -> bytes:
        """The public part, for whoever verifies."""
        return self.certificate.public_bytes(Encoding.PEM)

    def state(self, at: datetime) -> KeyState:
        """Whether the certificate holds at a moment."""
        if at < self.certificate.not_valid_before_utc:
            return KeyState.NOT_YET
        return KeyState.EXPIRED if at > self.certificate.not_valid_after_utc else KeyState.VALID


def state_of(key: SealKey | None, at: datetime) -> KeyState:
    """The state of a key that there may not be."""
    return key.state(at) if key else KeyState.MISSING


def timestamper(url: str) -> TimeStamper | None:
    """The time-stamp service (RFC 3161) at an address; None for an empty one."""
    return RequestsHTTPTimeStamper(url, timeout=PATIENCE) if url else None


def seal(
    pdf: bytes,
    key: SealKey,
    *,
    at: datetime,
    reason: str = "",
    place: str = "",
    timestamper: TimeStamper | None = None,
) -> bytes:
    """The PDF with its seal as the last signature; raises `SealProblem`.

    The first signature of a document certifies it, a later one locks it: either way nothing may follow.
    """
    _refuse_unfit(key, at)
    out = BytesIO()
    try:
        writer = IncrementalPdfFileWriter(BytesIO(pdf), strict=False)
        _refuse_closed(writer.prev)
        is_first = not writer.prev.embedded_signatures
        meta = PdfSignatureMetadata(
            field_name=SEAL_FIELD,
            subfilter=SigSeedSubFilter.PADES,
            md_algorithm="sha256",
            reason=reason or None,
            location=place or None,
            certify=is_first,
            docmdp_permissions=MDPPerm.NO_CHANGES,
        )
        stamper = _Trimming(timestamper) if timestamper else None
        signing = _Dated(meta, key.signer, timestamper=stamper, new_field_spec=_locking(), at=at)
        signing.sign_pdf(writer, output=out)
    except (TimestampRequestError, TimeoutError) as error:
        raise SealProblem(WhyNotSealed.TIMESTAMP_FAILED) from error
    except OSError as error:
        has_no_space = error.errno in {errno.ENOSPC, errno.EDQUOT}
        raise SealProblem(WhyNotSealed.NO_SPACE if has_no_space else WhyNotSealed.FAILED) from error
    except (SigningError, pkcs11.PKCS11Error) as error:
        raise SealProblem(WhyNotSealed.FAILED) from error
    except _BROKEN as error:
        raise SealProblem(WhyNotSealed.NOT_A_PDF) from error
    return _exact(out.getvalue())


class _Dated(PdfSigner):
    """Signs at the moment it is told, not at the clock of the machine."""

    def __init__(self, *args: Any, at: datetime, **parts: Any) -> None:
        super().__init__(*args, **parts)
        self._at = at

    def init_signing_session(self, *args: Any, **parts: Any) -> PdfSigningSession:
        session = super().init_signing_session(*args, **parts)
        session.system_time = self._at
        return session


class _Trimming(TimeStamper):
    """Asks a time-stamp service, and keeps of its answer what can be checked."""

    def __init__(self, service: TimeStamper) -> None:
        super().__init__(service.include_nonce)
        self._service = service

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        response = await self._service.async_request_tsa_response(req)
        if response["time_stamp_token"].native:
            response["time_stamp_token"] = trimmed(response["time_stamp_token"])
        return response


def _exact(sealed: bytes) -> bytes:
    """A sealed PDF in which no byte could be another; a time-stamp service alone could answer otherwise."""
    last = PdfFileReader(BytesIO(sealed), strict=False).embedded_signatures[-1]
    if not is_exact(written_of(sealed, last.byte_range)):
        raise SealProblem(WhyNotSealed.TIMESTAMP_FAILED)
    return sealed


def _locking() -> SigFieldSpec:
    """A field without a place on a page that locks all others and the document."""
    return SigFieldSpec(
        SEAL_FIELD,
        field_mdp_spec=FieldMDPSpec(FieldMDPAction.ALL),
        doc_mdp_update_value=MDPPerm.NO_CHANGES,
    )


def _refuse_unfit(key: SealKey, at: datetime) -> None:
    state = key.state(at)
    if state is KeyState.NOT_YET:
        raise SealProblem(WhyNotSealed.KEY_NOT_YET)
    if state is KeyState.EXPIRED:
        raise SealProblem(WhyNotSealed.KEY_EXPIRED)


def _refuse_closed(reader: PdfFileReader) -> None:
    """A signature that allows nothing after it would be broken by ours."""
    if reader.encrypted:
        raise SealProblem(WhyNotSealed.NOT_A_PDF)
    if any(one.docmdp_level is MDPPerm.NO_CHANGES for one in reader.embedded_signatures):
        raise SealProblem(WhyNotSealed.CLOSED)


def _with_chain(signer: SimpleSigner, chain: Sequence[x509.Certificate]) -> SimpleSigner:
    """The same signer, which puts these issuers into each signature, and no others."""
    store = SimpleCertificateStore()
    store.register_multiple(Certificate.load(one.public_bytes(Encoding.DER)) for one in chain)
    return SimpleSigner(
        signing_cert=signer.signing_cert,
        signing_key=signer.signing_key,
        cert_registry=store,
        embed_roots=True,
    )


def _session(module: Path, token: str, pin: str) -> pkcs11.Session:
    """A session with a token; where this process has signed in already, the sign-in holds for all its sessions."""
    criteria = TokenCriteria(label=token)
    try:
        return open_pkcs11_session(str(module), token_criteria=criteria, user_pin=pin)
    except pkcs11.UserAlreadyLoggedIn:
        return open_pkcs11_session(str(module), token_criteria=criteria)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise SealProblem(WhyNotSealed.KEY_MISSING) from error
    except OSError as error:
        raise SealProblem(WhyNotSealed.KEY_UNREADABLE) from error
