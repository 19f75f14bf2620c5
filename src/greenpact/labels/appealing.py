"""Appealing against a decision on a label, and deciding on the appeal in time."""

from datetime import date, datetime

from django.db import transaction

from greenpact.ideas.terms import settings_of
from greenpact.labels.models import Appeal, Label
from greenpact.labels.publishing import scheme_in_force
from greenpact.labels.recording import NotLabelled, WhyNotLabelled, in_turn, record_of_label, save_and_record
from greenpact.labels.rules import BACK_TO, State, Verdict, may_appeal
from greenpact.labels.scheme import delivered
from greenpact.parties.models import Membership, Organisation


@transaction.atomic
def appeal(
    label: Label, *, organisation: Organisation, text: str, by: str, at: datetime, seen: int | None = None
) -> Appeal:
    """Appeal for a party of the deal against the decision that a label is declined, suspended or withdrawn by.

    Raises `NotLabelled`.
    """
    current = in_turn(label, seen=seen)
    today = current.city.day(at)
    if why := _why_not(current, organisation, text, on=today):
        raise NotLabelled(why)
    row = Appeal.objects.create(
        label=current,
        organisation=organisation,
        against=current.state,
        text=text,
        filed_at=at,
        due_on=answer_due_on(current, today),
    )
    payload = {"against": current.state, "due_on": row.due_on.isoformat()}
    record_of_label(current, "appealed", by=by, at=at, payload=payload)
    return row


@transaction.atomic
def decide(row: Appeal, verdict: Verdict, *, answer: str, by: str, at: datetime) -> None:
    """Uphold an appeal, which brings the label back to before the decision, or dismiss it; with an answer in words.

    Raises `NotLabelled`: neither whoever took the decision nor anybody of a party decides on the appeal.
    """
    label = in_turn(row.label, seen=None)
    current = Appeal.objects.get(pk=row.pk)
    if current.decided_at is not None or current.against != label.state:
        raise NotLabelled(WhyNotLabelled.NOT_FROM_HERE)
    if why := why_not_decide(label, by=by, on=label.city.day(at)):
        raise NotLabelled(why)
    if not answer.strip():
        raise NotLabelled(WhyNotLabelled.TEXT_MISSING)
    current.verdict, current.answer, current.decided_at = verdict.value, answer, at
    current.save()
    payload = {"verdict": verdict.value, "against": current.against}
    if verdict is Verdict.UPHELD:
        label.state, label.reason = BACK_TO[State(label.state)].value, ""
        label.decided_on, label.decided_by = label.city.day(at), by
    save_and_record(label, "appeal_decided", by=by, at=at, payload=payload)


def why_not_decide(label: Label, *, by: str, on: date) -> WhyNotLabelled | None:
    """What keeps somebody from deciding on an appeal about a label: they took the decision, or belong to a party."""
    if by == label.decided_by:
        return WhyNotLabelled.SAME_PERSON
    parties = label.deal.parties.values("organisation")
    own = Membership.objects.in_force(on).filter(organisation__in=parties)
    is_involved = any(row.account.actor == by for row in own.select_related("account"))
    return WhyNotLabelled.INVOLVED if is_involved else None


def answer_due_on(label: Label, filed_on: date) -> date:
    """The day by which the city decides on an appeal filed on a day: so many working days as its scheme says."""
    version = label.scheme or scheme_in_force(label.city, filed_on)
    clocks = (version.scheme if version else delivered()).clocks
    return settings_of(label.city).calendar.after(filed_on, clocks.appeal_working_days)


def _why_not(label: Label, organisation: Organisation, text: str, *, on: date) -> WhyNotLabelled | None:
    if not label.deal.parties.filter(organisation=organisation).exists():
        return WhyNotLabelled.NOT_A_PARTY
    if State(label.state) not in BACK_TO:
        return WhyNotLabelled.NOT_FROM_HERE
    if not may_appeal(State(label.state), label.decided_on, on=on):
        return WhyNotLabelled.TOO_LATE
    if label.appeals.filter(decided_at__isnull=True).exists():
        return WhyNotLabelled.APPEALED_ALREADY
    return None if text.strip() else WhyNotLabelled.TEXT_MISSING
