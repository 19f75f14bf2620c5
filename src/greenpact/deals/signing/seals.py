"""The seal of a city: where its key lies, and why it cannot be used. The key itself is used by `evidence.sealing`."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from urllib.parse import parse_qs, unquote

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509 import load_pem_x509_certificate
from django.conf import settings

from evidence.detached import sign
from evidence.sealing import SealKey, SealProblem, WhyNotSealed, seal, timestamper
from greenpact.cities.models import City
from greenpact.deals.models.signing import SealCertificate

#: With this an address of a key in a token begins.
PKCS11 = "pkcs11:"


class WhySealWaits(StrEnum):
    KEY_MISSING = "key_missing"
    KEY_UNREADABLE = "key_unreadable"
    KEY_EXPIRED = "key_expired"
    TIMESTAMP_FAILED = "timestamp_failed"
    DISK_FULL = "disk_full"
    CLOCK_SET_BACK = "clock_set_back"
    FAILED = "failed"


class NotSealed(Exception):
    """The seal has to wait; `reason` says why."""

    def __init__(self, reason: WhySealWaits) -> None:
        super().__init__(reason.value)
        self.reason = reason


#: What keeps a key from sealing, as the page of signatures says it.
_WAITS = {
    WhyNotSealed.KEY_MISSING: WhySealWaits.KEY_MISSING,
    WhyNotSealed.KEY_UNREADABLE: WhySealWaits.KEY_UNREADABLE,
    WhyNotSealed.WRONG_PASSPHRASE: WhySealWaits.KEY_UNREADABLE,
    WhyNotSealed.KEY_NOT_YET: WhySealWaits.KEY_EXPIRED,
    WhyNotSealed.KEY_EXPIRED: WhySealWaits.KEY_EXPIRED,
    WhyNotSealed.TIMESTAMP_FAILED: WhySealWaits.TIMESTAMP_FAILED,
    WhyNotSealed.NO_SPACE: WhySealWaits.DISK_FULL,
}


@dataclass(frozen=True, slots=True)
class Outlook:
    """Whether a city's key could seal: what keeps it from that, or until when it holds."""

    trouble: WhySealWaits | None
    until: datetime | None


def outlook(city: City, at: datetime) -> Outlook:
    """How the city's key stands before there is anything to seal.

    A key in a token is not asked, since that takes a sign-in; its last certificate says until when it holds.
    """
    if settings.SEAL_KEY.startswith(PKCS11):
        last = SealCertificate.objects.filter(city=city).first()
        certificate = load_pem_x509_certificate(last.pem.encode()) if last else None
    else:
        try:
            certificate = key_of(city).certificate
        except SealProblem as problem:
            return Outlook(_WAITS.get(problem.reason, WhySealWaits.FAILED), None)
    if certificate is None:
        return Outlook(None, None)
    holds = certificate.not_valid_before_utc <= at <= certificate.not_valid_after_utc
    return Outlook(None if holds else WhySealWaits.KEY_EXPIRED, certificate.not_valid_after_utc)


def seal_pdf(pdf: bytes, *, city: City, at: datetime) -> bytes:
    """The PDF closed by the city's seal; raises `NotSealed`."""
    try:
        stamps = timestamper(settings.TIMESTAMP_URL)
        return seal(pdf, key_of(city), at=at, timestamper=stamps)
    except SealProblem as problem:
        raise NotSealed(_WAITS.get(problem.reason, WhySealWaits.FAILED)) from problem


def seal_bytes(data: bytes, *, city: City) -> bytes:
    """The city's signature over bytes that are no PDF, such as the list of a bundle; raises `NotSealed`."""
    try:
        return sign(data, key_of(city))
    except SealProblem as problem:
        raise NotSealed(_WAITS.get(problem.reason, WhySealWaits.FAILED)) from problem


def publish_key(city: City, *, at: datetime) -> None:
    """Keep the public part of the city's key for whoever verifies, once; raises `NotSealed`."""
    try:
        key = key_of(city)
    except SealProblem as problem:
        raise NotSealed(_WAITS.get(problem.reason, WhySealWaits.FAILED)) from problem
    mark = key.certificate.fingerprint(SHA256()).hex()
    values = {"pem": key.certificate_pem.decode("ascii"), "since": at}
    SealCertificate.objects.get_or_create(city=city, sha256=mark, defaults=values)


def key_of(city: City) -> SealKey:
    """The key that the setting names: a PKCS#12 file, or a key in a token by its PKCS#11 address (RFC 7512).

    `{city}` in the setting stands for the city's address; the password opens the file, or is the token's PIN. Raises
    `SealProblem`.
    """
    if not settings.SEAL_KEY:
        raise SealProblem(WhyNotSealed.KEY_MISSING)
    place = settings.SEAL_KEY.replace("{city}", city.slug)
    if not place.startswith(PKCS11):
        return SealKey.from_pkcs12(Path(place), settings.SEAL_PASSWORD)
    path, _mark, query = place.removeprefix(PKCS11).partition("?")
    named = {key: unquote(value) for key, _is, value in (part.partition("=") for part in path.split(";"))}
    module = parse_qs(query).get("module-path", [""])[0]
    if not (module and named.get("token") and named.get("object")):
        raise SealProblem(WhyNotSealed.KEY_UNREADABLE)
    return SealKey.from_pkcs11(
        Path(module), token=named["token"], pin=settings.SEAL_PASSWORD, label=named["object"]
    )
