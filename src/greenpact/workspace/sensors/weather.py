"""Degree days of a city, and whether an indicator is shown corrected for the weather, too."""

import re
from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from greenpact.parties.rules import Deed
from greenpact.sensors.correcting import (
    MOST_ROWS,
    Month,
    NotCorrected,
    is_energy,
    keep_degree_days,
    set_weather_rule,
)
from greenpact.sensors.models import DegreeDays, WeatherRule
from greenpact.workspace.access import Visit, within_city
from greenpact.workspace.deals.finding import find_deal
from greenpact.workspace.deals.pages import address, page
from greenpact.workspace.editing.inputs import Text
from greenpact.workspace.expiry import typed
from greenpact.workspace.indicators.pages import find_indicator
from greenpact.workspace.refusals import sentence
from greenpact.workspace.sensors.pages import frame

_LINE = re.compile(r"(?:(?P<year>\d{4})-)?(?P<month>\d{1,2})\s*[;\t ]\s*(?P<value>\d{1,4}(?:[.,]\d{1,3})?)")


class DegreeDaysForm(forms.Form):
    """Degree days, a month on each line."""

    months = Text(
        label=_("Months"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_(
            "A month on each line: 2025-01; 512,3. Without a year, such as 01; 498, it is the long-term mean."
        ),
    )
    source = Text(
        label=_("Source"),
        max_length=300,
        help_text=_("Such as “German Weather Service, station 02812, base 15/20 °C, mean of 1991–2020”."),
    )

    def clean_months(self) -> list[Month]:
        lines = [line.strip() for line in self.cleaned_data["months"].split("\n") if line.strip()]
        if len(lines) > MOST_ROWS:
            raise forms.ValidationError(__("At most 600 months at once."))
        return list(_read(lines))


class RuleForm(forms.Form):
    """Whether an indicator is corrected, and which share of it depends on the weather."""

    is_on = forms.BooleanField(
        label=_("Show the value corrected for the weather beside the raw one"), required=False
    )
    share = forms.IntegerField(
        label=_("Share that depends on the weather, in per cent"),
        min_value=0,
        max_value=100,
        help_text=_("100 for heating alone; less where warm water or processes are counted, too."),
    )


@within_city(Deed.EDIT_DEALS)
def degree_days(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The degree days of the city, and the form by which they are entered."""
    form = DegreeDaysForm(typed(request))
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            keep_degree_days(visit.city, values["months"], source=values["source"], by=visit.by, at=visit.at)
        except NotCorrected as refusal:
            form.add_error(None, sentence(refusal))
        else:
            messages.success(request, __("Saved. The public sees it at once."))
            return redirect("workspace:degree_days", visit.city.slug)
    context = frame(visit, __("Degree days")) | {
        "form": form,
        "rows": DegreeDays.objects.filter(city=visit.city)[:600],
    }
    return render(request, "workspace/sensors/degree_days.html", context, status=422 if form.errors else 200)


@within_city(Deed.EDIT_DEALS)
def rule(request: HttpRequest, visit: Visit, ref: str, indicator_ref: str) -> HttpResponse:
    """Correct an indicator for the weather, or no longer."""
    deal = find_deal(visit, ref)
    found = find_indicator(visit, deal, indicator_ref)
    stands = WeatherRule.objects.filter(indicator=found).first()
    initial = {"is_on": stands is not None, "share": round(stands.dependent_share * 100) if stands else 100}
    form = RuleForm(typed(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        share = form.cleaned_data["share"] / 100 if form.cleaned_data["is_on"] else None
        try:
            set_weather_rule(found, share, by=visit.by, at=visit.at)
        except NotCorrected as refusal:
            form.add_error(None, sentence(refusal))
        else:
            messages.success(request, __("Saved."))
            return redirect(address("deal_indicator", deal, found.ref))
    context: dict[str, Any] = page(
        visit,
        deal,
        "deal_indicators",
        below=__("Weather correction"),
        form=form,
        indicator=found,
        is_energy=is_energy(found.unit),
        has_months=DegreeDays.objects.filter(city=visit.city).exists(),
    )
    return render(request, "workspace/sensors/rule.html", context, status=422 if form.errors else 200)


def _read(lines: list[str]) -> Iterator[Month]:
    """The months that lines name; raises `ValidationError` for a line that names none."""
    for place, line in enumerate(lines, 1):
        found = _LINE.fullmatch(line)
        if not found or not 1 <= int(found["month"]) <= 12:
            raise forms.ValidationError(
                __("Line %(number)d is no month with its degree days: %(line)s")
                % {"number": place, "line": line[:60]}
            )
        year = int(found["year"]) if found["year"] else None
        yield Month(year, int(found["month"]), float(found["value"].replace(",", ".")))
