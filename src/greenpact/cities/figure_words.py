"""The words for what a city's figures say: what they cover, and their units. Other codes are shown as they stand."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

#: What a figure may be of, by the code that sheets carry. An empty code is the whole city.
PARTS: dict[str, str | Promise] = {
    "total": pgettext_lazy("part of a city's emissions", "Whole city"),
    "stationary": pgettext_lazy("part of a city's emissions", "Buildings and businesses (stationary)"),
    "transport": pgettext_lazy("part of a city's emissions", "Transport"),
    "private_households": pgettext_lazy("part of a city's emissions", "Private households"),
    "industry_and_business": pgettext_lazy("part of a city's emissions", "Industry and business"),
    "waste": pgettext_lazy("part of a city's emissions", "Waste and waste water"),
    "agriculture": pgettext_lazy("part of a city's emissions", "Agriculture and land use"),
    "per_capita": _("Per inhabitant"),
    "change_total": _("Change, whole city"),
    "change_per_capita": _("Change per inhabitant"),
    "change_buildings": _("Change, buildings"),
    "pv_installed": _("Photovoltaics installed"),
    "pv_generation": _("Electricity from photovoltaics"),
    "pv_saving": _("Saved by photovoltaics"),
    "living_space": _("Living space"),
    "municipal_buildings_energy": _("Energy of municipal buildings"),
    "new_flats_district_heating": _("New flats with district heating"),
    "district_heat_renewable": _("Renewable share of district heating"),
}
UNITS: dict[str, str | Promise] = {"inhabitants": _("inhabitants")}


def part_in_words(code: str) -> str:
    """What a figure is of: "Transport" for `transport`; an unknown code without its underscores."""
    return str(PARTS.get(code or "total", code.replace("_", " ")))


def unit_in_words(unit: str) -> str:
    """A unit as a reader says it; most of them are signs and stay."""
    return str(UNITS.get(unit, unit))
