"""The fixed words of an agreement, one file per language in `words/`; a lawyer reads them there."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale

from greenpact.ui.figures import locale_of

FOLDER = Path(__file__).parent / "words"

#: The languages in which an agreement can be written out.
WRITTEN = tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


class ContractWords:
    """The words of one language, found by "table.name"; unknown names raise `KeyError`."""

    def __init__(self, language: str, words: Mapping[str, Any]) -> None:
        self.language = language
        self._words = words

    def __call__(self, name: str, /, **values: object) -> str:
        """The words of that name, with the values put in. What was put in is never read as a pattern."""
        table, _, entry = name.rpartition(".")
        words = self._words[table][entry] if table else self._words[entry]
        return str(words).format_map(values)

    def has(self, name: str) -> bool:
        table, _, entry = name.rpartition(".")
        return entry in self._words[table]

    def language_name(self, code: str) -> str:
        """What a language is called in this one: "Englisch"."""
        return str(Locale.parse(locale_of(self.language)).languages.get(code, code))

    def listed(self, names: Iterable[str]) -> str:
        """Names in a row: "Deutsch, Englisch und Französisch"."""
        *before, last = names
        return f"{', '.join(before)} {self('and')} {last}" if before else last


@cache
def contract_words(language: str) -> ContractWords:
    """The words of a language in which agreements can be written; raises `KeyError` for any other."""
    if language not in WRITTEN:
        raise KeyError(language)
    return ContractWords(language, tomllib.loads((FOLDER / f"{language}.toml").read_text("utf-8")))
