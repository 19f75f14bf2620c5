"""The form on which somebody hands in an idea: plain fields, none of them bound to an account."""

from collections.abc import Sequence
from typing import Any

from babel import Locale
from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator, ProhibitNullCharactersValidator
from django.utils.translation import get_language
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from greenpact.cities.models import City, District, Field
from greenpact.cities.sdgs import SDGS
from greenpact.ideas.rules import LONGEST_TEXT, Kind
from greenpact.parties.models import OrganisationKind
from greenpact.portal.frame import in_language
from greenpact.ui.figures import locale_of
from greenpact.ui.wording import CONTENT_LANGUAGES

#: What an idea is made of; the rest of the form belongs to the sending.
KEPT = (
    "title", "text", "running_since", "partners", "outcome", "needs", "field", "sdgs", "district", "place", "lat",
    "lon", "organisation", "organisation_kind", "name", "email", "phone", "language", "may_publish",
)  # fmt: skip

#: What only a cooperation that already runs is asked.
OF_A_COOPERATION = ("running_since", "outcome")


class SomeFiles(forms.ClearableFileInput):
    """A control in which several files are chosen."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class Files(forms.FileField):
    """Several files, or none."""

    widget = SomeFiles

    def clean(self, data: Any, initial: Any = None) -> Any:
        return [super(Files, self).clean(one, initial) for one in data or ()]


class _OneOf(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic for the checker alone
    """A row of the city's register, or none."""

    def __init__(self, rows: Any, **options: Any) -> None:
        super().__init__(rows, to_field_name="ref", required=False, **options)

    def to_python(self, value: Any) -> Any:
        ProhibitNullCharactersValidator()(str(value))
        return super().to_python(value)

    def label_from_instance(self, obj: Any) -> str:
        return obj.name if isinstance(obj.name, str) else in_language(obj.name) or str(obj.ref)


def _text(label: Any, rows: int = 5, **options: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=LONGEST_TEXT, widget=widget, **options)


class Degrees(forms.FloatField):
    """A latitude or longitude, with a point or a comma."""

    def __init__(self, most: int, **options: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "kern-form-input__input--short"})
        bounds = [MinValueValidator(-most), MaxValueValidator(most)]
        super().__init__(required=False, widget=widget, validators=bounds, **options)

    def to_python(self, value: Any) -> float | None:  # type: ignore[override]  # the stubs take it for an integer
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)


class IdeaForm(forms.Form):
    """Everything that is asked; a cooperation is asked since when it runs and what came of it, others are not."""

    title = forms.CharField(
        label=_("Title"), max_length=200, help_text=_("A few words that say what it is about.")
    )
    text = _text(_("Describe it"), rows=7)
    running_since = forms.CharField(
        label=_("Since when does it run?"),
        max_length=80,
        help_text=_("Such as “since 2023” or “since last spring”."),
    )
    partners = _text(_("With whom?"), rows=3, required=False)
    outcome = _text(_("What came of it so far?"), required=False)
    needs = _text(_("What do you need from the city?"), rows=3, required=False)
    sdgs = forms.TypedMultipleChoiceField(
        label=_("Sustainable Development Goals it serves"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"columns": True}),
    )
    place = forms.CharField(
        label=_("Address or place"),
        max_length=200,
        required=False,
        help_text=_("Such as a street with its number, or “at the old freight station”."),
    )
    lat = Degrees(90, label=_("Latitude"), help_text=_("Such as 49.4094."))
    lon = Degrees(180, label=_("Longitude"), help_text=_("Such as 8.6947."))
    organisation = forms.CharField(
        label=_("Organisation"),
        max_length=200,
        required=False,
        help_text=_("Empty if you write for yourself."),
    )
    organisation_kind = forms.ChoiceField(
        label=_("Kind of organisation"), required=False, choices=[("", "–"), *OrganisationKind.choices]
    )
    name = forms.CharField(label=_("Your name"), max_length=120)
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("There you confirm, and get the answer."),
    )
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    language = forms.ChoiceField(label=_("Language in which you write"))
    attachments = Files(
        label=_("Attachments"),
        required=False,
        help_text=_("PDF, pictures or sheets (XLSX, ODS, CSV), at most five files of at most 10 MB each."),
    )
    may_publish = forms.BooleanField(
        label=_(
            "The city may show title, kind and day of my idea in public. My name and address never appear."
        ),
        required=False,
    )

    def __init__(self, *arguments: Any, city: City, kind: Kind, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.kind = kind
        if kind is Kind.COOPERATION:
            self.fields["partners"].required = True
            self.fields["partners"].label = _("Who is in it?")
        else:
            for name in OF_A_COOPERATION:
                del self.fields[name]
        self.fields["field"] = _OneOf(
            Field.objects.filter(city=city), label=_("Field of work"), empty_label=__("I am not sure")
        )
        self.fields["district"] = _OneOf(
            District.objects.filter(city=city),
            label=_("District"),
            empty_label=__("The whole city"),
        )
        for name, choices in (("sdgs", _goals()), ("language", _languages(city))):
            self.fields[name].choices = choices  # type: ignore[attr-defined]  # both are chosen from
        self.fields["language"].initial = get_language()
        for name, place in (
            ("name", "name"),
            ("email", "email"),
            ("phone", "tel"),
            ("organisation", "organization"),
        ):
            self.fields[name].widget.attrs["autocomplete"] = place

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if (cleaned.get("lat") is None) != (cleaned.get("lon") is None) and not {"lat", "lon"} & set(
            self.errors
        ):
            self.add_error("lat", __("A position needs latitude and longitude. Give both, or neither."))
        return cleaned

    @property
    def values(self) -> dict[str, Any]:
        """Fields of an idea, once the form is valid."""
        return {name: self.cleaned_data[name] for name in KEPT if name in self.cleaned_data}


def _goals() -> list[tuple[int, str]]:
    return [(number, f"{number} · {in_language(sdg.names)}") for number, sdg in SDGS.items()]


def _languages(city: City) -> Sequence[tuple[str, str]]:
    """All content languages by their names; those of the reader and the city stand first."""
    first = dict.fromkeys([get_language() or "en", *city.languages])
    names = Locale.parse(locale_of(get_language() or "en")).languages
    others = sorted((str(names.get(code, code)), code) for code in CONTENT_LANGUAGES if code not in first)
    return [
        *((code, str(names.get(code, code))) for code in first if code in CONTENT_LANGUAGES),
        *((code, name) for name, code in others),
    ]
