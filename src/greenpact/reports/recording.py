"""What every activity about a report shares: its turn, and telling the journal."""

from datetime import datetime
from typing import Any

from greenpact.journal.recording import record, take_turn
from greenpact.reports.models import Report
from greenpact.reports.rules import State, WhyNotReported


class NotReported(Exception):
    """The report stays as it was, or there is none; `reason` says why."""

    def __init__(self, reason: WhyNotReported) -> None:
        super().__init__(reason.value)
        self.reason = reason


def in_turn(report: Report, *, seen: int | None, wanted: State) -> Report:
    """The report as it stands now, while nobody else writes in its city.

    Raises `NotReported` when it is not of the edition that its writer saw, or in another state than `wanted`.
    """
    take_turn(report.city.chain_id)
    current = Report.objects.select_related("city", "deal", "corrects", "compared_with").get(pk=report.pk)
    if seen not in (None, current.edition):
        raise NotReported(WhyNotReported.CHANGED_MEANWHILE)
    if State(current.state) is not wanted:
        raise NotReported(WhyNotReported.NOT_FROM_HERE)
    return current


def record_of_report(
    report: Report,
    what: str,
    *,
    by: str,
    at: datetime,
    public: bool = False,
    payload: dict[str, Any] | None = None,
) -> None:
    """Tell the city's journal; only what was published is the public's."""
    record(
        report.city.chain_id,
        verb=f"report.{what}",
        subject=f"report:{report.ref}",
        by=by,
        at=at,
        public=public,
        payload=payload,
    )
