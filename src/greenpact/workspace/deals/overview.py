"""A deal on one page: what is agreed, what is missing, what comes next, and who changed it last."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from greenpact.deals.discarding import why_not_discarded
from greenpact.deals.lineage import Lineage
from greenpact.deals.models import Deal
from greenpact.ideas.models import Idea
from greenpact.ideas.rules import State
from greenpact.journal.models import Entry
from greenpact.parties.rules import Deed
from greenpact.workspace.access import Visit, within_city
from greenpact.workspace.deals.finding import SEE, find_deal
from greenpact.workspace.deals.going_public import missing, stays_public
from greenpact.workspace.deals.measures import measure_rows
from greenpact.workspace.deals.pages import page
from greenpact.workspace.deals.states import work_steps
from greenpact.workspace.deals.unsaved import unsaved_in
from greenpact.workspace.happened import Line, lines

MOST_ENTRIES = 6


@within_city(*SEE)
def overview(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """One deal, for reading; with the next steps for those who may take them."""
    deal = find_deal(visit, ref)
    may_edit = visit.standing.may(Deed.EDIT_DEALS)
    context = page(
        visit,
        deal,
        "deal",
        parties=deal.parties.filter(left_on__isnull=True).select_related("organisation"),
        clauses=[row for row in deal.clauses.standing().select_related("party") if row.kind != "commitment"],
        rows=measure_rows(visit, deal),
        sources=deal.sources.all(),
        ideas=ideas_of(visit, deal),
        missing=missing(deal) if may_edit and not deal.is_published else [],
        may_take_back=may_edit and deal.is_published and not stays_public(deal),
        may_discard=may_edit and why_not_discarded(deal) is None,
        steps=work_steps(deal) if may_edit else [],
        entries=latest(visit, deal) if visit.standing.may(Deed.SEE_TRAIL) else [],
        unsaved=unsaved_in(visit, deal),
    )
    return render(request, "workspace/deals/deal.html", context)


def ideas_of(visit: Visit, deal: Deal) -> list[Idea]:
    """The ideas that a deal came of, for those who answer ideas."""
    if not visit.standing.may(Deed.ANSWER_IDEAS):
        return []
    lines = Lineage.objects.filter(deal=deal).exclude(idea__state=State.ERASED).select_related("idea")
    return [line.idea for line in lines]


def latest(visit: Visit, deal: Deal) -> list[Line]:
    """The last changes of a deal in words."""
    entries = Entry.objects.filter(chain=visit.city.chain_id, subject=f"deal:{deal.ref}")
    return lines(visit, entries.order_by("-number")[:MOST_ENTRIES])
