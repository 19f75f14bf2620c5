"""Throwing away a draft that came to nothing, once it is confirmed."""

from functools import partial

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as __

from greenpact.deals.discarding import NotDiscarded, discard, why_not_discarded
from greenpact.deals.models import Deal
from greenpact.parties.rules import Deed
from greenpact.workspace.access import Visit, within_city
from greenpact.workspace.deals.finding import find_deal
from greenpact.workspace.deals.pages import page, subject_of, title_of
from greenpact.workspace.editing.attempting import attempt, tried_again
from greenpact.workspace.editing.saving_drafts import forget_drafts_of
from greenpact.workspace.editing.seeing import has_seen
from greenpact.workspace.refusals import CHANGED, sentence


@within_city(Deed.EDIT_DEALS)
@tried_again
def discard_deal(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """Say what throwing a draft away means, then do it; asked again when it was changed meanwhile."""
    deal = find_deal(visit, ref)
    if request.method == "POST" and not has_seen(request.POST.get("seen", ""), deal.edition):
        messages.warning(request, CHANGED)
    elif request.method == "POST":
        said = __("“%(title)s” was thrown away.") % {"title": title_of(deal)}
        if attempt(request, partial(_discard, visit, deal), said=said):
            return HttpResponseRedirect(reverse("workspace:deals", args=[visit.city.slug]))
    reason = why_not_discarded(deal)
    refusal = sentence(NotDiscarded(reason)) if reason else ""
    context = page(visit, deal, "deal", below=__("Throw the draft away"), refusal=refusal)
    status = 422 if request.method == "POST" else 200
    return render(request, "workspace/deals/discard.html", context, status=status)


@transaction.atomic
def _discard(visit: Visit, deal: Deal) -> None:
    """Remove the deal, and with it what anybody typed into its forms and did not save."""
    discard(deal, by=visit.by, at=visit.at, seen=deal.edition)
    forget_drafts_of(visit.city, subject_of(deal, ""))
