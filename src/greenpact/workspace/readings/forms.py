"""The form with which somebody sends a file of readings."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from greenpact.measures.intake.bounds import MOST_BYTES
from greenpact.measures.models import ProvenanceChoice
from greenpact.workspace.editing.inputs import offer

TOO_LARGE: Promise = _("The file is too large: at most 100 MB are read. Cut it into several files.")


class SendReadings(forms.Form):
    file = forms.FileField(
        label=_("File"),
        help_text=_("A CSV file or a workbook (.xlsx), at most 100 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx"}),
        error_messages={"required": _("Choose a file.")},
    )
    sender = forms.ChoiceField(label=_("For whom"))
    deal = forms.ChoiceField(
        label=_("Deal"), required=False, help_text=_("Choose one if all readings belong to it.")
    )
    provenance = forms.ChoiceField(label=_("How the values were come by"), required=False)
    source = forms.CharField(
        label=_("Source"),
        max_length=500,
        required=False,
        help_text=_(
            "Such as the meters or the statistics that the values are from. It becomes public with them."
        ),
    )

    def __init__(
        self, *args: Any, senders: list[tuple[str, str]], deals: list[tuple[str, str]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        offer(self, "sender", senders)
        if len(senders) < 2:
            del self.fields["sender"]
        offer(self, "deal", [("", _("All that I tend")), *deals])
        offer(self, "provenance", [("", _("not stated")), *ProvenanceChoice.choices])

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise ValidationError(str(TOO_LARGE))
        return file

    def add_too_large(self) -> None:
        """Say that the file did not fit, in place of saying that there is none."""
        self.errors.pop("file", None)
        self.add_error("file", str(TOO_LARGE))
