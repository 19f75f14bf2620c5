"""The key data of a deal: what kind it is, when, where, and which aims it serves."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from greenpact.cities.models import City
from greenpact.deals.choices import DealKind, DealTier, LegalNature
from greenpact.deals.drafting import alter
from greenpact.deals.models import Deal
from greenpact.deals.parts import Parts
from greenpact.deals.rules import period_is_right
from greenpact.parties.rules import Deed
from greenpact.workspace.access import Visit, within_city
from greenpact.workspace.choices import OneRow, Sdgs, SomeRows
from greenpact.workspace.deals.finding import find_deal
from greenpact.workspace.deals.pages import address, page, subject_of
from greenpact.workspace.editing.attempting import tried_again
from greenpact.workspace.editing.inputs import Day, Year, language_name, latitude, longitude, offer
from greenpact.workspace.editing.one_form import carry_out, edit
from greenpact.workspace.languages import languages_of
from greenpact.workspace.refusals import saved_sentence


class FactsForm(forms.Form):
    """Everything about a deal that is no text, no party and no clause."""

    kind = forms.ChoiceField(label=_("Kind"), choices=DealKind.choices)
    tier = forms.ChoiceField(label=_("Tier"), choices=[("", "–"), *DealTier.choices], required=False)
    legal_nature = forms.ChoiceField(label=_("Legal nature"), choices=LegalNature.choices)
    binding_language = forms.ChoiceField(
        label=_("Binding language"),
        required=False,
        help_text=_("Where the agreement's text exists in several languages: the one that prevails."),
    )
    starts_on = Day(label=_("Starts on"))
    ends_on = Day(label=_("Ends on"))
    start_year = Year(label=_("Start year"), help_text=_("Where only the year is known."))
    end_year = Year(label=_("Target year"), help_text=_("Where only the year is known."))
    sdgs = Sdgs()
    lat, lon = latitude(), longitude()

    def __init__(
        self, data: Any, initial: Mapping[str, Any] | None = None, *, city: City, **options: Any
    ) -> None:
        super().__init__(data, initial=dict(initial or {}), **options)
        spoken = languages_of(city, {str((initial or {}).get("binding_language") or ""): ""})
        offer(
            self,
            "binding_language",
            [("", __("not decided")), *((code, language_name(code)) for code in spoken if code)],
        )
        others = City.objects.exclude(pk=city.pk).order_by("slug")
        self.fields["field"] = OneRow(city.fields.all(), label=_("Field"))
        self.fields["districts"] = SomeRows(city.districts.all(), label=_("Districts"))
        self.fields["further_cities"] = SomeRows(
            others if city.is_invented else others.real(), by="slug", label=_("Further cities that take part")
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for day_name, year_name in (("starts_on", "start_year"), ("ends_on", "end_year")):
            self._agree(cleaned, day_name, year_name)
        if not period_is_right(cleaned.get("starts_on"), cleaned.get("ends_on")):
            self.add_error("ends_on", __("The deal would end before it starts. Check both days."))
        start, end = cleaned.get("start_year"), cleaned.get("end_year")
        if "ends_on" not in self.errors and start and end and end < start:
            self.add_error("end_year", __("The target year lies before the start year."))
        if (cleaned.get("lat") is None) != (cleaned.get("lon") is None) and not {"lat", "lon"} & set(
            self.errors
        ):
            self.add_error("lat", __("A position needs latitude and longitude. Give both, or neither."))
        return cleaned

    def _agree(self, cleaned: dict[str, Any], day_name: str, year_name: str) -> None:
        """A day brings its year along; a year beside it that says something else is refused."""
        day: date | None = cleaned.get(day_name)
        year: int | None = cleaned.get(year_name)
        if day is None:
            return
        if year is None or (year_name not in self.changed_data and day_name in self.changed_data):
            cleaned[year_name] = day.year
        elif year != day.year:
            self.add_error(
                year_name,
                __("The year does not fit the day beside it. Correct one, or leave the year empty."),
            )


def stands(deal: Deal) -> dict[str, Any]:
    """The key data of a deal as the form shows them."""
    plain = (
        "kind",
        "tier",
        "legal_nature",
        "binding_language",
        "starts_on",
        "ends_on",
        "start_year",
        "end_year",
        "field",
    )
    return {
        **{name: getattr(deal, name) for name in plain},
        "sdgs": sorted(deal.sdgs),
        "lat": _decimal(deal.lat),
        "lon": _decimal(deal.lon),
        "districts": list(deal.districts.all()),
        "further_cities": list(deal.further_cities.all()),
    }


def head(values: Mapping[str, Any]) -> dict[str, Any]:
    """Fields of the deal from the values of the form."""
    position = {name: None if values[name] is None else float(values[name]) for name in ("lat", "lon")}
    return {**values, **position, "sdgs": sorted(values["sdgs"])}


def _decimal(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))


@within_city(Deed.EDIT_DEALS)
@tried_again
def facts(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """Edit the key data of a deal."""
    deal = find_deal(visit, ref)
    make = partial(FactsForm, city=visit.city)
    subject = subject_of(deal, "facts")
    editing = edit(request, visit, make, subject=subject, edition=deal.edition, stands=stands(deal))

    def write(values: dict[str, Any]) -> object:
        return alter(deal, Parts(head=head(values)), by=visit.by, at=visit.at, seen=deal.edition)

    if carry_out(request, visit, editing, write, said=saved_sentence(is_public=deal.is_published)):
        return HttpResponseRedirect(address("deal", deal))
    context = page(visit, deal, "deal_facts", editing=editing, form=editing.form)
    return render(request, "workspace/deals/facts.html", context, status=editing.status)
