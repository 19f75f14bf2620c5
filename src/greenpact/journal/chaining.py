"""How an entry is hashed: the same for writing it and for checking it."""

from datetime import UTC
from hashlib import sha256
from typing import Any

import rfc8785

from greenpact.journal.models import Entry


def content_of(entry: Entry) -> dict[str, Any]:
    """What an entry says, as it is hashed: plain values, the hash before it included."""
    return {
        "chain": entry.chain.ref,
        "number": entry.number,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": entry.actor,
        "verb": entry.verb,
        "subject": entry.subject,
        "public": entry.is_public,
        "payload": entry.payload,
        "previous": entry.previous,
    }


def hash_of(entry: Entry) -> str:
    """SHA-256 in hexadecimal over the canonical JSON (RFC 8785) of an entry and of the hash before it."""
    return sha256(rfc8785.dumps(content_of(entry))).hexdigest()
