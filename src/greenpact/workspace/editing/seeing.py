"""What a page showed when it was opened, sealed into it, so that saving knows what its writer had seen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core import signing

_SALT = "greenpact.workspace.seen"


@dataclass(frozen=True, slots=True)
class Seen:
    """The edition of a subject and the values of its form, bare."""

    edition: int = 0
    values: Mapping[str, Any] = field(default_factory=dict)


def sealed(seen: Seen) -> str:
    """The seal of what a page showed: readable for whoever looks, and not to be altered."""
    return signing.dumps({"edition": seen.edition, "values": seen.values}, salt=_SALT, compress=True)


def unsealed(token: str) -> Seen:
    """What a page showed, from its seal; nothing at all when the seal is broken, so that every difference is asked."""
    try:
        content = signing.loads(token, salt=_SALT)
        return Seen(content["edition"], content["values"])
    except (signing.BadSignature, KeyError, TypeError, ValueError):
        return Seen()


def has_seen(token: str, edition: int) -> bool:
    """Whether a page showed this very edition."""
    return unsealed(token).edition == edition
