"""What can be written about a row of the register, one form for each kind, in the languages of the city."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar, cast

from django import forms
from django.core.validators import RegexValidator
from django.db.models import Manager, Model, QuerySet
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from greenpact.cities.figure_words import PARTS, part_in_words
from greenpact.cities.models import City, CountingRule, Field, FigureKind, FigureStatus, Office
from greenpact.cities.sectors import Sector
from greenpact.deals.choices import DealKind, DealTier
from greenpact.workspace.choices import OneRow, Sdgs, Several, SomeRows
from greenpact.workspace.editing.inputs import (
    Amount,
    Day,
    InLanguages,
    Text,
    Worded,
    Year,
    gathered,
    latitude,
    longitude,
    offer,
    spread,
    web_field,
)
from greenpact.workspace.languages import languages_of

NAME = Worded(_("Name"), 200)
NOTE = Worded(_("Note"), 2_000, rows=3)


class RegisterForm(InLanguages):
    """The form of a row: `row` is what is changed, None for a new one, which may be given its short name.

    `together` names fields that stand beside one another, `leading` those that stand above the texts.
    """

    leading: ClassVar[tuple[str, ...]] = ()
    together: ClassVar[tuple[tuple[str, ...], ...]] = (("lat", "lon"),)

    def __init__(
        self,
        data: Any = None,
        initial: Mapping[str, Any] | None = None,
        *,
        city: City,
        row: Model | None = None,
    ) -> None:
        super().__init__(data, initial, languages=languages_of(city))
        self.city, self.row = city, row
        if row is None:
            self.fields["ref"] = forms.SlugField(
                label=_("Short name"),
                max_length=80,
                required=False,
                validators=[
                    RegexValidator(r"^new$", _("This word is one of our own addresses."), inverse_match=True)
                ],
                help_text=_("Part of the address, and lasting. Leave it empty to have one made."),
            )
        self.offer(city)

    def offer(self, city: City) -> None:
        """Fill in what can be chosen, where that depends on the city."""

    @property
    def leading_groups(self) -> list[list[BoundField]]:
        """The fields that stand above the texts."""
        return [group for group in self._groups() if group[0].name in self.leading]

    @property
    def plain_groups(self) -> list[list[BoundField]]:
        """The fields that stand below the texts."""
        return [group for group in self._groups() if group[0].name not in self.leading]

    def _groups(self) -> list[list[BoundField]]:
        """All fields but the texts, those that belong together in one group."""
        in_languages = {field.name for group in self.worded_groups for _language, field in group.fields}
        together = {name: group for group in self.together for name in group}
        groups = {together.get(name, (name,)): None for name in self.fields if name not in in_languages}
        return [[self[name] for name in group if name in self.fields] for group in groups]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        is_half = (cleaned.get("lat") is None) != (cleaned.get("lon") is None)
        if "lat" in self.fields and is_half and not {"lat", "lon"} & set(self.errors):
            self.add_error("lat", __("A position needs latitude and longitude. Give both, or neither."))
        return cleaned

    def needs_one_of(self, name: str, complaint: str) -> None:
        """Refuse a text that is given in no language at all."""
        fields = [f"{name}_{code}" for code in self.languages]
        if not any(self.cleaned_data.get(field) or field in self.errors for field in fields):
            self.add_error(fields[0], complaint)

    @classmethod
    def shown(cls, row: Any) -> dict[str, Any]:
        """A row as its form shows it."""
        texts = [spread(name, getattr(row, name)) for name in cls.worded]
        plain = {name: _shown(getattr(row, name)) for name in cls.base_fields if hasattr(row, name)}
        return {name: text for part in texts for name, text in part.items()} | plain

    @classmethod
    def values(cls, cleaned: Mapping[str, Any]) -> dict[str, Any]:
        """Fields of the row from the values of the form."""
        plain = {name: _kept(name, cleaned[name]) for name in cls.base_fields}
        return plain | {name: gathered(name, cleaned) for name in cls.worded}


def _shown(value: Any) -> Any:
    if isinstance(value, Manager):
        return list(value.all())
    if isinstance(value, float):
        return Decimal(str(value))
    return sorted(value) if isinstance(value, list) else value


def _kept(name: str, value: Any) -> Any:
    if name in ("lat", "lon"):
        return None if value is None else float(value)
    if isinstance(value, list) and not any(isinstance(part, Model) for part in value):
        return sorted(value)
    return value


class ProgrammeForm(RegisterForm):
    worded = {
        "aim": Worded(_("Aim"), 1_000, rows=3, hint=_("What the city wants to reach, in two sentences.")),
        "text": Worded(_("Description"), 20_000, rows=8),
        "benefits": Worded(_("Who benefits, and how"), 20_000, rows=5),
        "audience": Worded(_("Who can take part"), 20_000, rows=5),
    }
    together = (("since_year", "until_year"),)
    sdgs = Sdgs()
    since_year = Year(label=_("Since"))
    until_year = Year(label=_("Until"))
    source_url = web_field(_("Source"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.needs_one_of("aim", __("Say in at least one language what the programme is for."))
        since, until = cleaned.get("since_year"), cleaned.get("until_year")
        if since and until and until < since:
            self.add_error("until_year", __("The programme would end before it begins."))
        return cleaned


class FieldForm(RegisterForm):
    worded = {"name": NAME, "text": Worded(_("Description"), 20_000, rows=4)}
    sectors = Several(
        Sector.choices, label=_("Sectors"), help_text=_("To which of the network's five it belongs.")
    )
    sdgs = Sdgs()
    position = forms.IntegerField(
        label=_("Order"), min_value=0, max_value=32_000, initial=0, help_text=_("Small numbers stand first.")
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.needs_one_of("name", __("Give a name in at least one language."))
        return cleaned


class OfficeForm(RegisterForm):
    worded = {"name": NAME, "text": Worded(_("What it brings in"), 20_000, rows=4)}
    email = forms.EmailField(
        label=_("Role address"),
        required=False,
        max_length=254,
        help_text=_("Public. An address of the office, not of a person."),
    )
    together = (("email", "deputy"),)
    deputy = OneRow(Office.objects.none(), label=_("Deputy"))
    fields = SomeRows(Field.objects.none(), label=_("Fields"))  # type: ignore[assignment]  # a name of the row's
    position = forms.IntegerField(
        label=_("Order"), min_value=0, max_value=32_000, initial=0, help_text=_("Small numbers stand first.")
    )

    def offer(self, city: City) -> None:
        others = city.offices.exclude(pk=self.row.pk) if self.row else city.offices.all()
        among(self, "deputy", others)
        among(self, "fields", city.fields.all())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.needs_one_of("name", __("Give a name in at least one language."))
        return cleaned


class DistrictForm(RegisterForm):
    name = Text(label=_("Name"), max_length=120)
    lat, lon = latitude(), longitude()


class TargetForm(RegisterForm):
    worded = {
        "text": Worded(_("Statement"), 2_000, rows=3, hint=_("As the city has stated it.")),
        "scope": Worded(_("Scope"), 1_000, rows=2, hint=_("What it covers, and what not.")),
        "note": NOTE,
    }
    together = (("target_year", "base_year", "adopted_on"),)
    target_year = Year(label=_("Target year"))
    base_year = Year(label=_("Base year"))
    adopted_on = Text(
        label=_("Adopted on"), max_length=40, required=False, help_text=_("As the source states it.")
    )
    source_url = web_field(_("Source"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.needs_one_of("text", __("Give the statement in at least one language."))
        return cleaned


class FigureForm(RegisterForm):
    worded = {
        "basis": Worded(
            _("Basis"), 1_000, rows=2, hint=_("How it was counted, such as the standard of the balance.")
        ),
        "note": NOTE,
    }
    leading = ("kind", "value")
    together = (("kind", "sector", "year"), ("value", "unit", "status"))
    kind = forms.ChoiceField(label=_("Kind"), choices=FigureKind.choices)
    sector = forms.ChoiceField(label=_("Of what"), required=False)
    year = Year(label=_("Year"))
    value = Amount(label=_("Value"), required=True, min_value=None, max_digits=18, decimal_places=4)
    unit = Text(label=_("Unit"), max_length=40)
    status = forms.ChoiceField(label=_("Status"), choices=[("", "–"), *FigureStatus.choices], required=False)
    is_derived = forms.BooleanField(label=_("Calculated from other figures"), required=False)
    source_url = web_field(_("Source"))

    def offer(self, city: City) -> None:
        own = city.figures.exclude(sector="").values_list("sector", flat=True).distinct()
        codes = dict.fromkeys([*PARTS, *sorted(own)])
        offer(self, "sector", [("", "–"), *((code, part_in_words(code)) for code in codes)])


class CountingRuleForm(RegisterForm):
    worded = {"text": Worded(_("Rule in words"), 2_000, rows=3)}
    valid_from = Day(label=_("Valid from"), required=True)
    counts_kinds = Several(
        DealKind.choices, label=_("Kinds that count"), help_text=_("None ticked: all of them.")
    )
    counts_tiers = Several(
        DealTier.choices, label=_("Tiers that count"), help_text=_("None ticked: all of them.")
    )
    signed_only = forms.BooleanField(label=_("Only signed ones"), required=False, initial=True)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.needs_one_of("text", __("Say the rule in at least one language."))
        valid_from = cleaned.get("valid_from")
        others = CountingRule.objects.filter(city=self.city).exclude(ref=getattr(self.row, "ref", ""))
        if valid_from and others.filter(valid_from=valid_from).exists():
            self.add_error("valid_from", __("Another rule begins on this day. Choose a different one."))
        return cleaned


def among(form: forms.Form, name: str, rows: QuerySet[Any]) -> None:
    """Let a field choose among these rows."""
    cast(OneRow, form.fields[name]).queryset = rows
