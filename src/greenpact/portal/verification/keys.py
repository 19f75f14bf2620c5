"""The public keys of cities' seals: every one with which a city has ever sealed, the newest first."""

from collections.abc import Iterable

from cryptography import x509

from greenpact.deals.models.signing import SealCertificate


def seal_certificates(slug: str) -> list[x509.Certificate]:
    """Those of a city; none where it has not sealed yet (one query)."""
    return _read(SealCertificate.objects.filter(city__slug=slug).values_list("pem", flat=True))


def all_seal_certificates() -> list[x509.Certificate]:
    """Those of every city of the installation (one query)."""
    return _read(SealCertificate.objects.values_list("pem", flat=True))


def has_sealed_with(slug: str, fingerprint: str) -> bool:
    """Whether a city has sealed with the key of this fingerprint (SHA-256, hexadecimal)."""
    return SealCertificate.objects.filter(city__slug=slug, sha256=fingerprint).exists()


def _read(texts: Iterable[str]) -> list[x509.Certificate]:
    return [x509.load_pem_x509_certificate(text.encode()) for text in texts]
