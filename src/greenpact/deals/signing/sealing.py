"""Sealing what everybody has signed: the worker's part, in steps that each are one transaction.

The row of a round says what is still to do: complete, it waits for its seal; sealed, for its bundle. Whatever a worker
was doing when it was killed, the next one does again from there. Making a seal takes time and may fail, so it is made
before the turn is taken, and kept only if nobody else was quicker.
"""

import errno
import logging
from contextlib import suppress
from datetime import datetime

from django.db import DatabaseError, OperationalError, transaction
from django.db.models import Q, QuerySet

from greenpact.deals.models.signing import Round
from greenpact.deals.recording import record_of_deal
from greenpact.deals.signing.bundling import pack_bundle
from greenpact.deals.signing.reading import current_pdf
from greenpact.deals.signing.seals import NotSealed, WhySealWaits, publish_key, seal_pdf
from greenpact.deals.signing.turns import NotNow, round_in_turn
from greenpact.deals.signing_rules import RoundState, may_round_become, pause_after
from greenpact.files.models import File
from greenpact.files.taking import content_of, keep
from greenpact.journal.recording import take_turn

#: Who seals.
SEALER = "worker:seal"

log = logging.getLogger(__name__)


def seal_next(at: datetime) -> bool:
    """Take the next step for one round: its seal or its bundle; whether there was one to take."""
    row = _waiting(at).first()
    if row is None:
        return False
    try:
        if row.state == RoundState.COMPLETE:
            _seal(row, at=at)
        else:
            _bundle(row, at=at)
    except (NotSealed, NotNow) as refusal:
        wait(row, WhySealWaits(refusal.reason.value), at=at)
    except OSError as error:
        wait(row, WhySealWaits.DISK_FULL if error.errno == errno.ENOSPC else WhySealWaits.FAILED, at=at)
        log.exception("A deal could not be sealed.")
    except OperationalError as error:
        if not _says_full(error):
            raise
        with suppress(DatabaseError):  # where nothing can be written, the next round tries again
            wait(row, WhySealWaits.DISK_FULL, at=at)
    return True


def _waiting(at: datetime) -> QuerySet[Round]:
    """Rounds with a step to take, those that waited longest first."""
    todo = Q(state=RoundState.COMPLETE) | Q(state=RoundState.SEALED, bundle__isnull=True)
    rounds = Round.objects.filter(todo, seal_again_at__lte=at).order_by("seal_again_at", "pk")
    return rounds.select_related("deal__city", "paper", "sealed")


def _seal(row: Round, *, at: datetime) -> None:
    signed, paper = content_of(current_pdf(row)), content_of(row.paper)
    city = row.deal.city
    _keep_sealed(row, seal_pdf(signed, city=city, at=at), seal_pdf(paper, city=city, at=at), at=at)


@transaction.atomic
def _keep_sealed(row: Round, sealed: bytes, public_copy: bytes, *, at: datetime) -> None:
    """Keep a round's seal, once."""
    current = round_in_turn(row, at=at, otherwise=NotSealed(WhySealWaits.FAILED))
    if not may_round_become(RoundState(current.state), RoundState.SEALED):
        return
    current.sealed = _kept(current, sealed, "sealed", at=at)
    current.public_copy = _kept(current, public_copy, "public", at=at)
    current.state, current.sealed_at, current.seal_again_at = RoundState.SEALED.value, at, at
    current.seal_fault, current.seal_attempts = "", 0
    current.save()
    publish_key(current.deal.city, at=at)
    payload = {"version": current.number, "sha256": current.sealed.sha256}
    record_of_deal(current.deal, "sealed", by=SEALER, at=at, payload=payload)


def _bundle(row: Round, *, at: datetime) -> None:
    packed = pack_bundle(row)
    with transaction.atomic():
        current = Round.objects.select_for_update().get(pk=row.pk)
        if current.bundle_id is not None:
            return
        name = f"{row.deal.city.slug}-{row.deal.ref}-{row.number}-evidence.zip"
        current.bundle = keep(packed, name=name, media_type="application/zip", at=at)
        current.seal_fault, current.seal_again_at = "", None
        current.save(update_fields=["bundle", "seal_fault", "seal_again_at"])


def _kept(row: Round, pdf: bytes, what: str, *, at: datetime) -> File:
    name = f"{row.deal.city.slug}-{row.deal.ref}-{row.number}-{what}.pdf"
    return keep(pdf, name=name, media_type="application/pdf", at=at)


@transaction.atomic
def wait(row: Round, reason: WhySealWaits, *, at: datetime) -> None:
    """Say why the seal has to wait, and until when; each reason is told once, not at every attempt."""
    take_turn(row.deal.city.chain_id)
    current = Round.objects.select_related("deal__city").get(pk=row.pk)
    is_new = current.seal_fault != reason
    current.seal_fault = reason.value
    current.seal_attempts += 1
    current.seal_again_at = at + pause_after(current.seal_attempts)
    current.save(update_fields=["seal_fault", "seal_attempts", "seal_again_at"])
    if is_new and reason is not WhySealWaits.CLOCK_SET_BACK:
        payload = {"version": current.number, "reason": reason.value}
        record_of_deal(current.deal, "seal_waits", by=SEALER, at=at, payload=payload, public=False)


def _says_full(error: OperationalError) -> bool:
    words = str(error).lower()
    return "full" in words or "no space" in words
