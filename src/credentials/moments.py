"""Moments as credentials write them: UTC, to the second."""

from datetime import UTC, datetime


def moment_text(at: datetime) -> str:
    """A moment such as `2026-06-15T10:00:00Z`; `at` must carry its zone."""
    return at.astimezone(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")


def moment_in(text: str) -> datetime:
    """Read a moment with its zone; raises `ValueError` otherwise."""
    found = datetime.fromisoformat(text)
    if found.tzinfo is None:
        raise ValueError("a moment without its zone")
    return found
