"""What is written into a deal, part by part, and why it may not be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from greenpact.deals.document import Clause
from greenpact.deals.rules import Lack
from greenpact.parties.models import Organisation
from greenpact.ui.wording import Texts


class WhyNotWritten(StrEnum):
    REF_TAKEN = "ref_taken"
    CHANGED_MEANWHILE = "changed_meanwhile"
    PARTY_TWICE = "party_twice"
    CLAUSE_TWICE = "clause_twice"
    OTHER_CITY = "other_city"
    NOT_A_PARTY = "not_a_party"
    NOT_A_GOAL = "not_a_goal"
    OTHER_KIND = "other_kind"
    ENDS_BEFORE_IT_BEGINS = "ends_before_it_begins"
    SIGNATURE_OPEN = "signature_open"
    NOT_FROM_HERE = "not_from_here"
    BEING_SIGNED = "being_signed"
    NEGOTIATED = "negotiated"
    TOO_MANY = "too_many"
    INCOMPLETE = "incomplete"


class NotWritten(Exception):
    """The deal stays as it was; `reason` says why, `lacks` what a public deal would miss, `clauses` the refs of those
    it is about."""

    def __init__(
        self, reason: WhyNotWritten, *, lacks: Sequence[Lack] = (), clauses: Sequence[str] = ()
    ) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.lacks = tuple(lacks)
        self.clauses = tuple(clauses)


@dataclass(frozen=True, slots=True)
class PartyEntry:
    organisation: Organisation
    role: str


@dataclass(frozen=True, slots=True)
class SourceEntry:
    url: str
    checked_on: date | None = None
    note: Texts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Parts:
    """What is to be written; a part that is None stays as it is.

    `head` holds fields of `Deal` by name; `districts` and `further_cities` take lists of rows.
    """

    head: Mapping[str, Any] | None = None
    parties: Sequence[PartyEntry] | None = None
    clauses: Sequence[Clause] | None = None
    sources: Sequence[SourceEntry] | None = None
