"""Checking the journal as it grows: each chain is recomputed from where the watcher last stood."""

from datetime import datetime

from django.db import transaction

from greenpact.journal.models import Chain, Cursor
from greenpact.journal.verifying import fault_of

WATCHER = "watcher"
BATCH = 2000


@transaction.atomic
def watch(chain_id: int, *, at: datetime, most: int = BATCH) -> int:
    """Check the next entries of a chain and move the watcher's cursor; how many were right.

    At a bad entry the cursor stays before it and carries the fault in words, until somebody has looked.
    """
    chain = Chain.objects.select_for_update().get(pk=chain_id)
    cursor, _is_new = Cursor.objects.get_or_create(reader=WATCHER, chain=chain)
    if cursor.fault:
        return 0
    before = (cursor.number, _head_at(chain, cursor.number))
    started_at = cursor.number
    for entry in chain.entries.filter(number__gt=cursor.number).order_by("number")[:most]:
        if fault := fault_of(entry, before):
            cursor.fault = f"entry {entry.number}: {fault.value}"
            break
        before = (entry.number, entry.hash)
    cursor.number = before[0]
    if cursor.number > started_at or cursor.fault:
        cursor.moved_at = at
        cursor.save()
    return cursor.number - started_at


def _head_at(chain: Chain, number: int) -> str:
    return chain.entries.values_list("hash", flat=True).get(number=number) if number else ""
