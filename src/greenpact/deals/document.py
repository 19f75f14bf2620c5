"""The document of a deal as data: an ordered list of typed clauses between named parties.

Values only, no database: the same document is written by an editor, read from a sheet, frozen as a version and
compared with another.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from hashlib import sha256
from typing import Any

import rfc8785

Texts = Mapping[str, str]

#: Identifies the shape of the canonical JSON; a reader of old versions goes by it.
FORMAT = "greenpact/deal-document/1"


class ClauseKind(StrEnum):
    GOAL = "goal"
    COMMITMENT = "commitment"
    PROVISION = "provision"


class Duty(StrEnum):
    """Whether a commitment is owed by law anyway or comes on top."""

    LEGAL = "legal"
    ADDITIONAL = "additional"
    UNKNOWN = "unknown"


class Topic(StrEnum):
    """What a provision settles."""

    GOVERNANCE = "governance"
    REPORTING = "reporting"
    EXIT = "exit"
    NEUTRALITY = "neutrality"
    DATA = "data"
    PURPOSE = "purpose"
    DURATION = "duration"
    RESOURCES = "resources"
    PUBLICITY = "publicity"
    CONFIDENTIALITY = "confidentiality"
    FINAL = "final"


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause. Fields that do not belong to its kind stay empty; amounts are decimal texts, days ISO dates."""

    ref: str
    kind: ClauseKind
    text: Texts
    party: str = ""  # commitment: whose, as the organisation's ref
    indicator: Texts = field(default_factory=dict)  # goal: what is looked at
    target: str = ""  # goal: the value to be reached
    quantity: str = ""  # commitment: how much
    unit: str = ""  # of target or quantity
    due_year: int | None = None  # goal: by when
    measure_type: str = ""
    starts_on: str = ""
    ends_on: str = ""
    money_eur: str = ""
    staff_fte: str = ""
    serves: tuple[str, ...] = ()  # commitment: refs of the goals it serves
    duty: Duty = Duty.UNKNOWN
    topic: str = ""  # provision
    heading: Texts = field(default_factory=dict)  # of the paragraph in the agreement's text


@dataclass(frozen=True, slots=True)
class DocumentParty:
    organisation: str
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Document:
    title: Texts
    summary: Texts
    parties: tuple[DocumentParty, ...]
    clauses: tuple[Clause, ...]
    legal_nature: str = "unknown"
    starts_on: str = ""  # the period the deal is made for, both days included
    ends_on: str = ""
    binding_language: str = ""  # which language's text prevails


#: Parts of a document that came later than the first signed ones: left out where they say nothing, so that the hash of
#: an old document stays what it was.
LATER = ("starts_on", "ends_on", "binding_language")


def as_data(document: Document, *, deal: str) -> dict[str, Any]:
    """The document as plain JSON values; `deal` is its full reference, such as `heidelberg/solar-roofs`."""
    return {
        "format": FORMAT,
        "deal": deal,
        "title": dict(document.title),
        "summary": dict(document.summary),
        "parties": [
            {"organisation": party.organisation, "name": party.name, "role": party.role}
            for party in document.parties
        ],
        "clauses": [_clause_data(clause) for clause in document.clauses],
        "legal_nature": document.legal_nature,
        **{name: value for name in LATER if (value := getattr(document, name))},
    }


def canonical(document: Document, *, deal: str) -> bytes:
    """The document as canonical JSON (RFC 8785): the bytes that are hashed, signed and published."""
    return rfc8785.dumps(as_data(document, deal=deal))


def digest(canonical_json: bytes) -> str:
    """SHA-256 of a canonical document, in hexadecimal."""
    return sha256(canonical_json).hexdigest()


def from_data(data: Mapping[str, Any]) -> Document:
    """Read a document back from its JSON; raises `KeyError` or `TypeError` when it is not one."""
    if data["format"] != FORMAT:
        raise KeyError(data["format"])
    return Document(
        title=data["title"],
        summary=data["summary"],
        legal_nature=data["legal_nature"],
        parties=tuple(DocumentParty(**party) for party in data["parties"]),
        clauses=tuple(_clause(clause) for clause in data["clauses"]),
        **{name: data[name] for name in LATER if name in data},
    )


def _clause(data: Mapping[str, Any]) -> Clause:
    return Clause(
        **{
            **data,
            "kind": ClauseKind(data["kind"]),
            "duty": Duty(data.get("duty", Duty.UNKNOWN)),
            "serves": tuple(data.get("serves", ())),
        }
    )


_EMPTY: tuple[object, ...] = ("", None, (), {})
_FIELDS = tuple(field.name for field in fields(Clause))


def _clause_data(clause: Clause) -> dict[str, Any]:
    """A clause without the fields that say nothing."""
    values = {name: getattr(clause, name) for name in _FIELDS}
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in values.items()
        if value not in _EMPTY or name == "text"
    }
