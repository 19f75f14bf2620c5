"""The forms of a check-in: what stands now, the values that are missing, one sentence; and to whom it is passed on."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from greenpact.files.kinds import FileKind
from greenpact.measures.answering import Report
from greenpact.measures.check_in_rules import LONGEST_SENTENCE, is_doubtful
from greenpact.measures.indicator_rules import Figure, NonValue, Provenance
from greenpact.measures.models import MeasureState, NonValueChoice, ProvenanceChoice
from greenpact.measures.reading import Taken
from greenpact.measures.rules import FOLLOWS, State
from greenpact.portal.check_ins.values import NotAValue, Wanted, parse_value
from greenpact.ui.figures import number

KINDS = (FileKind.PDF, FileKind.PNG, FileKind.JPEG, FileKind.WEBP, FileKind.XLSX, FileKind.ODS, FileKind.CSV)


class CheckInForm(forms.Form):
    """What the owner of a measure reports. Every value may be left out: an empty field says nothing, not zero."""

    state = forms.ChoiceField(label=_("Today the measure is"), widget=forms.RadioSelect)
    sentence = forms.CharField(
        label=_("One sentence about it"),
        help_text=_("It is shown on the public page of the measure, under the name of your organisation."),
        max_length=LONGEST_SENTENCE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    file = forms.FileField(
        label=_("A file that shows it"),
        help_text=_("PDF, picture or sheet, at most 10 MB. Only the city sees it."),
        required=False,
        widget=forms.FileInput,
    )
    report_url = forms.URLField(
        label=_("Or the address of your own report"), max_length=500, required=False, assume_scheme="https"
    )

    def __init__(self, *args: Any, now: State, wanted: Sequence[Wanted], **options: Any) -> None:
        super().__init__(*args, **options)
        self.wanted = list(wanted)
        self.doubts: dict[str, str] = {}
        states = [now, *(state for state in State if state in FOLLOWS[now])]
        self.fields["state"].choices = [(state.value, MeasureState(state.value).label) for state in states]  # type: ignore[attr-defined]
        self.fields["state"].initial = now.value
        for one in self.wanted:
            self._ask(one)

    def _ask(self, one: Wanted) -> None:
        unit = one.indicator.unit
        label = __("Value for %(period)s, in %(unit)s") % {"period": one.period, "unit": unit}
        attributes = {"inputmode": "decimal", "class": "kern-form-input__input--short"}
        widget = forms.TextInput(attrs=attributes)
        self.fields[f"value-{one.key}"] = forms.CharField(
            label=label, max_length=60, required=False, widget=widget
        )
        self.fields[f"how-{one.key}"] = forms.ChoiceField(
            label=__("This value is"),
            choices=[
                ("", __("not stated")),
                *ProvenanceChoice.choices,
                *(
                    (f"no-{value}", __("no value: %(reason)s") % {"reason": words})
                    for value, words in NonValueChoice.choices
                ),
            ],
            required=False,
            initial=one.latest.provenance if one.latest else "",
        )
        self.fields[f"sure-{one.key}"] = forms.CharField(
            max_length=60, required=False, widget=forms.HiddenInput
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for one in self.wanted:
            self._read(one, cleaned)
        return cleaned

    def _read(self, one: Wanted, cleaned: dict[str, Any]) -> None:
        """Read what was typed for one value; a doubtful one is asked about, and stays as it was typed."""
        typed = str(cleaned.get(f"value-{one.key}", "")).strip()
        is_reason = str(cleaned.get(f"how-{one.key}", "")).startswith("no-")
        if not typed:
            return
        if is_reason:
            self.add_error(f"how-{one.key}", __("Give either a value or why there is none, not both."))
            return
        try:
            value = parse_value(typed, one.indicator.unit)
        except NotAValue as fault:
            self.add_error(f"value-{one.key}", str(fault))
            return
        cleaned[f"read-{one.key}"] = value
        if is_doubtful(value, one.before) and cleaned.get(f"sure-{one.key}") != typed:
            self._doubt(one, typed, value)

    def _doubt(self, one: Wanted, typed: str, value: float) -> None:
        language, unit = get_language() or "en", one.indicator.unit
        figures = {
            "value": number(value, language, 3),
            "before": number(one.before or 0.0, language, 3),
            "unit": unit,
        }
        self.doubts[one.key] = typed
        words = (
            __("%(value)s %(unit)s is far from the %(before)s %(unit)s before. Is the unit right?") % figures
        )
        self.add_error(f"value-{one.key}", words)

    def report(self) -> Report:
        """What was typed, as the activity takes it; without the file."""
        asked = self.cleaned_data
        values = [(one.indicator, taken) for one in self.wanted if (taken := self._taken(one)) is not None]
        return Report(State(asked["state"]), values, asked["sentence"], asked["report_url"])

    def places(self) -> list[str]:
        """The fields of the values that are given, in their order."""
        return [f"value-{one.key}" for one in self.wanted if self._taken(one) is not None]

    def _taken(self, one: Wanted) -> Taken | None:
        how = self.cleaned_data.get(f"how-{one.key}", "")
        value = self.cleaned_data.get(f"read-{one.key}")
        if value is not None:
            provenance = Provenance(how) if how else None
            return Taken(one.first_on, one.until, Figure(value), provenance)
        if how.startswith("no-"):
            reason = NonValue(how.removeprefix("no-"))
            return Taken(one.first_on, one.until, Figure(non_value=reason))
        return None


class PassOnForm(forms.Form):
    """Who answers instead."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "inputmode": "email"}),
    )
