"""What was found wrong or worth a look in a sheet: where, how grave, and a sentence with the reason and the remedy."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from greenpact.workspace.importing.bounds import MOST_FINDINGS
from greenpact.workspace.importing.complaints import Complaint, Severity, severity_of
from greenpact.workspace.importing.sentences import SENTENCES

LONGEST_QUOTE = 60

#: What fills a sentence with our own words, at whatever length.
OURS = frozenset({"known"})


def quote(text: object) -> str:
    """A piece of somebody's text, short enough to stand in a sentence."""
    line = " ".join(str(text).split())
    return line if len(line) <= LONGEST_QUOTE else f"{line[: LONGEST_QUOTE - 1]}…"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. `row` 0 and empty names mean that it is about the whole; `about` fills the sentence."""

    complaint: Complaint
    sheet: str = ""
    row: int = 0
    column: str = ""
    about: Mapping[str, str] = field(default_factory=dict)

    @property
    def severity(self) -> Severity:
        return severity_of(self.complaint)

    @property
    def sentence(self) -> str:
        """The finding in the reader's language."""
        return str(SENTENCES[self.complaint]) % self.about

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
        """Note a finding; what `about` quotes from somebody is shortened."""
        severity = severity_of(complaint)
        self.counts[severity] += 1
        if self.counts[severity] <= MOST_FINDINGS:
            quoted = {name: str(text) if name in OURS else quote(text) for name, text in about.items()}
            self.kept.append(Finding(complaint, sheet, row, column, quoted))

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
