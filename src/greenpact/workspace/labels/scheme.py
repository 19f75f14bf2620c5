"""The rules of the city's label: what is in force, and publishing the next version."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from greenpact.labels.choices import LabelLevel
from greenpact.labels.models import SchemeVersion
from greenpact.labels.publishing import publish_scheme, scheme_in_force
from greenpact.labels.recording import NotLabelled
from greenpact.labels.rules import Level
from greenpact.labels.scheme import Clocks, Criterion, Scheme, delivered
from greenpact.workspace.access import Visit, within_city
from greenpact.workspace.editing.inputs import Day, Text
from greenpact.workspace.expiry import typed
from greenpact.workspace.labels.finding import KEEP
from greenpact.workspace.labels.pages import list_frame
from greenpact.workspace.refusals import sentences

#: Criteria that a city can add to the delivered ones; their refs begin like this.
MOST_OWN, OWN = 3, "own-"


class SchemeForm(forms.Form):
    """The numbers of a scheme, and criteria of the city's own."""

    valid_from = Day(label=_("In force from"), required=True)
    valid_months = forms.IntegerField(label=_("Months for which a label holds"), min_value=6, max_value=60)
    report_months = forms.IntegerField(
        label=_("Months within which a report is due"), min_value=1, max_value=36
    )
    grace_days = forms.IntegerField(
        label=_("Days of grace before reporting counts as stopped"), min_value=0, max_value=180
    )
    appeal_working_days = forms.IntegerField(
        label=_("Working days for the answer to an appeal"), min_value=5, max_value=60
    )

    def __init__(self, data: Any, *, scheme: Scheme, valid_from: Any) -> None:
        clocks = scheme.clocks
        initial: dict[str, Any] = {name: getattr(clocks, name) for name in Clocks.__dataclass_fields__}
        initial["valid_from"] = valid_from
        own = [one for one in scheme.criteria if one.ref.startswith(OWN)]
        for number, criterion in enumerate(own, 1):
            initial |= {f"own{number}_{code}": criterion.text.get(code, "") for code in ("de", "en")}
            initial[f"own{number}_level"] = criterion.level.value
        super().__init__(data, initial=initial)
        for number in range(1, MOST_OWN + 1):
            self.fields |= dict(_own_fields(number))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for number in range(1, MOST_OWN + 1):
            german, english = cleaned.get(f"own{number}_de"), cleaned.get(f"own{number}_en")
            if bool(german) != bool(english):
                missing = "en" if german else "de"
                self.add_error(f"own{number}_{missing}", __("A criterion stands in both languages."))
        return cleaned

    @property
    def scheme(self) -> Scheme:
        """The delivered scheme with the numbers and criteria of the form."""
        values = self.cleaned_data
        own = [_own(number, values) for number in range(1, MOST_OWN + 1) if values[f"own{number}_de"]]
        clocks = Clocks(**{name: values[name] for name in Clocks.__dataclass_fields__})
        return replace(delivered(), clocks=clocks, criteria=(*delivered().criteria, *own))


def _own_fields(number: int) -> Iterator[tuple[str, forms.Field]]:
    words = {"number": number}
    yield (
        f"own{number}_de",
        Text(label=_("Own criterion %(number)s in German") % words, max_length=300, required=False),
    )
    yield (
        f"own{number}_en",
        Text(label=_("Own criterion %(number)s in English") % words, max_length=300, required=False),
    )
    yield (
        f"own{number}_level",
        forms.ChoiceField(
            label=_("Own criterion %(number)s: from which level on") % words,
            choices=LabelLevel.choices,
            required=False,
        ),
    )


def _own(number: int, values: dict[str, Any]) -> Criterion:
    return Criterion(
        ref=f"{OWN}{number}",
        level=Level(values[f"own{number}_level"] or Level.COMMITTED),
        text={"de": values[f"own{number}_de"], "en": values[f"own{number}_en"]},
        evidence={"de": "Beleg der Parteien", "en": "Evidence of the parties"},
    )


@within_city(KEEP)
def scheme(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What is in force, and the form of the next version."""
    current = scheme_in_force(visit.city, visit.today)
    form = SchemeForm(
        typed(request), scheme=current.scheme if current else delivered(), valid_from=visit.today
    )
    if request.method == "POST" and form.is_valid() and _published(request, visit, form):
        return redirect("workspace:label_scheme", visit.city.slug)
    context = {
        **list_frame(visit, __("Rules of the label")),
        "form": form,
        "current": current,
        "scheme": current.scheme if current else delivered(),
        "versions": SchemeVersion.objects.filter(city=visit.city),
    }
    return render(
        request, "workspace/labels/scheme.html", context, status=422 if request.method == "POST" else 200
    )


def _published(request: HttpRequest, visit: Visit, form: SchemeForm) -> bool:
    try:
        version = publish_scheme(
            visit.city, form.scheme, valid_from=form.cleaned_data["valid_from"], by=visit.by, at=visit.at
        )
    except NotLabelled as refusal:
        form.add_error("valid_from", " ".join(sentences(refusal)))
        return False
    messages.success(
        request, __("Version %(number)s of the rules is published.") % {"number": version.number}
    )
    return True
