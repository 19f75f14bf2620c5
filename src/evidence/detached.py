"""Signing bytes with a city's seal key, and saying by whose key bytes were signed (detached CMS)."""

import asyncio

from asn1crypto import cms
from cryptography import x509
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import validate_sig_integrity

from evidence.canonical import digest
from evidence.containers import is_rigid
from evidence.sealing import SealKey

_DIGEST = "sha256"
_BROKEN = (
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    OverflowError,
    SigningError,
    SignatureValidationError,
    x509.InvalidVersion,
)


def sign(data: bytes, key: SealKey) -> bytes:
    """A detached signature over bytes, in DER."""
    signed = asyncio.run(key.signer.async_sign_general_data(data, _DIGEST, detached=True))
    found: bytes = signed.dump()
    return found


def signer_of(data: bytes, signature: bytes) -> x509.Certificate | None:
    """The certificate with whose key the bytes were signed; None when they were not, or the signature is none.

    No byte of the signature can be another unnoticed: it is held to the one form in which it is written.
    """
    try:
        if not is_rigid(signature):
            return None
        signed = cms.ContentInfo.load(signature, strict=True)["content"]
        signer = signed["signer_infos"][0]
        certificate = _certificate_of(signer, signed)
        is_intact, is_valid = validate_sig_integrity(
            signer,
            certificate,
            expected_content_type="data",
            actual_digest=bytes.fromhex(digest(data)),
        )
        found = x509.load_der_x509_certificate(certificate.dump())
    except _BROKEN:
        return None
    return found if is_intact and is_valid else None


def _certificate_of(signer: cms.SignerInfo, signed: cms.SignedData) -> cms.Certificate:
    """The certificate among those sent along that the signer names by its number; raises `LookupError`."""
    serial = signer["sid"].chosen["serial_number"].native
    return next(one.chosen for one in signed["certificates"] if one.chosen.serial_number == serial)
