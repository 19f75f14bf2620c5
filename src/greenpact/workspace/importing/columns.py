"""A column of a sheet: its name, what it is called in English and German, how it is read, and where its value goes."""

import re
import unicodedata
from dataclasses import dataclass

from greenpact.workspace.importing.values import Reader


@dataclass(frozen=True)
class Column:
    """One column. `name` is its name in files for machines; people may use either of the headings.

    The value goes into the field `into` (usually called like the column), as its text in `language` where that is set.
    """

    name: str
    english: str
    german: str
    reader: Reader
    is_needed: bool = False
    into: str = ""
    language: str = ""
    also: tuple[str, ...] = ()  # what else people call it

    @property
    def field(self) -> str:
        return self.into or self.name

    def heading(self, language: str) -> str:
        """What the column is called in a reader's language."""
        return self.german if language == "de" else self.english


@dataclass(frozen=True)
class Form:
    """The form of one sheet: its name, its headings, its columns."""

    name: str
    english: str
    german: str
    columns: tuple[Column, ...]
    aliases: tuple[str, ...] = ()
    always_needs_all: bool = (
        True  # otherwise rows that are in the register do without columns that new ones need
    )

    def title(self, language: str) -> str:
        """What the sheet is called in a reader's language."""
        return self.german if language == "de" else self.english


def per_language(
    name: str, english: str, german: str, reader: Reader, *, into: str = "", is_needed: bool = False
) -> tuple[Column, ...]:
    """The columns of a text in German and English."""
    into = into or name
    return (
        Column(f"{name}_de", f"{english} (German)", f"{german} (deutsch)", reader, is_needed, into, "de"),
        Column(f"{name}_en", f"{english} (English)", f"{german} (englisch)", reader, False, into, "en"),
    )


def key_of(heading: str) -> str:
    """A heading as it is compared: small letters and digits only, so “Text (deutsch)” is like “text_DEUTSCH”."""
    folded = unicodedata.normalize("NFC", heading).casefold()
    return re.sub(r"[\W_]+", "", folded)
