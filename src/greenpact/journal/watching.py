"""Checking the journal as it grows: each chain is recomputed from where the watcher last stood."""

from datetime import datetime

from greenpact.journal.models import Chain, Cursor
from greenpact.journal.verifying import BadEntry, Fault, fault_of

WATCHER = "watcher"
BATCH = 2000


def watch(chain_id: int, *, at: datetime, most: int = BATCH) -> int:
    """Check the next entries of a chain and move the watcher's cursor; how many were right.

    At a bad entry the cursor stays before it and carries the fault in words, until somebody has looked. Writers need
    not wait meanwhile, since entries never change; of two watchers at once, the first to be done moves the cursor.
    """
    chain = Chain.objects.get(pk=chain_id)
    cursor, _is_new = Cursor.objects.get_or_create(reader=WATCHER, chain=chain)
    if cursor.fault or cursor.number >= chain.number:
        return 0
    number, bad = _check(chain, cursor.number, most)
    unmoved = Cursor.objects.filter(pk=cursor.pk, number=cursor.number, fault="")
    unmoved.update(number=number, fault=f"entry {bad.number}: {bad.fault.value}" if bad else "", moved_at=at)
    return number - cursor.number


def _check(chain: Chain, start: int, most: int) -> tuple[int, BadEntry | None]:
    """Check the entries behind `start`: the number of the last right one, and what is wrong with the one after it."""
    end = min(start + most, chain.number)
    before = (start, _hash_at(chain, start))
    for entry in chain.entries.filter(number__gt=start, number__lte=end).order_by("number"):
        if fault := fault_of(entry, before):
            return before[0], BadEntry(chain.ref, entry.number, fault)
        before = (entry.number, entry.hash)
    if before[0] < end or (end == chain.number and before[1] != chain.head):
        return before[0], BadEntry(chain.ref, before[0], Fault.HEAD)
    return before[0], None


def _hash_at(chain: Chain, number: int) -> str:
    """The hash of the entry checked last; one that fits nothing when somebody has taken it out since."""
    if not number:
        return ""
    return chain.entries.filter(number=number).values_list("hash", flat=True).first() or "missing"
