"""The form on which somebody without an account says that they want to be told by mail."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from greenpact.following.models.follow import RhythmChoice
from greenpact.following.rules import FollowRhythm


class FollowForm(forms.Form):
    """An address, how often, and in which language."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("It is used for this news alone, and deleted when you end it."),
    )
    rhythm = forms.ChoiceField(
        label=_("How often"),
        choices=RhythmChoice,
        initial=FollowRhythm.WEEKLY.value,
        widget=forms.RadioSelect,
    )
    language = forms.ChoiceField(label=_("Language of the mails"), choices=settings.LANGUAGES)

    def __init__(self, *arguments: Any, language: str, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["language"].initial = language
