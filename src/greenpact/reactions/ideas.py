"""What follows when something is recorded about ideas."""

from collections.abc import Callable, Mapping
from datetime import datetime

from greenpact.journal.models import Entry
from greenpact.reactions import idea_letters

#: By verb.
REACTIONS: Mapping[str, Callable[[Entry, datetime], None]] = {**idea_letters.REACTIONS}
