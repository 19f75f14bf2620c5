"""Appending an entry in the transaction of the change it tells of."""

from datetime import datetime
from typing import Any

from django.db import connection

from greenpact.journal.chaining import hash_of
from greenpact.journal.models import Chain, Entry


class NotInTransaction(RuntimeError):
    """An entry was about to be written apart from its change, so that one could be lost without the other."""


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
    if not connection.in_atomic_block:
        raise NotInTransaction(verb)
    chain = Chain.objects.select_for_update().get(pk=chain_id)
    entry = Entry(
        chain=chain,
        number=chain.number + 1,
        at=at,
        actor=by,
        verb=verb,
        subject=subject,
        is_public=public,
        payload=payload or {},
        previous=chain.head,
    )
    entry.hash = hash_of(entry)
    entry.save(force_insert=True)
    chain.number, chain.head = entry.number, entry.hash
    if public:
        chain.revision = entry.number
    chain.save(update_fields=["number", "head", "revision"])
    return entry
