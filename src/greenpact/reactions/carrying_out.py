"""Carrying out what follows from the journal: each entry once, in one transaction with the reader's place."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import F, QuerySet

from greenpact.journal.models import Chain, Cursor, Entry
from greenpact.reactions.failing import keep_fault
from greenpact.reactions.models import ReactionFault
from greenpact.reactions.table import TABLE, Reaction

READER = "reactions"
MOST_A_ROUND = 50  # of each chain, so that none makes the others wait


def react(at: datetime, table: Mapping[str, Reaction] = TABLE) -> bool:
    """Carry out what was recorded since the last round, chain by chain; whether there was something."""
    resting = ReactionFault.objects.resting(at).values("entry__chain")
    return sum([_follow(chain, table, at) for chain in _behind().exclude(pk__in=resting)]) > 0


def try_again(fault: ReactionFault, *, at: datetime, table: Mapping[str, Reaction] = TABLE) -> bool:
    """Carry out an entry that was set aside; whether it worked. The fault goes in the same transaction."""
    entry = fault.entry
    try:
        with transaction.atomic():
            if ReactionFault.objects.set_aside().select_for_update().filter(pk=fault.pk).exists():
                if entry.verb in table:
                    table[entry.verb](entry, at)
                fault.delete()
    except Exception as error:  # noqa: BLE001  # whatever it is, it is kept where somebody sees it
        keep_fault(entry, error, at)
        return False
    return True


def _behind() -> QuerySet[Chain]:
    """The chains with entries that the reader has not seen."""
    done = Cursor.objects.filter(reader=READER, number__gte=F("chain__number")).values("chain")
    return Chain.objects.filter(number__gt=0).exclude(pk__in=done).order_by("pk")


def _follow(chain: Chain, table: Mapping[str, Reaction], at: datetime) -> int:
    """Carry out the next entries of a chain until one fails or none is left; how many were carried out."""
    for done in range(MOST_A_ROUND):
        entry = _next(chain, table, at)
        if entry is None:
            return done
        try:
            _carry_out(entry, table[entry.verb], at)
        except Exception as error:  # noqa: BLE001  # whatever it is, it is kept where somebody sees it
            if keep_fault(entry, error, at):
                _move_past(entry, at)
            return done
    return MOST_A_ROUND


@transaction.atomic
def _next(chain: Chain, table: Mapping[str, Reaction], at: datetime) -> Entry | None:
    """The next entry that something follows; the reader moves past those that nothing follows."""
    cursor, _is_new = Cursor.objects.get_or_create(reader=READER, chain=chain)
    upto = Chain.objects.values_list("number", flat=True).get(pk=chain.pk)
    ahead = chain.entries.filter(number__gt=cursor.number, number__lte=upto, verb__in=list(table))
    entry = ahead.order_by("number").first()
    before = entry.number - 1 if entry else upto
    if before > cursor.number:
        Cursor.objects.filter(pk=cursor.pk, number__lt=before).update(number=before, moved_at=at)
    return entry


@transaction.atomic
def _carry_out(entry: Entry, reaction: Reaction, at: datetime) -> None:
    """Do what follows, unless another worker has done it; the reader's place moves with it."""
    cursor = Cursor.objects.select_for_update().get(reader=READER, chain=entry.chain_id)
    if cursor.number < entry.number:
        reaction(entry, at)
        ReactionFault.objects.filter(entry=entry).delete()
        cursor.number, cursor.moved_at = entry.number, at
        cursor.save(update_fields=["number", "moved_at"])


def _move_past(entry: Entry, at: datetime) -> None:
    place = Cursor.objects.filter(reader=READER, chain=entry.chain_id, number__lt=entry.number)
    place.update(number=entry.number, moved_at=at)
