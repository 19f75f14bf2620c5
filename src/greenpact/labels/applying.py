"""Applying for a label: by a party of a deal, or by the city itself."""

from datetime import datetime

from django.db import transaction

from greenpact.deals.models import Deal
from greenpact.journal.recording import take_turn
from greenpact.labels.facts import is_signed
from greenpact.labels.models import Label
from greenpact.labels.publishing import scheme_in_force
from greenpact.labels.recording import NotLabelled, WhyNotLabelled, record_of_label
from greenpact.labels.rules import OVER, Level
from greenpact.parties.models import Organisation


@transaction.atomic
def apply(deal: Deal, *, level: Level, organisation: Organisation | None, by: str, at: datetime) -> Label:
    """Apply for a label of a deal that is signed and public; `organisation` is None when the city does.

    Raises `NotLabelled`.
    """
    take_turn(deal.city.chain_id)
    current = Deal.objects.select_related("city").get(pk=deal.pk)
    if why := _why_not(current, organisation, at=at):
        raise NotLabelled(why)
    label = Label.objects.create(
        city=current.city, deal=current, applicant=organisation, wanted=level.value, applied_at=at
    )
    applicant = organisation.ref if organisation else ""
    record_of_label(label, "applied", by=by, at=at, payload={"level": level.value, "applicant": applicant})
    return label


def why_no_label(deal: Deal) -> WhyNotLabelled | None:
    """What keeps a deal from holding any label: it is not public, or not signed."""
    if not deal.is_published:
        return WhyNotLabelled.NOT_PUBLIC
    return None if is_signed(deal) else WhyNotLabelled.NOT_SIGNED


def _why_not(deal: Deal, organisation: Organisation | None, *, at: datetime) -> WhyNotLabelled | None:
    if why := why_no_label(deal):
        return why
    if scheme_in_force(deal.city, deal.city.day(at)) is None:
        return WhyNotLabelled.NO_SCHEME
    if organisation and not deal.parties.present().filter(organisation=organisation).exists():
        return WhyNotLabelled.NOT_A_PARTY
    has_one = Label.objects.filter(deal=deal).exclude(state__in=sorted(OVER)).exists()
    return WhyNotLabelled.ALREADY_APPLIED if has_one else None
