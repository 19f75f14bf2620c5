"""Publishing reports that were checked, and withdrawing what should not be shown any longer."""

from datetime import datetime

from django.db import transaction

from greenpact.reports.models import Report
from greenpact.reports.recording import NotReported, in_turn, record_of_report
from greenpact.reports.rules import State, WhyNotReported


@transaction.atomic
def publish(report: Report, *, by: str, at: datetime, seen: int | None = None) -> Report:
    """Show a checked report to everybody; raises `NotReported`. Nothing of it changes any more."""
    current = in_turn(report, seen=seen, wanted=State.CHECKED)
    if current.deal is not None and not current.deal.is_published:
        raise NotReported(WhyNotReported.DEAL_NOT_PUBLIC)
    current.state, current.published_at, current.published_by = State.PUBLISHED.value, at, by
    current.edition += 1
    current.save()
    old = {"corrects": current.corrects.ref} if current.corrects else {}
    payload = {"sha256": current.sha256, **old}
    record_of_report(current, "published", by=by, at=at, public=True, payload=payload)
    return current


@transaction.atomic
def withdraw(report: Report, *, by: str, at: datetime, seen: int | None = None) -> Report:
    """Show a published report no longer; that it was there, and its hash, stay public. Raises `NotReported`."""
    current = in_turn(report, seen=seen, wanted=State.PUBLISHED)
    current.state = State.WITHDRAWN.value
    current.edition += 1
    current.save()
    record_of_report(current, "withdrawn", by=by, at=at, public=True)
    return current
