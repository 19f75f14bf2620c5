"""What a report freezes: facts and texts as canonical JSON (RFC 8785) with its SHA-256."""

import json
from hashlib import sha256
from typing import Any

import rfc8785

#: Identifies the shape of the canonical JSON; a reader of old reports goes by it.
FORMAT = "greenpact/report/1"


def canonical(data: Any) -> str:
    """Plain values as canonical JSON."""
    return rfc8785.dumps(data).decode()


def digest(text: str) -> str:
    """SHA-256 in hexadecimal."""
    return sha256(text.encode()).hexdigest()


def whole(facts: str, *, ref: str, texts: dict[str, Any], corrects: tuple[str, str] | None) -> dict[str, Any]:
    """Facts with texts, and which report (ref and hash) this one corrects."""
    known: dict[str, Any] = json.loads(facts)
    old = {"corrects": {"report": corrects[0], "sha256": corrects[1]}} if corrects else {}
    return {**known, **old, "report": ref, "texts": texts}
