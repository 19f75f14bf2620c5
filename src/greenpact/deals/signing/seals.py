"""The seal of a city: where its key lies, and why it cannot be used. The key itself is used by `evidence.sealing`."""

from datetime import datetime
from enum import StrEnum
from pathlib import Path

from django.conf import settings

from evidence.sealing import Problem, SealKey, SealProblem, seal
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
    try:
        return seal(pdf, _key_of(city), at=at)
    except SealProblem as problem:
        raise NotSealed(WhySealWaits(problem.problem.value)) from problem


def _key_of(city: City) -> SealKey:
    """The key in the file that the setting names; `{city}` in it stands for the city's address."""
    if not settings.SEAL_KEY:
        raise SealProblem(Problem.KEY_MISSING)
    path = Path(settings.SEAL_KEY.replace("{city}", city.slug))
    return SealKey.load(path, settings.SEAL_PASSWORD, timestamp_url=settings.TIMESTAMP_URL)
