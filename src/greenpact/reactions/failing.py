"""Keeping what could not be carried out: the class of the error and its place, never its message."""

import logging
from datetime import datetime, timedelta
from pathlib import Path
from traceback import extract_tb

from django.conf import settings
from django.db import transaction

from greenpact.journal.models import Entry
from greenpact.reactions.models import ReactionFault

log = logging.getLogger(__name__)

#: How long a chain waits after each failure of an entry; after one more it is set aside and the chain goes on.
PAUSES = tuple(timedelta(seconds=seconds) for seconds in (5, 30, 120, 600, 3600))


@transaction.atomic
def keep_fault(entry: Entry, error: Exception, at: datetime) -> bool:
    """Count a failure of an entry; whether it has been set aside, so that its reader goes past it."""
    fault, _is_new = ReactionFault.objects.get_or_create(entry=entry, defaults={"next_at": at})
    fault.count += 1
    fault.error, fault.place = type(error).__name__[:120], _place(error)[:200]
    if fault.count > len(PAUSES):
        fault.set_aside_at = fault.set_aside_at or at
    fault.next_at = at + PAUSES[min(fault.count, len(PAUSES)) - 1]
    fault.save()
    # The message of an error may hold names or addresses, so neither row nor log gets it.
    log.error("What follows %s failed: %s at %s.", entry, fault.error, fault.place)
    return fault.set_aside_at is not None


def _place(error: Exception) -> str:
    """The last line of our own code that the error went through."""
    package = Path(settings.PACKAGE)
    ours = [
        frame for frame in extract_tb(error.__traceback__) if Path(frame.filename).is_relative_to(package)
    ]
    if not ours:
        return ""
    return f"{Path(ours[-1].filename).relative_to(package)}:{ours[-1].lineno}"
