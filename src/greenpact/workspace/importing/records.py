"""What a sheet wants to be in the register: values by short names, before anything is looked up or compared."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from greenpact.deals.document import Clause, ClauseKind, Duty
from greenpact.workspace.importing.columns import Form
from greenpact.workspace.importing.understanding import Typed


class GivenTexts(dict[str, str]):
    """The languages of a text that the sheet has columns for; an empty one says that there is no text in it."""

    def over(self, current: Mapping[str, str]) -> dict[str, str]:
        """The text with these languages put in place of the current ones."""
        return {language: text for language, text in {**current, **self}.items() if text}


def fields_of(form: Form, typed: Typed) -> dict[str, Any]:
    """The values of a row by fields; texts gathered from the columns of their languages."""
    fields: dict[str, Any] = {}
    for column in form.columns:
        if column.name not in typed.values:
            continue
        value = typed.values[column.name]
        if column.language:
            fields.setdefault(column.field, GivenTexts())[column.language] = value
        else:
            fields[column.field] = list(value) if isinstance(value, tuple) else value
    return fields


def merged(given: Mapping[str, Any], current: Mapping[str, Any]) -> dict[str, Any]:
    """The given fields as they would stand: texts keep the languages that the sheet does not have."""
    return {
        name: value.over(current.get(name) or {}) if isinstance(value, GivenTexts) else value
        for name, value in given.items()
    }


@dataclass(slots=True)
class RowRecord:
    """A row of the register as a sheet gives it: an organisation, a field, an office …; other rows by their refs."""

    form: str
    row: int
    ref: str
    given: dict[str, Any]


@dataclass(slots=True)
class ClauseRecord:
    """A clause as a sheet gives it: fields of `Clause`, and how its measure stands."""

    ref: str
    row: int
    given: dict[str, Any]
    state: str = ""

    def over(self, current: Clause | None) -> Clause:
        """The clause with what is given put in place of the current values."""
        base = current or Clause(ref=self.ref, kind=ClauseKind(self.given["kind"]), text={})
        values = merged(self.given, {"text": base.text, "indicator": base.indicator})
        values["kind"] = ClauseKind(values["kind"])
        values["duty"] = Duty(values.get("duty", base.duty))
        values["serves"] = tuple(values.get("serves", base.serves))
        return Clause(**{**_fields(base), **values})


def _fields(clause: Clause) -> dict[str, Any]:
    return {name: getattr(clause, name) for name in Clause.__slots__}


@dataclass(frozen=True, slots=True)
class SourceRecord:
    url: str
    checked_on: date | None
    note: dict[str, str]


@dataclass(slots=True)
class DealRecord:
    """A deal as the sheets give it; a part that is None is in no sheet and stays as it is."""

    ref: str
    row: int
    head: dict[str, Any] | None = None
    parties: list[tuple[str, str]] | None = None
    clauses: list[ClauseRecord] | None = None
    sources: list[SourceRecord] | None = None
    rows: dict[str, int] = field(default_factory=dict)  # the first row of each part, for complaints
