"""The form of a measure: how it stands, its plan, its days and its milestones."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from greenpact.deals.rules import period_is_right
from greenpact.measures.models import Measure, MeasureState
from greenpact.measures.planning import Plan, Step
from greenpact.measures.rules import FOLLOWS, State
from greenpact.ui.figures import day
from greenpact.ui.wording import LONGEST_TEXT, worded
from greenpact.workspace.editing.inputs import Day, Worded, gathered, offer, spread
from greenpact.workspace.editing.rows import RowForm, WithRows


class StepForm(RowForm):
    """A milestone."""

    worded = {"text": Worded(_("Milestone"), 500)}

    due_on = Day(label=_("Due on"))
    done_on = Day(label=_("Done on"))

    def __init__(self, *args: Any, today: date | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        names = [name for name in self.fields if name.startswith("text_")]
        if not self.is_blank and not any(cleaned.get(name) or name in self.errors for name in names):
            self.add_error(names[0], __("Say what is to be reached by then."))
        _refuse_future(self, cleaned.get("done_on"), self.today)
        return cleaned

    def in_words(self, row: Mapping[str, Any]) -> str:
        language = get_language() or "en"
        days = [day(row[name], language, "medium") for name in ("due_on", "done_on") if row.get(name)]
        return " · ".join([worded(gathered("text", row), language).text, *days])


class StateField(forms.ChoiceField):
    """Offers what may follow, and takes any state: whether it may follow is for the activity to say."""

    def valid_value(self, value: object) -> bool:
        return value in MeasureState.values


class MeasureForm(WithRows):
    """How a measure stands and how it is planned."""

    worded = {"plan": Worded(_("Plan"), LONGEST_TEXT, rows=5, hint=_("How the party goes about it."))}
    rows_name = "steps"
    rows_label, row_label = _("Milestones"), _("Milestone")
    more_label = _("One more milestone")
    row_form = StepForm
    most_rows = 40

    state = StateField(label=_("How it stands"), widget=forms.RadioSelect)
    done_on = Day(
        label=_("Done on"), help_text=_("Only for a measure that is done, and only if the day is known.")
    )
    starts_on = Day(label=_("Starts on"))
    due_on = Day(label=_("Due on"))

    def __init__(self, *args: Any, now: State, today: date, **options: Any) -> None:
        self.today = today
        super().__init__(*args, **options)
        next_ones = {now, *FOLLOWS[now]}
        offer(self, "state", [(value, label) for value, label in MeasureState.choices if value in next_ones])

    def row_options(self) -> dict[str, Any]:
        return {"today": self.today}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not period_is_right(cleaned.get("starts_on"), cleaned.get("due_on")):
            self.add_error("due_on", __("The measure would be due before it starts. Check both days."))
        if cleaned.get("state") != State.DONE:
            cleaned["done_on"] = None
        _refuse_future(self, cleaned.get("done_on"), self.today)
        return cleaned


def _refuse_future(form: forms.Form, done_on: date | None, today: date | None) -> None:
    if done_on is not None and today is not None and done_on > today:
        form.add_error("done_on", __("This day lies in the future. Enter a day up to today."))


def stands(measure: Measure) -> dict[str, Any]:
    """A measure as the form shows it."""
    plain = {name: getattr(measure, name) for name in ("state", "done_on", "starts_on", "due_on")}
    steps = [
        {**spread("text", step.text), "due_on": step.due_on, "done_on": step.done_on}
        for step in measure.milestones.all()
    ]
    return {**spread("plan", measure.plan), **plain, "steps": steps}


def plan_from(values: Mapping[str, Any]) -> Plan:
    """The plan in the values of the form, milestones by the day they are due, those without a day last."""
    rows = sorted(values["steps"], key=lambda row: row["due_on"] or date.max)
    steps = tuple(Step(gathered("text", row), row["due_on"], row["done_on"]) for row in rows)
    return Plan(gathered("plan", values), values["starts_on"], values["due_on"], steps)
