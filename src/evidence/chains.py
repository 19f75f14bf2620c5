"""Who issued whose certificate."""

from collections.abc import Sequence

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm

LONGEST = 8


def is_issued_by(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    """Whether a certificate bears the signature of an issuer. Dates and limits are another question."""
    try:
        certificate.verify_directly_issued_by(issuer)
    except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm):
        return False
    return True


def closed_chain(certificate: x509.Certificate, others: Sequence[x509.Certificate]) -> list[x509.Certificate]:
    """The issuers above a certificate up to a root that issued itself; none where the chain does not close.

    In a closed chain each certificate bears a signature that can be checked with what is there, so no byte of it can be
    another. Of an open chain nothing is certain but its first.
    """
    chain: list[x509.Certificate] = []
    last = certificate
    while len(chain) < LONGEST:
        if is_issued_by(last, last):
            return chain
        issuer = next((one for one in others if one not in chain and is_issued_by(last, one)), None)
        if issuer is None:
            return []
        chain.append(issuer)
        last = issuer
    return []
