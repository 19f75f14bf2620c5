"""The form with which somebody sends sheets."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from greenpact.workspace.importing.complaints import Complaint
from greenpact.workspace.importing.findings import Finding, told
from greenpact.workspace.importing.reading import SentFile, refuse_unbounded
from greenpact.workspace.importing.saying import sentence_of
from sheets.unreadable import Flaw, Unreadable


class SeveralFiles(forms.ClearableFileInput):
    """A control that takes several files at once."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return files.getlist(name) if hasattr(files, "getlist") else []


def why_not(unreadable: Unreadable) -> str:
    """Why files were refused, in the reader's language."""
    about = {name: told(value) for name, value in unreadable.about.items()}
    return sentence_of(Finding(Complaint(unreadable.flaw), about=about))


class Files(forms.FileField):
    """Workbooks and CSV files, bounded in number and size."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", SeveralFiles(attrs={"accept": ".xlsx,.csv,.txt,.tsv"}))
        super().__init__(**options)

    def clean(self, data: Any, initial: Any = None) -> list[SentFile]:
        files: Sequence[UploadedFile[Any]] = (
            data if isinstance(data, list | tuple) else [data] if data else []
        )
        try:
            refuse_unbounded([str(file.name) for file in files], [file.size or 0 for file in files])
        except Unreadable as unreadable:
            raise ValidationError(why_not(unreadable)) from unreadable
        return [SentFile(str(file.name), file.read()) for file in files]


class SendSheets(forms.Form):
    sheets = Files(
        label=_("Files"),
        help_text=_("One workbook (.xlsx) or one or more CSV files, together at most 20 MB."),
    )
    publish = forms.BooleanField(
        label=_("Make the deals public at once"),
        help_text=_("Otherwise new deals stay drafts that only the workspace shows."),
        required=False,
    )
    compiled = forms.BooleanField(
        label=_("New deals that have sources were compiled from them"),
        help_text=_("Their pages will say that they are not the parties' own statement."),
        required=False,
    )

    def add_too_large(self) -> None:
        """Say that the files did not fit, in place of saying that there are none."""
        self.errors.pop("sheets", None)
        unreadable = Unreadable(Flaw.TOO_LARGE, megabytes="20+", most=20)
        self.add_error("sheets", why_not(unreadable))
