"""The public keys of cities' seals: those of today from the seal keys, former ones from the files beside them."""

from collections.abc import Iterator
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12
from django.conf import settings

from greenpact.cities.models import City


def seal_certificates(slug: str) -> list[x509.Certificate]:
    """The certificates with which a city seals or sealed, today's first; none where it has no seal yet."""
    folder = Path(settings.SEAL_KEYS)
    found = [*_current(folder, slug), *_in_files(sorted(folder.glob(f"{slug}-former/*.pem")))]
    return list(dict.fromkeys(found))


def all_seal_certificates() -> list[x509.Certificate]:
    """Those of every city of the installation."""
    slugs = City.objects.order_by("slug").values_list("slug", flat=True)
    known = {path.name for path in _entries(Path(settings.SEAL_KEYS))}
    has_key = (slug for slug in slugs if {f"{slug}.p12", f"{slug}.pem", f"{slug}-former"} & known)
    return [certificate for slug in has_key for certificate in seal_certificates(slug)]


def _entries(folder: Path) -> list[Path]:
    return list(folder.iterdir()) if folder.is_dir() else []


def _current(folder: Path, slug: str) -> Iterator[x509.Certificate]:
    """From `<city>.pem` where the key itself lies in hardware or elsewhere, else from `<city>.p12`."""
    yield from _in_files([folder / f"{slug}.pem"])
    try:
        store = load_pkcs12((folder / f"{slug}.p12").read_bytes(), _passphrase(folder, slug))
    except (OSError, ValueError):
        return
    if store.cert is not None:
        yield store.cert.certificate


def _passphrase(folder: Path, slug: str) -> bytes | None:
    try:
        return (folder / f"{slug}.pass").read_bytes().strip() or None
    except OSError:
        return settings.SEAL_PASSPHRASE.encode() or None


def _in_files(paths: list[Path]) -> Iterator[x509.Certificate]:
    for path in paths:
        try:
            yield from x509.load_pem_x509_certificates(path.read_bytes())
        except (OSError, ValueError):
            continue
