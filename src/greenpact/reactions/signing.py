"""What follows when something is recorded about signatures."""

from collections.abc import Callable, Mapping
from datetime import datetime

from greenpact.journal.models import Entry

#: By verb.
REACTIONS: Mapping[str, Callable[[Entry, datetime], None]] = {}
