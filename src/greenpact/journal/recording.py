"""Appending entries in the transaction of the change they tell of."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection

from greenpact.journal.chaining import hash_of
from greenpact.journal.models import Chain, Entry


class NotInTransaction(RuntimeError):
    """An entry was about to be written apart from its change, so that one could be lost without the other."""


def take_turn(chain_id: int) -> None:
    """Wait until nobody else writes where this chain tells of it, and keep the turn until the transaction ends.

    Every activity begins with it: what it reads from then on stands until it has written, and since all wait at this
    one place, no two ever wait for each other. Raises `NotInTransaction` outside a transaction.
    """
    _locked(chain_id, "turn")


def record(
    chain_id: int,
    *,
    verb: str,
    subject: str,
    by: str,
    at: datetime,
    public: bool,
    payload: dict[str, Any] | None = None,
) -> Entry:
    """Append one entry to a chain and return it.

    `subject` is kind and ref (`deal:solar-roofs`), `by` an actor's reference, `payload` holds plain JSON values
    without personal data. The chain's row stays locked until the transaction ends, so numbers have no gaps.
    Raises `NotInTransaction` outside a transaction.
    """
    chain = _locked(chain_id, verb)
    entry = _next(chain, Event(verb, subject, payload or {}), by=by, at=at, public=public)
    entry.save(force_insert=True)
    _save(chain)
    return entry


@dataclass(frozen=True, slots=True)
class Event:
    """What an entry tells of, apart from who did it and when."""

    verb: str
    subject: str
    payload: dict[str, Any] = field(default_factory=dict)


def record_all(chain_id: int, events: Iterable[Event], *, by: str, at: datetime, public: bool) -> int:
    """Append one entry for each event, in their order, with few queries; how many. As `record` in all else."""
    chain = _locked(chain_id, "many")
    entries = [_next(chain, event, by=by, at=at, public=public) for event in events]
    Entry.objects.bulk_create(entries)
    _save(chain)
    return len(entries)


def _locked(chain_id: int, verb: str) -> Chain:
    if not connection.in_atomic_block:
        raise NotInTransaction(verb)
    return Chain.objects.select_for_update().get(pk=chain_id)


def _next(chain: Chain, event: Event, *, by: str, at: datetime, public: bool) -> Entry:
    """The entry that follows the chain's head, which moves on to it; neither is saved."""
    entry = Entry(
        chain=chain,
        number=chain.number + 1,
        at=at,
        actor=by,
        verb=event.verb,
        subject=event.subject,
        is_public=public,
        payload=event.payload,
        previous=chain.head,
    )
    entry.hash = hash_of(entry)
    chain.number, chain.head = entry.number, entry.hash
    if public:
        chain.revision = entry.number
    return entry


def _save(chain: Chain) -> None:
    chain.save(update_fields=["number", "head", "revision"])
