"""Readers of the journal: each keeps its own cursor, so a crash repeats nothing and loses nothing."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from greenpact.journal.models import Chain, Cursor, Entry

Reader = Callable[[Entry], None]

BATCH = 500


def carry_on(name: str, chain: Chain, *, read: Reader, at: datetime, most: int = BATCH) -> int:
    """Let the reader `name` see the next entries of a chain, each exactly once; how many it saw.

    The cursor moves in the transaction in which `read` works, so its effects and its place are one.
    """
    with transaction.atomic():
        Cursor.objects.get_or_create(reader=name, chain=chain)
        cursor = Cursor.objects.select_for_update().get(reader=name, chain=chain)
        entries = list(chain.entries.filter(number__gt=cursor.number).order_by("number")[:most])
        for entry in entries:
            read(entry)
        if entries:
            cursor.number, cursor.moved_at = entries[-1].number, at
            cursor.save(update_fields=["number", "moved_at"])
    return len(entries)
