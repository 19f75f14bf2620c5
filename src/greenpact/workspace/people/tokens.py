"""The tokens by which an organisation's machines send readings: issued, shown once, revoked."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from greenpact.parties.issuing_tokens import issue, revoke
from greenpact.parties.models import ApiToken, Organisation
from greenpact.parties.token_rules import Scope
from greenpact.ui.masthead import Place
from greenpact.workspace.access import Visit, within_city
from greenpact.workspace.editing.inputs import Day, Text
from greenpact.workspace.expiry import typed
from greenpact.workspace.frame import Here, city_frame
from greenpact.workspace.people.pages import KEEP, kept_organisations
from greenpact.workspace.refusals import REFUSED, sentences

SCOPES = [(Scope.READ.value, _("read one's own readings")), (Scope.WRITE.value, _("send readings"))]


class TokenForm(forms.Form):
    name = Text(label=_("Name"), max_length=80, help_text=_("Such as the system that uses it."))
    scopes = forms.MultipleChoiceField(
        label=_("What it may do"), choices=SCOPES, widget=forms.CheckboxSelectMultiple
    )
    expires_on = Day(label=_("Valid until"), required=True, help_text=_("At most a year."))


@within_city(*KEEP)
def tokens(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """The tokens of an organisation, and a form for one more; a new one's secret is shown on this answer alone."""
    organisation = _find(visit, ref)
    initial = {"expires_on": visit.today + timedelta(days=365), "scopes": [Scope.WRITE.value]}
    form, secret = TokenForm(typed(request), initial=initial), ""
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            _token, secret = issue(
                organisation,
                name=values["name"],
                scopes=frozenset(Scope(one) for one in values["scopes"]),
                expires_on=values["expires_on"],
                by=visit.by,
                at=visit.at,
            )
            form = TokenForm(initial=initial)
        except REFUSED as refusal:
            form.add_error(None, sentences(refusal))
    context = _frame(visit, organisation) | {
        "organisation": organisation,
        "form": form,
        "secret": secret,
        "tokens": list(organisation.tokens.all()),
    }
    return render(request, "workspace/people/tokens.html", context, status=422 if form.errors else 200)


@require_POST
@within_city(*KEEP)
def revoke_token(request: HttpRequest, visit: Visit, ref: str, token_ref: str) -> HttpResponse:
    """Let a token open nothing from now on."""
    organisation = _find(visit, ref)
    token = get_object_or_404(ApiToken, organisation=organisation, ref=token_ref)
    token.organisation = organisation
    try:
        revoke(token, by=visit.by, at=visit.at)
        messages.success(request, __("The token opens nothing any more."))
    except REFUSED as refusal:
        messages.warning(request, " ".join(sentences(refusal)))
    return redirect("workspace:tokens", visit.city.slug, organisation.ref)


def _find(visit: Visit, ref: str) -> Organisation:
    found = kept_organisations(visit).filter(ref=ref).first()
    if found is None:
        raise Http404(ref)
    found.city = visit.city
    return found


def _frame(visit: Visit, organisation: Organisation) -> dict[str, Any]:
    slug = visit.city.slug
    above = [
        Place(__("People"), reverse("workspace:party_people", args=[slug])),
        Place(organisation.name, reverse("workspace:people_of", args=[slug, organisation.ref])),
    ]
    return city_frame(visit, here=Here.PEOPLE, title=__("Tokens for machines"), above=above)
