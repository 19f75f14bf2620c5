"""The form on which a sender writes to the city."""

from django import forms
from django.utils.translation import gettext_lazy as _

from greenpact.ideas.rules import LONGEST_MESSAGE
from greenpact.portal.ideas.form import Files


class MessageForm(forms.Form):
    """A message with files."""

    text = forms.CharField(
        label=_("Your message to the city"),
        max_length=LONGEST_MESSAGE,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    attachments = Files(
        label=_("Attachments"),
        required=False,
        help_text=_("PDF, pictures or sheets (XLSX, ODS, CSV), at most five files of at most 10 MB each."),
    )
