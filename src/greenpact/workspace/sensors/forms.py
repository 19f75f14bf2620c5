"""The forms of a source and of what a series of its values becomes."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from greenpact.measures.models import Indicator
from greenpact.parties.models import Organisation
from greenpact.sensors import mapping
from greenpact.sensors.connecting import About
from greenpact.sensors.converting import factor, fault_of_unit
from greenpact.sensors.models import KindChoice, SensorSeries
from greenpact.sensors.models.source import RolledChoice
from greenpact.sensors.rules import (
    LONGEST_DAYS,
    LONGEST_RHYTHM,
    SHORTEST_DAYS,
    Kind,
    Rolled,
    WhyNotMapped,
)
from greenpact.ui.figures import number
from greenpact.ui.wording import worded
from greenpact.workspace.editing.inputs import Amount, Text, offer
from sheets.units import UnknownUnit, parse_unit


class SourceForm(forms.Form):
    """A platform that tells us, or a server that we ask."""

    name = Text(
        label=_("Name"),
        max_length=120,
        help_text=_("Such as “Bus depot, charging points”. It stands beside readings."),
    )
    kind = forms.ChoiceField(
        label=_("How values come"),
        choices=KindChoice.choices,
        widget=forms.RadioSelect,
        initial=Kind.NGSI_LD.value,
    )
    organisation = forms.ChoiceField(label=_("Whose meters these are"), required=False)
    address = Text(
        label=_("Address of the server"),
        max_length=500,
        required=False,
        help_text=_(
            "Only for a server that we ask, up to its version, such as https://frost.example.org/v1.1"
        ),
    )

    def __init__(
        self, *args: Any, organisations: Sequence[Organisation], is_office: bool, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.organisations = {one.ref: one for one in organisations}
        city_own = [("", __("the city's own"))] if is_office else []
        offer(self, "organisation", [*city_own, *((one.ref, one.name) for one in organisations)])
        self.fields["organisation"].required = not is_office

    def about(self) -> About:
        """What the source is, from the values of the form."""
        return About(
            name=self.cleaned_data["name"],
            kind=Kind(self.cleaned_data["kind"]),
            organisation=self.organisations.get(self.cleaned_data["organisation"]),
            address=self.cleaned_data["address"],
        )


class TermsForm(forms.Form):
    """How long raw values are kept."""

    days = forms.IntegerField(
        label=_("Days for which raw values are kept"), min_value=SHORTEST_DAYS, max_value=LONGEST_DAYS
    )


class SeriesForm(forms.Form):
    """Which indicator a series becomes readings of, and how its values are counted."""

    indicator = forms.ChoiceField(label=_("Indicator"))
    unit = Text(label=_("Unit of the values"), max_length=40)
    rolled = forms.ChoiceField(
        label=_("How values are counted"), choices=RolledChoice.choices, widget=forms.RadioSelect
    )
    rhythm_minutes = forms.IntegerField(
        label=_("Rhythm in minutes"),
        min_value=1,
        max_value=LONGEST_RHYTHM,
        help_text=_(
            "How often a value is expected: 15 for every quarter of an hour, 1440 for daily. By it gaps are seen."
        ),
    )
    lowest = Amount(
        label=_("Lowest plausible value"),
        min_value=None,
        help_text=_("What lies outside is kept and shown, and not counted."),
    )
    highest = Amount(label=_("Highest plausible value"), min_value=None)
    takes_notified_at = forms.BooleanField(
        label=_("Values without a moment count for the moment at which they were sent"), required=False
    )

    def __init__(
        self, *args: Any, series: SensorSeries, indicators: Sequence[Indicator], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.indicators = {one.ref: one for one in indicators}
        offer(self, "indicator", [(one.ref, in_words(one)) for one in indicators])
        if series.said_unit:
            self.fields["unit"].help_text = __("The source says: %(unit)s.") % {"unit": series.said_unit}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        unit, chosen = cleaned.get("unit"), self.indicators.get(cleaned.get("indicator", ""))
        if unit and chosen and (fault := fault_of_unit(unit, chosen.unit)):
            self.add_error("unit", unit_fault(fault, unit, chosen.unit))
        return cleaned

    def mapping(self) -> mapping.Mapping:
        """What the series becomes, from the values of the form."""
        values = self.cleaned_data
        return mapping.Mapping(
            indicator=self.indicators[values["indicator"]],
            unit=parse_unit(values["unit"]).name,
            rolled=Rolled(values["rolled"]),
            rhythm_minutes=values["rhythm_minutes"],
            lowest=_float(values["lowest"]),
            highest=_float(values["highest"]),
            takes_notified_at=values["takes_notified_at"],
        )


def stands(series: SensorSeries, rhythm: int | None) -> Mapping[str, Any]:
    """A series as the form shows it; `rhythm` is what its values so far suggest."""
    said = series.unit or _known(series.said_unit)
    return {
        "indicator": series.indicator.ref if series.indicator else "",
        "unit": said,
        "rolled": series.rolled or Rolled.GROWTH.value,
        "rhythm_minutes": series.rhythm_minutes or rhythm,
        "lowest": series.lowest,
        "highest": series.highest,
        "takes_notified_at": series.takes_notified_at,
    }


def in_words(indicator: Indicator) -> str:
    """An indicator with its unit, rhythm and deal."""
    language = get_language() or "en"
    name = worded(indicator.name, language).text
    deal = worded(indicator.deal.title, language).text or indicator.deal.ref
    return f"{name} [{indicator.unit}], {indicator.get_rhythm_display()} · {deal}"


def unit_in_words(series: SensorSeries) -> str:
    """How values of a series become values of its indicator."""
    if series.indicator is None:
        return ""
    times = factor(series.unit, series.indicator.unit)
    if times is None:
        return ""
    shown = number(1 / times if times < 1 else times, get_language() or "en", 6)
    one, other = (series.indicator.unit, series.unit) if times < 1 else (series.unit, series.indicator.unit)
    return __("1 %(one)s is %(number)s %(other)s") % {"one": one, "number": shown, "other": other}


def unit_fault(fault: WhyNotMapped, unit: str, wanted: str) -> str:
    """Why values in a unit cannot be counted in another, in words."""
    if fault is WhyNotMapped.UNKNOWN_UNIT:
        return __("“%(unit)s” is no unit that is known here. Write it as usual, such as kWh, m³ or °C.") % {
            "unit": unit
        }
    return __("%(unit)s cannot be counted in %(wanted)s: they measure different things.") % {
        "unit": unit,
        "wanted": wanted,
    }


def _known(unit: str) -> str:
    try:
        return parse_unit(unit).name if unit else ""
    except UnknownUnit:
        return ""


def _float(value: Any) -> float | None:
    return None if value is None else float(value)
