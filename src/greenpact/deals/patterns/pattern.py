"""A pattern of a deal as a value: its clauses, the blanks in them, and what may be chosen.

Pure. A city's own pattern is stored as exactly the data that `as_data` gives and `from_data` reads.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from greenpact.deals.document import ClauseKind, Texts, Topic

#: A blank in a text: `{aim}`. Anything else in braces is text.
BLANK = re.compile(r"\{([a-z][a-z_]{0,30})\}")

#: Blanks that fill themselves: the city, its partners, all of them, and in a clause the party whose it is; by name.
OWN = ("city", "partners", "parties", "partner")

#: Blanks that become the deal's period; its agreement text says it in its own words.
STARTS, ENDS = "from", "until"

MOST_CLAUSES = 60
MOST_VARIABLES = 20


class Whose(StrEnum):
    """Whose a commitment of a pattern is: nobody's (no commitment), the city's, or one for each partner."""

    NOBODY = ""
    CITY = "city"
    EACH = "each"


class VariableKind(StrEnum):
    WORDS = "words"  # a text in each language
    NAME = "name"  # a text that is the same in all languages
    DAY = "day"
    YEAR = "year"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Variable:
    """A blank that is filled in when a deal is begun from the pattern."""

    name: str
    label: Texts
    kind: VariableKind = VariableKind.WORDS
    hint: Texts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PatternClause:
    """A clause with blanks. One that `is_choice` stands in the catalogue, and comes in only when chosen."""

    key: str
    kind: ClauseKind
    text: Texts
    heading: Texts = field(default_factory=dict)
    topic: str = ""
    whose: Whose = Whose.NOBODY
    indicator: Texts = field(default_factory=dict)
    is_choice: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    ref: str
    name: Texts
    use: Texts  # when one takes it
    tier: str
    legal_nature: str
    title: Texts
    summary: Texts
    variables: tuple[Variable, ...]
    clauses: tuple[PatternClause, ...]
    at_least: int = 0  # how many of the catalogue each partner has to choose

    @property
    def catalogue(self) -> tuple[PatternClause, ...]:
        return tuple(clause for clause in self.clauses if clause.is_choice)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages it is written in throughout."""
        texts = [self.title, *(clause.text for clause in self.clauses)]
        return tuple(code for code in sorted(self.title) if all(text.get(code) for text in texts))

    def texts(self) -> Iterator[Texts]:
        """Every text in which a blank may stand."""
        yield from (self.title, self.summary)
        for clause in self.clauses:
            yield from (clause.heading, clause.text, clause.indicator)


class Flaw(StrEnum):
    """What is wrong with a pattern."""

    UNKNOWN_BLANK = "unknown_blank"
    NAME_TWICE = "name_twice"
    FALSE_NAME = "false_name"
    NOT_ENOUGH_TO_CHOOSE = "not_enough_to_choose"
    TOO_LONG = "too_long"
    NO_TITLE = "no_title"
    NO_TEXT = "no_text"


def blanks_in(texts: Iterable[Texts]) -> set[str]:
    """The names of all blanks in some texts."""
    return {name for by_language in texts for text in by_language.values() for name in BLANK.findall(text)}


def flaws_of(pattern: Pattern) -> list[Flaw]:
    """Why a pattern cannot be used; empty when it can."""
    names = [variable.name for variable in pattern.variables]
    keys = [clause.key for clause in pattern.clauses]
    found = {
        Flaw.UNKNOWN_BLANK: not blanks_in(pattern.texts()) <= {*names, *OWN},
        Flaw.NAME_TWICE: len(set(names)) < len(names) or len(set(keys)) < len(keys),
        Flaw.FALSE_NAME: any(name in OWN or not BLANK.fullmatch(f"{{{name}}}") for name in names),
        Flaw.NOT_ENOUGH_TO_CHOOSE: pattern.at_least > len(pattern.catalogue),
        Flaw.TOO_LONG: len(keys) > MOST_CLAUSES or len(names) > MOST_VARIABLES,
        Flaw.NO_TITLE: not pattern.title,
        Flaw.NO_TEXT: any(not clause.text for clause in pattern.clauses) or not pattern.clauses,
    }
    return [flaw for flaw, is_there in found.items() if is_there]


def as_data(pattern: Pattern) -> dict[str, Any]:
    """A pattern as plain JSON values."""
    data = asdict(pattern)
    return {**data, "variables": list(data["variables"]), "clauses": list(data["clauses"])}


def from_data(data: Mapping[str, Any]) -> Pattern:
    """Read a pattern from its JSON values; raises `KeyError`, `TypeError` or `ValueError` when it is none."""
    variables = tuple(
        Variable(**{**one, "kind": VariableKind(one.get("kind", VariableKind.WORDS))})
        for one in data["variables"]
    )
    clauses = tuple(_clause(one) for one in data["clauses"])
    return Pattern(**{**data, "variables": variables, "clauses": clauses})


def _clause(data: Mapping[str, Any]) -> PatternClause:
    topic = data.get("topic", "")
    return PatternClause(
        **{
            **data,
            "kind": ClauseKind(data["kind"]),
            "whose": Whose(data.get("whose", "")),
            "topic": Topic(topic).value if topic else "",
        }
    )
