"""Findings and values in the reader's language: no codes, numbers and days as the language writes them."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from greenpact.deals.choices import KindOfClause
from greenpact.ui import figures
from greenpact.workspace.importing.columns import Column, Form
from greenpact.workspace.importing.complaints import Complaint
from greenpact.workspace.importing.findings import Finding, quote
from greenpact.workspace.importing.forms import CITIES, FORMS
from greenpact.workspace.importing.sentences import SENTENCES
from greenpact.workspace.importing.values import ABSENT, Choice

BY_NAME: dict[str, Form] = {form.name: form for form in (*FORMS, CITIES)}

GROUPED_FROM = 10_000  # years and other numbers of four digits stand together


def column_of(sheet: str, name: str) -> Column | None:
    """A column by the names of its sheet and its own; None when there is none."""
    columns = BY_NAME[sheet].columns if sheet in BY_NAME else ()
    return next((column for column in columns if column.name == name), None)


def sentence_of(finding: Finding) -> str:
    """A finding in the reader's language."""
    language = get_language() or "en"
    column = column_of(finding.sheet, finding.column)
    filling = {name: _filled(name, value, column, language) for name, value in finding.about.items()}
    if finding.complaint == Complaint.COLUMN_MISSING and column is not None:
        filling["heading"] = column.heading(language)
    return str(SENTENCES[finding.complaint]) % filling


#: What in a sentence is a code of the column at which it was found.
_CODES = frozenset({"known", "like", "now", "then"})


def _filled(name: str, value: Any, column: Column | None, language: str) -> str:
    if name == "kind":
        return str(KindOfClause(value).label)
    if name == "mark":
        return _("the comma") if value == "," else _("the point")
    reader = getattr(column.reader, "each", column.reader) if column is not None else None
    if name in _CODES and isinstance(reader, Choice):
        labels = {str(code): str(label) for code, label in reader.choices.choices}
        value = [labels[code] for code in value] if isinstance(value, list) else labels.get(value, value)
    if isinstance(value, list):
        return _listed([_said(each, language) for each in value])
    return _said(value, language)


def _said(value: Any, language: str) -> str:
    if isinstance(value, int):
        return figures.number(value, language) if abs(value) >= GROUPED_FROM else str(value)
    if not isinstance(value, dict):
        return str(value)
    [(nature, text)] = value.items()
    if nature == "sheet":
        return BY_NAME[text].title(language)
    if nature == "day":
        return figures.day(date.fromisoformat(text), language)
    return _ungrouped(text, language)


def _listed(words: Sequence[str]) -> str:
    """Words in quotation marks, since some of them have commas of their own."""
    return ", ".join(_("“%(word)s”") % {"word": word} for word in words)


def _ungrouped(number: str, language: str) -> str:
    """A number without marks between its thousands, which could be taken for the decimal mark."""
    return number.replace(".", ",") if language == "de" else number


def in_words(value: Any, column: Column, language: str) -> str:
    """A value as a reader of a language would write it; empty when nothing was stated."""
    reader = getattr(column.reader, "each", column.reader)
    if value is ABSENT or value is None or value in ("", (), {}):
        return ""
    if isinstance(value, tuple):
        return ", ".join(_one_in_words(each, reader, language) for each in value)
    return _one_in_words(value, reader, language)


def _one_in_words(value: Any, reader: Any, language: str) -> str:
    if isinstance(reader, Choice):
        return str(reader.choices(value).label)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return figures.day(value, language)
    if isinstance(value, Decimal | float):
        return figures.number(value, language, 6)
    if isinstance(value, dict):
        return ", ".join(f"{scheme}: {text}" for scheme, text in value.items())
    return quote(value)
