"""Choosing among rows of the register, goals and fixed words, shown in the reader's language."""

from typing import Any

from django import forms
from django.db.models import Model, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from greenpact.cities.sdgs import SDGS
from greenpact.ui.wording import worded

IN_COLUMNS = {"columns": True}


def name_of(row: Any) -> str:
    """A row's name for the reader; its short name as long as it has none."""
    name = row.name if isinstance(row.name, str) else worded(row.name, get_language() or "en").text
    return name or str(row)


def _refuse_null(field: "forms.ModelChoiceField[Any]", value: Any) -> None:
    """Null characters belong to no short name, and not every database can be asked about them."""
    if "\x00" in str(value):
        message = field.error_messages["invalid_choice"]
        raise forms.ValidationError(message, code="invalid_choice", params={"value": str(value)[:40]})


class OneRow(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic for the checker alone
    """One row, or none."""

    def __init__(self, rows: QuerySet[Any], *, by: str = "ref", **options: Any) -> None:
        super().__init__(rows, to_field_name=by, required=False, empty_label="–", **options)

    def to_python(self, value: Any) -> Model | None:
        _refuse_null(self, value)
        return super().to_python(value)

    def label_from_instance(self, obj: Model) -> str:
        return name_of(obj)


class SomeRows(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # generic for the checker alone
    """Any number of rows, as boxes to tick."""

    def __init__(self, rows: QuerySet[Any], *, by: str = "ref", **options: Any) -> None:
        widget = forms.CheckboxSelectMultiple(attrs=IN_COLUMNS)
        super().__init__(rows, to_field_name=by, required=False, widget=widget, **options)

    def label_from_instance(self, obj: Model) -> str:
        return name_of(obj)

    def clean(self, value: Any) -> list[Any]:  # type: ignore[override]  # a list compares as what was chosen
        _refuse_null(self, "".join(value or ()))
        return list(super().clean(value))


class Sdgs(forms.TypedMultipleChoiceField):
    """Goals to tick, by their number and name."""

    def __init__(self) -> None:
        widget = forms.CheckboxSelectMultiple(attrs=IN_COLUMNS)
        super().__init__(label=_("SDGs"), coerce=int, required=False, widget=widget, choices=self._goals)

    @staticmethod
    def _goals() -> list[tuple[int, str]]:
        language = get_language() or "en"
        return [(number, f"{number} · {worded(sdg.names, language)}") for number, sdg in SDGS.items()]


class Several(forms.MultipleChoiceField):
    """Any number of fixed words to tick."""

    def __init__(self, choices: Any, **options: Any) -> None:
        widget = forms.CheckboxSelectMultiple(attrs=IN_COLUMNS)
        super().__init__(choices=choices, required=False, widget=widget, **options)
