"""The forms of the mandate register."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from greenpact.accounts.models import Account
from greenpact.parties.mandate_rules import MandateState, Reach
from greenpact.parties.mandating import Terms
from greenpact.parties.models import MandateReach
from greenpact.workspace.editing.inputs import Day, Text, offer


class StateForm(forms.Form):
    """Who may sign for one organisation, how far and how long, and what proves it."""

    account = forms.ChoiceField(
        label=_("Who signs"), help_text=_("A person with a role at the organisation.")
    )
    capacity = Text(
        label=_("In which capacity"),
        max_length=120,
        help_text=_("Such as “Managing director” or “First mayor”. It stands in the signed document."),
    )
    reach = forms.ChoiceField(
        label=_("Up to"), choices=MandateReach.choices, widget=forms.RadioSelect, initial=Reach.INTENT
    )
    is_joint = forms.BooleanField(label=_("Only together with a second person"), required=False)
    since = Day(label=_("From"), required=True)
    until = Day(label=_("Until"), help_text=_("The first day without the mandate; empty for open."))
    evidence = forms.FileField(
        label=_("Evidence"),
        required=False,
        max_length=200,
        help_text=_(
            "A PDF or a picture, at most 10 MB: a power of attorney, an extract of the commercial register, a "
            "council decision or rules of procedure. The other parties see it in the evidence of a signed deal."
        ),
        widget=forms.FileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg,.webp"}),
    )

    def __init__(self, *args: Any, people: list[Account], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "account", [(one.ref, one.name or one.email) for one in people])
        self.people = {one.ref: one for one in people}

    @property
    def person(self) -> Account:
        return self.people[self.cleaned_data["account"]]

    @property
    def terms(self) -> Terms:
        asked = self.cleaned_data
        return Terms(
            capacity=asked["capacity"],
            reach=Reach(asked["reach"]),
            since=asked["since"],
            until=asked["until"],
            is_joint=asked["is_joint"],
        )


class DecideForm(forms.Form):
    """What the city says to a mandate."""

    then = forms.ChoiceField(
        label=_("Decision"),
        choices=[
            (MandateState.CHECKED.value, _("Checked: this person may sign")),
            (MandateState.REFUSED.value, _("Do not accept it")),
        ],
        widget=forms.RadioSelect,
    )
    note = Text(
        label=_("What was seen, or why it is not accepted"),
        max_length=400,
        required=False,
        help_text=_("Such as “Commercial register HRB 1234, seen on 3 March”. The organisation can read it."),
    )


class EndForm(forms.Form):
    until = Day(label=_("First day without the mandate"), required=True)
