"""How something signed ends, said by the programme office: a party leaves, termination, a successor."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from greenpact.deals.models import Deal
from greenpact.deals.rules import Signature
from greenpact.deals.signing.concluding import Cause, let_party_leave, succeed, terminate
from greenpact.deals.signing.reading import last_signed
from greenpact.deals.signing_rules import Ending
from greenpact.parties.models import Organisation
from greenpact.parties.rules import Deed
from greenpact.workspace.access import Visit, within_city
from greenpact.workspace.deals.finding import find_deal
from greenpact.workspace.deals.pages import address, page, title_of
from greenpact.workspace.editing.inputs import Day, Text, offer
from greenpact.workspace.expiry import typed
from greenpact.workspace.refusals import REFUSALS, sentences

TITLES = {
    Ending.EXIT: _("A party leaves"),
    Ending.TERMINATION: _("Terminate the deal"),
    Ending.SUCCESSION: _("Another deal takes its place"),
}

#: What will happen, said before it does.
MEANINGS = {
    Ending.EXIT: _(
        "The party and what it owes leave the text; what it has signed stays readable. The others are still bound by "
        "the signed version. Then open an amendment, so that they sign the text without it."
    ),
    Ending.TERMINATION: _(
        "The deal no longer binds anybody from that day on. What was signed stays readable, with your reason beside "
        "it. This cannot be undone."
    ),
    Ending.SUCCESSION: _(
        "The deal ends and points to the one that takes its place. What was signed stays readable. This cannot be "
        "undone."
    ),
}


class ConcludeForm(forms.Form):
    """Why, and from which day on."""

    which = forms.ChoiceField(label=_("Which"))
    ends_on = Day(label=_("From which day on"), required=True)
    reason = Text(
        label=_("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The public reads it where the deal is public."),
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], label: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if not label:
            del self.fields["which"]
            return
        offer(self, "which", choices)
        self.fields["which"].label = label

    @property
    def cause(self) -> Cause:
        return Cause(self.cleaned_data["reason"], self.cleaned_data["ends_on"])


@within_city(Deed.KEEP_CITY)
def conclude(request: HttpRequest, visit: Visit, ref: str, kind: str) -> HttpResponse:
    """Record an exit, a termination or a succession of a signed deal."""
    deal = find_deal(visit, ref)
    if kind not in list(Ending) or last_signed(deal) is None or deal.signature_state != Signature.SIGNED:
        raise Http404(kind)
    ending = Ending(kind)
    choices, label = _choices(deal, ending)
    form = ConcludeForm(typed(request), initial={"ends_on": visit.today}, choices=choices, label=label)
    if request.method == "POST" and form.is_valid():
        try:
            _deed(visit, deal, ending, form)()
        except REFUSALS as refusal:
            form.add_error(None, " ".join(sentences(refusal)))
        else:
            messages.success(request, __("Recorded."))
            return HttpResponseRedirect(address("deal_signing", deal))
    context = page(
        visit,
        deal,
        "deal_signing",
        below=str(TITLES[ending]),
        form=form,
        ending=ending,
        meaning=MEANINGS[ending],
    )
    return render(request, "workspace/signing/conclude.html", context, status=422 if form.errors else 200)


def _choices(deal: Deal, ending: Ending) -> tuple[list[tuple[str, str]], Any]:
    """What must be chosen beside reason and day, and what it is called; nothing for a termination."""
    if ending is Ending.EXIT:
        parties = deal.parties.present().select_related("organisation")
        return [(party.organisation.ref, party.organisation.name) for party in parties], _("Who leaves")
    if ending is Ending.SUCCESSION:
        others = Deal.objects.filter(city=deal.city, signature_state=Signature.SIGNED).exclude(pk=deal.pk)
        return [(other.ref, title_of(other)) for other in others.newest_first()[:500]], _(
            "Which deal follows"
        )
    return [], ""


def _deed(visit: Visit, deal: Deal, ending: Ending, form: ConcludeForm) -> Callable[[], None]:
    """The activity that was asked for, ready to be carried out."""
    which, cause = form.cleaned_data.get("which", ""), form.cause
    if ending is Ending.EXIT:
        organisation = Organisation.objects.get(city=deal.city, ref=which)
        return lambda: let_party_leave(deal, organisation, cause, by=visit.by, at=visit.at)
    if ending is Ending.SUCCESSION:
        successor = Deal.objects.get(city=deal.city, ref=which)
        return lambda: succeed(deal, successor, cause, by=visit.by, at=visit.at)
    return lambda: terminate(deal, cause, by=visit.by, at=visit.at)
