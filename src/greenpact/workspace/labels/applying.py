"""Applying for a label of a deal."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from greenpact.deals.models import Deal
from greenpact.labels.applying import apply
from greenpact.labels.publishing import scheme_in_force
from greenpact.labels.recording import NotLabelled
from greenpact.labels.rules import Level
from greenpact.parties.models import Organisation
from greenpact.workspace.access import Visit, within_city
from greenpact.workspace.deals.pages import title_of
from greenpact.workspace.editing.inputs import offer
from greenpact.workspace.expiry import typed
from greenpact.workspace.labels.finding import KEEP, SPEAK, find_deal_without, own_parties
from greenpact.workspace.labels.pages import list_frame, said
from greenpact.workspace.refusals import sentences


class ApplyForm(forms.Form):
    """For which level, and for whom."""

    level = forms.ChoiceField(label=_("Level"), widget=forms.RadioSelect)
    organisation = forms.ChoiceField(label=_("Who applies"), widget=forms.RadioSelect)

    def __init__(self, data: Any, *, visit: Visit, deal: Deal, organisations: list[Organisation]) -> None:
        super().__init__(data, initial={"level": Level.COMMITTED.value})
        version = scheme_in_force(visit.city, visit.today)
        levels = version.scheme.levels if version else {}
        offer(
            self,
            "level",
            [(level.value, f"{said(words.name)}: {said(words.meaning)}") for level, words in levels.items()],
        )
        choices = [(one.ref, one.name) for one in organisations]
        if visit.standing.may(KEEP):
            choices.append(("", __("The city itself")))
            self.fields["organisation"].required = False
        offer(self, "organisation", choices)
        self.initial["organisation"] = choices[0][0]
        self.organisations = {one.ref: one for one in organisations}

    @property
    def applicant(self) -> Organisation | None:
        return self.organisations.get(self.cleaned_data["organisation"])


@within_city(KEEP, SPEAK)
def apply_for(request: HttpRequest, visit: Visit, deal: str) -> HttpResponse:
    """Apply for a label of a deal that is signed here and public."""
    row = find_deal_without(visit, deal)
    form = ApplyForm(typed(request), visit=visit, deal=row, organisations=own_parties(visit, row))
    if request.method == "POST" and form.is_valid():
        try:
            level = Level(form.cleaned_data["level"])
            label = apply(row, level=level, organisation=form.applicant, by=visit.by, at=visit.at)
        except NotLabelled as refusal:
            form.add_error(None, " ".join(sentences(refusal)))
        else:
            messages.success(request, __("The label is applied for. The programme office assesses the deal."))
            return redirect("workspace:label", visit.city.slug, label.ref)
    title = __("Apply for a label")
    context = {**list_frame(visit, title), "form": form, "deal": row, "deal_title": title_of(row)}
    return render(
        request, "workspace/labels/apply.html", context, status=422 if request.method == "POST" else 200
    )
