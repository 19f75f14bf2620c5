"""An import as its pages show it: what was found, what would change, in the reader's language."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from greenpact.deals.choices import RoleInDeal
from greenpact.deals.comparing import Span, Words, redline
from greenpact.ui import figures
from greenpact.ui.wording import worded
from greenpact.workspace.importing.carrying_out import amount
from greenpact.workspace.importing.columns import Column, Form
from greenpact.workspace.importing.complaints import Complaint, Severity
from greenpact.workspace.importing.findings import Finding, finding_from_data
from greenpact.workspace.importing.forms import FORMS
from greenpact.workspace.importing.layout import Layout
from greenpact.workspace.importing.quantities import Amount, Day
from greenpact.workspace.importing.saying import BY_NAME, sentence_of
from greenpact.workspace.importing.understanding import readings
from greenpact.workspace.importing.values import Choice
from greenpact.workspace.imports.words import TONES
from greenpact.workspace.models import Import, ImportState
from sheets.cells import Row

ORDER = {form.name: position for position, form in enumerate(FORMS)}


@dataclass(frozen=True, slots=True)
class Summary:
    """One import in a few words."""

    ref: str
    title: str
    who: str
    files: tuple[str, ...]
    state: str
    tone: str
    outcome: str


def summary(taken: Import, language: str) -> Summary:
    """What a list says of an import, and what its page is called."""
    moment = taken.created_at.astimezone(ZoneInfo(taken.city.timezone))
    day = figures.day(moment.date(), language)
    account = taken.account
    state, tone = _state(taken)
    return Summary(
        ref=taken.ref,
        title=_("Import of %(day)s, %(time)s") % {"day": day, "time": f"{moment:%H:%M}"},
        who=(account.name or account.email) if account is not None else taken.by,
        files=tuple(file.name for file in taken.files.all()),
        state=state,
        tone=tone,
        outcome=_outcome(taken) if taken.state == ImportState.DONE else "",
    )


def _state(taken: Import) -> tuple[str, str]:
    """The state in words, and how it looks; one that can only be discarded says why."""
    if taken.state == ImportState.READ and taken.error_count:
        return _("Has errors"), "danger"
    if taken.state == ImportState.READ and not amount(taken):
        return _("Nothing to import"), "info"
    return str(ImportState(taken.state).label), TONES[taken.state]


def _outcome(taken: Import) -> str:
    """How many records were added and changed, as one line."""
    added, changed = (sum(row.get(what, 0) for row in taken.counts.values()) for what in ("added", "changed"))
    parts = []
    if added:
        parts.append(ngettext("%(count)s added", "%(count)s added", added) % {"count": added})
    if changed:
        parts.append(ngettext("%(count)s changed", "%(count)s changed", changed) % {"count": changed})
    return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class ShownFinding:
    sheet: str
    form: str
    row: int
    column: str
    sentence: str


#: About the import itself and not about a sheet.
_ABOUT_ITSELF = frozenset({Complaint.REGISTER_CHANGED, Complaint.REFUSED_BY_REGISTER, Complaint.GAVE_UP})


def shown_findings(taken: Import, severity: Severity, language: str) -> list[ShownFinding]:
    """The findings of one severity by sheet and row."""
    found = [finding_from_data(data) for data in taken.findings.get("kept", [])]
    found = [each for each in found if each.severity == severity and each.complaint not in _ABOUT_ITSELF]
    found.sort(key=lambda each: (ORDER.get(each.sheet, -1), each.row, each.column))
    shown = []
    for each in found:
        form = BY_NAME.get(each.sheet)
        column = _column(form, name=each.column)
        shown.append(
            ShownFinding(
                sheet=form.title(language) if form else each.sheet,
                form=form.name if form else "",
                row=each.row,
                column=column.heading(language) if column else each.column,
                sentence=sentence_of(each),
            )
        )
    return shown


def own_findings(taken: Import) -> list[Finding]:
    """What there is to say about the import itself: why it was not carried out."""
    found = [finding_from_data(data) for data in taken.findings.get("kept", [])]
    return [each for each in found if each.complaint in _ABOUT_ITSELF]


def _column(form: Form | None, *, name: str = "", field: str = "") -> Column | None:
    """The column of a sheet with a name, or the first one of a field; None when there is none."""
    columns = form.columns if form else ()
    return next((column for column in columns if name == column.name or field == column.field), None)


@dataclass(frozen=True, slots=True)
class ShownSheet:
    form: str
    title: str
    file: str
    rows: int
    counts: dict[str, int] | None


def shown_sheets(taken: Import, language: str) -> list[ShownSheet]:
    """The sheets that were recognised, with what would become of their records where they are counted."""
    return [
        ShownSheet(
            form=data["form"],
            title=BY_NAME[data["form"]].title(language),
            file=data["file"],
            rows=data["rows"],
            counts=taken.counts.get(data["form"]),
        )
        for data in taken.layouts
    ]


@dataclass(frozen=True, slots=True)
class ShownDifference:
    """One line of a record: what differs, from what to what. Texts are shown word by word instead."""

    label: str
    before: str = ""
    after: str = ""
    words: Sequence[Words] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class ShownChange:
    sheet: str
    ref: str
    title: str
    differences: list[ShownDifference] = field(default_factory=list)


def shown_changes(taken: Import, outcome: str, language: str) -> list[ShownChange]:
    """The records that would be, or were, added or changed; the first ones of each."""
    shown = []
    for form_name, _row, ref, title, what, differences in taken.listed:
        if what != outcome:
            continue
        form = BY_NAME[form_name]
        lines = [line for data in differences for line in _lines(form, data, language)]
        name = worded(title, language).text if isinstance(title, dict) else title
        shown.append(ShownChange(form.title(language), ref, name or ref, lines))
    return shown


_LABELS: dict[str, Promise] = {
    "parties": _lazy("Parties"),
    "sources": _lazy("Sources"),
    "published": _lazy("Public"),
    "is_compiled": _lazy("Compiled from public sources"),
    "position": _lazy("Order"),
}
_HOW: dict[str, Promise] = {
    "added": _lazy("new clause"),
    "removed": _lazy("taken out"),
    "moved": _lazy("moved"),
    "altered": _lazy("changed"),
}


def _lines(form: Form, data: Sequence[Any], language: str) -> list[ShownDifference]:
    """A stored difference as lines: one, or one for every field of a clause."""
    name, before, after, how = data
    clauses = BY_NAME["clauses"]
    if how == "altered":
        return [
            _line(clauses, part, before[part], after[part], language, of=name)
            for part in before
            if part in after
        ]
    if how in _HOW:
        return [_clause_line(name, before, after, how, language)]
    if name == "parties":
        return [ShownDifference(str(_LABELS[name]), _parties(before), _parties(after))]
    if name == "measure_state":
        return [_line(clauses, name, before, after, language, of=how)]
    return [_line(form, name, before, after, language)]


def _clause_line(ref: str, before: Any, after: Any, how: str, language: str) -> ShownDifference:
    """A clause that comes, goes or moves, by its text."""
    text = worded(after or before, language).text
    span = {"added": Span.INSERTED, "removed": Span.DELETED}.get(how, Span.KEPT)
    return ShownDifference(ref, words=[Words(span, text)], note=str(_HOW[how]))


def _parties(pairs: Sequence[Sequence[str]]) -> str:
    return ", ".join(f"{ref} ({RoleInDeal(role).label})" for ref, role in pairs)


def _line(form: Form, name: str, before: Any, after: Any, language: str, *, of: str = "") -> ShownDifference:
    column = _column(form, field=name)
    heading = column.heading(language) if column and not column.language else ""
    if column and column.language:
        heading = column.heading(language).partition(" (")[0]
    label = heading or str(_LABELS.get(name, name))
    label = f"{of}: {label}" if of else label
    if isinstance(before, dict) and isinstance(after, dict) and column is not None and column.language:
        changed = [code for code in sorted({*before, *after}) if before.get(code) != after.get(code)]
        old, new = (" / ".join(texts.get(code, "") for code in changed) for texts in (before, after))
        note = ", ".join(changed)
        if old and new:
            return ShownDifference(label, words=redline(old, new), note=note)
        return ShownDifference(label, old, new, note=note)
    return ShownDifference(label, _said(before, column, language), _said(after, column, language))


def _said(value: Any, column: Column | None, language: str) -> str:
    """A stored value as a reader of a language would write it; empty when nothing is stated."""
    if value in (None, "", [], {}):
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(_said(each, column, language) for each in value)
    if isinstance(value, dict):
        return ", ".join(f"{key}: {text}" for key, text in value.items())
    reader = getattr(column.reader, "each", column.reader) if column else None
    if isinstance(reader, Choice) and value in reader.choices.values:
        return str(reader.choices(value).label)
    return _plain(value, column, language)


def _plain(value: Any, column: Column | None, language: str) -> str:
    reader = column.reader if column else None
    if isinstance(reader, Day):
        return figures.day(date.fromisoformat(value), language)
    if isinstance(reader, Amount):
        return figures.number(Decimal(str(value)), language, 4)
    if isinstance(value, float):
        return figures.number(value, language, 6)
    return str(value)


@dataclass(frozen=True, slots=True)
class ShownCell:
    heading: str
    original: str
    shown: str
    is_same: bool
    complaints: list[tuple[Severity, str]]


def shown_row(layout: Layout, row: Row, language: str) -> dict[str, Any]:
    """How the cells of a row were read, without the empty ones."""
    cells = [
        ShownCell(
            each.column.heading(language),
            each.original,
            each.shown,
            each.original == each.shown,
            [(finding.severity, sentence_of(finding)) for finding in each.findings],
        )
        for each in readings(layout, row, language)
        if each.original
    ]
    return {"number": row.number, "cells": cells}
