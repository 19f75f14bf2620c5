"""The three forms of a clause, and the way between a form's values and the clause."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from greenpact.deals.choices import KindOfDuty, ProvisionTopic
from greenpact.deals.document import Clause, ClauseKind, Duty
from greenpact.deals.rules import period_is_right
from greenpact.ui.wording import LONGEST_TEXT, worded
from greenpact.workspace.deals.pages import shortened
from greenpact.workspace.editing.inputs import (
    Amount,
    Day,
    InLanguages,
    Text,
    Worded,
    Year,
    gathered,
    offer,
    spread,
)

#: Choices that depend on the deal: its parties (ref and name) and its goals.
Options = Sequence[tuple[str, str]]


class ClauseForm(InLanguages):
    """What all clauses have: their words in every language."""

    worded = {"text": Worded(_("Wording"), LONGEST_TEXT, rows=4)}

    def __init__(self, *args: Any, parties: Options = (), goals: Options = (), **options: Any) -> None:
        super().__init__(*args, **options)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not any(
            cleaned.get(name) or name in self.errors for name in self.fields if name.startswith("text_")
        ):
            raise forms.ValidationError(__("Write the clause in at least one language."))
        return cleaned


class GoalForm(ClauseForm):
    """What is to be reached together."""

    worded = {
        "text": Worded(_("Goal"), LONGEST_TEXT, rows=4, hint=_("What the parties want to reach together.")),
        "indicator": Worded(_("Indicator"), 300, hint=_("What one looks at to see whether it is reached.")),
    }

    target = Amount(label=_("Target value"), max_digits=18, decimal_places=4)
    unit = Text(label=_("Unit, such as % or MWh"), max_length=40, required=False)
    due_year = Year(label=_("By the year"))


class CommitmentForm(ClauseForm):
    """What one party will do."""

    worded = {
        "text": Worded(
            _("Commitment"), LONGEST_TEXT, rows=4, hint=_("What this party will do, in one sentence.")
        )
    }

    party = forms.ChoiceField(label=_("Whose commitment"), required=False)
    serves = forms.MultipleChoiceField(
        label=_("Goals it serves"), required=False, widget=forms.CheckboxSelectMultiple
    )
    duty = forms.ChoiceField(label=_("Legal duty"), choices=KindOfDuty.choices, widget=forms.RadioSelect)
    measure_type = forms.CharField(
        label=_("Type of measure"),
        required=False,
        max_length=60,
        help_text=_("A short word such as rooftop_pv: measures of the same type can be compared."),
    )
    quantity = Amount(label=_("Quantity"), max_digits=18, decimal_places=4)
    unit = Text(label=_("Unit, such as kWp or m²"), max_length=40, required=False)
    starts_on = Day(label=_("Starts on"))
    ends_on = Day(label=_("Ends on"))
    money_eur = Amount(label=_("Money (EUR)"), max_digits=14, decimal_places=2)
    staff_fte = Amount(label=_("Staff (full-time equivalents)"), max_digits=7, decimal_places=2)

    def __init__(self, *args: Any, parties: Options = (), goals: Options = (), **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "party", [("", __("not stated")), *parties])
        offer(self, "serves", goals)

    def clean_measure_type(self) -> str:
        word = "_".join(str(self.cleaned_data["measure_type"]).lower().split())
        if word and not (word.isascii() and word.replace("_", "").replace("-", "").isalnum()):
            raise forms.ValidationError(
                __("Use letters without accents, digits and underscores, such as heat_pump.")
            )
        return word

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not period_is_right(cleaned.get("starts_on"), cleaned.get("ends_on")):
            self.add_error("ends_on", __("The commitment would end before it starts. Check both days."))
        return cleaned


class ProvisionForm(ClauseForm):
    """What else is settled."""

    worded = {
        "heading": Worded(_("Heading"), 120, hint=_("A word or two above the paragraph; it may stay empty.")),
        "text": Worded(
            _("Provision"),
            LONGEST_TEXT,
            rows=5,
            hint=_("What the parties settle beside goals and commitments."),
        ),
    }

    topic = forms.ChoiceField(label=_("Topic"), choices=[("", "–"), *ProvisionTopic.choices], required=False)


FORMS: dict[ClauseKind, type[ClauseForm]] = {
    ClauseKind.GOAL: GoalForm,
    ClauseKind.COMMITMENT: CommitmentForm,
    ClauseKind.PROVISION: ProvisionForm,
}


def goal_options(clauses: Sequence[Clause]) -> Options:
    """The goals of a document to choose from, each with its number and the beginning of its words."""
    goals = [clause for clause in clauses if clause.kind == ClauseKind.GOAL]
    language = get_language() or "en"
    return [(goal.ref, f"{goal.ref} · {shortened(worded(goal.text, language).text, 90)}") for goal in goals]


def stands(clause: Clause) -> dict[str, Any]:
    """A clause as its form shows it."""
    amounts = ("target", "quantity", "money_eur", "staff_fte")
    return {
        **spread("text", clause.text),
        **spread("indicator", clause.indicator),
        **spread("heading", clause.heading),
        **{name: _decimal(getattr(clause, name)) for name in amounts},
        **{name: _day(getattr(clause, name)) for name in ("starts_on", "ends_on")},
        **{name: getattr(clause, name) for name in ("party", "unit", "due_year", "measure_type", "topic")},
        "serves": list(clause.serves),
        "duty": clause.duty.value,
    }


def clause_from(values: Mapping[str, Any], clause: Clause) -> Clause:
    """The clause with the values of its form; what its form does not show stays as it is."""
    written: dict[str, Any] = {"text": gathered("text", values)}
    for name in ("party", "unit", "due_year", "measure_type", "topic"):
        written[name] = values.get(name, getattr(clause, name))
    for name in ("target", "quantity", "money_eur", "staff_fte"):
        written[name] = _amount_text(values[name]) if name in values else getattr(clause, name)
    for name in ("starts_on", "ends_on"):
        written[name] = _day_text(values[name]) if name in values else getattr(clause, name)
    if clause.kind == ClauseKind.GOAL:
        written["indicator"] = gathered("indicator", values)
    if clause.kind == ClauseKind.PROVISION:
        written["heading"] = gathered("heading", values)
    if clause.kind == ClauseKind.COMMITMENT:
        written |= {"serves": tuple(values["serves"]), "duty": Duty(values["duty"])}
    return replace(clause, **written)


def _decimal(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _amount_text(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f}"


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _day_text(value: date | None) -> str:
    return value.isoformat() if value else ""
