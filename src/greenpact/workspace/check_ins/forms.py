"""The forms of check-ins: how owners are asked, and whom each party wants to be asked."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from greenpact.cities.models import City
from greenpact.measures.asking import Rules
from greenpact.measures.check_in_rules import LONGEST_WINDOW, SHORTEST_WINDOW, Asking, Window
from greenpact.measures.models.check_in import AskingChoice
from greenpact.workspace.editing.inputs import language_name


class RulesForm(forms.Form):
    """How the owners of a deal's measures are asked."""

    is_on = forms.BooleanField(label=_("Ask the owners of the measures by mail"), required=False)
    asking = forms.ChoiceField(
        label=_("How often"),
        choices=AskingChoice.choices,
        help_text=_("Proposed by what is counted. Each time the period that was over last is asked about."),
    )
    days = forms.IntegerField(
        label=_("Days to answer"), min_value=SHORTEST_WINDOW, max_value=LONGEST_WINDOW,
        help_text=_("A last day that falls on a weekend or a holiday moves to the next working day."),
    )  # fmt: skip
    first_after = forms.IntegerField(
        label=_("First reminder after days"), min_value=1, max_value=LONGEST_WINDOW
    )
    second_after = forms.IntegerField(
        label=_("Second reminder after days"), min_value=2, max_value=LONGEST_WINDOW
    )
    escalates = forms.BooleanField(
        label=_("When it is late, ask the deputy and tell the programme office"), required=False
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def rules(self) -> Rules:
        asked = self.cleaned_data
        window = Window(asked["days"], asked["first_after"], asked["second_after"], asked["escalates"])
        return Rules(asked["is_on"], Asking(asked["asking"]), window)


def rules_initial(rules: Rules, edition: int) -> dict[str, Any]:
    """Rules as their form shows them."""
    window = rules.window
    return {
        "is_on": rules.is_on,
        "asking": rules.asking.value,
        "days": window.days,
        "first_after": window.first_after,
        "second_after": window.second_after,
        "escalates": window.escalates,
        "seen": edition,
    }


class ContactForm(forms.Form):
    """Whom a party wants to be asked, and who stands in."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        required=False,
        help_text=_("Empty: the person, role address or editor that the register knows."),
    )
    deputy_email = forms.EmailField(
        label=_("Deputy's e-mail address"),
        max_length=254,
        required=False,
        help_text=_("Asked when nobody has answered in time."),
    )
    language = forms.ChoiceField(label=_("Language of the mails"), required=False)

    def __init__(self, *args: Any, city: City, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(code, language_name(code)) for code in ("de", "en")]
        self.fields["language"].choices = [("", language_name(city.languages[0])), *choices]  # type: ignore[attr-defined]
