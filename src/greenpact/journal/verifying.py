"""Recomputing a chain: is every entry there, in order, and unaltered?"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import F

from greenpact.journal.chaining import hash_of
from greenpact.journal.models import Chain, Entry


class Fault(StrEnum):
    GAP = "an entry is missing before it"
    BROKEN_LINK = "it does not follow from the entry before it"
    ALTERED = "its content does not match its hash"
    HEAD = "the chain's last number or hash does not match its entries"
    REVISION = "the chain's revision is not the number of its last public entry"


@dataclass(frozen=True, slots=True)
class BadEntry:
    """The first place where a chain is not what it should be."""

    chain: str
    number: int
    fault: Fault

    def __str__(self) -> str:
        return f"{self.chain}: entry {self.number}: {self.fault.value}"


def fault_of(entry: Entry, before: tuple[int, str]) -> Fault | None:
    """Say what is wrong with an entry, given number and hash of the one before; None when it is right."""
    number, head = before
    if entry.number != number + 1:
        return Fault.GAP
    if entry.previous != head:
        return Fault.BROKEN_LINK
    return None if hash_of(entry) == entry.hash else Fault.ALTERED


def verify_chain(chain: Chain) -> BadEntry | None:
    """Walk a chain up to its last number as given; the first bad entry, or None when all of it is right.

    Writers need not wait meanwhile: what they append lies behind that number.
    """
    before = (0, "")
    revision = 0
    written = chain.entries.filter(number__lte=chain.number).order_by("number")
    entries: Iterable[Entry] = written.iterator(chunk_size=2000)
    for entry in entries:
        if fault := fault_of(entry, before):
            return BadEntry(chain.ref, entry.number, fault)
        before = (entry.number, entry.hash)
        revision = entry.number if entry.is_public else revision
    if before != (chain.number, chain.head):
        return BadEntry(chain.ref, before[0], Fault.HEAD)
    if revision != chain.revision:
        return BadEntry(chain.ref, before[0], Fault.REVISION)
    beyond = chain.entries.filter(number__gt=F("chain__number")).order_by("number").first()
    return BadEntry(chain.ref, beyond.number, Fault.HEAD) if beyond else None
