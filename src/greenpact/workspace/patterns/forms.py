"""The form that fills in a pattern, made from its blanks and its catalogue, and what it answers."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from greenpact.cities.models import City
from greenpact.deals.patterns.filling_in import Answers, Owner
from greenpact.deals.patterns.pattern import ENDS, STARTS, Pattern, PatternClause, Variable, VariableKind
from greenpact.deals.rules import period_is_right
from greenpact.parties.models import Organisation
from greenpact.ui.wording import worded
from greenpact.workspace.choices import OneRow, SomeRows
from greenpact.workspace.editing.inputs import Amount, Day, InLanguages, Text, Worded, Year, gathered

#: How long what goes into a blank may be.
LONGEST = 600

#: Organisations shown for choosing; more are found by words.
MOST_SHOWN = 40


class UseForm(InLanguages):
    """What a pattern asks for. Blanks with words stand first, in every language of the pattern."""

    def __init__(
        self,
        data: Any,
        initial: Mapping[str, Any] | None = None,
        *,
        city: City,
        pattern: Pattern,
        shown: Any,
        **options: Any,
    ) -> None:
        super().__init__(data, initial, languages=pattern.languages, **options)
        self.pattern = pattern
        self.fields["own_city"] = OneRow(
            city.organisations.filter(kind="city"),
            label=_("The city's side"),
            error_messages={"invalid_choice": _("Choose one of the city's own organisations.")},
        )
        self.fields["own_city"].required = True
        self.fields["with_partners"] = SomeRows(shown, label=_("Partners"))
        for variable in pattern.variables:
            if variable.kind != VariableKind.WORDS:
                self.fields[variable.name] = _plain_field(variable)
        if pattern.catalogue:
            self.fields["chosen_measures"] = forms.MultipleChoiceField(
                label=_("Measures of choice"),
                required=False,
                choices=[(clause.key, _in_short(clause)) for clause in pattern.catalogue],
                widget=forms.CheckboxSelectMultiple,
                help_text=__("Choose at least %(number)s.") % {"number": pattern.at_least},
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for variable in self.pattern.variables:
            if variable.kind == VariableKind.WORDS and not gathered(variable.name, cleaned):
                self.add_error(
                    f"{variable.name}_{self.languages[0]}", __("Fill this in in at least one language.")
                )
        if not period_is_right(cleaned.get(STARTS), cleaned.get(ENDS)):
            self.add_error(ENDS, __("The deal would end before it starts. Check both days."))
        return cleaned

    @property
    def plain_fields(self) -> list[forms.BoundField]:
        """The blanks that are the same in every language."""
        return [
            self[variable.name] for variable in self.pattern.variables if variable.kind != VariableKind.WORDS
        ]

    def parties(self) -> list[Organisation]:
        """Who will be party, the city first; of a valid form."""
        own: Organisation = self.cleaned_data["own_city"]
        return [own, *(one for one in self.cleaned_data["with_partners"] if one != own)]

    def answers(self) -> Answers:
        """What was filled in; of a valid form."""
        own, *partners = [Owner(one.ref, one.name) for one in self.parties()]
        variables = self.pattern.variables
        return Answers(
            city=own,
            partners=tuple(partners),
            words={
                one.name: gathered(one.name, self.cleaned_data)
                for one in variables
                if one.kind == VariableKind.WORDS
            },
            plain={
                one.name: _as_text(self.cleaned_data[one.name])
                for one in variables
                if one.kind != VariableKind.WORDS
            },
            chosen=frozenset(self.cleaned_data.get("chosen_measures", ())),
        )


def form_for(pattern: Pattern) -> type[UseForm]:
    """The form of one pattern: its blanks with words stand in it once for each language."""
    blanks = {
        variable.name: Worded(_said(variable.label), LONGEST, hint=_said(variable.hint))
        for variable in pattern.variables
        if variable.kind == VariableKind.WORDS
    }
    return type("FormOfPattern", (UseForm,), {"worded": blanks})


def shown_partners(city: City, query: str, chosen: list[str]) -> Any:
    """The organisations offered as partners: those found by the words, and those chosen already."""
    others = city.organisations.exclude(kind="city")
    found = list(others.called(query).values_list("pk", flat=True)[:MOST_SHOWN])
    return others.filter(pk__in=found) | others.filter(ref__in=chosen)


def _plain_field(variable: Variable) -> forms.Field:
    label, hint = _said(variable.label), _said(variable.hint)
    if variable.kind == VariableKind.DAY:
        return Day(label=label, help_text=hint, required=True)
    if variable.kind == VariableKind.YEAR:
        return Year(label=label, help_text=hint, required=True)
    if variable.kind == VariableKind.NUMBER:
        return Amount(label=label, help_text=hint, required=True, max_digits=18, decimal_places=4)
    return Text(label=label, help_text=hint, max_length=LONGEST)


def _in_short(clause: PatternClause) -> str:
    """A measure of the catalogue as one ticks it: its heading and what it says of a partner."""
    heading = _said(clause.heading)
    text = _said(clause.text).replace("{partner}", "…")
    return f"{heading}: {text}" if heading else text


def _said(texts: Mapping[str, str]) -> str:
    return worded(texts, get_language() or "en").text


def _as_text(value: date | Decimal | int | str | None) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value or "")
