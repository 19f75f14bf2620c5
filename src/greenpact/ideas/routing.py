"""Which office an idea is for: proposed from its field and its words, never decided by them.

Pure: the desks of a city and an idea's words in, a proposal with its reasons out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from greenpact.ideas.spelling import occurs, occurs_in_other_language, spelt, words_of

#: A field that somebody chose says more than one word that happens to occur, and less than three.
WEIGHT_OF_FIELD = 2.5
#: A word of a field's name was not chosen to lead anywhere, so it says less than a routing word.
WEIGHT_OF_NAME = 0.5


@dataclass(frozen=True, slots=True)
class Desk:
    """An office as routing sees it: its fields (primary keys), its routing words, the words of its fields' names."""

    office: int
    fields: frozenset[int] = frozenset()
    words: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Proposal:
    """The office that fits best, and why: the words that were found, and whether its field was chosen."""

    office: int
    words: tuple[str, ...]
    by_field: bool
    names: tuple[str, ...] = ()


def propose(text: str, *, field: int | None, desks: Sequence[Desk]) -> Proposal | None:
    """The desk that fits a text and a field best, the first of equals; None when nothing speaks for any."""
    whole = spelt(text)
    alone = words_of(whole)
    proposals = [
        Proposal(
            desk.office,
            _found(desk.words, whole, alone),
            field is not None and field in desk.fields,
            _found(desk.names, whole, alone),
        )
        for desk in desks
    ]
    best = max(proposals, key=_weight, default=None)
    return best if best is not None and _weight(best) else None


def _weight(proposal: Proposal) -> float:
    by_names = WEIGHT_OF_NAME * len(proposal.names)
    return len(proposal.words) + by_names + WEIGHT_OF_FIELD * proposal.by_field


def _found(words: Iterable[str], text: str, alone: frozenset[str]) -> tuple[str, ...]:
    """Those words that occur in a text, inflected, inside a compound, or in the other of two languages."""
    return tuple(
        sorted(
            word
            for word in words
            if occurs(spelt(word), text, alone) or occurs_in_other_language(spelt(word), alone)
        )
    )
