"""Putting clauses and parties in order: pure steps on lists."""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from typing import TypeVar

from greenpact.deals.document import Clause, ClauseKind

T = TypeVar("T")


class Way(StrEnum):
    UP = "up"
    DOWN = "down"


def moved(items: Sequence[T], index: int, way: Way) -> list[T]:
    """The list with one item a step further; the same list when it stands at that end."""
    other = index - 1 if way == Way.UP else index + 1
    result = list(items)
    if 0 <= other < len(result):
        result[index], result[other] = result[other], result[index]
    return result


def clause_moved(clauses: Sequence[Clause], ref: str, way: Way) -> list[Clause]:
    """A document in which a clause has changed places with the next one of its kind."""
    kind = next((clause.kind for clause in clauses if clause.ref == ref), None)
    alike = [clause for clause in clauses if clause.kind == kind]
    index = next((i for i, clause in enumerate(alike) if clause.ref == ref), 0)
    in_order = iter(moved(alike, index, way))
    return [next(in_order) if clause.kind == kind else clause for clause in clauses]


def clause_put(clauses: Sequence[Clause], clause: Clause) -> list[Clause]:
    """A document with a clause in place of its former self, or behind the last one of its kind."""
    if any(other.ref == clause.ref for other in clauses):
        return [clause if other.ref == clause.ref else other for other in clauses]
    place = max((i + 1 for i, other in enumerate(clauses) if other.kind == clause.kind), default=None)
    if place is None:
        order = list(ClauseKind)
        place = sum(order.index(other.kind) < order.index(clause.kind) for other in clauses)
    return [*clauses[:place], clause, *clauses[place:]]


def clause_taken_out(clauses: Sequence[Clause], ref: str) -> list[Clause]:
    """A document without a clause; commitments no longer name it among the goals they serve."""
    return [
        replace(clause, serves=tuple(goal for goal in clause.serves if goal != ref))
        for clause in clauses
        if clause.ref != ref
    ]
