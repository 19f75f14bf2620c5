"""Writes the workbook: keys locked, notes that say what may be changed, days as days and numbers as numbers."""

from collections.abc import Mapping
from datetime import date
from io import BytesIO
from typing import Any

import xlsxwriter

from greenpact.reports.workbook.layout import SHEETS, Column, Kind
from greenpact.reports.workbook.standing import Standing

#: Empty rows below the readings into which new ones can be written.
FREE_ROWS = 200


def as_workbook(standing: Standing, *, notes: Mapping[str, str], key_note: str) -> bytes:
    """The rows as XLSX. `notes` say of a column, by its name, what may be written there; `key_note` that keys stay."""
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(out, options)
    forms = {
        "head": book.add_format({"bold": True, "bg_color": "#e6eeec", "locked": True}),
        "key": book.add_format({"font_color": "#50565c", "locked": True}),
        Kind.TEXT: book.add_format({"locked": False, "text_wrap": True, "valign": "top", "num_format": "@"}),
        Kind.NUMBER: book.add_format({"locked": False, "valign": "top"}),
        Kind.DAY: book.add_format({"locked": False, "valign": "top", "num_format": "yyyy-mm-dd"}),
    }
    for name, columns in SHEETS.items():
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 2)
        sheet.protect("", {"format_columns": True, "format_rows": True, "sort": True, "autofilter": True})
        _head(sheet, columns, forms, notes, key_note)
        rows = standing.rows[name].values()
        for number, row in enumerate(rows, 1):
            for place, column in enumerate(columns):
                _write(sheet, (number, place), column, row[column.name], forms)
        if name == "readings":
            _free(sheet, columns, len(rows) + 1, forms)
    book.close()
    return out.getvalue()


def _head(
    sheet: Any, columns: tuple[Column, ...], forms: Mapping[Any, Any], notes: Mapping[str, str], key_note: str
) -> None:
    for place, column in enumerate(columns):
        sheet.write_string(0, place, column.name, forms["head"])
        note = key_note if column.is_key else notes.get(column.name, "")
        if column.choices:
            note = f"{note}\n{', '.join(column.choices)}".strip()
            choice = {"validate": "list", "source": list(column.choices), "ignore_blank": True}
            sheet.data_validation(1, place, 50_000, place, choice)
        if note:
            sheet.write_comment(0, place, note, {"x_scale": 2})
        sheet.set_column(place, place, 14 if column.is_key or column.kind is not Kind.TEXT else 28)


def _write(sheet: Any, at: tuple[int, int], column: Column, text: str, forms: Mapping[Any, Any]) -> None:
    form = forms["key"] if column.is_key else forms[column.kind]
    if not text:
        sheet.write_blank(*at, None, form)
    elif column.kind is Kind.NUMBER:
        sheet.write_number(*at, float(text), form)
    elif column.kind is Kind.DAY:
        sheet.write_datetime(*at, date.fromisoformat(text), form)
    else:
        sheet.write_string(*at, text, form)


def _free(sheet: Any, columns: tuple[Column, ...], first: int, forms: Mapping[Any, Any]) -> None:
    """Rows for new readings: there the keys may be written."""
    for number in range(first, first + FREE_ROWS):
        for place, column in enumerate(columns):
            sheet.write_blank(number, place, None, forms[column.kind])
