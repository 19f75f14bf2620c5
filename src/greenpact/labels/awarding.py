"""Awarding a label after an assessment, renewing it, or declining it; with a certificate for each party."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from greenpact.deals.rules import PartyRole
from greenpact.labels.applying import why_no_label
from greenpact.labels.models import Assessment, Certificate, Label
from greenpact.labels.recording import NotLabelled, WhyNotLabelled, in_turn, save_and_record
from greenpact.labels.rules import FOLLOWS, State, months_after
from greenpact.parties.models import OrganisationKind

#: States from which an assessment leads to an award; a suspended label is restored instead.
AWARDABLE = frozenset({State.APPLIED, State.AWARDED, State.LAPSED})


@transaction.atomic
def award(label: Label, *, by: str, at: datetime, seen: int | None = None) -> None:
    """Award a label, or renew it, for the level of its last assessment; raises `NotLabelled`."""
    current = in_turn(label, seen=seen)
    today = current.city.day(at)
    assessment = _last_assessment(current)
    if why := _why_not(current, assessment, on=today):
        raise NotLabelled(why)
    is_renewed = current.awarded_on is not None and current.level == assessment.level
    current.state, current.level, current.reason = State.AWARDED.value, assessment.level, ""
    current.version, current.scheme, current.observer = (
        assessment.version,
        assessment.scheme,
        assessment.observer,
    )
    current.awarded_on = current.awarded_on or today
    current.checked_on = today
    current.valid_until = months_after(today, assessment.scheme.scheme.clocks.valid_months)
    current.decided_on, current.decided_by = today, by
    assessment.awarded_at = at
    assessment.save(update_fields=["awarded_at"])
    payload = {
        "level": current.level,
        "until": current.valid_until.isoformat(),
        "scheme": assessment.scheme.number,
        "assessment": assessment.sha256,
    }
    save_and_record(current, "renewed" if is_renewed else "awarded", by=by, at=at, payload=payload)
    issue_certificates(current, on=today)


@transaction.atomic
def decline(label: Label, *, by: str, at: datetime, seen: int | None = None) -> None:
    """Decline an application whose last assessment found a criterion that is not met; raises `NotLabelled`."""
    current = in_turn(label, seen=seen)
    assessment = _last_assessment(current)
    if State.DECLINED not in FOLLOWS[State(current.state)]:
        raise NotLabelled(WhyNotLabelled.NOT_FROM_HERE)
    if assessment.is_met:
        raise NotLabelled(WhyNotLabelled.NOT_FROM_HERE)
    current.state = State.DECLINED.value
    current.decided_on, current.decided_by = current.city.day(at), by
    save_and_record(current, "declined", by=by, at=at, payload={"assessment": assessment.sha256})


def issue_certificates(label: Label, *, on: date) -> None:
    """Give each signatory that has none a certificate of its own; the city, which awards, gets none."""
    held = label.certificates.filter(ended_on__isnull=True).values("organisation")
    parties = label.deal.parties.present().filter(role=PartyRole.SIGNATORY)
    missing = parties.exclude(organisation__in=held).exclude(organisation__kind=OrganisationKind.CITY)
    last = Certificate.objects.filter(city=label.city).aggregate(last=Max("status_index"))["last"]
    first = 0 if last is None else last + 1
    Certificate.objects.bulk_create(
        Certificate(
            city=label.city,
            label=label,
            organisation_id=party.organisation_id,
            status_index=first + number,
            issued_on=on,
        )
        for number, party in enumerate(missing.order_by("position", "pk"))
    )


def _last_assessment(label: Label) -> Assessment:
    """The last assessment, if it is frozen. Raises `NotLabelled`."""
    last = label.assessments.select_related("scheme", "version", "observer").first()
    if last is None or last.frozen_at is None:
        raise NotLabelled(WhyNotLabelled.NOT_ASSESSED)
    return last


def _why_not(label: Label, assessment: Assessment, *, on: date) -> WhyNotLabelled | None:
    if label.standing(on) not in AWARDABLE:
        return WhyNotLabelled.NOT_FROM_HERE
    if not assessment.is_met:
        return WhyNotLabelled.NOT_MET
    if assessment.awarded_at is not None:
        return WhyNotLabelled.NOT_ASSESSED
    if why := why_no_label(label.deal):
        return why
    latest = label.deal.versions.order_by("-number").first()
    return WhyNotLabelled.DEAL_CHANGED if latest != assessment.version else None
