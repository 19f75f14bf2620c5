"""Canonical JSON (RFC 8785) and the hashes over it: what is signed, recorded and listed is always these bytes."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import rfc8785

#: The fields of a journal entry that its hash covers; the same that `greenpact.journal.chaining` hashes.
ENTRY_FIELDS = ("chain", "number", "at", "actor", "verb", "subject", "public", "payload", "previous")


class NotCanonical(ValueError):
    """The bytes are not the canonical JSON of an object."""


def canonical(value: Mapping[str, Any]) -> bytes:
    """A value as canonical JSON."""
    return rfc8785.dumps(dict(value))


def digest(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return sha256(data).hexdigest()


def object_in(data: bytes) -> dict[str, Any]:
    """The object that canonical bytes hold; raises `NotCanonical` for any other bytes, equal in meaning or not."""
    try:
        value = json.loads(data)
        is_canonical = isinstance(value, dict) and rfc8785.dumps(value) == data
    except (ValueError, TypeError, RecursionError, rfc8785.CanonicalizationError) as error:
        raise NotCanonical("no canonical JSON") from error
    if not is_canonical:
        raise NotCanonical("no canonical JSON")
    found: dict[str, Any] = value
    return found


def entry_hash(entry: Mapping[str, Any]) -> str:
    """The hash that a journal entry must bear, from its content and the hash before it."""
    content = {name: entry[name] for name in ENTRY_FIELDS}
    at = datetime.fromisoformat(str(content["at"])).astimezone(UTC).isoformat(timespec="microseconds")
    return digest(canonical({**content, "at": at}))
