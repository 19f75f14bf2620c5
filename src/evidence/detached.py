"""Signing bytes with a city's seal key, and saying by whose key bytes were signed (detached CMS)."""

import asyncio

from asn1crypto import cms
from cryptography import x509
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import validate_sig_integrity

from evidence.canonical import digest
from evidence.sealing import SealKey

_DIGEST = "sha256"


def sign(data: bytes, key: SealKey) -> bytes:
    """A detached signature over bytes, in DER."""
    signed = asyncio.run(key.signer.async_sign_general_data(data, _DIGEST, detached=True))
    found: bytes = signed.dump()
    return found


def signer_of(data: bytes, signature: bytes) -> x509.Certificate | None:
    """The certificate with whose key the bytes were signed; None when they were not, or the signature is none.

    The signature must be the very DER that was made: bytes behind it or another spelling of the same are refused.
    """
    try:
        info = cms.ContentInfo.load(signature, strict=True)
        signed = info["content"]
        if info.dump(force=True) != signature or len(signed["signer_infos"]) != 1:
            return None
        certificate = signed["certificates"][0].chosen
        is_intact, is_valid = validate_sig_integrity(
            signed["signer_infos"][0],
            certificate,
            expected_content_type="data",
            actual_digest=bytes.fromhex(digest(data)),
        )
    except (ValueError, TypeError, KeyError, IndexError, SigningError, SignatureValidationError):
        return None
    return x509.load_der_x509_certificate(certificate.dump()) if is_intact and is_valid else None
