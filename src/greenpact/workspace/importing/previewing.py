"""What somebody sees before they confirm: how many records would be added, changed or stay, and how they differ."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from greenpact.cities.keeping import Kept
from greenpact.workspace.importing.bounds import MOST_DIFFERENCES
from greenpact.workspace.importing.changes import Change, plain_value


@dataclass(slots=True)
class Preview:
    """Counts of outcomes by sheet, the first records of each outcome, and a mark by which two previews are compared."""

    counts: dict[str, dict[str, int]]
    listed: list[list[Any]] = field(default_factory=list)  # sheet, row, ref, title, outcome, differences
    fingerprint: str = ""

    def total(self, outcome: Kept) -> int:
        return sum(counts.get(outcome.value, 0) for counts in self.counts.values())


def preview_of(changes: Iterable[Change], *, into: list[Change] | None = None) -> Preview:
    """Go through all changes once. Those that would change something are put `into` a list, if one is given."""
    counts: defaultdict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(Kept, 0))
    preview = Preview(counts)
    listed = dict.fromkeys(Kept, 0)
    mark = sha256()
    for change in changes:
        counts[change.form][change.outcome.value] += 1
        if change.outcome == Kept.SAME:
            continue
        differences = [difference.as_data() for difference in change.differences]
        mark.update(
            json.dumps([change.form, change.ref, change.outcome, differences], sort_keys=True).encode()
        )
        listed[change.outcome] += 1
        if listed[change.outcome] <= MOST_DIFFERENCES:
            title = plain_value(change.title)
            preview.listed.append(
                [change.form, change.row, change.ref, title, change.outcome.value, differences]
            )
        if into is not None:
            into.append(change)
    preview.counts = {form: {str(key): number for key, number in row.items()} for form, row in counts.items()}
    preview.fingerprint = mark.hexdigest()
    return preview
