"""Setting on what terms the city answers ideas: how long it takes, how long it keeps, and which words lead where."""

import re
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from greenpact.cities.models import City, Office
from greenpact.cities.working_days import state_of, states_of
from greenpact.ideas.setting_terms import Terms, set_terms
from greenpact.ideas.terms import IdeaSettings, settings_of
from greenpact.parties.rules import Deed
from greenpact.ui.masthead import Place
from greenpact.workspace.access import Visit, within_city
from greenpact.workspace.choices import name_of
from greenpact.workspace.editing.attempting import tried_again
from greenpact.workspace.editing.inputs import Text, offer
from greenpact.workspace.editing.one_form import Editing, carry_out, edit
from greenpact.workspace.frame import Here, city_frame

LONGEST_WORDS = 3_000


class TermsForm(forms.Form):
    """The terms, and a field of routing words for every office."""

    answer_days = forms.IntegerField(
        label=_("Answer time in working days"),
        min_value=4,
        max_value=120,
        help_text=_("Public. Reminders come at half, at three quarters and on the last day."),
        widget=forms.NumberInput(attrs={"class": "kern-form-input__input--short"}),
    )
    holiday_state = forms.ChoiceField(label=_("State whose public holidays count"), required=False)
    retention_months = forms.IntegerField(
        label=_("Months after which declined ideas are erased"),
        min_value=1,
        max_value=60,
        help_text=_("It holds for ideas kept for later as well. You see beforehand what will go."),
        widget=forms.NumberInput(attrs={"class": "kern-form-input__input--short"}),
    )

    def __init__(
        self,
        data: Any = None,
        initial: Mapping[str, Any] | None = None,
        *,
        city: City,
        offices: Sequence[Office],
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        own = state_of(city.country, city.nuts3)
        otherwise = (
            __("As the region says: %(state)s") % {"state": own} if own else __("Those of the whole country")
        )
        offer(self, "holiday_state", [("", otherwise), *((code, code) for code in states_of(city.country))])
        for office in offices:
            self.fields[field_of(office)] = Text(
                label=name_of(office),
                max_length=LONGEST_WORDS,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    @property
    def of_city(self) -> list[Any]:
        return [self[name] for name in self.base_fields]

    @property
    def of_offices(self) -> list[Any]:
        return [self[name] for name in self.fields if name not in self.base_fields]


def field_of(office: Office) -> str:
    """The name of the field that holds an office's routing words."""
    return f"words-{office.ref}"


@within_city(Deed.KEEP_CITY)
@tried_again
def terms(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Set the terms."""
    city, settings = visit.city, settings_of(visit.city)
    offices = list(city.offices.prefetch_related("routing_words"))
    make = partial(TermsForm, city=city, offices=offices)
    editing: Editing[TermsForm] = edit(
        request,
        visit,
        make,
        subject=f"city:{city.slug}/ideas",
        edition=settings.edition,
        stands=_shown(settings, offices),
    )

    def write(values: dict[str, Any]) -> bool:
        wanted = _terms(values, offices)
        return bool(set_terms(city, wanted, by=visit.by, at=visit.at, seen=settings.edition))

    if carry_out(request, visit, editing, write, said=__("Saved. The public sees it at once.")):
        return redirect("workspace:idea_terms", city.slug)
    above = [Place(__("Ideas"), reverse("workspace:ideas", args=[city.slug]))]
    context = city_frame(visit, here=Here.IDEAS, title=__("How ideas are answered"), above=above)
    context |= {"editing": editing, "form": editing.form, "back": above[0].address}
    return render(request, "workspace/ideas/terms.html", context, status=editing.status)


def _shown(settings: IdeaSettings, offices: Sequence[Office]) -> dict[str, Any]:
    words = {
        field_of(office): ", ".join(str(row) for row in office.routing_words.all()) for office in offices
    }
    return {
        "answer_days": settings.answer_days,
        "holiday_state": settings.holiday_state,
        "retention_months": settings.retention_months,
        **words,
    }


def _terms(values: Mapping[str, Any], offices: Sequence[Office]) -> Terms:
    words = {office: _split(values[field_of(office)]) for office in offices if field_of(office) in values}
    own = {name: values[name] for name in ("answer_days", "retention_months", "holiday_state")}
    return Terms(words=words, **own)


def _split(text: str) -> list[str]:
    """Words or phrases as somebody lists them, by commas, semicolons or lines."""
    return [word.strip() for word in re.split(r"[,;\n]", text) if word.strip()]
