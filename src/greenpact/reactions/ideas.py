"""What follows when something is recorded about ideas: their senders are told, and those who answer them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from greenpact.journal.models import Entry
from greenpact.reactions import idea_closing, idea_desk, idea_letters

Reaction = Callable[[Entry, datetime], None]


def _in_turn(reactions: Sequence[Reaction]) -> Reaction:
    """One reaction that carries out several."""

    def follow(entry: Entry, at: datetime) -> None:
        for reaction in reactions:
            reaction(entry, at)

    return follow


_AREAS: tuple[Mapping[str, Reaction], ...] = (
    idea_letters.REACTIONS,
    idea_desk.REACTIONS,
    idea_closing.REACTIONS,
)

#: By verb.
REACTIONS: Mapping[str, Reaction] = {
    verb: _in_turn([area[verb] for area in _AREAS if verb in area])
    for verb in dict.fromkeys(verb for area in _AREAS for verb in area)
}
