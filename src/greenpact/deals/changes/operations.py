"""A change as data, and what it makes of the terms of a deal.

A change is a list of operations about one subject. As JSON each is an object of these fields:

| do       | what                  | before                | after               | behind                       |
|----------|-----------------------|-----------------------|---------------------|------------------------------|
| `add`    | number of the clause  | null                  | the clause          | number of the one before it  |
| `alter`  | number of the clause  | the clause as seen    | the clause          | ""                           |
| `move`   | number of the clause  | number of the one before it, as seen | null | number of the one before it  |
| `remove` | number of the clause  | the clause as seen    | null                | number of the one before it  |
| `party`  | ref of an organisation | role as seen, or ""  | role, or "" to leave | ""                          |
| `head`   | a field of `terms.HEAD` | value as seen       | value               | ""                           |

A clause is written as in the canonical document; `behind` is "" for the first place. What was seen is part of the
change: it applies only to terms that still say so.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from hashlib import sha256
from typing import Any

import rfc8785

from greenpact.deals.changes.terms import HEAD, PERIOD, Terms
from greenpact.deals.document import Clause, clause_data, clause_from

#: Stands for the number of a clause that gets one when it is proposed.
UNNUMBERED = "new"

#: More than any change of one subject needs.
MOST_OPERATIONS = 12


class Do(StrEnum):
    ADD = "add"
    ALTER = "alter"
    MOVE = "move"
    REMOVE = "remove"
    PARTY = "party"
    HEAD = "head"


#: Operations about a clause.
ON_CLAUSE = frozenset({Do.ADD, Do.ALTER, Do.MOVE, Do.REMOVE})


@dataclass(frozen=True, slots=True)
class Operation:
    do: Do
    what: str
    before: Any = None
    after: Any = None
    behind: str = ""

    @property
    def was(self) -> Clause | None:
        """The clause as it was seen, of an operation that alters or removes one."""
        return clause_from(self.before) if self.do in (Do.ALTER, Do.REMOVE) else None

    @property
    def becomes(self) -> Clause | None:
        """The clause as it is to stand, of an operation that adds or alters one."""
        return clause_from(self.after) if self.do in (Do.ADD, Do.ALTER) else None


class DoesNotApply(Exception):
    """The terms do not say (any more) what the operation saw."""


def add(clause: Clause, *, behind: str) -> Operation:
    return Operation(Do.ADD, clause.ref, after=clause_data(clause), behind=behind)


def alter(before: Clause, after: Clause) -> Operation:
    return Operation(Do.ALTER, before.ref, before=clause_data(before), after=clause_data(after))


def move(terms: Terms, ref: str, *, behind: str) -> Operation:
    return Operation(Do.MOVE, ref, before=terms.before(ref), behind=behind)


def remove(terms: Terms, clause: Clause) -> Operation:
    return Operation(Do.REMOVE, clause.ref, before=clause_data(clause), behind=terms.before(clause.ref))


def set_role(terms: Terms, organisation: str, role: str) -> Operation:
    """Let an organisation become a party, have another role, or leave (an empty role)."""
    return Operation(Do.PARTY, organisation, before=terms.parties.get(organisation, ""), after=role)


def set_head(terms: Terms, field: str, value: Any) -> Operation:
    return Operation(Do.HEAD, field, before=terms.head[field], after=value)


def operations_data(operations: Iterable[Operation]) -> list[dict[str, Any]]:
    """A change as plain JSON values."""
    return [
        {name.name: getattr(operation, name.name) for name in fields(Operation)} | {"do": operation.do.value}
        for operation in operations
    ]


def operations_from(data: Iterable[Mapping[str, Any]]) -> tuple[Operation, ...]:
    """Read a change back; raises `ValueError`, `KeyError` or `TypeError` when it is none."""
    return tuple(Operation(**{**operation, "do": Do(operation["do"])}) for operation in data)


def fingerprint(operations: Iterable[Operation]) -> str:
    """SHA-256 of a change as canonical JSON: what a consent stands for."""
    return sha256(rfc8785.dumps(operations_data(operations))).hexdigest()


def subject_of(operations: Sequence[Operation]) -> str:
    """What a change is about: `clause:c1`, `party:utility`, `head:title` or `head:period`.

    Raises `ValueError` when it is about nothing or about more than one subject.
    """
    (subject,) = {_subject(operation) for operation in operations}
    return subject


def _subject(operation: Operation) -> str:
    if operation.do in ON_CLAUSE:
        return f"clause:{operation.what}"
    if operation.do is Do.PARTY:
        return f"party:{operation.what}"
    return "head:period" if operation.what in PERIOD else f"head:{operation.what}"


def apply(terms: Terms, operations: Iterable[Operation]) -> Terms:
    """The terms with a change in them, one operation after the other; raises `DoesNotApply`."""
    for operation in operations:
        terms = _APPLIES[operation.do](terms, operation)
    return terms


def _add(terms: Terms, operation: Operation) -> Terms:
    clause = operation.becomes
    if clause is None or terms.clause(clause.ref):
        raise DoesNotApply(operation.what)
    return replace(terms, clauses=_put(terms.clauses, clause, operation.behind))


def _alter(terms: Terms, operation: Operation) -> Terms:
    after = operation.becomes
    if after is None or terms.clause(operation.what) != operation.was:
        raise DoesNotApply(operation.what)
    clauses = tuple(after if clause.ref == after.ref else clause for clause in terms.clauses)
    return replace(terms, clauses=clauses)


def _move(terms: Terms, operation: Operation) -> Terms:
    clause = terms.clause(operation.what)
    if clause is None or operation.behind == operation.what:
        raise DoesNotApply(operation.what)
    rest = tuple(other for other in terms.clauses if other.ref != clause.ref)
    return replace(terms, clauses=_put(rest, clause, operation.behind))


def _remove(terms: Terms, operation: Operation) -> Terms:
    if terms.clause(operation.what) != operation.was or operation.was is None:
        raise DoesNotApply(operation.what)
    rest = tuple(clause for clause in terms.clauses if clause.ref != operation.what)
    return replace(terms, clauses=rest)


def _party(terms: Terms, operation: Operation) -> Terms:
    if terms.parties.get(operation.what, "") != operation.before:
        raise DoesNotApply(operation.what)
    parties = {**terms.parties, operation.what: operation.after}
    return replace(terms, parties={ref: role for ref, role in parties.items() if role})


def _head(terms: Terms, operation: Operation) -> Terms:
    if operation.what not in HEAD or terms.head[operation.what] != operation.before:
        raise DoesNotApply(operation.what)
    return replace(terms, head={**terms.head, operation.what: operation.after})


_APPLIES = {
    Do.ADD: _add,
    Do.ALTER: _alter,
    Do.MOVE: _move,
    Do.REMOVE: _remove,
    Do.PARTY: _party,
    Do.HEAD: _head,
}


def _put(clauses: tuple[Clause, ...], clause: Clause, behind: str) -> tuple[Clause, ...]:
    refs = [other.ref for other in clauses]
    if behind and behind not in refs:
        raise DoesNotApply(behind)
    place = refs.index(behind) + 1 if behind else 0
    return (*clauses[:place], clause, *clauses[place:])


def rebased(operations: Sequence[Operation], terms: Terms) -> tuple[Operation, ...] | None:
    """The same wish on terms that have changed; None where both touch the same and somebody must look.

    A clause that others changed in other fields keeps their values. What needs no new base comes back as it was.
    """
    found = tuple(_rebased(operation, terms) for operation in operations)
    fresh = tuple(operation for operation in found if operation is not None)
    if len(fresh) < len(found):
        return None
    try:
        apply(terms, fresh)
    except DoesNotApply:
        return None
    return fresh


def _rebased(operation: Operation, terms: Terms) -> Operation | None:
    was, now = operation.was, terms.clause(operation.what)
    if was is None or now == was:
        return operation
    if now is None:
        return None
    if operation.do is Do.REMOVE:
        return replace(operation, before=clause_data(now))
    mine = _wanted(was, operation.becomes or was)
    if any(getattr(now, name) != getattr(was, name) for name in mine):
        return None
    return alter(now, replace(now, **mine))


def wished(operation: Operation, now: Clause) -> Clause:
    """A clause as it stands now, with the fields that an operation on its former self wanted otherwise."""
    was = operation.was or now
    return replace(now, **_wanted(was, operation.becomes or was))


def _wanted(was: Clause, becomes: Clause) -> dict[str, Any]:
    """The fields in which a clause is to become another, with their new values."""
    return {
        part.name: getattr(becomes, part.name)
        for part in fields(Clause)
        if getattr(becomes, part.name) != getattr(was, part.name)
    }
