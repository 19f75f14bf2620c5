"""Suspending, restoring and withdrawing a label, and letting it lapse; and what follows when its deal changes."""

from datetime import datetime, timedelta

from django.db import transaction

from greenpact.deals.models import Deal
from greenpact.labels.applying import why_no_label
from greenpact.labels.awarding import issue_certificates
from greenpact.labels.models import Label
from greenpact.labels.recording import NotLabelled, WhyNotLabelled, in_turn, save_and_record
from greenpact.labels.rules import AWARDED_ONCE, State, Suspension, Withdrawal, may_follow

#: How many labels one round lets lapse.
MOST_A_ROUND = 200

#: Who does what follows from days and from other entries.
BY = "worker:labels"


@transaction.atomic
def suspend(label: Label, reason: Suspension, *, by: str, at: datetime, seen: int | None = None) -> None:
    """Let a label rest, for a reason that the public is told; raises `NotLabelled`."""
    current = in_turn(label, seen=seen)
    if current.standing(current.city.day(at)) is not State.AWARDED:
        raise NotLabelled(WhyNotLabelled.NOT_FROM_HERE)
    _move(current, State.SUSPENDED, "suspended", reason=reason.value, by=by, at=at)


@transaction.atomic
def restore(label: Label, *, by: str, at: datetime, seen: int | None = None) -> None:
    """Let a suspended label hold again, since its reason is gone; raises `NotLabelled`."""
    current = in_turn(label, seen=seen)
    today = current.city.day(at)
    if current.standing(today) is not State.SUSPENDED:
        raise NotLabelled(WhyNotLabelled.NOT_FROM_HERE)
    if why := why_no_label(current.deal):
        raise NotLabelled(why)
    _move(current, State.AWARDED, "restored", reason="", by=by, at=at)
    issue_certificates(current, on=today)


@transaction.atomic
def withdraw(label: Label, reason: Withdrawal, *, by: str, at: datetime, seen: int | None = None) -> None:
    """Take a label away for good, for a reason that the public is told; raises `NotLabelled`."""
    current = in_turn(label, seen=seen)
    if not may_follow(State(current.state), State.WITHDRAWN):
        raise NotLabelled(WhyNotLabelled.NOT_FROM_HERE)
    _move(current, State.WITHDRAWN, "withdrawn", reason=reason.value, by=by, at=at)


@transaction.atomic
def lapse(label: Label, *, by: str, at: datetime) -> bool:
    """Write down that a label's time is over; whether it was. Whoever looks at it has seen so since that day."""
    current = in_turn(label, seen=None)
    if State(current.state) is State.LAPSED or current.standing(current.city.day(at)) is not State.LAPSED:
        return False
    current.state = State.LAPSED.value
    save_and_record(current, "lapsed", by=by, at=at)
    return True


def lapse_ended(at: datetime) -> bool:
    """Let every label lapse whose time is over in its city; whether there was one."""
    ended = (
        Label.objects.ended(at.date() + timedelta(days=1))
        .select_related("city")
        .order_by("pk")[:MOST_A_ROUND]
    )
    return sum([lapse(label, by=BY, at=at) for label in ended]) > 0


@transaction.atomic
def follow_termination(deal: Deal, *, at: datetime) -> None:
    """What becomes of a deal's label when the deal is terminated: it is withdrawn, or declined if nobody awarded it."""
    for label in Label.objects.filter(deal=deal).select_related("city"):
        current = in_turn(label, seen=None)
        if may_follow(State(current.state), State.WITHDRAWN):
            _move(
                current,
                State.WITHDRAWN,
                "withdrawn",
                reason=Withdrawal.DEAL_TERMINATED.value,
                by=BY,
                at=at,
            )
        elif may_follow(State(current.state), State.DECLINED):
            _move(current, State.DECLINED, "declined", reason="", by=BY, at=at)


@transaction.atomic
def follow_exit(deal: Deal, organisation: str, *, at: datetime) -> None:
    """What becomes of a deal's label when a party leaves: its certificate ends, and the label rests until looked at."""
    for label in Label.objects.filter(deal=deal, state__in=sorted(AWARDED_ONCE)).select_related("city"):
        current = in_turn(label, seen=None)
        today = current.city.day(at)
        held = current.certificates.filter(organisation__ref=organisation, ended_on__isnull=True)
        has_ended = held.update(ended_on=today)
        if current.standing(today) is State.AWARDED:
            reason = Suspension.PARTY_LEFT.value
            _move(current, State.SUSPENDED, "suspended", reason=reason, by=BY, at=at)
        elif has_ended:
            save_and_record(current, "certificate_ended", by=BY, at=at, payload={"party": organisation})


def _move(label: Label, then: State, what: str, *, reason: str, by: str, at: datetime) -> None:
    label.state, label.reason = then.value, reason
    label.decided_on, label.decided_by = label.city.day(at), by
    save_and_record(label, what, by=by, at=at, payload={"reason": reason} if reason else {})
