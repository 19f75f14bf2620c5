"""When confidential values of several parties may be published as a sum, so that no single one can be told. Pure.

A sum that was published once is known for ever. So a new one is held against all before it that share a value with
it: whoever adds and subtracts them must not come upon fewer than three parties.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import combinations

FEWEST_PARTIES = 3
LARGEST_SHARE = 0.8
MOST_SUMS = 12  # that share values; more are not published
MOST_PARTIES = 60


class Withheld(StrEnum):
    """Why a sum is not published."""

    TOO_FEW = "too_few"
    DOMINATED = "dominated"
    TELLS_APART = "tells_apart"  # with sums published before, it would
    SAME = "same"  # it is published already
    TOO_MANY = "too_many"


@dataclass(frozen=True, slots=True)
class Part:
    """What one party puts in: `key` is the reading, so that a corrected value is another part."""

    party: str
    key: str
    value: float


Sum = Sequence[Part]
Row = Mapping[tuple[str, str], Fraction]


def why_withheld(wanted: Sum, published: Sequence[Sum] = ()) -> Withheld | None:
    """Why a sum may not be published after those before it; None where it may.

    >>> why_withheld([Part("a", "1", 5.0), Part("b", "2", 5.0)])
    <Withheld.TOO_FEW: 'too_few'>
    """
    if fault := _fault_of(_by_party(wanted)):
        return fault
    rows = [_row(one) for one in published]
    new = _row(wanted)
    related = [place for place, row in enumerate(rows) if row.keys() & new.keys()]
    if any(rows[place] == new for place in related):
        return Withheld.SAME
    if len(published) >= MOST_SUMS or len({part.party for part in wanted}) > MOST_PARTIES:
        return Withheld.TOO_MANY
    if any(_fault_of(_difference(wanted, published[place])) for place in related):
        return Withheld.TELLS_APART
    return Withheld.TELLS_APART if rows and _tells_apart([*rows, new]) else None


def _by_party(parts: Sum) -> dict[str, float]:
    found: dict[str, float] = defaultdict(float)
    for part in parts:
        found[part.party] += part.value
    return found


def _fault_of(amounts: Mapping[str, float]) -> Withheld | None:
    """Whether too few stand behind amounts, or one has nearly all of them."""
    if len(amounts) < FEWEST_PARTIES:
        return Withheld.TOO_FEW
    sizes = [abs(amount) for amount in amounts.values()]
    total = sum(sizes)
    return Withheld.DOMINATED if total == 0 or max(sizes) > LARGEST_SHARE * total else None


def _difference(one: Sum, other: Sum) -> dict[str, float]:
    """What somebody gets who subtracts one sum from another: what each party has in only one of them."""
    keys, others = {part.key for part in one}, {part.key for part in other}
    found: dict[str, float] = defaultdict(float)
    for part in one:
        if part.key not in others:
            found[part.party] += part.value
    for part in other:
        if part.key not in keys:
            found[part.party] -= part.value
    return found


def _row(parts: Sum) -> dict[tuple[str, str], Fraction]:
    return {(part.party, part.key): Fraction(1) for part in parts}


def _tells_apart(rows: Sequence[Row]) -> bool:
    """Whether adding and subtracting sums can come upon the values of fewer than three parties.

    So it is where fewer unknowns are left outside of two parties than the sums have in all.
    """
    whole = rank(rows)
    parties = sorted({party for row in rows for party, _key in row})
    return any(
        rank([{cell: one for cell, one in row.items() if cell[0] not in pair} for row in rows]) < whole
        for pair in combinations(parties, FEWEST_PARTIES - 1)
    )


def rank(rows: Sequence[Row]) -> int:
    """How many of these rows say something that the others do not."""
    left = [dict(row) for row in rows]
    found = 0
    while left:
        row = left.pop()
        cell = next((one for one, amount in row.items() if amount), None)
        if cell is None:
            continue
        found += 1
        for other in left:
            if times := other.get(cell, Fraction(0)) / row[cell]:
                for one, amount in row.items():
                    other[one] = other.get(one, Fraction(0)) - times * amount
    return found
