"""Which office an idea is for: proposed from its field and its words, never decided by them.

Pure: the desks of a city and an idea's words in, a proposal with its reasons out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from greenpact.ui.folding import fold

#: A field that somebody chose says more than one word that happens to occur, and less than three.
WEIGHT_OF_FIELD = 2.5
#: Shorter words must stand alone, since they occur by chance inside others ("rad" in "Gradient").
SHORTEST_WITHIN = 4


@dataclass(frozen=True, slots=True)
class Desk:
    """An office as routing sees it: its fields (primary keys) and its routing words, folded."""

    office: int
    fields: frozenset[int] = frozenset()
    words: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Proposal:
    """The office that fits best, and why: the words that were found, and whether its field was chosen."""

    office: int
    words: tuple[str, ...]
    by_field: bool


def propose(text: str, *, field: int | None, desks: Sequence[Desk]) -> Proposal | None:
    """The desk that fits a text and a field best, the first of equals; None when nothing speaks for any."""
    folded = fold(text)
    alone = frozenset(_words(folded))
    proposals = [
        Proposal(
            desk.office,
            tuple(sorted(word for word in desk.words if _occurs(word, folded, alone))),
            field is not None and field in desk.fields,
        )
        for desk in desks
    ]
    best = max(proposals, key=_weight, default=None)
    return best if best is not None and _weight(best) else None


def _weight(proposal: Proposal) -> float:
    return len(proposal.words) + WEIGHT_OF_FIELD * proposal.by_field


def _occurs(word: str, folded: str, alone: frozenset[str]) -> bool:
    """Whether a routing word occurs in a text, long ones also inside a compound: "warme" in "fernwarmeausbau"."""
    return word in folded if len(word) >= SHORTEST_WITHIN else word in alone


def _words(folded: str) -> Iterable[str]:
    return "".join(sign if sign.isalnum() else " " for sign in folded).split()
