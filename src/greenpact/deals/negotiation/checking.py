"""The checks before a deal is signed: answering one, and asking which are open."""

from datetime import date, datetime
from enum import StrEnum

from django.db import transaction

from greenpact.deals.changes.checks import Answer, CheckName, listed_by, needs_reason, open_among
from greenpact.deals.models import Check, Deal
from greenpact.deals.recording import in_turn, record_of_deal


class WhyNotAnswered(StrEnum):
    CHANGED_MEANWHILE = "changed_meanwhile"
    REASON_MISSING = "reason_missing"
    CONSULTATION_MISSING = "consultation_missing"


class CheckNotAnswered(Exception):
    """The check stays as it was; `reason` says why."""

    def __init__(self, reason: WhyNotAnswered) -> None:
        super().__init__(reason.value)
        self.reason = reason


def open_checks(deal: Deal) -> list[CheckName]:
    """The checks that keep a deal from being signed, in their usual order; empty when nothing does (one query)."""
    return open_among({CheckName(row.kind): Answer(row.answer) for row in deal.checks.all()})


@transaction.atomic
def answer_check(
    deal: Deal,
    check: CheckName,
    answer: Answer,
    *,
    reason: str = "",
    consultation_on: date | None = None,
    listed_on: date | None = None,
    by: str,
    at: datetime,
) -> Check:
    """Answer a check with a reason; who and on which day is kept with it. Raises `CheckNotAnswered`.

    For the council the day of its first consultation counts: the matter stands on the city's project list by
    `listed_on`, three months before where nothing else is said.
    """
    current = in_turn(deal, seen=None, otherwise=CheckNotAnswered(WhyNotAnswered.CHANGED_MEANWHILE))
    if needs_reason(answer) and not reason.strip():
        raise CheckNotAnswered(WhyNotAnswered.REASON_MISSING)
    if check is not CheckName.COUNCIL:
        consultation_on = listed_on = None
    elif answer is Answer.FINE and consultation_on is None:
        raise CheckNotAnswered(WhyNotAnswered.CONSULTATION_MISSING)
    if consultation_on is not None and listed_on is None:
        listed_on = listed_by(consultation_on)
    row = Check.objects.filter(deal=current, kind=check).first() or Check(deal=current, kind=check.value)
    row.answer, row.reason, row.by, row.on = answer.value, reason.strip(), by, current.city.day(at)
    row.consultation_on, row.listed_on = consultation_on, listed_on
    row.clean_fields(exclude=["deal"])
    row.save()
    payload = {"check": check.value, "answer": answer.value}
    record_of_deal(current, "check_answered", by=by, at=at, payload=payload, public=False)
    return row
