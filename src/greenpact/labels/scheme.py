"""A label's scheme as a value: levels, criteria, clocks and wording, as a city publishes them under number and date."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import rfc8785

from greenpact.labels.rules import Level, levels_up_to

Texts = Mapping[str, str]

#: Identifies the shape of the canonical JSON; a reader of old versions goes by it.
FORMAT = "greenpact/label-scheme/1"

#: The scheme that is delivered; a city publishes it as it is, or with numbers and criteria of its own.
DELIVERED = Path(__file__).parent / "data" / "scheme.json"


class Check(StrEnum):
    """What a machine can tell from the deal itself."""

    SIGNED_HERE = "signed_here"
    PUBLIC = "public"
    OTHERS_SIGN = "others_sign"
    OWNERS_AND_DAYS = "owners_and_days"
    MEASURABLE = "measurable"
    CITY_OWES = "city_owes"
    REPORTING = "reporting"
    CHECKS_DONE = "checks_done"
    REPORTED = "reported"
    UNDER_WAY = "under_way"
    DONE = "done"
    INDEPENDENT = "independent"


@dataclass(frozen=True, slots=True)
class Criterion:
    """Something a deal must meet from a level on, and what shows it. `check` is empty where people answer alone."""

    ref: str
    level: Level
    text: Texts
    evidence: Texts
    check: Check | None = None


@dataclass(frozen=True, slots=True)
class LevelWords:
    """What a level is called, means, and lets its holders say; `{city}`, `{deal}` and `{day}` stand in `may_say`."""

    name: Texts
    meaning: Texts
    may_say: Texts


@dataclass(frozen=True, slots=True)
class Clocks:
    """How long things take: in months, in days, in working days."""

    valid_months: int
    report_months: int
    grace_days: int
    appeal_working_days: int


@dataclass(frozen=True, slots=True)
class Scheme:
    """A whole scheme, without its number and day: those it gets when a city publishes it."""

    title: Texts
    purpose: Texts
    says: Sequence[Texts]
    says_not: Sequence[Texts]
    never_say: Texts
    procedure: Sequence[tuple[str, Texts]]  # a word such as "renewal", and its rule
    levels: Mapping[Level, LevelWords]
    criteria: tuple[Criterion, ...]
    clocks: Clocks

    def criteria_up_to(self, level: Level) -> tuple[Criterion, ...]:
        """All that a level asks for, from the first one on."""
        wanted = levels_up_to(level)
        return tuple(criterion for criterion in self.criteria if criterion.level in wanted)


def as_data(scheme: Scheme) -> dict[str, Any]:
    """The scheme as plain JSON values."""
    return {
        "format": FORMAT,
        "title": dict(scheme.title),
        "purpose": dict(scheme.purpose),
        "says": [dict(text) for text in scheme.says],
        "says_not": [dict(text) for text in scheme.says_not],
        "never_say": dict(scheme.never_say),
        "procedure": [{"step": step, "text": dict(text)} for step, text in scheme.procedure],
        "levels": {
            level.value: {
                "name": dict(words.name),
                "meaning": dict(words.meaning),
                "may_say": dict(words.may_say),
            }
            for level, words in scheme.levels.items()
        },
        "criteria": [
            {
                "ref": criterion.ref,
                "level": criterion.level.value,
                "text": dict(criterion.text),
                "evidence": dict(criterion.evidence),
                "check": criterion.check.value if criterion.check else "",
            }
            for criterion in scheme.criteria
        ],
        "clocks": {
            "valid_months": scheme.clocks.valid_months,
            "report_months": scheme.clocks.report_months,
            "grace_days": scheme.clocks.grace_days,
            "appeal_working_days": scheme.clocks.appeal_working_days,
        },
    }


def from_data(data: Mapping[str, Any]) -> Scheme:
    """Read what `as_data` wrote. Raises `ValueError`, `KeyError` or `TypeError` for anything else."""
    if data.get("format") != FORMAT:
        raise ValueError(f"not a label scheme: {data.get('format')!r}")
    return Scheme(
        title=data["title"],
        purpose=data["purpose"],
        says=tuple(data["says"]),
        says_not=tuple(data["says_not"]),
        never_say=data["never_say"],
        procedure=tuple((one["step"], one["text"]) for one in data["procedure"]),
        levels={Level(level): LevelWords(**words) for level, words in data["levels"].items()},
        criteria=tuple(_criterion(one) for one in data["criteria"]),
        clocks=Clocks(**data["clocks"]),
    )


def canonical(scheme: Scheme) -> bytes:
    """The scheme as canonical JSON (RFC 8785)."""
    return rfc8785.dumps(as_data(scheme))


def digest(content: bytes) -> str:
    return sha256(content).hexdigest()


@cache
def delivered() -> Scheme:
    """The scheme that comes with the platform."""
    return from_data(json.loads(DELIVERED.read_text(encoding="utf-8")))


def _criterion(data: Mapping[str, Any]) -> Criterion:
    return Criterion(
        ref=data["ref"],
        level=Level(data["level"]),
        text=data["text"],
        evidence=data["evidence"],
        check=Check(data["check"]) if data["check"] else None,
    )
