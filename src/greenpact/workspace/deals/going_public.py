"""Publishing a deal, and taking one back that was published by mistake."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from greenpact.deals.choices import ReasonTakenBack
from greenpact.deals.models import Deal
from greenpact.deals.publishing import publish, take_back
from greenpact.deals.rules import SIGNED_ONCE, Lack, TakenBack, lacks_for_publishing
from greenpact.deals.versions import document_of
from greenpact.parties.rules import Deed
from greenpact.workspace.access import Visit, within_city
from greenpact.workspace.deals.finding import find_deal
from greenpact.workspace.deals.pages import address, page
from greenpact.workspace.editing.attempting import attempt, tried_again
from greenpact.workspace.editing.seeing import has_seen
from greenpact.workspace.expiry import typed
from greenpact.workspace.refusals import CHANGED, lack_sentence

#: In which part of the editor something missing is added.
WHERE = {
    Lack.TITLE: "deal_texts",
    Lack.SUMMARY: "deal_texts",
    Lack.PARTIES: "deal_parties",
    Lack.CLAUSE_TEXT: "deal_clauses",
    Lack.OWNER: "deal_clauses",
    Lack.GOAL: "deal_clauses",
    Lack.COMMITMENT: "deal_clauses",
}


def missing(deal: Deal) -> list[dict[str, Any]]:
    """What a deal still lacks before it may be public: a sentence and the place where it is added."""
    lacks = lacks_for_publishing(document_of(deal), is_compiled=deal.is_compiled)
    return [{"words": lack_sentence(lack), "address": address(WHERE[lack], deal)} for lack in lacks]


def stays_public(deal: Deal) -> bool:
    """Whether a deal was signed once, so that it is not taken back any more."""
    return deal.signature_state in SIGNED_ONCE and not deal.is_compiled


@within_city(Deed.EDIT_DEALS)
@tried_again
def go_public(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """Show what the public will see and what is still missing, then publish."""
    deal = find_deal(visit, ref)
    if deal.is_published:
        return HttpResponseRedirect(address("deal", deal))
    if request.method == "POST" and not has_seen(request.POST.get("seen", ""), deal.edition):
        messages.warning(request, CHANGED)
    elif request.method == "POST":
        act = partial(publish, deal, by=visit.by, at=visit.at, seen=deal.edition)
        if attempt(request, act, said=__("The deal is public now. Everybody can read it.")):
            return HttpResponseRedirect(address("deal", deal))
    context = page(
        visit, deal, "deal", below=__("Publish"), missing=missing(deal), number=deal.versions.count() + 1
    )
    return render(
        request, "workspace/deals/publish.html", context, status=422 if request.method == "POST" else 200
    )


class ReasonForm(forms.Form):
    """Why a deal is taken back."""

    reason = forms.ChoiceField(
        label=_("Reason"),
        choices=ReasonTakenBack.choices,
        widget=forms.RadioSelect,
        help_text=_("It stays in the trail for good and is public."),
    )


@within_city(Deed.EDIT_DEALS)
@tried_again
def go_private(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """Say what taking a deal back means, then do it with a reason."""
    deal = find_deal(visit, ref)
    form = ReasonForm(typed(request))
    if request.method == "POST" and form.is_valid():
        reason = TakenBack(form.cleaned_data["reason"])
        act = partial(take_back, deal, reason=reason, by=visit.by, at=visit.at, seen=deal.edition)
        if attempt(request, act, said=__("The deal is no longer public.")):
            return HttpResponseRedirect(address("deal", deal))
    context = page(visit, deal, "deal", below=__("Take back"), form=form, may_not=stays_public(deal))
    return render(
        request, "workspace/deals/take_back.html", context, status=422 if request.method == "POST" else 200
    )
