"""Which labels somebody in the workspace may see, assess and appeal for; for all others there are none."""

from django.db.models import Exists, OuterRef, Q
from django.http import Http404
from django.shortcuts import get_object_or_404

from greenpact.deals.models import Deal, DealQuerySet
from greenpact.deals.rules import Signature
from greenpact.labels.models import Appeal, Assessment, Label, LabelQuerySet
from greenpact.labels.rules import OVER
from greenpact.parties.models import Organisation
from greenpact.parties.rules import Deed
from greenpact.workspace.access import Visit
from greenpact.workspace.deals.finding import visible_deals

SEE = (Deed.SEE_ALL_DEALS, Deed.SEE_OWN_DEALS, Deed.DECIDE_APPEALS)
KEEP = Deed.KEEP_LABELS
DECIDE = Deed.DECIDE_APPEALS
SPEAK = Deed.NEGOTIATE


def visible_labels(visit: Visit) -> LabelQuerySet:
    """Labels of the deals that the visitor may see; whoever decides on appeals sees those that have one."""
    seen = Q(deal__in=visible_deals(visit))
    if visit.standing.may(DECIDE):
        seen |= Q(pk__in=Appeal.objects.filter(label__city=visit.city).values("label"))
    rows = Label.objects.filter(seen, city=visit.city)
    return rows.select_related("deal", "scheme", "applicant", "observer")


def find_label(visit: Visit, ref: str) -> Label:
    """A label that the visitor may see; raises `Http404`."""
    label = get_object_or_404(visible_labels(visit), ref=ref)
    label.city = label.deal.city = visit.city
    return label


def find_assessment(visit: Visit, ref: str) -> Assessment:
    """The last assessment of a label, open or frozen; raises `Http404` when there is none."""
    label = find_label(visit, ref)
    rows = label.assessments.select_related("scheme", "observer").prefetch_related("answers__file")
    assessment = rows.first()
    if assessment is None:
        raise Http404(ref)
    assessment.label = label
    return assessment


def without_label(visit: Visit) -> DealQuerySet:
    """Deals signed here and public for which a label can be applied."""
    standing = Label.objects.filter(deal=OuterRef("pk")).exclude(state__in=sorted(OVER))
    deals = visible_deals(visit).published().filter(signature_state=Signature.SIGNED, is_compiled=False)
    return deals.exclude(Exists(standing))


def own_parties(visit: Visit, deal: Deal) -> list[Organisation]:
    """The parties of a deal for which the visitor speaks."""
    organisations = Organisation.objects.filter(
        parties__deal=deal, parties__left_on__isnull=True, pk__in=visit.standing.own_organisations
    )
    return list(organisations.distinct())


def find_deal_without(visit: Visit, ref: str) -> Deal:
    """A deal for which the visitor may apply: as whoever keeps labels, or as one of its parties."""
    deal = get_object_or_404(visible_deals(visit), ref=ref)
    deal.city = visit.city
    if not visit.standing.may(KEEP) and not own_parties(visit, deal):
        raise Http404(ref)
    return deal
