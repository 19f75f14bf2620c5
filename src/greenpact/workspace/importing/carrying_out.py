"""Carrying out imports: claimed by a lease in their row, compared once more, written all or not at all."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from greenpact.cities.keeping import NotKept
from greenpact.deals.drafting import NotWritten
from greenpact.deals.publishing import NotPublished
from greenpact.journal.models import Chain
from greenpact.journal.recording import record
from greenpact.measures.recording import NotRecorded
from greenpact.workspace.importing.changes import Change
from greenpact.workspace.importing.complaints import Complaint
from greenpact.workspace.importing.findings import Findings
from greenpact.workspace.importing.previewing import Preview
from greenpact.workspace.importing.taking_in import compare, keep_preview, kept_sheets, read_import
from greenpact.workspace.importing.writing import Ready, Writer, prepare, write
from greenpact.workspace.models import Import, ImportFile, ImportPage, ImportState

LEASE = timedelta(minutes=5)
LEASE_PER_ALTERED = timedelta(milliseconds=60)  # deals that are there already are altered one by one
MOST_ATTEMPTS = 3
UNLOCKED_ATTEMPTS = 3
KEPT_FOR = timedelta(days=30)

#: What the activities raise when they do not do what was planned.
REFUSALS = (NotKept, NotWritten, NotPublished, NotRecorded, ValidationError)


class WhyNotConfirmed(StrEnum):
    NOT_WAITING = "not_waiting"
    ERRORS = "errors"
    NOTHING_TO_DO = "nothing_to_do"
    BEING_WRITTEN = "being_written"


class NotConfirmed(Exception):
    """The import stays as it was; `reason` says why."""

    def __init__(self, reason: WhyNotConfirmed) -> None:
        super().__init__(reason.value)
        self.reason = reason


@transaction.atomic
def confirm(taken: Import) -> None:
    """Decide that an import is to be carried out; raises `NotConfirmed`."""
    current = Import.objects.select_for_update().get(pk=taken.pk)
    if current.state != ImportState.READ:
        raise NotConfirmed(WhyNotConfirmed.NOT_WAITING)
    if current.error_count:
        raise NotConfirmed(WhyNotConfirmed.ERRORS)
    if not amount(current):
        raise NotConfirmed(WhyNotConfirmed.NOTHING_TO_DO)
    current.state = ImportState.CONFIRMED
    current.save(update_fields=["state"])


@transaction.atomic
def discard(taken: Import, *, at: datetime) -> None:
    """Throw an import away before it is carried out; raises `NotConfirmed` when it is too late for that."""
    current = Import.objects.select_for_update().get(pk=taken.pk)
    if current.state not in (ImportState.UPLOADED, ImportState.READ, ImportState.CONFIRMED):
        raise NotConfirmed(WhyNotConfirmed.BEING_WRITTEN)
    current.state, current.finished_at, current.leased_until = ImportState.DISCARDED, at, None
    current.save()
    current.pages.all().delete()
    current.files.update(content=b"")


def amount(taken: Import) -> int:
    """How many records an import would add or change."""
    return sum(counts.get("added", 0) + counts.get("changed", 0) for counts in taken.counts.values())


def carry_out_next(at: datetime) -> bool:
    """Do the next piece of work that an import waits for; whether there was one. Called by the worker's rounds."""
    for taken in Import.objects.waiting(at).order_by("created_at").only("pk")[:5]:
        if claimed := claim(taken.pk, at=at):
            work_on(claimed, at=at)
            return True
    return False


def claim(pk: int, *, at: datetime) -> Import | None:
    """Take an import that nobody holds; None when somebody was quicker."""
    if not Import.objects.waiting(at).filter(pk=pk).update(leased_until=at + LEASE):
        return None
    return Import.objects.select_related("city").get(pk=pk)


def work_on(taken: Import, *, at: datetime) -> None:
    """Read an import, or carry it out. After too many attempts that broke off it is given up."""
    taken.attempts += 1
    taken.save(update_fields=["attempts"])
    if taken.attempts > MOST_ATTEMPTS:
        _fail(taken, at, Complaint.GAVE_UP, times=MOST_ATTEMPTS)
    else:
        with _young_only():
            (read_import if taken.state == ImportState.UPLOADED else carry_out)(taken, at=at)


