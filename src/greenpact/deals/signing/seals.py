"""The seal of a city: where its key lies, and why it cannot be used. The seam to `evidence.sealing`."""

from datetime import datetime
from enum import StrEnum

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


def seal_pdf(pdf: bytes, *, city: City, at: datetime) -> bytes:
    """The PDF closed by the city's seal; raises `NotSealed`."""
    raise NotSealed(WhySealWaits.KEY_MISSING)
