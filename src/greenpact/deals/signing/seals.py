"""The seal of a city: where its key lies, and why it cannot be used. The key itself is used by `evidence.sealing`."""

from datetime import datetime
from enum import StrEnum
from pathlib import Path

from django.conf import settings

from evidence.sealing import SealKey, SealProblem, WhyNotSealed, seal, timestamper
from greenpact.cities.models import City


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


def seal_pdf(pdf: bytes, *, city: City, at: datetime) -> bytes:
    """The PDF closed by the city's seal; raises `NotSealed`."""
    try:
        stamps = timestamper(settings.TIMESTAMP_URL)
        return seal(pdf, key_of(city), at=at, timestamper=stamps)
    except SealProblem as problem:
        raise NotSealed(_WAITS.get(problem.reason, WhySealWaits.FAILED)) from problem


def key_of(city: City) -> SealKey:
    """The key in the file that the setting names; `{city}` in it stands for the city's address.

    Raises `SealProblem`.
    """
    if not settings.SEAL_KEY:
        raise SealProblem(WhyNotSealed.KEY_MISSING)
    path = Path(settings.SEAL_KEY.replace("{city}", city.slug))
    return SealKey.from_pkcs12(path, settings.SEAL_PASSWORD)
