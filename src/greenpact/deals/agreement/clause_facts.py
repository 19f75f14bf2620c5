"""What a clause states beside its text, as the agreement's text says it: amounts, periods, the goals it serves."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from greenpact.deals.agreement.contract_words import ContractWords
from greenpact.deals.agreement.passages import one_line
from greenpact.deals.document import Clause
from greenpact.ui import figures
from greenpact.ui.wording import worded

Fact = tuple[str, str]


def clause_facts(clause: Clause, words: ContractWords, references: Mapping[str, str]) -> tuple[Fact, ...]:
    """Everything a clause states, as pairs of term and words; `references` say where a goal stands, by its ref."""
    found = (*_of_goal(clause, words), *_of_commitment(clause, words, references))
    return tuple((words(f"fact.{name}"), text) for name, text in found if text)


def _of_goal(clause: Clause, words: ContractWords) -> Iterator[Fact]:
    yield "indicator", one_line(worded(clause.indicator, words.language).text)
    year = str(clause.due_year or "")
    if clause.target:
        value = _amount(clause.target, clause.unit, words.language)
        yield "target", words("fact.until_year", value=value, year=year) if year else value
    else:
        yield "due_year", year


def _of_commitment(clause: Clause, words: ContractWords, references: Mapping[str, str]) -> Iterator[Fact]:
    language = words.language
    yield "quantity", _amount(clause.quantity, clause.unit, language) if clause.quantity else ""
    yield "period", period(clause.starts_on, clause.ends_on, words, "period")
    if clause.money_eur:
        yield "money", words("amount.money", value=_number(clause.money_eur, language))
    if clause.staff_fte:
        name = "amount.staff_one" if clause.staff_fte == "1" else "amount.staff"
        yield "staff", words(name, value=_number(clause.staff_fte, language))
    yield "serves", ", ".join(references.get(goal, goal) for goal in clause.serves)
    yield "duty", words(f"duty.{clause.duty}") if words.has(f"duty.{clause.duty}") else ""


def period(start: str, end: str, words: ContractWords, table: str) -> str:
    """A period in words of a table that has `both`, `start` and `end`; nothing when both days are open."""
    name = "both" if start and end else "start" if start else "end"
    days = {"start": _day(start, words.language), "end": _day(end, words.language)}
    return words(f"{table}.{name}", **days) if start or end else ""


def _amount(value: str, unit: str, language: str) -> str:
    return figures.with_unit(_number(value, language), one_line(unit), language)


def _number(value: str, language: str) -> str:
    try:
        return figures.number(Decimal(value), language, 4)
    except InvalidOperation:
        return value


def _day(value: str, language: str) -> str:
    try:
        return figures.day(date.fromisoformat(value), language)
    except ValueError:
        return value
