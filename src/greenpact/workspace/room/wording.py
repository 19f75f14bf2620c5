"""Changes in words: what each field is called, how its value reads, and the way from one text to the other."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from greenpact.deals.changes.operations import Do, Operation
from greenpact.deals.choices import KindOfClause, KindOfDuty, LegalNature, ProvisionTopic, RoleInDeal
from greenpact.deals.comparing import Words, redline
from greenpact.deals.document import Clause
from greenpact.ui import figures
from greenpact.ui.wording import worded

LABELS = {
    "title": _("Title"),
    "summary": _("Summary"),
    "legal_nature": _("Legal nature"),
    "starts_on": _("Starts on"),
    "ends_on": _("Ends on"),
    "start_year": _("Start year"),
    "end_year": _("Target year"),
    "text": _("Wording"),
    "party": _("Whose commitment"),
    "indicator": _("Indicator"),
    "target": _("Target value"),
    "quantity": _("Quantity"),
    "unit": _("Unit"),
    "due_year": _("By the year"),
    "measure_type": _("Type of measure"),
    "money_eur": _("Money (EUR)"),
    "staff_fte": _("Staff (full-time equivalents)"),
    "serves": _("Goals it serves"),
    "duty": _("Legal duty"),
    "topic": _("Topic"),
}

#: Fields that hold a text per language.
TEXTS = frozenset({"title", "summary", "text", "indicator"})
CHOICES: Mapping[str, Any] = {
    "legal_nature": LegalNature,
    "duty": KindOfDuty,
    "topic": ProvisionTopic,
    "kind": KindOfClause,
    "role": RoleInDeal,
}


DEEDS: Mapping[Do, Any] = {Do.ADD: _("Adds clause %(ref)s"), Do.REMOVE: _("Removes clause %(ref)s")}

#: By whether another clause stands before it.
MOVES = {
    True: _("Moves clause %(ref)s behind %(behind)s"),
    False: _("Moves clause %(ref)s to the beginning"),
}

#: By whether somebody was a party, and will be.
ROLES = {
    (False, True): _("Makes %(name)s a party"),
    (True, False): _("Lets %(name)s leave the deal"),
    (True, True): _("Gives %(name)s another role"),
}


@dataclass(frozen=True, slots=True)
class Redline:
    """One field of a change: its name, the language of a text, and the words kept, inserted and deleted."""

    label: str
    language: str
    words: list[Words]


def redlines(operation: Operation, names: Mapping[str, str], *, all_languages: bool = False) -> list[Redline]:
    """What an operation makes of each field, in the reader's language or in all of them."""
    if operation.do in (Do.ADD, Do.ALTER, Do.REMOVE):
        after = None if operation.do is Do.REMOVE else operation.becomes
        return _of_clause(operation.was, after, names, all_languages)
    if operation.do is Do.HEAD:
        return _of_field(operation.what, operation.before, operation.after, names, all_languages)
    if operation.do is Do.PARTY:
        before, after_role = (
            value_in_words("role", role, names) for role in (operation.before, operation.after)
        )
        label = names.get(operation.what, operation.what)
        return [Redline(label, "", redline(before, after_role))]
    return []


def _of_clause(
    before: Clause | None, after: Clause | None, names: Mapping[str, str], all_languages: bool
) -> list[Redline]:
    found = []
    for field in fields(Clause):
        if field.name in ("ref", "kind"):
            continue
        old = getattr(before, field.name) if before else None
        new = getattr(after, field.name) if after else None
        if (old or None) != (new or None):
            found += _of_field(field.name, old or None, new or None, names, all_languages)
    return found


def _of_field(
    name: str, before: Any, after: Any, names: Mapping[str, str], all_languages: bool
) -> list[Redline]:
    label = str(LABELS[name])
    if name not in TEXTS:
        old, new = value_in_words(name, before, names), value_in_words(name, after, names)
        return [Redline(label, "", redline(old, new))] if old != new else []
    old_texts, new_texts = before or {}, after or {}
    codes = [code for code in {**old_texts, **new_texts} if old_texts.get(code) != new_texts.get(code)]
    if not all_languages and len(codes) > 1:
        mine = get_language() or "en"
        codes = [mine] if mine in codes else codes[:1]
    return [
        Redline(label, code, redline(old_texts.get(code, ""), new_texts.get(code, "")))
        for code in sorted(codes)
    ]


def value_in_words(name: str, value: Any, names: Mapping[str, str]) -> str:
    """A field's value as it reads; nothing for a value that is not stated."""
    if value in ("", None, (), [], {}) or (name == "duty" and value == "unknown"):
        return ""
    if name == "serves":
        return ", ".join(value)
    if name == "party":
        return names.get(value, str(value))
    if name in CHOICES:
        return str(dict(CHOICES[name].choices).get(value, value))
    if name in ("starts_on", "ends_on"):
        return figures.day(date.fromisoformat(value), _language())
    return _number(str(value)) if name in ("target", "quantity", "money_eur", "staff_fte") else str(value)


def subject_in_words(subject: str, names: Mapping[str, str]) -> str:
    """What a change is about: a clause by its number, a party by its name, a part of the head."""
    kind, _colon, ref = subject.partition(":")
    if kind == "clause":
        return __("Clause %(ref)s") % {"ref": ref}
    if kind == "party":
        return names.get(ref, ref)
    return __("Period") if ref == "period" else str(LABELS.get(ref, ref))


def deed_in_words(operations: tuple[Operation, ...], names: Mapping[str, str]) -> list[str]:
    """What a change does, beside what its redlines show."""
    return [words for operation in operations if (words := _deed(operation, names))]


def _deed(operation: Operation, names: Mapping[str, str]) -> str:
    words = _deed_pattern(operation)
    ref, name = operation.what, names.get(operation.what, operation.what)
    return str(words) % {"ref": ref, "behind": operation.behind, "name": name} if words else ""


def _deed_pattern(operation: Operation) -> Any:
    if operation.do is Do.MOVE:
        return MOVES[bool(operation.behind)]
    if operation.do is Do.PARTY:
        return ROLES[bool(operation.before), bool(operation.after)]
    return DEEDS.get(operation.do, "")


def plain_text(texts: Mapping[str, str]) -> str:
    """A text in the reader's language."""
    return worded(texts, _language()).text


def _number(text: str) -> str:
    try:
        return figures.number(Decimal(text), _language(), 4)
    except InvalidOperation:
        return text


def _language() -> str:
    return get_language() or "en"
