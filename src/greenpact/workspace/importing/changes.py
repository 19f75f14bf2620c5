"""What an import would change in the register: each record added, changed with its differences, or the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from greenpact.cities.keeping import Kept
from greenpact.cities.models import OfCity
from greenpact.deals.comparing import Difference as How
from greenpact.deals.comparing import compare
from greenpact.deals.document import Clause, Document
from greenpact.workspace.importing.current import CurrentDeal
from greenpact.workspace.importing.records import SourceRecord

LONGEST_SHOWN = 400
SHOWN_BEFORE = 80  # of what two long texts have in common


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that would differ. `name` is a field, or the ref of a clause; `how` is set for clauses."""

    name: str
    before: Any
    after: Any
    how: str = ""

    def as_data(self) -> list[Any]:
        before, after = beginning_where_they_differ(self.before, self.after)
        return [self.name, plain_value(before), plain_value(after), self.how]


def beginning_where_they_differ(before: Any, after: Any) -> tuple[Any, Any]:
    """Two long texts, or the texts of two mappings, without the long beginning that they have in common."""
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        pairs = {name: (before.get(name), after.get(name)) for name in {**before, **after}}
        cut = {name: beginning_where_they_differ(*pair) for name, pair in pairs.items()}
        return (
            {name: cut[name][0] if name in cut else text for name, text in before.items()},
            {name: cut[name][1] if name in cut else text for name, text in after.items()},
        )
    if not (isinstance(before, str) and isinstance(after, str)) or before == after:
        return before, after
    pairs_of_signs = enumerate(zip(before, after, strict=False))
    common = next((place for place, (old, new) in pairs_of_signs if old != new), min(len(before), len(after)))
    start = common - SHOWN_BEFORE if common > LONGEST_SHOWN - SHOWN_BEFORE else 0
    return (f"…{before[start:]}", f"…{after[start:]}") if start else (before, after)


def plain_value(value: Any) -> Any:
    """A value for JSON; long texts are shortened, since they are only shown."""
    if isinstance(value, str):
        return value if len(value) <= LONGEST_SHOWN else f"{value[:LONGEST_SHOWN]}…"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, Mapping):
        return {str(key): plain_value(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain_value(part) for part in value]
    return value


@dataclass(slots=True)
class RowChange:
    """A row of the register as it is to be kept: `values` by fields, other rows by their refs."""

    form: str
    row: int
    ref: str
    title: Any
    outcome: Kept
    values: dict[str, Any]
    current: OfCity | None = None
    differences: list[Difference] = field(default_factory=list)


@dataclass(slots=True)
class DealChange:
    """A deal as it is to be written. A part that is None stays as it is."""

    row: int
    ref: str
    title: Any
    outcome: Kept
    head: dict[str, Any]
    parties: tuple[tuple[str, str], ...] | None
    clauses: tuple[Clause, ...] | None
    sources: tuple[SourceRecord, ...] | None
    states: dict[str, str]
    publish: bool = False
    current: CurrentDeal | None = None
    differences: list[Difference] = field(default_factory=list)
    form: str = "deals"

    def leave_out_same(self, current: CurrentDeal) -> None:
        """Let parts that would not differ stay as they are, so that they need not be written."""
        self.parties = None if self.parties == current.parties else self.parties
        self.clauses = None if self.clauses == current.clauses else self.clauses
        self.sources = None if self.sources == current.sources else self.sources


Change = RowChange | DealChange


def differing(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    """The fields of `after` that differ from `before`, in the order of the sheet."""
    return [Difference(name, before[name], value) for name, value in after.items() if before[name] != value]


def differing_parts(current: CurrentDeal, change: DealChange) -> list[Difference]:
    """Where parties, clauses, sources and measures would differ."""
    found = []
    if change.parties is not None and change.parties != current.parties:
        found.append(Difference("parties", current.parties, change.parties))
    if change.clauses is not None and change.clauses != current.clauses:
        found += differing_clauses(current.clauses, change.clauses)
    if change.sources is not None and change.sources != current.sources:
        before, after = ([source.url for source in sources] for sources in (current.sources, change.sources))
        found.append(Difference("sources", before, after))
    for ref, state in change.states.items():
        if ref in current.measures and current.measures[ref].state != state:
            found.append(Difference("measure_state", current.measures[ref].state, state, ref))
    return found


def differing_clauses(before: Sequence[Clause], after: Sequence[Clause]) -> list[Difference]:
    """Clause by clause: added, removed, moved, or altered with the fields that differ."""
    found = []
    for row in compare(_document(before), _document(after)):
        if row.difference == How.ALTERED:
            changes = {change.name: (change.before, change.after) for change in row.changes}
            old = {name: values[0] for name, values in changes.items()}
            new = {name: values[1] for name, values in changes.items()}
            found.append(Difference(row.clause.ref, old, new, How.ALTERED.value))
        elif row.difference != How.SAME:
            old_text, new_text = (clause.text if clause else None for clause in (row.before, row.after))
            found.append(Difference(row.clause.ref, old_text, new_text, row.difference.value))
    return found


def _document(clauses: Sequence[Clause]) -> Document:
    return Document({}, {}, (), tuple(clauses))
