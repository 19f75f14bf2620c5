"""Certificates as text and as files: PEM and DER."""

from collections.abc import Iterable

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding


def as_pem(certificates: Iterable[x509.Certificate]) -> str:
    """Certificates one after the other, as text."""
    return b"".join(one.public_bytes(Encoding.PEM) for one in certificates).decode("ascii")


def from_pem(pem: str) -> list[x509.Certificate]:
    """The certificates in a text that `as_pem` made, which may be empty."""
    return x509.load_pem_x509_certificates(pem.encode()) if pem else []


def certificates_in(data: bytes) -> list[x509.Certificate]:
    """The certificates of a PEM or DER file; raises `ValueError` in words when there is none."""
    try:
        if b"-----BEGIN" in data:
            return x509.load_pem_x509_certificates(data)
        return [x509.load_der_x509_certificate(data)]
    except ValueError as error:
        raise ValueError("This key file holds no certificate (PEM or DER).") from error
