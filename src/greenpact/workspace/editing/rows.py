"""Forms with a list of rows in them, such as milestones: rows are added by a button, and a blank row is no row."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.translation import gettext as __

from greenpact.workspace.editing.inputs import InLanguages
from greenpact.workspace.editing.one_form import MORE

#: Blank rows that stand ready below the written ones.
SPARE = 1


class RowForm(InLanguages):
    """One row; `leading` names the fields that stand above its texts."""

    leading: ClassVar[tuple[str, ...]] = ()

    @property
    def leading_fields(self) -> list[BoundField]:
        """The fields above the texts."""
        return [self[name] for name in self.leading]

    @property
    def plain_fields(self) -> list[BoundField]:
        """The fields below the texts, without the box that removes the row."""
        texts = {field.name for group in self.worded_groups for _language, field in group.fields}
        others = {*texts, *self.leading, forms.formsets.DELETION_FIELD_NAME}
        return [self[name] for name in self.fields if name not in others and not self[name].is_hidden]

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in it, as sent."""
        names = (name for name in self.fields if name != forms.formsets.DELETION_FIELD_NAME)
        return not any(str(self[name].data or "").strip() for name in names)

    def in_words(self, row: Mapping[str, Any]) -> str:
        """A row in one line, for showing it beside another."""
        raise NotImplementedError


class WithRows(InLanguages):
    """A form with rows; they are among its values as a list of mappings named `rows_name`.

    `rows_label` is what the rows are called together, `row_label` what one is, `more_label` the words for one more.
    """

    rows_name: ClassVar[str]
    rows_label: ClassVar[Any]
    row_label: ClassVar[Any]
    more_label: ClassVar[Any]
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
        if self.rows.is_valid():
            kept = [row for row in self.rows.forms if not row.is_blank and row not in self.rows.deleted_forms]
            cleaned[self.rows_name] = [_values(row) for row in kept]
        else:
            self.add_error(None, [*map(str, self.rows.non_form_errors()), *self._wrong_fields()])
            cleaned[self.rows_name] = []
        return cleaned

    def _wrong_fields(self) -> list[str]:
        """What is wrong within the rows, each with the way to its field."""
        link = '<a href="#{}">{} {}: {}</a> – {}'
        found: list[str] = []
        for number, row in enumerate(self.rows.forms, start=1):
            found += [f"{self.row_label} {number}: {error}" for error in row.non_field_errors()]
            for field in row:
                of_field = (field.id_for_label, self.row_label, number, field.label)
                found += [format_html(link, *of_field, error) for error in field.errors]
        return found

    def rows_in_words(self) -> str:
        """The rows of a fresh form as lines of text."""
        shown = self.row_form(languages=self.languages)
        return "\n".join(shown.in_words(row) for row in self.initial.get(self.rows_name, ()))


def _values(row: RowForm) -> dict[str, Any]:
    """What stands in a valid row, without the box that removes it."""
    values = {**row.cleaned_data}
    values.pop(forms.formsets.DELETION_FIELD_NAME, None)
    return values
