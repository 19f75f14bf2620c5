"""Closing what has been answered: once nothing more will come of an idea, its private links end some time later.

What came to nothing closes by itself, four weeks after the last word; what became a deal closes when the deal's work is
over; the desk may close sooner. What was kept for later stays open until it is decided about again, or erased.
"""

from datetime import datetime
from enum import StrEnum

from django.db import transaction
from django.db.models import Max, QuerySet

from greenpact.ideas.answer_rules import ENDS, Decision
from greenpact.ideas.models import Idea
from greenpact.ideas.recording import in_turn, record_of_idea, save_moved
from greenpact.ideas.rules import QUIET_BEFORE_CLOSING, READ_AFTER_CLOSING, State, may_become

WORKER = "worker:closing"
MOST_A_ROUND = 200


class WhyNotClosed(StrEnum):
    CHANGED_MEANWHILE = "changed_meanwhile"
    NOT_ANSWERED = "not_answered"


class NotClosed(Exception):
    """The idea stays open; `reason` says why."""

    def __init__(self, reason: WhyNotClosed) -> None:
        super().__init__(reason.value)
        self.reason = reason


def may_be_closed(idea: Idea) -> bool:
    """Whether an idea was answered for good: decided, and not merely kept for later."""
    return may_become(State(idea.state), State.CLOSED) and idea.decision != Decision.KEPT


@transaction.atomic
def close(idea: Idea, *, by: str, at: datetime, seen: int | None = None) -> None:
    """Close an idea that was answered for good, and those that go on in it; raises `NotClosed`."""
    current = in_turn(idea, seen=seen, otherwise=NotClosed(WhyNotClosed.CHANGED_MEANWHILE))
    if not may_be_closed(current):
        raise NotClosed(WhyNotClosed.NOT_ANSWERED)
    current.state, current.closed_at = State.CLOSED.value, at
    save_moved(current)
    current.merged.filter(state=State.MERGED).update(closed_at=at)
    record_of_idea(current, "closed", by=by, at=at)


def close_quiet(at: datetime) -> bool:
    """Close what came to nothing and about which nobody has written for four weeks; whether there was such an idea."""
    quiet = list(_quiet(at)[:MOST_A_ROUND])
    for idea in quiet:
        close(idea, by=WORKER, at=at)
    return bool(quiet)


def closes_at(idea: Idea) -> datetime | None:
    """When an idea will close by itself if nobody writes any more; None where that does not follow from days."""
    if idea.state != State.DECIDED or idea.decision not in ENDS or idea.decided_at is None:
        return None
    written_at = idea.messages.aggregate(last=Max("at"))["last"]
    return max(idea.decided_at, written_at or idea.decided_at) + QUIET_BEFORE_CLOSING


def read_until(idea: Idea) -> datetime | None:
    """When the private link of an idea ends; None as long as that is open."""
    return idea.closed_at + READ_AFTER_CLOSING if idea.closed_at else None


def _quiet(at: datetime) -> QuerySet[Idea]:
    since = at - QUIET_BEFORE_CLOSING
    ended = Idea.objects.filter(state=State.DECIDED, decision__in=sorted(ENDS), decided_at__lte=since)
    return ended.exclude(messages__at__gt=since).select_related("city").order_by("decided_at", "pk")
