"""Which deals, clauses and measures somebody in the workspace may see and change; for all others there are none."""

from django.db.models import Exists, OuterRef
from django.http import Http404
from django.shortcuts import get_object_or_404

from greenpact.deals.models import ClauseRow, Deal, DealQuerySet, Party
from greenpact.measures.models import Measure
from greenpact.parties.rules import Deed
from greenpact.workspace.access import Visit

SEE = (Deed.SEE_ALL_DEALS, Deed.SEE_OWN_DEALS)


def own_deals(deals: DealQuerySet, visit: Visit) -> DealQuerySet:
    """Those to which an organisation is party for which the visitor acts."""
    acting = Party.objects.filter(
        deal=OuterRef("pk"), left_on__isnull=True, organisation__in=visit.standing.organisations
    )
    return deals.filter(Exists(acting))


def visible_deals(visit: Visit) -> DealQuerySet:
    """All deals of the city's register, drafts included, or only one's own."""
    deals = Deal.objects.filter(city=visit.city)
    return deals if visit.standing.may(Deed.SEE_ALL_DEALS) else own_deals(deals, visit)


def find_deal(visit: Visit, ref: str) -> Deal:
    """A deal that the visitor may see; raises `Http404`."""
    deal = get_object_or_404(visible_deals(visit).select_related("field"), ref=ref)
    deal.city = visit.city
    return deal


def find_clause(deal: Deal, ref: str) -> ClauseRow:
    """A clause of the document as it stands; raises `Http404`."""
    return get_object_or_404(deal.clauses.standing().select_related("party"), ref=ref)


def may_tend(visit: Visit, measure: Measure) -> bool:
    """Whether the visitor may plan and record a measure: as an editor of deals, or as its owner's editor."""
    if visit.standing.may(Deed.EDIT_DEALS):
        return True
    owner = measure.clause.party_id
    return visit.standing.may(Deed.EDIT_OWN_MEASURES) and owner is not None and visit.standing.acts_for(owner)


def find_measure(visit: Visit, deal: Deal, clause_ref: str) -> Measure:
    """The measure of a commitment that the visitor may tend; raises `Http404`."""
    measures = (
        Measure.objects.standing()
        .select_related("clause__party", "clause__deal")
        .prefetch_related("milestones")
    )
    measure = get_object_or_404(measures, clause__deal=deal, clause__ref=clause_ref)
    if not may_tend(visit, measure):
        raise Http404(clause_ref)
    return measure
