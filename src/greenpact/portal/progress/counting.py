"""Counting measures as they stand: each stands in one column alone, in groups whose order ranks nobody."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from greenpact.portal.deals.commitments import COUNTED, LATE, label_of
from greenpact.portal.progress.filtering import MeasureFilter

#: A measure as it is counted: its state, whether it is late, and its group.
Counted = tuple[str, bool, int | None]


@dataclass(frozen=True, slots=True)
class Cell:
    """How many measures stand in a state, and the list of them; no address where there are none."""

    state: str
    label: str
    number: int
    address: str


@dataclass(frozen=True, slots=True)
class Group:
    """A field or a party with its measures by state. `address` leads to its own page."""

    name: str
    address: str
    cells: list[Cell]
    total: int
    all_address: str


@dataclass(frozen=True, slots=True)
class Named:
    """What measures are grouped by: a key of the database, a ref for the address, a name, and its own page."""

    key: int | None
    ref: str
    name: str
    address: str = ""


def standing_of(state: str, *, late: bool) -> str:
    """Where a measure is counted: a late one as late, and not once more as planned or under way."""
    return LATE if late else state


def grouped(
    measures: Iterable[Counted], names: Sequence[Named], criteria: MeasureFilter, *, by: str, base: str
) -> list[Group]:
    """A group for each name that has measures, in the order of the names; `by` is the criterion they stand for."""
    numbers: dict[int | None, Counter[str]] = defaultdict(Counter)
    for state, late, key in measures:
        numbers[key][standing_of(state, late=late)] += 1
    return [
        _group(one, numbers[one.key], criteria.with_values(**{by: one.ref}), base)
        for one in names
        if numbers.get(one.key)
    ]


def _group(named: Named, numbers: Counter[str], criteria: MeasureFilter, base: str) -> Group:
    return Group(
        named.name, named.address, cells_of(numbers, criteria, base), numbers.total(), criteria.at(base)
    )


def cells_of(numbers: Mapping[str, int], criteria: MeasureFilter, base: str) -> list[Cell]:
    """Every state with its count, in their usual order, those without any included."""
    return [
        Cell(
            state,
            label_of(state),
            numbers.get(state, 0),
            criteria.with_values(state=state).at(base) if numbers.get(state) else "",
        )
        for state in COUNTED
    ]
