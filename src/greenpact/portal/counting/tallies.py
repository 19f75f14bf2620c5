"""Figures about deals together with the rule they were counted by: what counts, what stands apart, what is unknown."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from greenpact.cities.models import CountingRule
from greenpact.deals.choices import WorkState
from greenpact.deals.rules import Kind, Signature, counts
from greenpact.measures.models import MeasureState


@dataclass(frozen=True, slots=True)
class Rule:
    """A counting rule as the figures apply it; without a `row` the city has stated none and the common one holds."""

    kinds: tuple[str, ...] = (Kind.DEAL,)
    tiers: tuple[str, ...] = ()
    signed_only: bool = True
    row: CountingRule | None = None

    def counts(self, kind: str, tier: str, signature: str) -> bool:
        return counts(
            kind=kind,
            tier=tier,
            signature=signature,
            kinds=self.kinds,
            tiers=self.tiers,
            signed_only=self.signed_only,
        )


#: What is counted where a city has not said what it counts: signed Local Green Deals of every tier.
COMMON_RULE = Rule()


def rule_in_force(rows: Iterable[CountingRule], on: date) -> Rule:
    """The city's rule of a day, or the common one."""
    in_force = [row for row in rows if row.valid_from <= on]
    if not in_force:
        return COMMON_RULE
    row = max(in_force, key=lambda one: one.valid_from)
    return Rule(tuple(row.counts_kinds), tuple(row.counts_tiers), row.signed_only, row)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many public deals there are: those that count, and all of them by kind, states and field."""

    counted: int = 0
    records: int = 0
    kinds: Mapping[str, int] = field(default_factory=dict)
    work: Mapping[str, int] = field(default_factory=dict)
    signature: Mapping[str, int] = field(default_factory=dict)
    fields: Mapping[int | None, int] = field(default_factory=dict)
    unclear: int = 0  # Local Green Deals whose sources do not say whether they are signed

    @property
    def apart(self) -> int:
        """Records that are not called Local Green Deals: running cooperations, pilots, comparable pacts."""
        return self.records - self.kinds.get(Kind.DEAL, 0)


#: A group of deals alike in everything that figures look at: kind, tier, signature, work, field and how many.
Group = tuple[str, str, str, str, int | None, int]

GROUPED_BY = ("kind", "tier", "signature_state", "work_state", "field")


def tally_of(groups: Iterable[Group], rule: Rule) -> Tally:
    """Count groups of deals under a rule."""
    kinds: Counter[str] = Counter()
    work: Counter[str] = Counter()
    signature: Counter[str] = Counter()
    fields: Counter[int | None] = Counter()
    counted = unclear = 0
    for kind, tier, signed, working, of_field, number in groups:
        kinds[kind] += number
        work[working] += number
        signature[signed] += number
        fields[of_field] += number
        counted += number * rule.counts(kind, tier, signed)
        unclear += number * (kind == Kind.DEAL and signed == Signature.UNKNOWN)
    return Tally(counted, kinds.total(), kinds, work, signature, fields, unclear)


@dataclass(frozen=True, slots=True)
class MeasureTally:
    """How many measures of public deals stand in which state; late ones are among the planned and under way."""

    states: Mapping[str, int] = field(default_factory=dict)
    late: int = 0

    @property
    def total(self) -> int:
        return sum(self.states.values())

    def __add__(self, other: "MeasureTally") -> "MeasureTally":
        states = Counter(self.states) + Counter(other.states)
        return MeasureTally(dict(states), self.late + other.late)


@dataclass(frozen=True, slots=True)
class Part:
    """One state of an axis and how many stand in it; `share` is that of all."""

    state: str
    label: str
    number: int
    share: float


def work_parts(tally: Tally) -> list[Part]:
    """The work states that occur, in the order of their lifecycle."""
    return _parts(WorkState.choices, tally.work)


def measure_parts(tally: MeasureTally) -> list[Part]:
    """The measure states that occur, unknown ones last."""
    known = [choice for choice in MeasureState.choices if choice[0] != MeasureState.UNKNOWN]
    return _parts([*known, (MeasureState.UNKNOWN.value, MeasureState.UNKNOWN.label)], tally.states)


def _parts(choices: Iterable[tuple[str, object]], numbers: Mapping[str, int]) -> list[Part]:
    total = sum(numbers.values())
    return [
        Part(state, str(label), number, number / total)
        for state, label in choices
        if (number := numbers.get(state, 0))
    ]
