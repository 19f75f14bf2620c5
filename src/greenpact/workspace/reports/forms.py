"""The forms of reports: what to compile, and the texts that only people can write."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from greenpact.reports.fields import TEXTS
from greenpact.reports.models import Report
from greenpact.workspace.editing.inputs import Day, InLanguages, Worded, gathered, offer, spread


class CompileForm(forms.Form):
    """About what, for which period, and against which report."""

    about = forms.ChoiceField(label=_("The report is about"), required=False)
    first_on = Day(label=_("From"), required=True)
    last_on = Day(label=_("Up to and including"), required=True)
    compared_with = forms.ChoiceField(
        label=_("Compare with"),
        required=False,
        help_text=_("What changed since that report is worked out from the rows, with its reasons."),
    )
    corrects = forms.ChoiceField(
        label=_("It takes the place of"),
        required=False,
        help_text=_("Only for a correction. The old report stays, and names the new one."),
    )

    def __init__(
        self, data: Any, *, deals: list[tuple[str, str]], reports: list[tuple[str, str]], today: date
    ) -> None:
        last = date(today.year - 1, 12, 31)
        super().__init__(data, initial={"first_on": date(last.year, 1, 1), "last_on": last})
        offer(self, "about", [("", _("the whole city")), *deals])
        offer(self, "compared_with", [("", _("with none")), *reports])
        offer(self, "corrects", [("", _("of none")), *reports])


class TextsForm(InLanguages):
    """The texts of a report, once for each language."""

    worded = {one.name: Worded(one.label, one.most, one.rows, one.hint) for one in TEXTS}


def stands(report: Report) -> dict[str, Any]:
    """The texts as the form shows them."""
    return {
        key: text for one in TEXTS for key, text in spread(one.name, report.texts.get(one.name, {})).items()
    }


def texts_from(values: dict[str, Any]) -> dict[str, dict[str, str]]:
    """The texts by field and language, from the values of the form."""
    return {one.name: gathered(one.name, values) for one in TEXTS}
