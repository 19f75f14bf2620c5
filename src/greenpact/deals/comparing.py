"""What changed between two versions of a document, clause by clause and word by word."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from greenpact.deals.document import LATER, Clause, Document

#: Of words that could match; ordinary texts of the greatest length have some hundred thousand.
MOST_PAIRS = 1_000_000


class Difference(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    ALTERED = "altered"
    MOVED = "moved"
    SAME = "same"


class Span(StrEnum):
    KEPT = "kept"
    INSERTED = "inserted"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Words:
    """A run of words that was kept, inserted or deleted."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of a clause with its former and its new value."""

    name: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class ClauseComparison:
    difference: Difference
    before: Clause | None
    after: Clause | None
    changes: tuple[FieldChange, ...] = ()

    @property
    def clause(self) -> Clause:
        found = self.after or self.before
        if found is None:
            raise ValueError("a comparison has at least one side")
        return found


def compare(before: Document, after: Document) -> list[ClauseComparison]:
    """Every clause of both documents: those of `after` in its order, removed ones behind their former neighbour."""
    old = {clause.ref: clause for clause in before.clauses}
    new = {clause.ref: clause for clause in after.clauses}
    kept_in_order = _longest_common(list(old), list(new))
    removed = _removed_behind(before, list(new))
    rows = removed.get("", [])
    for ref, clause in new.items():
        rows.append(_compare_clause(old.get(ref), clause, moved=ref not in kept_in_order))
        rows += removed.get(ref, [])
    return rows


def _removed_behind(before: Document, kept: list[str]) -> dict[str, list[ClauseComparison]]:
    """The removed clauses by the last kept one of those that stood before them, by "" where none did."""
    places = {ref: place for place, ref in enumerate(kept)}
    found: dict[str, list[ClauseComparison]] = {}
    last = -1
    for clause in before.clauses:
        if clause.ref in places:
            last = max(last, places[clause.ref])
        else:
            neighbour = kept[last] if last >= 0 else ""
            found.setdefault(neighbour, []).append(ClauseComparison(Difference.REMOVED, clause, None))
    return found


def head_changes(before: Document, after: Document) -> list[FieldChange]:
    """What changed beside the clauses: title, summary, parties, legal nature, period, binding language."""
    names = ("title", "summary", "parties", "legal_nature", *LATER)
    pairs = [(name, getattr(before, name), getattr(after, name)) for name in names]
    return [FieldChange(name, old, new) for name, old, new in pairs if old != new]


def redline(before: str, after: str) -> list[Words]:
    """The way from one text to another in whole words; long texts of ever the same words are replaced as a whole."""
    old, new = _words(before), _words(after)
    if old != new and _pairs(old, new) > MOST_PAIRS:
        return _replaced([before], [after])
    spans: list[Words] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            spans.append(Words(Span.KEPT, "".join(old[i1:i2])))
        else:
            spans += _replaced(old[i1:i2], new[j1:j2])
    return spans


def _replaced(old: Sequence[str], new: Sequence[str]) -> list[Words]:
    spans = (Words(Span.DELETED, "".join(old)), Words(Span.INSERTED, "".join(new)))
    return [words for words in spans if words.text]


def _pairs(old: Sequence[str], new: Sequence[str]) -> int:
    """In how many ways a word of one text could be one of the other: comparing takes time in proportion to it."""
    found = Counter(new)
    return sum(found[word] for word in old)


def redline_texts(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, list[Words]]:
    """The redline of every language that either side has."""
    return {code: redline(before.get(code, ""), after.get(code, "")) for code in sorted({*before, *after})}


def _compare_clause(old: Clause | None, new: Clause, *, moved: bool) -> ClauseComparison:
    if old is None:
        return ClauseComparison(Difference.ADDED, None, new)
    changes = tuple(
        FieldChange(part.name, getattr(old, part.name), getattr(new, part.name))
        for part in fields(Clause)
        if getattr(old, part.name) != getattr(new, part.name)
    )
    if changes:
        return ClauseComparison(Difference.ALTERED, old, new, changes)
    return ClauseComparison(Difference.MOVED if moved else Difference.SAME, old, new)


def _longest_common(old: list[str], new: list[str]) -> set[str]:
    """The refs that stand in the same order on both sides, and the new ones; the rest was moved."""
    both = set(old) & set(new)
    stayed, now = ([ref for ref in refs if ref in both] for refs in (old, new))
    blocks = SequenceMatcher(None, stayed, now, autojunk=False).get_matching_blocks()
    in_order = {stayed[block.a + i] for block in blocks for i in range(block.size)}
    return in_order | (set(new) - both)


def _words(text: str) -> list[str]:
    """The words of a text, each with the blanks behind it."""
    return re.findall(r"\s+|\S+\s*", text)
