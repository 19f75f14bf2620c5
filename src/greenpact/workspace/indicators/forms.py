"""The forms of an indicator and of a reading."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from greenpact.measures.defining import Terms
from greenpact.measures.indicator_rules import Counted, Figure, NonValue, Point, Provenance, Rhythm, Wanted
from greenpact.measures.models import Indicator, NonValueChoice, ProvenanceChoice, Reading
from greenpact.measures.models.indicator import CountedChoice, RhythmChoice, WantedChoice
from greenpact.measures.reading import Taken
from greenpact.ui.figures import day, number
from greenpact.workspace.editing.inputs import Amount, Day, InLanguages, Text, Worded, gathered, offer, spread
from greenpact.workspace.editing.rows import RowForm, WithRows
from sheets.periods import NotAPeriod, Resolution, parse_period
from sheets.units import UnknownUnit, parse_unit

#: How a period of each rhythm is written.
HINTS: Mapping[Rhythm, Any] = {
    Rhythm.YEAR: _("A year, such as 2025."),
    Rhythm.QUARTER: _("A quarter, such as Q1 2025."),
    Rhythm.MONTH: _("A month, such as 03/2025."),
    Rhythm.WEEK: _("A week, such as KW 12 2025."),
    Rhythm.DAY: _("A day, such as 31.12.2025."),
    Rhythm.ANY: _("A year, a month, a day, or from one day to another, such as 01.01.2025 - 15.02.2025."),
}


class TargetForm(RowForm):
    """A value that shall be reached by a day."""

    worded = {}

    value = Amount(label=pgettext_lazy("of an indicator", "Target"), min_value=None)
    due_on = Day(label=_("Until"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name in ("value", "due_on"):
            if not self.is_blank and cleaned.get(name) is None and name not in self.errors:
                self.add_error(name, __("A target needs both a value and its day."))
        return cleaned

    def in_words(self, row: Mapping[str, Any]) -> str:
        language = get_language() or "en"
        return f"{number(row['value'], language)} · {day(row['due_on'], language, 'medium')}"


class IndicatorForm(WithRows):
    """What is counted, in which unit, and from where to where it shall go."""

    worded = {
        "name": Worded(_("Name"), 200),
        "definition": Worded(
            _("Definition"),
            2_000,
            rows=3,
            hint=_("What belongs to it and what does not, and how it is found out."),
        ),
    }
    rows_name = "targets"
    rows_label = pgettext_lazy("of an indicator", "Targets")
    row_label = pgettext_lazy("of an indicator", "Target")
    more_label = _("One more target")
    row_form = TargetForm
    most_rows = 20

    about = forms.ChoiceField(label=_("It tells about"), required=False)
    unit = forms.CharField(
        label=_("Unit"), max_length=40, help_text=_("Such as kWh, t CO2e, km, m², %, piece or EUR.")
    )
    wanted = forms.ChoiceField(label=_("Direction"), choices=WantedChoice.choices, widget=forms.RadioSelect)
    rhythm = forms.ChoiceField(label=_("How often there is a reading"), choices=RhythmChoice.choices)
    counted = forms.ChoiceField(label=_("Several readings of one year"), choices=CountedChoice.choices)
    start_value = Amount(label=_("Start value"), min_value=None)
    start_on = Day(label=_("Start value on"))

    def __init__(self, *args: Any, about: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        if len(about) > 1:
            offer(self, "about", about)
        else:
            del self.fields["about"]

    def clean_unit(self) -> str:
        try:
            return parse_unit(self.cleaned_data["unit"]).name
        except UnknownUnit as error:
            raise forms.ValidationError(
                __("This unit is not known. Write it as usual, such as kWh, t CO2e, km, m², %, piece or EUR.")
            ) from error


def stands(indicator: Indicator | None) -> dict[str, Any]:
    """An indicator as the form shows it, or what is usual for a new one."""
    if indicator is None:
        return {"wanted": Wanted.MORE, "rhythm": Rhythm.YEAR, "counted": Counted.SUM, "targets": []}
    plain = ("unit", "wanted", "rhythm", "counted", "start_on")
    return {
        **spread("name", indicator.name),
        **spread("definition", indicator.definition),
        **{name: getattr(indicator, name) for name in plain},
        "start_value": amount(indicator.start_value),
        "targets": [
            {"value": amount(target.value), "due_on": target.due_on} for target in indicator.targets.all()
        ],
    }


def terms_from(values: Mapping[str, Any]) -> Terms:
    """What an indicator shall say of itself, from the values of the form."""
    rows = sorted(values["targets"], key=lambda row: row["due_on"])
    start = values["start_value"]
    return Terms(
        name=gathered("name", values),
        unit=values["unit"],
        definition=gathered("definition", values),
        wanted=Wanted(values["wanted"]),
        counted=Counted(values["counted"]),
        rhythm=Rhythm(values["rhythm"]),
        start_value=None if start is None else float(start),
        start_on=values["start_on"],
        targets=tuple(Point(row["due_on"], float(row["value"])) for row in rows),
    )


class ReadingForm(InLanguages):
    """A value for a period, or why there is none; how it was found out."""

    worded = {}

    period = forms.CharField(label=_("Period"), max_length=60)
    value = Amount(label=_("Value"), min_value=None)
    lower = Amount(label=_("At least"), min_value=None)
    upper = Amount(label=_("At most"), min_value=None)
    non_value = forms.ChoiceField(
        label=_("No value, because it is"),
        choices=[("", "–"), *NonValueChoice.choices],
        required=False,
        help_text=_(
            "With “confidential” you may give the value above all the same. The public gets it only within a sum of "
            "at least three parties."
        ),
    )
    provenance = forms.ChoiceField(
        label=_("The value is"), choices=[("", _("not stated")), *ProvenanceChoice.choices], required=False
    )
    method = Text(label=_("How it was found out"), max_length=500, required=False)
    source = Text(
        label=_("Source"),
        max_length=500,
        required=False,
        help_text=_("Such as “bill of the utility, March 2025”."),
    )
    reason = Text(label=_("Why it is corrected"), max_length=500)

    def __init__(self, *args: Any, rhythm: Rhythm, unit: str, corrects: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.rhythm = rhythm
        self.fields["period"].help_text = HINTS[rhythm]
        self.fields["value"].help_text = __("In %(unit)s.") % {"unit": unit}
        if not corrects:
            del self.fields["reason"]

    def clean_period(self) -> str:
        text = str(self.cleaned_data["period"]).strip()
        try:
            found = parse_period(text)
        except NotAPeriod as error:
            words = __("There is no such day.") if error.is_impossible else __("This is not a period.")
            raise forms.ValidationError([words, str(HINTS[self.rhythm])]) from error
        if found.resolution is Resolution.MOMENT:
            raise forms.ValidationError(str(HINTS[self.rhythm]))
        return str(found)


def reading_stands(reading: Reading | None, next_period: str = "") -> dict[str, Any]:
    """A reading as the form shows it; a new one with the period that comes next."""
    if reading is None:
        return {"period": next_period}
    plain = ("non_value", "provenance", "method", "source")
    return {
        "period": written(reading.first_on, reading.until),
        **{name: amount(getattr(reading, name)) for name in ("value", "lower", "upper")},
        **{name: getattr(reading, name) for name in plain},
    }


def taken_from(values: Mapping[str, Any]) -> Taken:
    """What was read off, from the values of the form."""
    period = parse_period(
        values["period"].replace("/", " - ") if "/" in values["period"] else values["period"]
    )
    figures = {name: _float(values[name]) for name in ("value", "lower", "upper")}
    is_secret = values["non_value"] == NonValue.CONFIDENTIAL
    secret = figures["value"] if is_secret else None
    if is_secret:
        figures["value"] = None
    return Taken(
        first_on=period.start.date(),
        until=period.until.date(),
        figure=Figure(**figures, non_value=NonValue(values["non_value"]) if values["non_value"] else None),
        provenance=Provenance(values["provenance"]) if values["provenance"] else None,
        method=values["method"],
        source=values["source"],
        confidential=secret,
    )


def written(first_on: date, until: date) -> str:
    """A period as the form writes it: as short as it can be read."""
    last = date.fromordinal(until.toordinal() - 1)
    for short in (f"{first_on.year}", f"{first_on:%Y-%m}", f"{first_on.year}-Q{(first_on.month + 2) // 3}"):
        found = parse_period(short)
        if (found.start.date(), found.until.date()) == (first_on, until):
            return short
    return first_on.isoformat() if first_on == last else f"{first_on.isoformat()} - {last.isoformat()}"


def amount(value: float | None) -> Any:
    """A number as a field for amounts takes it."""
    return None if value is None else Decimal(repr(value))


def _float(value: Any) -> float | None:
    return None if value is None else float(value)
