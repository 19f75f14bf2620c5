"""Closing a PDF with a city's seal: a PAdES signature by a key in a file, with a time stamp where there is a service."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from io import BytesIO
from pathlib import Path

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign import fields, signers
from pyhanko.sign.general import SigningError
from pyhanko.sign.timestamps import HTTPTimeStamper, TimestampRequestError

SEAL_FIELD = "CitySeal"
PATIENCE = 10  # seconds that a time-stamp service may take


class Problem(StrEnum):
    KEY_MISSING = "key_missing"
    KEY_UNREADABLE = "key_unreadable"
    KEY_EXPIRED = "key_expired"
    TIMESTAMP_FAILED = "timestamp_failed"
    FAILED = "failed"


class SealProblem(Exception):
    """Nothing was sealed; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.value)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class SealKey:
    """A key with its certificate, and the address of a time-stamp service (empty for none)."""

    signer: signers.SimpleSigner
    timestamp_url: str = ""

    @classmethod
    def load(cls, path: Path, password: str, *, timestamp_url: str = "") -> "SealKey":
        """Read a PKCS#12 file; raises `SealProblem`."""
        if not path.is_file():
            raise SealProblem(Problem.KEY_MISSING)
        try:
            content = path.read_bytes()
            signer = signers.SimpleSigner.load_pkcs12_data(content, (), password.encode())
        except (OSError, ValueError, TypeError) as error:
            raise SealProblem(Problem.KEY_UNREADABLE) from error
        if signer is None or signer.signing_cert is None:
            raise SealProblem(Problem.KEY_UNREADABLE)
        return cls(signer, timestamp_url)

    def refuse_expired(self, at: datetime) -> None:
        """Raise `SealProblem` when the certificate does not hold at a moment."""
        certificate = self.signer.signing_cert
        if not certificate.not_valid_before <= at <= certificate.not_valid_after:
            raise SealProblem(Problem.KEY_EXPIRED)


def seal(pdf: bytes, key: SealKey, *, at: datetime, reason: str = "", field: str = SEAL_FIELD) -> bytes:
    """The PDF with the seal as its last signature, all that stands in it unchanged; raises `SealProblem`."""
    key.refuse_expired(at)
    stamper = HTTPTimeStamper(key.timestamp_url, timeout=PATIENCE) if key.timestamp_url else None
    signing = signers.PdfSigner(
        signers.PdfSignatureMetadata(
            field_name=field,
            subfilter=fields.SigSeedSubFilter.PADES,
            md_algorithm="sha256",
            reason=reason or None,
        ),
        signer=key.signer,
        timestamper=stamper,
    )
    out = BytesIO()
    try:
        signing.sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf), strict=False), output=out)
    except (TimestampRequestError, TimeoutError) as error:
        raise SealProblem(Problem.TIMESTAMP_FAILED) from error
    except (SigningError, PdfError) as error:
        raise SealProblem(Problem.FAILED) from error
    return out.getvalue()
