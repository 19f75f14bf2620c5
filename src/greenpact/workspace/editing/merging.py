"""Bringing together what two people changed in the same form: field by field, never over one another unseen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Model


@dataclass(frozen=True, slots=True)
class Merged:
    """The outcome: `values` to be written, fields that the other alone had changed, fields that both had."""

    values: dict[str, Any]
    taken: tuple[str, ...] = ()
    clashes: tuple[str, ...] = ()


def bare(value: Any) -> Any:
    """A value of a form as plain JSON, so that it can be sealed into a page and compared with another."""
    match value:
        case None:
            plain: Any = ""
        case Decimal():
            plain = f"{value.normalize():f}"
        case date():
            plain = value.isoformat()
        case Model():
            plain = value.pk
        case Mapping():
            plain = {str(name): bare(part) for name, part in value.items() if part not in ("", None)}
        case list() | tuple() | set() | frozenset():
            parts = [bare(part) for part in value]
            plain = parts if any(isinstance(part, dict) for part in parts) else sorted(parts, key=str)
        case _:
            plain = value
    return plain


def bared(values: Mapping[str, Any]) -> dict[str, Any]:
    """All values of a form as plain JSON."""
    return {name: bare(value) for name, value in values.items()}


def merge(seen: Mapping[str, Any], stands: Mapping[str, Any], typed: Mapping[str, Any]) -> Merged:
    """Bring together what a writer `typed` over what they had `seen` (bare) and what `stands` by now.

    A field that only one of the two changed takes that change. Where both changed it, `values` holds what was typed
    and the field is named among the clashes.
    """
    values: dict[str, Any] = {}
    taken, clashes = [], []
    for name, mine in typed.items():
        before, theirs = seen.get(name, ""), stands.get(name)
        values[name] = mine
        if bare(theirs) in (before, bare(mine)):
            continue
        if bare(mine) == before:
            values[name] = theirs
            taken.append(name)
        else:
            clashes.append(name)
    return Merged(values, tuple(taken), tuple(clashes))
