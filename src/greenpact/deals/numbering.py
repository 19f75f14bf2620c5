"""The numbers of clauses: g1, c4, p2."""

from collections.abc import Iterable

from greenpact.deals.document import ClauseKind

#: The first letter of a clause's number, by kind.
LETTERS = {ClauseKind.GOAL: "g", ClauseKind.COMMITMENT: "c", ClauseKind.PROVISION: "p"}


def next_ref(kind: ClauseKind, taken: Iterable[str]) -> str:
    """The next number of a kind: c4 after c1 and c3. Numbers of clauses once taken out are not given again."""
    letter = LETTERS[kind]
    numbers = [int(ref[1:]) for ref in taken if ref.startswith(letter) and ref[1:].isdecimal()]
    return f"{letter}{max(numbers, default=0) + 1}"
