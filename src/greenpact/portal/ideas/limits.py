"""How often something may come from one place: counted in windows of time, under hashes that say nothing of anybody."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Limit:
    """So many within a window of time."""

    name: str
    most: int
    window: timedelta


#: Handing in with proof of work, and without scripts; new drafts; messages and links by private link.
SOLVED = Limit("idea-solved", 20, HOUR)
UNSOLVED = Limit("idea-unsolved", 5, HOUR)
ADDRESS = Limit("idea-address", 5, DAY)
CITY_SOLVED = Limit("idea-city-solved", 300, HOUR)
CITY_UNSOLVED = Limit("idea-city-unsolved", 60, HOUR)
DRAFTS = Limit("idea-drafts", 40, HOUR)
DRAFT_FILES = Limit("idea-draft-files", 30, HOUR)
CHALLENGES = Limit("idea-challenges", 120, HOUR)
BY_LINK = Limit("idea-by-link", 30, HOUR)


def passes(limit: Limit, whose: str, at: datetime) -> bool:
    """Count one more from somebody; whether it is still within the limit."""
    window = int(at.timestamp() // limit.window.total_seconds())
    key = f"{limit.name}:{window}:{_hashed(whose)}"
    count = int(cache.get(key, 0))
    if count >= limit.most:
        return False
    cache.set(key, count + 1, timeout=2 * limit.window.total_seconds())
    return True


def once(name: str, until: timedelta) -> bool:
    """Whether something comes for the first time; it is remembered for as long as it could come again."""
    return bool(cache.add(f"once:{_hashed(name)}", 1, timeout=until.total_seconds()))


def place_of(request: HttpRequest) -> str:
    """The visitor's internet address, as our own proxy tells it."""
    told = request.headers.get("X-Forwarded-For", "") if settings.ALLAUTH_TRUSTED_PROXY_COUNT else ""
    return told.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")


def _hashed(whose: str) -> str:
    return salted_hmac("greenpact.ideas.limits", whose, algorithm="sha256").hexdigest()[:40]
