"""Checking reports: somebody else than the writer looks, and from then on nothing changes; or hands it back."""

from datetime import datetime

from django.db import transaction

from greenpact.reports.freezing import canonical, digest
from greenpact.reports.models import Report
from greenpact.reports.recording import NotReported, in_turn, record_of_report
from greenpact.reports.rules import State, WhyNotReported, may_check


@transaction.atomic
def check(report: Report, *, by: str, at: datetime, seen: int | None = None) -> Report:
    """Freeze a draft as looked at and found right; raises `NotReported`."""
    current = in_turn(report, seen=seen, wanted=State.DRAFT)
    if not may_check(by=by, compiled_by=current.compiled_by, written_by=current.written_by):
        raise NotReported(WhyNotReported.OWN_REPORT)
    current.canonical = canonical(current.whole)
    current.sha256 = digest(current.canonical)
    current.state, current.checked_at, current.checked_by = State.CHECKED.value, at, by
    _save(current)
    record_of_report(current, "checked", by=by, at=at, payload={"sha256": current.sha256})
    return current


@transaction.atomic
def hand_back(report: Report, *, by: str, at: datetime, seen: int | None = None) -> Report:
    """Make a checked report a draft again, since something in it has to change; raises `NotReported`."""
    current = in_turn(report, seen=seen, wanted=State.CHECKED)
    current.canonical = current.sha256 = current.checked_by = ""
    current.state, current.checked_at = State.DRAFT.value, None
    _save(current)
    record_of_report(current, "handed_back", by=by, at=at)
    return current


@transaction.atomic
def discard(report: Report, *, by: str, at: datetime, seen: int | None = None) -> Report:
    """Give up a draft. It stays in the trail, and corrects nothing any more. Raises `NotReported`."""
    current = in_turn(report, seen=seen, wanted=State.DRAFT)
    current.state, current.corrects = State.DISCARDED.value, None
    _save(current)
    record_of_report(current, "discarded", by=by, at=at)
    return current


def _save(report: Report) -> None:
    report.edition += 1
    report.save()
