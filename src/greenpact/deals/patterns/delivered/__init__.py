"""The patterns that come with the platform: `clauses.toml` holds their clauses, `patterns.toml` puts them together.

The texts are our own and meant as a beginning: a lawyer has to look at them before a city uses them.
"""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from greenpact.deals.patterns.pattern import Pattern, from_data

FOLDER = Path(__file__).parent


@cache
def delivered() -> dict[str, Pattern]:
    """All of them by ref, in their order."""
    clauses = _read("clauses.toml")
    variables = _read("variables.toml")
    return {
        ref: _put_together(ref, pattern, clauses, variables)
        for ref, pattern in _read("patterns.toml").items()
    }


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / name).read_text("utf-8"))


def _put_together(
    ref: str, pattern: dict[str, Any], clauses: dict[str, Any], variables: dict[str, Any]
) -> Pattern:
    """A pattern with the clauses it names; those of its `choices` stand in the catalogue."""
    choices = pattern.pop("choices", [])
    keys = pattern.pop("clauses")
    place = keys.index("choices") if "choices" in keys else len(keys)
    ordered = [*keys[:place], *choices, *keys[place + 1 :]]
    return from_data(
        {
            **pattern,
            "ref": ref,
            "variables": [{"name": name, **variables[name]} for name in pattern["variables"]],
            "clauses": [{"key": key, **clauses[key], "is_choice": key in choices} for key in ordered],
        }
    )
