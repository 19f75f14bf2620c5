"""The settings of a city: what it is called, where it lies, how it looks, and its legal texts."""

import json
from collections.abc import Mapping
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.core.validators import RegexValidator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from greenpact.cities.checks import check_outline, check_timezone
from greenpact.cities.keeping import Kept, NotKept, change_city
from greenpact.cities.models import City, CityRole
from greenpact.parties.rules import Deed
from greenpact.ui.masthead import Place
from greenpact.ui.wording import CONTENT_LANGUAGES
from greenpact.workspace.access import Visit, within_city
from greenpact.workspace.choices import Several
from greenpact.workspace.editing.attempting import tried_again
from greenpact.workspace.editing.inputs import (
    Text,
    Worded,
    language_name,
    latitude,
    longitude,
    offer,
    web_field,
)
from greenpact.workspace.editing.one_form import Editing, carry_out, edit
from greenpact.workspace.expiry import typed
from greenpact.workspace.frame import Here, city_frame
from greenpact.workspace.refusals import sentence
from greenpact.workspace.register.forms import RegisterForm
from greenpact.workspace.register.organisation_forms import NUTS3

LARGEST_OUTLINE_FILE = 1_000_000


class SettingsForm(RegisterForm):
    worded = {
        "name": Worded(gettext_lazy("Name"), 120),
        "note": Worded(gettext_lazy("Note on this record"), 2_000, rows=3, hint=gettext_lazy("Public.")),
    }
    together = (
        ("country", "nuts3", "municipality_key"),
        ("lat", "lon", "timezone"),
        ("host_name", "colour", "source_url"),
    )
    country = Text(
        label=gettext_lazy("Country"),
        max_length=2,
        validators=[RegexValidator(r"^[A-Z]{2}$", gettext_lazy("Two capital letters, such as DE."))],
    )
    nuts3 = Text(label=gettext_lazy("NUTS 3 region"), max_length=5, required=False, validators=[NUTS3])
    municipality_key = Text(label=gettext_lazy("Municipality key"), max_length=12, required=False)
    lat, lon = latitude(), longitude()
    timezone = Text(
        label=gettext_lazy("Time zone"),
        max_length=40,
        validators=[check_timezone],
        help_text=gettext_lazy("Such as Europe/Berlin. Whether something is late goes by it."),
    )
    main_language = forms.ChoiceField(label=gettext_lazy("First language"))
    further_languages = Several([], label=gettext_lazy("Further languages"))
    roles = Several(CityRole.choices, label=gettext_lazy("Roles in the network"))
    host_name = Text(
        label=gettext_lazy("Own host name"),
        max_length=253,
        required=False,
        help_text=gettext_lazy("Such as deals.example.org, once your operator has set it up."),
        validators=[
            RegexValidator(r"^[a-z0-9][a-z0-9.-]*\.[a-z]{2,}$", gettext_lazy("Such as deals.example.org."))
        ],
    )
    colour = Text(
        label=gettext_lazy("Colour"),
        max_length=7,
        required=False,
        help_text=gettext_lazy(
            "Such as #0a6b3c. It is made darker or lighter where words would not be readable."
        ),
        validators=[RegexValidator(r"^#[0-9a-fA-F]{6}$", gettext_lazy("Such as #0a6b3c."))],
    )
    source_url = web_field(gettext_lazy("Source"))

    def offer(self, city: City) -> None:
        self.fields.pop("ref", None)
        names = sorted(
            ((code, language_name(code)) for code in CONTENT_LANGUAGES), key=lambda pair: pair[1].casefold()
        )
        offer(self, "main_language", names)
        offer(self, "further_languages", names)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.needs_one_of("name", _("Give a name in at least one language."))
        host = cleaned.get("host_name")
        if host and City.objects.filter(host_name=host).exclude(pk=self.city.pk).exists():
            self.add_error("host_name", _("This host name belongs to another city."))
        return cleaned

    @classmethod
    def shown(cls, row: Any) -> dict[str, Any]:
        first, *others = row.languages or ["en"]
        own = {"main_language": first, "further_languages": sorted(others), "host_name": row.host_name or ""}
        return super().shown(row) | own

    @classmethod
    def values(cls, cleaned: Mapping[str, Any]) -> dict[str, Any]:
        values = super().values(cleaned)
        first, others = values.pop("main_language"), values.pop("further_languages")
        values["languages"] = [first, *(code for code in others if code != first)]
        return values | {"host_name": cleaned["host_name"] or None}


