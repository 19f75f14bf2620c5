"""Appealing against a decision on a label, and answering the appeal."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from greenpact.labels.appealing import answer_due_on, appeal, decide, why_not_decide
from greenpact.labels.choices import AppealVerdict
from greenpact.labels.models import Label
from greenpact.labels.recording import NotLabelled
from greenpact.labels.rules import Verdict
from greenpact.parties.models import Organisation
from greenpact.workspace.access import Visit, within_city
from greenpact.workspace.editing.inputs import Text, offer
from greenpact.workspace.expiry import typed
from greenpact.workspace.labels.finding import DECIDE, SPEAK, find_label, own_parties
from greenpact.workspace.labels.pages import address, page
from greenpact.workspace.refusals import sentences


class AppealForm(forms.Form):
    """For which party, and why."""

    organisation = forms.ChoiceField(label=_("Party"), widget=forms.RadioSelect)
    text = Text(
        label=_("Why the decision should change"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_(
            "Read by the programme office and the parties. The public learns only that there is an appeal."
        ),
    )

    def __init__(self, data: Any, *, organisations: list[Organisation]) -> None:
        super().__init__(data)
        self.organisations = {one.ref: one for one in organisations}
        offer(self, "organisation", [(one.ref, one.name) for one in organisations])
        self.initial["organisation"] = organisations[0].ref


class DecideForm(forms.Form):
    """The verdict, and the answer in words."""

    verdict = forms.ChoiceField(label=_("Verdict"), choices=AppealVerdict.choices, widget=forms.RadioSelect)
    answer = Text(
        label=_("Answer to the party"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("The public learns the verdict, not this text."),
    )


@within_city(SPEAK)
def appeal_for(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """Appeal for a party of the deal."""
    label = find_label(visit, ref)
    organisations = own_parties(visit, label.deal)
    if not organisations:
        raise Http404(ref)
    form = AppealForm(typed(request), organisations=organisations)
    if request.method == "POST" and form.is_valid():
        try:
            organisation = form.organisations[form.cleaned_data["organisation"]]
            text = form.cleaned_data["text"]
            appeal(label, organisation=organisation, text=text, by=visit.by, at=visit.at)
        except NotLabelled as refusal:
            form.add_error(None, " ".join(sentences(refusal)))
        else:
            messages.success(request, __("Your appeal is with the city."))
            return HttpResponseRedirect(address("label", label))
    due = answer_due_on(label, visit.today)
    context = page(visit, label, below=__("Appeal against the decision"), form=form, due_on=due)
    return render(
        request, "workspace/labels/appeal.html", context, status=422 if request.method == "POST" else 200
    )


def _why_not(visit: Visit, label: Label) -> str:
    """What keeps the visitor from deciding on an appeal about a label, in words; empty where nothing does."""
    why = why_not_decide(label, by=visit.by, on=visit.today)
    return " ".join(sentences(NotLabelled(why))) if why else ""


@within_city(DECIDE)
def decide_appeal(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """Answer the open appeal of a label."""
    label = find_label(visit, ref)
    row = get_object_or_404(label.appeals.select_related("organisation"), decided_at__isnull=True)
    row.label = label
    form = DecideForm(typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            verdict = Verdict(form.cleaned_data["verdict"])
            decide(row, verdict, answer=form.cleaned_data["answer"], by=visit.by, at=visit.at)
        except NotLabelled as refusal:
            form.add_error(None, " ".join(sentences(refusal)))
        else:
            messages.success(request, __("The appeal is decided. The parties are told."))
            return HttpResponseRedirect(address("label", label))
    why_not = _why_not(visit, label)
    context = page(visit, label, below=__("Decide on the appeal"), form=form, appeal=row, why_not=why_not)
    return render(
        request, "workspace/labels/decide.html", context, status=422 if request.method == "POST" else 200
    )
