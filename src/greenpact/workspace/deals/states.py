"""Moving a deal along: how far its work is, and how far its signature."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from greenpact.deals.choices import SignatureState, WorkState
from greenpact.deals.models import Deal
from greenpact.deals.progressing import NotMoved, move_signature, move_work
from greenpact.deals.rules import SIGNATURE_FOLLOWS, WORK_FOLLOWS, Signature, Work
from greenpact.parties.rules import Deed
from greenpact.workspace.access import Visit, within_city
from greenpact.workspace.deals.finding import find_deal
from greenpact.workspace.deals.pages import address, page, title_of
from greenpact.workspace.editing.attempting import attempt, tried_again, wanted_page
from greenpact.workspace.editing.inputs import Day, offer
from greenpact.workspace.editing.seeing import has_seen
from greenpact.workspace.expiry import typed
from greenpact.workspace.refusals import CHANGED, sentences, was_changed_meanwhile

#: What a step of the signature means, for the one who takes it.
MEANINGS: Mapping[Signature, Any] = {
    Signature.UNSIGNED: _("Not signed: the document can still be changed freely."),
    Signature.SIGNING: _("Being signed: the document is complete and goes round."),
    Signature.SIGNED: _(
        "Signed by all parties. This cannot be undone; a signed deal can only be terminated."
    ),
    Signature.TERMINATED: _("Terminated: it no longer binds anybody. This cannot be undone."),
}


def work_steps(deal: Deal) -> list[tuple[str, Any]]:
    """The states that the work of a deal may go to, in their usual order."""
    follows = WORK_FOLLOWS[Work(deal.work_state)]
    return [(value, label) for value, label in WorkState.choices if Work(value) in follows]


@require_POST
@within_city(Deed.EDIT_DEALS)
@tried_again
def move(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """Bring the work of a deal into the state that a button names, from the one that its page showed."""
    deal = find_deal(visit, ref)
    wanted = request.POST.get("then", "")
    if wanted not in WorkState.values:
        raise Http404(wanted[:20])
    if request.POST.get("now", "") != deal.work_state:
        messages.warning(request, CHANGED)
    else:
        step = partial(move_work, deal, Work(wanted), by=visit.by, at=visit.at, seen=deal.edition)
        said = __("“%(title)s” is now: %(state)s.") % {
            "title": title_of(deal),
            "state": WorkState(wanted).label,
        }
        attempt(request, step, said=said)
    return HttpResponseRedirect(wanted_page(request, address("deal", deal)))


class SignatureForm(forms.Form):
    """The next step of the signature, and the day when it is the signature itself."""

    then = forms.ChoiceField(label=_("Next step"), widget=forms.RadioSelect)
    signed_on = Day(
        label=_("Signed on"), help_text=_("The day of the last signature; needed for a signed deal.")
    )

    def __init__(self, data: Any, *, now: Signature) -> None:
        super().__init__(data)
        follows = [step for step in Signature if step in SIGNATURE_FOLLOWS[now]]
        offer(self, "then", [(step.value, MEANINGS[step]) for step in follows])
        if len(follows) == 1 and follows[0] != Signature.TERMINATED:  # which cannot be undone
            self.initial["then"] = follows[0].value
        if Signature.SIGNED not in follows:
            del self.fields["signed_on"]


@within_city(Deed.EDIT_DEALS)
def signature(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """Say how far the signature is; what still keeps it back is listed in words."""
    deal = find_deal(visit, ref)
    form = SignatureForm(typed(request), now=Signature(deal.signature_state))
    if request.method == "POST" and form.is_valid() and _signed_off(request, visit, deal, form):
        return HttpResponseRedirect(address("deal", deal))
    context = page(visit, deal, "deal", below=__("Signature"), form=form)
    status = 422 if request.method == "POST" else 200
    return render(request, "workspace/deals/signature.html", context, status=status)


def _signed_off(request: HttpRequest, visit: Visit, deal: Deal, form: SignatureForm) -> bool:
    then = Signature(form.cleaned_data["then"])
    if not has_seen(request.POST.get("seen", ""), deal.edition):
        form.add_error(None, CHANGED)
        return False
    try:
        move_signature(
            deal,
            then,
            signed_on=form.cleaned_data.get("signed_on"),
            by=visit.by,
            at=visit.at,
            seen=deal.edition,
        )
    except NotMoved as refusal:
        day_is_wrong = refusal.reason.value.startswith("day_")
        for words in [CHANGED] if was_changed_meanwhile(refusal) else sentences(refusal):
            form.add_error("signed_on" if day_is_wrong and "signed_on" in form.fields else None, words)
        return False
    state = SignatureState(then.value).label
    messages.success(
        request, __("“%(title)s” is now: %(state)s.") % {"title": title_of(deal), "state": state}
    )
    return True
