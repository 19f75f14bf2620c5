"""The forms of statements, replies and disputes."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from greenpact.measures.models import MeasureState
from greenpact.measures.models.statement import StanceChoice
from greenpact.measures.statement_rules import LONGEST_STATEMENT, DisputeState
from greenpact.workspace.editing.inputs import Day, Text, language_name, offer
from greenpact.workspace.statements.speaking import Part


def _words(label: Any, **options: Any) -> Text:
    return Text(
        label=label, max_length=LONGEST_STATEMENT, widget=forms.Textarea(attrs={"rows": 4}), **options
    )


class Spoken(forms.Form):
    """In which part and language somebody speaks; asked only where there is a choice."""

    part = forms.ChoiceField(label=_("You speak for"))
    language = forms.ChoiceField(label=_("Language of the text"))

    def __init__(self, *args: Any, parts: Sequence[Part], languages: Sequence[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.parts = {part.key: part for part in parts}
        offer(self, "part", [(part.key, part.name) for part in parts])
        offer(self, "language", [(code, language_name(code)) for code in languages])

    @property
    def chosen(self) -> Part:
        return self.parts[self.cleaned_data["part"]]


class StatementForm(Spoken):
    """How somebody sees a measure."""

    state = forms.ChoiceField(label=_("How the measure stands"), choices=MeasureState.choices)
    stance = forms.ChoiceField(
        label=_("As promised?"), choices=StanceChoice.choices, widget=forms.RadioSelect, required=False
    )
    text = _words(_("In words"), required=False, help_text=_("Where it does not go as promised: why."))
    on = Day(label=_("As of"), required=True)

    field_order = ("part", "state", "stance", "text", "language", "on")


class ReplyForm(Spoken):
    text = _words(_("Your reply"))
    field_order = ("part", "text", "language")


class DisputeForm(Spoken):
    text = _words(_("Why you hold it for wrong"))
    field_order = ("part", "text", "language")


class AnswerForm(Spoken):
    text = _words(_("Your answer"))
    field_order = ("part", "text", "language")


class EndForm(Spoken):
    """How a dispute ends."""

    then = forms.ChoiceField(
        label=_("How it ends"),
        choices=[
            (DisputeState.SETTLED.value, _("It is settled")),
            (DisputeState.LEFT_STANDING.value, _("Both views stay side by side")),
        ],
        widget=forms.RadioSelect,
    )
    text = _words(_("What came of it"))
    field_order = ("part", "then", "text", "language")
