"""What can be written about an organisation: by those who keep the register, and by the organisation itself."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import get_language
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from greenpact.cities.models import City, District
from greenpact.parties.checks import SCHEMES
from greenpact.parties.models import OrganisationKind
from greenpact.ui.wording import worded
from greenpact.workspace.choices import OneRow
from greenpact.workspace.editing.inputs import Text, Worded, gathered, latitude, longitude, web_field
from greenpact.workspace.editing.rows import RowForm, WithRows
from greenpact.workspace.register.forms import RegisterForm, among

SHORT_TEXT = Worded(_("Short text"), 2_000, rows=4, hint=_("Who it is, in two or three sentences. Public."))

#: How the schemes of identifiers are called.
SCHEME_NAMES = {
    "lei": _("LEI (legal entity)"),
    "vat": _("VAT number"),
    "pic": _("PIC (EU funding)"),
    "hrb": _("Trade register"),
    "ror": _("ROR (research)"),
    "wikidata": _("Wikidata"),
    "eutr": _("EU transparency register"),
}

NUTS3 = RegexValidator(r"^[A-Z]{2}[0-9A-Z]{3}$", _("Two letters and three signs, such as DE125."))


class OrganisationForm(RegisterForm):
    """Everything about an organisation but its people and role addresses."""

    worded = {"text": SHORT_TEXT}
    leading = ("name", "kind")
    together = (
        ("kind", "count"),
        ("web", "source_url"),
        ("street", "postal_code", "place"),
        ("district", "nuts3"),
        ("lat", "lon"),
        tuple(f"id_{scheme}" for scheme in SCHEMES),
    )
    name = Text(label=_("Name"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), choices=OrganisationKind.choices)
    count = forms.IntegerField(
        label=_("Number of organisations in the group"), required=False, min_value=1, max_value=1_000_000
    )
    web = web_field(_("Website"), 300)
    street = Text(label=_("Street"), max_length=120, required=False)
    postal_code = Text(label=_("Postal code"), max_length=12, required=False)
    place = Text(label=_("Place"), max_length=80, required=False)
    district = OneRow(District.objects.none(), label=_("District"))
    lat, lon = latitude(), longitude()
    nuts3 = Text(label=_("NUTS 3 region"), max_length=5, required=False, validators=[NUTS3])
    source_url = web_field(_("Source"))

    def offer(self, city: City) -> None:
        among(self, "district", city.districts.all())
        for scheme in SCHEMES:
            self.fields[f"id_{scheme}"] = Text(label=SCHEME_NAMES[scheme], max_length=80, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("count") and cleaned.get("kind") != OrganisationKind.GROUP:
            self.add_error("count", __("Only a group of organisations has such a number."))
        return cleaned

    @classmethod
    def shown(cls, row: Any) -> dict[str, Any]:
        identifiers = {f"id_{scheme}": row.identifiers.get(scheme, "") for scheme in SCHEMES}
        return super().shown(row) | identifiers

    @classmethod
    def values(cls, cleaned: Mapping[str, Any]) -> dict[str, Any]:
        identifiers = {scheme: cleaned[f"id_{scheme}"] for scheme in SCHEMES if cleaned.get(f"id_{scheme}")}
        return super().values(cleaned) | {"identifiers": identifiers}


class OwnOrganisationForm(RegisterForm):
    """What an organisation says of itself."""

    worded = {"text": SHORT_TEXT}
    web = web_field(_("Website"), 300)


class RoleAddressRow(RowForm):
    """A function and its address."""

    worded = {"label": Worded(_("Function"), 120)}
    email = forms.EmailField(label=_("E-mail address"), required=False, max_length=254)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        labels = [name for name in self.fields if name.startswith("label_")]
        if not self.is_blank and not cleaned.get("email") and "email" not in self.errors:
            self.add_error("email", __("Give the address, or empty the whole row."))
        if cleaned.get("email") and not any(cleaned.get(name) or name in self.errors for name in labels):
            self.add_error(labels[0], __("Say in at least one language what the address is for."))
        return cleaned

    def in_words(self, row: Mapping[str, Any]) -> str:
        return f"{worded(gathered('label', row), get_language() or 'en').text}: {row['email']}"


class RoleAddressesForm(WithRows):
    """The role addresses of an organisation."""

    rows_name = "addresses"
    rows_label, row_label = _("Role addresses"), _("Role address")
    more_label = _("One more address")
    row_form = RoleAddressRow
    most_rows = 20


class PersonForm(forms.Form):
    """A named contact: never public."""

    name = Text(label=_("Name"), max_length=120)
    function = Text(label=_("Function"), max_length=120, required=False)
    email = forms.EmailField(label=_("E-mail address"), required=False, max_length=254)
    phone = Text(label=_("Telephone"), max_length=40, required=False)

    def __init__(self, data: Any = None, initial: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial=dict(initial or {}))
