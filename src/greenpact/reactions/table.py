"""The one table: when this is recorded, then do that."""

from collections.abc import Callable, Mapping
from datetime import datetime

from greenpact.journal.models import Entry
from greenpact.reactions import ideas, labels, room, signing

#: What follows an entry, given the moment it is carried out: once, in the transaction that moves the reader on.
Reaction = Callable[[Entry, datetime], None]

#: By verb; each verb stands in one area alone.
TABLE: Mapping[str, Reaction] = {
    **ideas.REACTIONS,
    **room.REACTIONS,
    **signing.REACTIONS,
    **labels.REACTIONS,
}
