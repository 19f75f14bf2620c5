"""What reading a delivery finds: the first ones of each kind are kept, all are counted, what was answered is let go."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from greenpact.measures.intake.answers import Answers, cell_key
from greenpact.measures.intake.bounds import KEPT_OF_A_DOUBT
from sheets.doubts import Doubt, Finding, Findings


@dataclass(slots=True)
class Sieve(Findings):
    """Takes findings of one table after the other."""

    answers: Answers = field(default_factory=Answers)
    table: int = 0
    open: Counter[Doubt] = field(default_factory=Counter)
    listed: list[dict[str, Any]] = field(default_factory=list)

    def add(self, finding: Finding) -> None:
        doubt = finding.doubt
        self.counts[doubt] += 1
        if self.answers.settles(doubt, cell_key(self.table, finding.row, finding.column)):
            return
        self.open[doubt] += 1
        if self.open[doubt] <= KEPT_OF_A_DOUBT:
            self.listed.append(as_data(finding, self.table))

    def as_data(self) -> dict[str, Any]:
        return {
            "listed": self.listed,
            "open": {doubt.value: count for doubt, count in self.open.items()},
            "counts": {doubt.value: count for doubt, count in self.counts.items()},
        }


def as_data(finding: Finding, table: int) -> dict[str, Any]:
    """A finding as plain values."""
    return {
        "doubt": finding.doubt.value,
        "table": table,
        "sheet": finding.sheet,
        "row": finding.row,
        "column": finding.column,
        "text": finding.text,
        "about": dict(finding.about),
    }


def from_data(data: Mapping[str, Any]) -> Finding:
    """A finding from its plain values."""
    return Finding(
        Doubt(data["doubt"]), data["sheet"], data["row"], data["column"], data["text"], data["about"]
    )


def settled(findings: Mapping[str, Any], answers: Answers) -> dict[str, Any]:
    """Kept findings without those that are answered by now."""
    left, open_counts = [], dict(findings["open"])
    for data in findings["listed"]:
        doubt = Doubt(data["doubt"])
        if not answers.settles(doubt, cell_key(data["table"], data["row"], data["column"])):
            left.append(data)
        else:
            open_counts[doubt.value] -= 1
    open_counts = {
        name: count for name, count in open_counts.items() if name not in answers.accepted and count
    }
    return {**findings, "listed": left, "open": open_counts}
