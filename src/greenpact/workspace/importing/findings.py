"""What was found wrong or worth a look in a sheet: where, how grave, and what its sentence is about."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from greenpact.workspace.importing.bounds import MOST_FINDINGS
from greenpact.workspace.importing.complaints import Complaint, Severity, severity_of

LONGEST_QUOTE = 60


def quote(text: object) -> str:
    """A piece of somebody's text, short enough to stand in a sentence."""
    line = " ".join(str(text).split())
    return line if len(line) <= LONGEST_QUOTE else f"{line[: LONGEST_QUOTE - 1]}…"


def told(value: Any) -> Any:
    """What fills a sentence, as plain JSON: numbers and days keep their nature, so that each reader's language can
    write them its own way; somebody's text is shortened."""
    if isinstance(value, Decimal):
        return {"number": f"{value:f}"}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, list | tuple):
        return [told(each) for each in value]
    return value if isinstance(value, int | dict) else quote(value)


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. `row` 0 and empty names mean that it is about the whole; `about` fills the sentence."""

    complaint: Complaint
    sheet: str = ""
    row: int = 0
    column: str = ""
    about: Mapping[str, Any] = field(default_factory=dict)  # values as `told` leaves them

    @property
    def severity(self) -> Severity:
        return severity_of(self.complaint)

    def as_data(self) -> list[Any]:
        return [self.complaint.value, self.sheet, self.row, self.column, dict(self.about)]


def finding_from_data(data: list[Any]) -> Finding:
    """A finding from its JSON value."""
    complaint, sheet, row, column, about = data
    return Finding(Complaint(complaint), sheet, row, column, about)


class Findings:
    """Collects findings: keeps the first ones of every severity, and counts them all."""

    def __init__(self) -> None:
        self.kept: list[Finding] = []
        self.counts: Counter[Severity] = Counter()

    def add(
        self, complaint: Complaint, sheet: str = "", row: int = 0, column: str = "", **about: Any
    ) -> None:
        """Note a finding; `about` fills its sentence."""
        severity = severity_of(complaint)
        self.counts[severity] += 1
        if self.counts[severity] <= MOST_FINDINGS:
            filling = {name: told(value) for name, value in about.items()}
            self.kept.append(Finding(complaint, sheet, row, column, filling))

    @property
    def errors(self) -> int:
        return self.counts[Severity.ERROR]

    def as_data(self) -> dict[str, Any]:
        """All of it as a plain JSON value."""
        counts = {severity.value: number for severity, number in self.counts.items()}
        return {"counts": counts, "kept": [finding.as_data() for finding in self.kept]}


@dataclass(slots=True)
class At:
    """The cell at which something is found: what is called with a complaint is added to the findings there."""

    findings: Findings
    sheet: str = ""
    row: int = 0
    column: str = ""
    calls: int = 0

    def __call__(self, complaint: Complaint, **about: Any) -> None:
        self.calls += 1
        self.findings.add(complaint, self.sheet, self.row, self.column, **about)
