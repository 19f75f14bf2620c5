"""Saying that one is away, and who gets one's mails meanwhile."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from greenpact.accounts.models import Account
from greenpact.notices.models import Absence
from greenpact.notices.standing_in import come_back, may_stand_in, set_absence
from greenpact.parties.rules import Deed
from greenpact.ui.masthead import Place
from greenpact.workspace.access import Visit, within_city
from greenpact.workspace.editing.inputs import Day, offer
from greenpact.workspace.expiry import typed
from greenpact.workspace.frame import Here, city_frame
from greenpact.workspace.refusals import REFUSED, sentences


class AbsenceForm(forms.Form):
    """From when, until when, and who stands in."""

    first_on = Day(label=_("First day away"), required=True)
    until = Day(label=_("First day back"), required=True)
    deputy = forms.ChoiceField(label=_("Who gets your mails"))

    def __init__(self, *args: Any, people: list[Account], **options: Any) -> None:
        super().__init__(*args, **options)
        self.people = {person.ref: person for person in people}
        offer(
            self, "deputy", [(person.ref, person.name or person.email.partition("@")[0]) for person in people]
        )


@within_city(Deed.ENTER)
def absence(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Enter an absence, or change it."""
    people = may_stand_in(visit.account, visit.city, visit.today)
    row = Absence.objects.filter(account=visit.account, city=visit.city).select_related("deputy").first()
    initial = {"first_on": row.first_on, "until": row.until, "deputy": row.deputy.ref} if row else {}
    form = AbsenceForm(typed(request), people=people, initial=initial)
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        try:
            set_absence(
                visit.account,
                visit.city,
                deputy=form.people[asked["deputy"]],
                first_on=asked["first_on"],
                until=asked["until"],
                at=visit.at,
            )
        except REFUSED as refusal:
            form.add_error(None, " ".join(sentences(refusal)))
        else:
            messages.success(request, __("Saved. Signatures and mails about your account still come to you."))
            return HttpResponseRedirect(_duties(visit))
    above = [Place(__("What is due"), _duties(visit))]
    frame = city_frame(visit, here=Here.DUTIES, title=__("When you are away"), above=above)
    context = {**frame, "form": form, "people": people, "back": _duties(visit)}
    return render(request, "workspace/duties/absence.html", context, status=422 if form.errors else 200)


@within_city(Deed.ENTER)
@require_POST
def end(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Be back: mails come to oneself again."""
    if come_back(visit.account, visit.city):
        messages.success(request, __("Your mails come to you again."))
    return HttpResponseRedirect(_duties(visit))


def _duties(visit: Visit) -> str:
    return reverse("workspace:duties", args=[visit.city.slug])
