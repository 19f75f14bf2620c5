"""The checks before signing: how each stands, and answering one."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from greenpact.deals.changes.checks import Answer, CheckName
from greenpact.deals.changes.choices import AnswerToCheck, CheckKind
from greenpact.deals.models import LONGEST_REMARK, Check, Deal
from greenpact.deals.negotiation.checking import answer_check
from greenpact.parties.rules import Deed
from greenpact.workspace.access import Visit, within_city
from greenpact.workspace.deals.finding import find_deal
from greenpact.workspace.deals.pages import address, page
from greenpact.workspace.editing.inputs import Day, Text
from greenpact.workspace.expiry import typed
from greenpact.workspace.refusals import REFUSED, sentences

#: What each check asks.
QUESTIONS = {
    CheckName.COMPETENCE: _("Is the city competent for what it promises, and who may decide it?"),
    CheckName.COUNCIL: _("Does the council consult on it, and when for the first time?"),
    CheckName.STATE_AID: _("Does somebody gain an advantage from public means (Article 107 TFEU)?"),
    CheckName.PROCUREMENT: _("Does the deal favour nobody in later procurement?"),
    CheckName.DATA_PROTECTION: _("Which personal data does it touch, and on what ground?"),
    CheckName.PUBLICITY: _("What is published, and does everybody know?"),
}


class CheckForm(forms.Form):
    answer = forms.ChoiceField(
        label=pgettext_lazy("what was found", "Answer"),
        choices=AnswerToCheck.choices,
        widget=forms.RadioSelect,
    )
    consultation_on = Day(label=_("First consultation of the council"))
    listed_on = Day(
        label=_("Must stand on the city's project list by"),
        help_text=_("Left empty: three months before the council's first consultation."),
    )
    reason = Text(
        label=_("Reason"),
        max_length=LONGEST_REMARK,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: Any, *, initial: dict[str, Any], check: CheckName) -> None:
        super().__init__(data, initial=initial)
        if check is not CheckName.COUNCIL:
            del self.fields["consultation_on"], self.fields["listed_on"]


@within_city(Deed.EDIT_DEALS)
def check(request: HttpRequest, visit: Visit, ref: str, kind: str) -> HttpResponse:
    """Answer one check."""
    if kind not in set(CheckName):
        raise Http404(kind)
    deal = find_deal(visit, ref)
    name = CheckName(kind)
    row = Check.objects.filter(deal=deal, kind=kind).first()
    fields = ("answer", "reason", "consultation_on", "listed_on")
    initial = {field: getattr(row, field) for field in fields} if row else {"answer": Answer.OPEN.value}
    form = CheckForm(typed(request), initial=initial, check=name)
    if request.method == "POST" and form.is_valid() and _answered(visit, deal, name, form):
        messages.success(request, __("The answer is kept."))
        return HttpResponseRedirect(f"{address('room', deal)}#checks")
    context = page(visit, deal, "room", below=str(CheckKind(kind).label), form=form, question=QUESTIONS[name])
    return render(request, "workspace/room/check.html", context, status=422 if form.errors else 200)


def _answered(visit: Visit, deal: Deal, name: CheckName, form: CheckForm) -> bool:
    values = form.cleaned_data
    try:
        answer_check(
            deal,
            name,
            Answer(values["answer"]),
            reason=values["reason"],
            consultation_on=values.get("consultation_on"),
            listed_on=values.get("listed_on"),
            by=visit.by,
            at=visit.at,
        )
    except REFUSED as refusal:
        for words in sentences(refusal):
            form.add_error("reason", words)
        return False
    return True
