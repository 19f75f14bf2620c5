"""Fills the blanks of a pattern: from a pattern, values and choices to the clauses of a deal. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from itertools import count

from greenpact.deals.document import Clause, ClauseKind, Texts
from greenpact.deals.patterns.pattern import (
    BLANK,
    ENDS,
    STARTS,
    Pattern,
    PatternClause,
    Variable,
    VariableKind,
    Whose,
)
from greenpact.ui import figures
from greenpact.ui.wording import worded

LETTERS = {ClauseKind.GOAL: "g", ClauseKind.COMMITMENT: "c", ClauseKind.PROVISION: "p"}


class WhyNotFilled(StrEnum):
    BLANK_LEFT = "blank_left"
    NO_PARTNER = "no_partner"
    CHOSE_TOO_FEW = "chose_too_few"
    UNKNOWN_CHOICE = "unknown_choice"


class NotFilled(Exception):
    """The pattern gives no deal yet; `reason` says why, `names` which blanks are left."""

    def __init__(self, reason: WhyNotFilled, *, names: Sequence[str] = ()) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.names = tuple(names)


@dataclass(frozen=True, slots=True)
class Owner:
    """An organisation that will be party to the deal."""

    ref: str
    name: str


@dataclass(frozen=True, slots=True)
class Answers:
    """What somebody filled in: by variable a text per language (`WORDS`) or a plain text (days as ISO dates, numbers as
    decimals), the parties, and the keys chosen from the catalogue."""

    city: Owner
    partners: tuple[Owner, ...]
    words: Mapping[str, Texts]
    plain: Mapping[str, str]
    chosen: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Filled:
    """What a pattern gives: the head's texts and the clauses, in order."""

    title: dict[str, str]
    summary: dict[str, str]
    clauses: tuple[Clause, ...]
    starts_on: str = ""  # ISO dates
    ends_on: str = ""


def fill_in(pattern: Pattern, answers: Answers) -> Filled:
    """The deal that a pattern and its answers make; raises `NotFilled`."""
    _refuse_unfit(pattern, answers)
    blanks = {code: _values(pattern, answers, code) for code in pattern.languages}
    numbers = {kind: count(1) for kind in ClauseKind}
    clauses: list[Clause] = []
    for clause in pattern.clauses:
        if clause.is_choice and clause.key not in answers.chosen:
            continue
        for owner in _owners(clause, answers):
            ref = f"{LETTERS[clause.kind]}{next(numbers[clause.kind])}"
            clauses.append(_filled(clause, ref, owner, blanks))
    serves = tuple(clause.ref for clause in clauses if clause.kind == ClauseKind.GOAL)[:1]
    return Filled(
        title=_in_all(pattern.title, blanks),
        summary=_in_all(pattern.summary, blanks),
        clauses=tuple(_serving(clause, serves) for clause in clauses),
        starts_on=answers.plain.get(STARTS, ""),
        ends_on=answers.plain.get(ENDS, ""),
    )


def _refuse_unfit(pattern: Pattern, answers: Answers) -> None:
    if not answers.partners and any(clause.whose == Whose.EACH for clause in pattern.clauses):
        raise NotFilled(WhyNotFilled.NO_PARTNER)
    if not answers.chosen <= {clause.key for clause in pattern.catalogue}:
        raise NotFilled(WhyNotFilled.UNKNOWN_CHOICE)
    if len(answers.chosen) < pattern.at_least:
        raise NotFilled(WhyNotFilled.CHOSE_TOO_FEW)
    left = [variable.name for variable in pattern.variables if not _is_filled(variable, answers)]
    if left:
        raise NotFilled(WhyNotFilled.BLANK_LEFT, names=left)


def _is_filled(variable: Variable, answers: Answers) -> bool:
    if variable.kind == VariableKind.WORDS:
        return bool(worded(answers.words.get(variable.name), "en").text.strip())
    return bool(answers.plain.get(variable.name, "").strip())


def _values(pattern: Pattern, answers: Answers, language: str) -> dict[str, str]:
    """What goes into the blanks of one language's texts."""
    found = {variable.name: _value(variable, answers, language) for variable in pattern.variables}
    parties = (answers.city, *answers.partners)
    return {
        **found,
        "city": answers.city.name,
        "partners": _listed(answers.partners, language),
        "parties": _listed(parties, language),
    }


def _value(variable: Variable, answers: Answers, language: str) -> str:
    if variable.kind == VariableKind.WORDS:
        return worded(answers.words.get(variable.name), language).text.strip()
    text = answers.plain.get(variable.name, "").strip()
    if variable.kind == VariableKind.DAY:
        return figures.day(date.fromisoformat(text), language)
    if variable.kind == VariableKind.NUMBER:
        try:
            return figures.number(Decimal(text), language, 4)
        except InvalidOperation:
            return text
    return text


def _listed(owners: Sequence[Owner], language: str) -> str:
    *before, last = [owner.name for owner in owners] or [""]
    joint = {"de": " und ", "en": " and "}.get(language, ", ")
    return f"{', '.join(before)}{joint}{last}" if before else last


def _owners(clause: PatternClause, answers: Answers) -> Sequence[Owner | None]:
    if clause.whose == Whose.EACH:
        return answers.partners
    return (answers.city,) if clause.whose == Whose.CITY else (None,)


def _filled(
    clause: PatternClause, ref: str, owner: Owner | None, blanks: Mapping[str, dict[str, str]]
) -> Clause:
    own = {code: {**values, "partner": owner.name if owner else ""} for code, values in blanks.items()}
    return Clause(
        ref=ref,
        kind=clause.kind,
        text=_in_all(clause.text, own),
        party=owner.ref if owner else "",
        indicator=_in_all(clause.indicator, own),
        topic=clause.topic,
        heading=_in_all(clause.heading, own),
    )


def _serving(clause: Clause, goals: tuple[str, ...]) -> Clause:
    """A commitment serves the first goal until its parties say more."""
    if clause.kind != ClauseKind.COMMITMENT or not goals:
        return clause
    return replace(clause, serves=goals)


def _in_all(texts: Texts, blanks: Mapping[str, dict[str, str]]) -> dict[str, str]:
    """A text in every language, its blanks filled; what was filled in is never read as a blank again."""
    return {code: _in_one(texts[code], values) for code, values in blanks.items() if texts.get(code)}


def _in_one(text: str, values: Mapping[str, str]) -> str:
    return BLANK.sub(lambda blank: values.get(blank[1], blank[0]), text)
