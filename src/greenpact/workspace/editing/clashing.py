"""Two versions of the same fields side by side: showing where they differ, and taking over the other one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol, runtime_checkable

from django.forms import BooleanField, Form
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as __

from greenpact.deals.comparing import Words, redline
from greenpact.ui.figures import day

#: The field that names those of which the other version is taken.
THEIRS = "theirs"
MOST_TAKEN = 100


@runtime_checkable
class HasRows(Protocol):
    """A form with a list of rows (see `rows.WithRows`)."""

    rows_name: str
    rows_label: Any
    rows: Any

    def rows_in_words(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Clash:
    """A field that two people changed differently."""

    name: str
    label: str
    theirs: str
    mine: str
    words: list[Words]


def clashes_of(names: Iterable[str], *, theirs: Form, mine: Form) -> list[Clash]:
    """The named fields of two forms side by side."""
    found = []
    for name in names:
        before, after = in_words(theirs, name), in_words(mine, name)
        found.append(Clash(name, label_of(mine, name), before, after, redline(before, after)))
    return found


def label_of(form: Form, name: str) -> str:
    """What a field is called; a list of rows by its heading."""
    if isinstance(form, HasRows) and name == form.rows_name:
        return str(form.rows_label)
    return str(form.fields[name].label) if name in form.fields else name


def in_words(form: Form, name: str) -> str:
    """The value of a field as a reader would say it."""
    if isinstance(form, HasRows) and name == form.rows_name:
        return form.rows_in_words()
    if name not in form.fields:
        return ""
    field, value = form.fields[name], form[name].value()
    if choices := getattr(field, "choices", None):
        chosen = {str(part) for part in (value if isinstance(value, list | tuple | set) else [value])}
        return ", ".join(str(label) for key, label in choices if str(key) in chosen)
    if isinstance(value, bool):
        return __("yes") if value else __("no")
    if isinstance(value, date):
        return day(value, get_language() or "en", "medium")
    return "" if value is None else str(value)


def with_theirs(data: QueryDict, theirs: Form) -> QueryDict:
    """What was sent, with the other version of those fields for which the writer asks for it."""
    names = data.getlist(THEIRS)[:MOST_TAKEN]
    if not names:
        return data
    mixed = data.copy()
    mixed.pop(THEIRS, None)
    for name in names:
        if isinstance(theirs, HasRows) and name == theirs.rows_name:
            _replace(mixed, [key for key in data if key.startswith(f"{name}-")], _rows_as_sent(theirs))
        elif name in theirs.fields:
            _replace(mixed, [name], {name: _as_sent(theirs, name)})
    return mixed


def _replace(data: QueryDict, old: Iterable[str], new: dict[str, list[str]]) -> None:
    for key in old:
        data.pop(key, None)
    for key, values in new.items():
        data.setlist(key, values)


def _rows_as_sent(form: HasRows) -> dict[str, list[str]]:
    parts = [form.rows.management_form, *form.rows.forms]
    return {part.add_prefix(name): _as_sent(part, name) for part in parts for name in part.fields}


def _as_sent(form: Form, name: str) -> list[str]:
    """A field of a fresh form as a browser would send it."""
    value = form[name].value()
    if isinstance(form.fields[name], BooleanField):
        return ["on"] if value else []
    if isinstance(value, list | tuple | set):
        return [str(part) for part in value]
    return ["" if value is None else value.isoformat() if isinstance(value, date) else str(value)]
