"""The fields of a document's clauses in words: what each is called, and how its value reads."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from greenpact.deals.choices import KindOfClause, KindOfDuty, LegalNature, ProvisionTopic, RoleInDeal
from greenpact.deals.document import Clause, ClauseKind, Document, Duty
from greenpact.ui import figures
from greenpact.ui.templatetags.ui import worded

LABELS: dict[str, str | Promise] = {
    "title": gettext_lazy("Title"),
    "summary": gettext_lazy("Summary"),
    "parties": gettext_lazy("Parties"),
    "legal_nature": gettext_lazy("Legal nature"),
    "kind": gettext_lazy("Kind of clause"),
    "text": gettext_lazy("Text"),
    "party": gettext_lazy("Party"),
    "indicator": gettext_lazy("Indicator"),
    "target": pgettext_lazy("the value to be reached", "Target"),
    "quantity": gettext_lazy("Quantity"),
    "unit": gettext_lazy("Unit"),
    "due_year": gettext_lazy("Year due"),
    "measure_type": gettext_lazy("Type of measure"),
    "starts_on": gettext_lazy("Starts on"),
    "ends_on": gettext_lazy("Ends on"),
    "money_eur": gettext_lazy("Money (euros)"),
    "staff_fte": gettext_lazy("Staff (full-time posts)"),
    "serves": gettext_lazy("Goals served"),
    "duty": gettext_lazy("Owed by law or additional"),
    "topic": gettext_lazy("Topic"),
    "heading": gettext_lazy("Heading"),
    "binding_language": gettext_lazy("Binding language"),
}

#: Fields that hold a text per language.
TEXTS = frozenset({"title", "summary", "text", "indicator", "heading"})
NUMBERS = frozenset({"target", "quantity", "money_eur", "staff_fte"})
#: Numbers that are read with their unit.
MEASURED = frozenset({"target", "quantity"})
#: What does not stand among the facts of a clause.
APART = frozenset({"ref", "kind", "text", "unit"})
DAYS = frozenset({"starts_on", "ends_on"})


@dataclass(frozen=True, slots=True)
class ClauseInWords:
    """A clause as a version's page shows it. `text` and the values are safe to be escaped again."""

    ref: str
    kind: ClauseKind
    label: str
    text: str
    facts: list[tuple[str, str]]


def clause_in_words(clause: Clause, names: Mapping[str, str]) -> ClauseInWords:
    """A clause with its label and everything it states; `names` are the parties' names by ref."""
    shown = [part.name for part in fields(Clause) if part.name not in APART]
    stated = [(name, value_in_words(name, getattr(clause, name), names)) for name in shown]
    facts = [(str(LABELS[name]), _with_unit(name, words, clause.unit)) for name, words in stated if words]
    label = str(KindOfClause(clause.kind).label)
    return ClauseInWords(clause.ref, clause.kind, label, worded(clause.text), facts)


def value_in_words(name: str, value: Any, names: Mapping[str, str]) -> str:
    """A field's value as it reads; nothing for a value that is not stated."""
    if not _is_stated(value):
        return ""
    if name in TEXTS:
        return worded(value)
    if name == "serves":
        return ", ".join(value)
    if name == "party":
        return names.get(value, str(value))
    if name in NUMBERS:
        return _number(value)
    return _day(value) if name in DAYS else _label(name, value)


def party_in_words(name: str, role: str) -> str:
    """A party with its role: "City of Heidelberg (Signatory to the deal)"."""
    label = RoleInDeal(role).label if role in RoleInDeal.values else role
    return _("%(name)s (%(role)s)") % {"name": name, "role": label}


def names_in(*documents: Document) -> dict[str, str]:
    """The parties' names by ref; of several documents the last one wins."""
    return {party.organisation: party.name for document in documents for party in document.parties}


def _with_unit(name: str, words: str, unit: str) -> str:
    return figures.with_unit(words, unit, _language()) if name in MEASURED else words


def _is_stated(value: object) -> bool:
    return value not in ("", None, (), Duty.UNKNOWN) and value != {}


def _label(name: str, value: Any) -> str:
    choices = {
        "duty": KindOfDuty,
        "topic": ProvisionTopic,
        "kind": KindOfClause,
        "legal_nature": LegalNature,
    }.get(name)
    return str(choices(value).label) if choices and value in choices.values else str(value)


def _number(text: str) -> str:
    try:
        return figures.number(Decimal(text), _language(), 4)
    except InvalidOperation:
        return text


def _day(text: str) -> str:
    try:
        return figures.day(date.fromisoformat(text), _language())
    except ValueError:
        return text


def _language() -> str:
    return get_language() or "en"