@contextmanager
def _young_only() -> Iterator[None]:
    """Let Python's collector of circles look at new objects only, not through the millions that live on."""
    usual = gc.get_threshold()
    gc.set_threshold(100_000, 3, 1_000_000)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def carry_out(taken: Import, *, at: datetime) -> None:
    """Carry out a confirmed import in one transaction, unless the register is no longer what the preview showed.

    It is compared while others go on working; when one of them was quicker, it is compared anew. After a few times
    the city is locked for the comparison too.
    """
    decided = Import.objects.filter(pk=taken.pk, state__in=(ImportState.CONFIRMED, ImportState.RUNNING))
    if not decided.update(state=ImportState.RUNNING, progress=0):
        return
    for _attempt in range(UNLOCKED_ATTEMPTS):
        if _compare_and_write(taken, at):
            return
    with transaction.atomic():
        Chain.objects.select_for_update().get(pk=taken.city.chain_id)
        _compare_and_write(taken, at)


def _compare_and_write(taken: Import, at: datetime) -> bool:
    """Whether it is over; False when the register changed between comparing and writing."""
    seen = Chain.objects.values_list("number", flat=True).get(pk=taken.city.chain_id)
    findings, changes = Findings(), list[Change]()
    preview = _compare_again(taken, findings, changes, at)
    if findings.errors or preview.fingerprint != taken.fingerprint:
        findings.add(Complaint.REGISTER_CHANGED)
        _ask_again(taken, preview, findings)
        return True
    try:
        ready = prepare(changes, Writer(taken.city, taken.by, at))
        _prolong(taken, timezone.now() + LEASE + len(ready.altered) * LEASE_PER_ALTERED)
        return _write(taken, ready, seen, at)
    except REFUSALS as refusal:
        _fail(taken, at, Complaint.REFUSED_BY_REGISTER, text=taken.city.slug, reason=str(refusal))
        return True


@transaction.atomic
def _ask_again(taken: Import, preview: Preview, findings: Findings) -> None:
    """Let the import wait for a new decision, unless it is over by now."""
    if Import.objects.select_for_update().get(pk=taken.pk).state == ImportState.RUNNING:
        keep_preview(taken, preview, findings)


def _compare_again(taken: Import, findings: Findings, changes: list[Change], at: datetime) -> Preview:
    """Plan with the register as it stands now, gathering the changes; others can go on working meanwhile."""
    expected = max(1, sum(taken.counts.get("deals", {}).values()))

    def watch(compared: int) -> None:
        _prolong(taken, timezone.now() + LEASE, progress=60 * compared // expected)

    return compare(taken, kept_sheets(taken), findings, at=at, watch=watch, into=changes)


def _prolong(taken: Import, until: datetime, **fields: int) -> None:
    Import.objects.filter(pk=taken.pk).update(leased_until=until, **fields)


@transaction.atomic
def _write(taken: Import, ready: Ready, seen: int, at: datetime) -> bool:
    """Write everything, unless the city's chain has moved since `seen`; the import is done in the same transaction."""
    current = Import.objects.select_for_update().get(pk=taken.pk)
    chain = Chain.objects.select_for_update().get(pk=taken.city.chain_id)
    if chain.number != seen or current.state != ImportState.RUNNING:
        return current.state != ImportState.RUNNING
    write(ready)
    record(
        chain.pk,
        verb="import.carried_out",
        subject=f"import:{taken.ref}",
        by=taken.by,
        at=at,
        public=False,
        payload={"counts": taken.counts},
    )
    current.state, current.progress, current.finished_at = ImportState.DONE, 100, at
    current.leased_until = None
    current.save()
    return True


@transaction.atomic
def _fail(taken: Import, at: datetime, complaint: Complaint, **about: Any) -> None:
    """End an import that cannot be carried out, unless it is over by now."""
    current = Import.objects.select_for_update().get(pk=taken.pk)
    if current.finished_at is None:
        findings = Findings()
        findings.add(complaint, **about)
        current.findings, current.state, current.finished_at = findings.as_data(), ImportState.FAILED, at
        current.leased_until = None
        current.save()


def forget_old(at: datetime) -> bool:
    """Discard imports that nobody decided on for a month, and let go of files and rows of those long over."""
    for taken in Import.objects.older_than(at - KEPT_FOR).filter(state=ImportState.READ):
        discard(taken, at=at)
    over = Import.objects.older_than(at - KEPT_FOR).filter(finished_at__isnull=False)
    ImportPage.objects.filter(of__in=over).delete()
    ImportFile.objects.filter(of__in=over).exclude(content=b"").update(content=b"")
    return False
