"""The one table: when this is recorded, then do that."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial

from greenpact.journal.models import Entry
from greenpact.reactions import check_ins, ideas, labels, room, signing

#: What follows an entry, given the moment it is carried out: once, in the transaction that moves the reader on.
Reaction = Callable[[Entry, datetime], None]


def joined(*areas: Mapping[str, Reaction]) -> dict[str, Reaction]:
    """One table of several: where more than one area has something to do, all of it is done, in their order."""
    parts: dict[str, list[Reaction]] = defaultdict(list)
    for area in areas:
        for verb, reaction in area.items():
            parts[verb].append(reaction)
    return {verb: partial(_all_of, tuple(reactions)) for verb, reactions in parts.items()}


def _all_of(reactions: Sequence[Reaction], entry: Entry, at: datetime) -> None:
    for reaction in reactions:
        reaction(entry, at)


#: By verb.
TABLE: Mapping[str, Reaction] = joined(
    ideas.REACTIONS, room.REACTIONS, signing.REACTIONS, labels.REACTIONS, check_ins.REACTIONS
)
