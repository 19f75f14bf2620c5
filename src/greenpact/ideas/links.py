"""Private links: tokens that follow from a row and the site's secret, so that a mail can be written at any time.

A token names its idea and proves that the site made it. Raising an idea's `link_number` makes all its status links
worthless; a confirmation holds for the address it was sent to, once.
"""

from datetime import datetime
from enum import StrEnum

from django.core.signing import BadSignature, Signer

from greenpact.cities.models import City
from greenpact.ideas.models import Idea
from greenpact.ideas.rules import State, may_still_read

LONGEST_TOKEN = 80


class Ending(StrEnum):
    """Why a private link that was good opens nothing any more."""

    REPLACED = "replaced"  # its sender asked for a new one
    OVER = "over"  # so long after the idea was closed
    ERASED = "erased"


def status_token(idea: Idea) -> str:
    """What opens the status page of an idea."""
    return _token(idea, "status", _status_words(idea))


def confirmation_token(idea: Idea) -> str:
    """What confirms an idea, sent to the address that its sender gave."""
    return _token(idea, "confirm", _confirmation_words(idea))


def status_path(idea: Idea) -> str:
    """The address of an idea's status page on this site."""
    return f"/{idea.city.slug}/ideas/{status_token(idea)}/"


def confirmation_path(idea: Idea) -> str:
    return f"/{idea.city.slug}/ideas/confirm/{confirmation_token(idea)}/"


def idea_of_status(token: str, *, city: City, at: datetime) -> Idea | None:
    """The idea whose status page a token opens now; None for a wrong, revoked or expired one."""
    idea = _named(token, city)
    if idea is None or idea.erased_at or not idea.confirmed_at or not may_still_read(idea.closed_at, at):
        return None
    return idea if _holds(token, "status", _status_words(idea)) else None


def ending_of(token: str, *, city: City, at: datetime) -> Ending | None:
    """Why a genuine status link opens nothing any more; None for one that does, and for a wrong one."""
    idea = _named(token, city)
    if idea is None:
        return None
    if any(_holds(token, "status", f"{idea.pk}.{number}") for number in range(idea.link_number)):
        return Ending.REPLACED
    if not _holds(token, "status", _status_words(idea)):
        return None
    if idea.erased_at:
        return Ending.ERASED
    return None if may_still_read(idea.closed_at, at) else Ending.OVER


def idea_to_confirm(token: str, *, city: City) -> Idea | None:
    """The idea that a confirmation token was made for, confirmed already or not; None for a wrong one."""
    idea = _named(token, city)
    if idea is None or idea.state == State.ERASED:
        return None
    return idea if _holds(token, "confirm", _confirmation_words(idea)) else None


def _status_words(idea: Idea) -> str:
    return f"{idea.pk}.{idea.link_number}"


def _confirmation_words(idea: Idea) -> str:
    return f"{idea.pk}.{idea.email}"


def _named(token: str, city: City) -> Idea | None:
    ref = token[:LONGEST_TOKEN].partition("-")[0]
    return Idea.objects.select_related("city").filter(city=city, ref=ref).first()


def _token(idea: Idea, purpose: str, words: str) -> str:
    return f"{idea.ref}-{_signer(purpose).signature(words)}"


def _holds(token: str, purpose: str, words: str) -> bool:
    """Whether a token was made for these words, under the secret of today or one that still counts."""
    try:
        _signer(purpose).unsign(f"{words}:{token.partition('-')[2]}")
    except BadSignature:
        return False
    return True


def _signer(purpose: str) -> Signer:
    return Signer(salt=f"greenpact.ideas.{purpose}")
