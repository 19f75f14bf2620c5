"""Empty sheets to fill in: a workbook with lists to choose from and an explanation of every column."""

from io import BytesIO
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from greenpact.workspace.importing.columns import Column, Form
from greenpact.workspace.importing.explaining import explanation
from greenpact.workspace.importing.forms import CLAUSES, DEALS, FORMS, ORGANISATIONS, PARTIES, SOURCES
from greenpact.workspace.importing.layout import EXPLAINING
from greenpact.workspace.importing.values import Choice, Several

#: The sheets that most people need come first.
FIRST = (ORGANISATIONS, DEALS, PARTIES, CLAUSES, SOURCES)
IN_ORDER = (*FIRST, *(form for form in FORMS if form not in FIRST))
VALIDATED_ROWS = 2_000


def template_workbook(language: str) -> bytes:
    """All sheets with their heads, lists to choose from, an explanation of every column and the allowed values."""
    content = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as book:
        kinds = _kinds_of_choice()
        for form in IN_ORDER:
            _add_sheet(book, form, kinds, language)
        _explain(book, language)
        _list_values(book, kinds, language)
    return content.getvalue()


def own_columns(form: Form) -> list[Column]:
    """The columns without the city's: whoever imports is in a city already."""
    return [column for column in form.columns if column.name != "city"]


def _kinds_of_choice() -> list[Choice]:
    """Every list of words that some column chooses from, once."""
    readers = [column.reader for form in IN_ORDER for column in own_columns(form)]
    found: list[Choice] = []
    for reader in readers:
        inner = reader.each if isinstance(reader, Several) else reader
        if isinstance(inner, Choice) and all(inner.choices is not other.choices for other in found):
            found.append(inner)
    return found


def _add_sheet(book: Any, form: Form, kinds: list[Choice], language: str) -> None:
    plain = book.add_format(
        {"bold": True, "bg_color": "#e8f0ea", "bottom": 1, "text_wrap": True, "valign": "top"}
    )
    needed = book.add_format(
        {"bold": True, "bg_color": "#bfe0c6", "bottom": 1, "text_wrap": True, "valign": "top"}
    )
    sheet = book.add_worksheet(form.title(language))
    sheet.freeze_panes(1, 1)
    for place, column in enumerate(own_columns(form)):
        sheet.write_string(0, place, column.heading(language), needed if column.is_needed else plain)
        sheet.set_column(place, place, 36 if column.language else 18)
        if isinstance(column.reader, Choice):
            index = next(i for i, kind in enumerate(kinds) if kind.choices is column.reader.choices)
            last = len(column.reader.choices.choices)
            letter = xlsxwriter.utility.xl_col_to_name(index)
            source = f"='{EXPLAINING[3 if language == 'de' else 2]}'!${letter}$2:${letter}${last + 1}"
            validation = {"validate": "list", "source": source, "error_type": "warning"}
            sheet.data_validation(1, place, VALIDATED_ROWS, place, validation)


def _explain(book: Any, language: str) -> None:
    """A sheet with a line for every column."""
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet(EXPLAINING[1 if language == "de" else 0])
    sheet.set_column(0, 3, 28)
    sheet.set_column(3, 3, 70)
    heads = [_("Sheet"), _("Column"), _("Must be filled"), _("What goes into it")]
    for place, head in enumerate(heads):
        sheet.write_string(0, place, head, bold)
    lines = [(form, column) for form in IN_ORDER for column in own_columns(form)]
    for row, (form, column) in enumerate(lines, start=1):
        is_needed = _("yes") if column.is_needed else ""
        words = [form.title(language), column.heading(language), is_needed, explanation(form, column)]
        for place, text in enumerate(words):
            sheet.write_string(row, place, text, wrapped)


def _list_values(book: Any, kinds: list[Choice], language: str) -> None:
    """A sheet with the words to choose from, a column for each list."""
    bold = book.add_format({"bold": True})
    sheet = book.add_worksheet(EXPLAINING[3 if language == "de" else 2])
    for place, kind in enumerate(kinds):
        name = next(
            column.heading(language)
            for form in IN_ORDER
            for column in own_columns(form)
            if getattr(column.reader, "each", column.reader) == kind
        )
        sheet.set_column(place, place, 26)
        sheet.write_string(0, place, name, bold)
        for row, label in enumerate(kind.choices.labels, start=1):
            sheet.write_string(row, place, str(label))
