"""Forms with a list of rows in them, such as milestones: rows are added by a button, and a blank row is no row."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as __

from greenpact.workspace.editing import MORE
from greenpact.workspace.inputs import InLanguages

#: Blank rows that stand ready below the written ones.
SPARE = 1


class RowForm(InLanguages):
    """One row; `values` are those that count once the row is valid."""

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in it, as sent."""
        names = (name for name in self.fields if name != forms.formsets.DELETION_FIELD_NAME)
        return not any(str(self[name].data or "").strip() for name in names)

    def in_words(self, row: Mapping[str, Any]) -> str:
        """A row in one line, for showing it beside another."""
        raise NotImplementedError


class WithRows(InLanguages):
    """A form with rows; they are among its values as a list of mappings named `rows_name`."""

    rows_name: ClassVar[str]
    rows_label: ClassVar[Any]
    row_form: ClassVar[type[RowForm]]
    most_rows: ClassVar[int]

    def __init__(
        self,
        data: Any = None,
        initial: Mapping[str, Any] | None = None,
        *,
        languages: Iterable[str],
        **options: Any,
    ) -> None:
        super().__init__(data, initial, languages=languages, **options)
        rows = list((initial or {}).get(self.rows_name, ()))
        makes = forms.formset_factory(
            self.row_form,
            extra=SPARE,
            can_delete=True,
            max_num=self.most_rows,
            absolute_max=self.most_rows + SPARE,
        )
        self.rows = makes(
            None if data is None else self._with_room(data),
            initial=rows,
            prefix=self.rows_name,
            form_kwargs={"languages": self.languages, **self.row_options()},
            error_messages={
                "missing_management_form": __(
                    "The rows below arrived incomplete. Check them, then save again."
                )
            },
        )

    def row_options(self) -> dict[str, Any]:
        """What each row is made with beside its languages."""
        return {}

    def _with_room(self, data: QueryDict) -> QueryDict:
        """The sent fields with one more row when its button was pressed."""
        if data.get(MORE) != self.rows_name:
            return data
        name = f"{self.rows_name}-TOTAL_FORMS"
        total = data.get(name, "")
        longer = data.copy()
        longer[name] = (
            str(min(int(total), self.most_rows) + 1) if total.isdecimal() and len(total) < 4 else "1"
        )
        return longer

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.rows.is_valid():
            wrong = [str(message) for message in self.rows.non_form_errors()]
            self.add_error(None, wrong or [__("One of the rows below needs your attention.")])
        cleaned[self.rows_name] = (
            [
                {
                    name: value
                    for name, value in row.cleaned_data.items()
                    if name != forms.formsets.DELETION_FIELD_NAME
                }
                for row in self.rows.forms
                if hasattr(row, "cleaned_data")
                and row.cleaned_data
                and not row.is_blank
                and row not in self.rows.deleted_forms
            ]
            if self.rows.is_valid()
            else []
        )
        return cleaned

    def rows_in_words(self) -> str:
        """The rows of a fresh form as lines of text."""
        shown = self.row_form(languages=self.languages)
        return "\n".join(shown.in_words(row) for row in self.initial.get(self.rows_name, ()))