class LegalForm(RegisterForm):
    worded = {
        "imprint": Worded(gettext_lazy("Imprint"), 20_000, rows=10),
        "privacy": Worded(gettext_lazy("Privacy notice"), 20_000, rows=14),
        "accessibility": Worded(gettext_lazy("Accessibility statement"), 20_000, rows=14),
    }

    def offer(self, city: City) -> None:
        self.fields.pop("ref", None)


class OutlineForm(forms.Form):
    """The city's border, as a file."""

    file = forms.FileField(
        label=gettext_lazy("Outline as GeoJSON"),
        required=False,
        help_text=gettext_lazy(
            "A Polygon or MultiPolygon of up to one megabyte. No file: the outline is removed."
        ),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if not file:
            return None
        if file.size > LARGEST_OUTLINE_FILE:
            raise forms.ValidationError(_("The file is larger than one megabyte."))
        try:
            content = json.loads(file.read())
        except (ValueError, RecursionError):
            raise forms.ValidationError(_("This is no GeoJSON: the file cannot be read as JSON.")) from None
        outline = content.get("geometry", content) if isinstance(content, dict) else content
        if isinstance(outline, dict):  # programs write more beside it, such as a bounding box
            outline = {name: outline[name] for name in ("type", "coordinates") if name in outline}
        check_outline(outline)
        return outline


FORMS: dict[str, tuple[type[RegisterForm], Any]] = {
    "settings": (SettingsForm, gettext_lazy("City settings")),
    "legal": (LegalForm, gettext_lazy("Legal texts")),
}


@within_city(Deed.KEEP_CITY)
@tried_again
def city_settings(request: HttpRequest, visit: Visit, part: str) -> HttpResponse:
    """Change the settings or the legal texts."""
    form, title = FORMS[part]
    city = visit.city
    make = partial(form, city=city, row=city)
    subject, stands = f"city:{city.slug}/{part}", form.shown(city)
    editing: Editing[RegisterForm] = edit(
        request, visit, make, subject=subject, edition=city.edition, stands=stands
    )

    def write(values: dict[str, Any]) -> bool:
        outcome = change_city(city, form.values(values), by=visit.by, at=visit.at, seen=city.edition)
        return outcome is Kept.CHANGED

    if carry_out(request, visit, editing, write, said=_("Saved. The public sees it at once.")):
        return redirect("workspace:register", city.slug)
    context = _frame(visit, str(title)) | {"editing": editing, "form": editing.form}
    context["back"] = reverse("workspace:register", args=[city.slug])
    return render(request, "workspace/register/editor.html", context, status=editing.status)


@within_city(Deed.KEEP_CITY)
def outline(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Put a new outline in the place of the present one."""
    form = OutlineForm(typed(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            change_city(visit.city, {"outline": form.cleaned_data["file"]}, by=visit.by, at=visit.at)
        except NotKept as refusal:
            form.add_error(None, sentence(refusal))
        else:
            messages.success(request, _("Saved. The public sees it at once."))
            return redirect("workspace:register", visit.city.slug)
    context = _frame(visit, _("Outline")) | {"form": form}
    return render(request, "workspace/register/outline.html", context, status=422 if form.errors else 200)


def _frame(visit: Visit, title: str) -> dict[str, Any]:
    start = Place(_("Register"), reverse("workspace:register", args=[visit.city.slug]))
    return city_frame(visit, here=Here.REGISTER, title=title, above=[start])
