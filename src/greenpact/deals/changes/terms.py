"""The terms of a deal: all that its parties agree on, as values. What is negotiated is a change to them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import rfc8785

from greenpact.deals.document import Clause, clause_data, clause_from

#: Fields of a deal's head that belong to its terms; days and years make its period.
PERIOD = ("starts_on", "ends_on", "start_year", "end_year")
HEAD = ("title", "summary", "legal_nature", *PERIOD)


@dataclass(frozen=True, slots=True)
class Terms:
    """Head by field (texts by language, days in ISO form, None for what is not stated), roles by party, clauses."""

    head: Mapping[str, Any]
    parties: Mapping[str, str]
    clauses: tuple[Clause, ...]

    def clause(self, ref: str) -> Clause | None:
        return next((clause for clause in self.clauses if clause.ref == ref), None)

    def before(self, ref: str) -> str:
        """The ref of the clause behind which this one stands; empty for the first."""
        refs = [clause.ref for clause in self.clauses]
        place = refs.index(ref) if ref in refs else 0
        return refs[place - 1] if place else ""


def terms_data(terms: Terms) -> dict[str, Any]:
    """Terms as plain JSON values; parties in their order."""
    return {
        "head": dict(terms.head),
        "parties": [[ref, role] for ref, role in terms.parties.items()],
        "clauses": [clause_data(clause) for clause in terms.clauses],
    }


def terms_from(data: Mapping[str, Any]) -> Terms:
    """Read terms back from their JSON; raises `KeyError` or `TypeError` when they are none."""
    return Terms(
        head=data["head"],
        parties=dict(data["parties"]),
        clauses=tuple(clause_from(clause) for clause in data["clauses"]),
    )


def canonical_terms(terms: Terms) -> str:
    """Terms as canonical JSON (RFC 8785): equal to the letter when they are the same."""
    return rfc8785.dumps(terms_data(terms)).decode()
