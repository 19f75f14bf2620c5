"""What somebody has written so far, kept on the server without an account.

The browser holds a random key in a cookie, the row only its hash: whoever reads the table cannot open a draft, and
whoever has no cookie finds none. A draft is bounded, holds fields alone and no files, and goes after two weeks.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from secrets import token_urlsafe

from greenpact.cities.models import City
from greenpact.ideas.models import Draft
from greenpact.ideas.rules import KEEP_DRAFT, Kind

LARGEST = 40_000  # characters of all fields together

#: What was typed, by field; a field with several values has several.
Fields = Mapping[str, Sequence[str]]


def new_key() -> str:
    """A key that nobody guesses."""
    return token_urlsafe(24)


def save_draft(city: City, kind: Kind, key: str, fields: Fields, *, at: datetime) -> bool:
    """Keep what was typed under a key, in place of what was there; whether it was not too much."""
    kept = {name: list(values) for name, values in fields.items() if any(values)}
    if sum(len(value) for values in kept.values() for value in values) > LARGEST:
        return False
    Draft.objects.update_or_create(
        city=city, kind=kind.value, key_sha256=_hashed(key), defaults={"fields": kept, "changed_at": at}
    )
    return True


def find_draft(city: City, kind: Kind, key: str, *, at: datetime) -> Draft | None:
    """What was typed under a key and is not too old."""
    rows = Draft.objects.filter(city=city, kind=kind.value, key_sha256=_hashed(key))
    return rows.filter(changed_at__gt=at - KEEP_DRAFT).first() if key else None


def forget_draft(city: City, kind: Kind, key: str) -> None:
    Draft.objects.filter(city=city, kind=kind.value, key_sha256=_hashed(key)).delete()


def forget_old_drafts(at: datetime) -> int:
    """Delete what nobody came back to; how many."""
    return Draft.objects.filter(changed_at__lte=at - KEEP_DRAFT).delete()[0]


def _hashed(key: str) -> str:
    return sha256(key.encode()).hexdigest()
