"""Why a file cannot be read as a sheet. The words are with whoever shows them."""

from enum import StrEnum
from typing import Any


class Flaw(StrEnum):
    """What is wrong with a file as a whole."""

    NOTHING_SENT = "nothing_sent"
    EMPTY_FILE = "empty_file"
    TOO_LARGE = "too_large"
    TOO_MANY_FILES = "too_many_files"
    NOT_A_SHEET = "not_a_sheet"
    OLD_WORKBOOK = "old_workbook"
    PROTECTED = "protected"
    WITH_MACROS = "with_macros"
    BROKEN_WORKBOOK = "broken_workbook"
    BOMB = "bomb"
    TOOK_TOO_LONG = "took_too_long"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_CELLS = "too_many_cells"
    BROKEN_TEXT = "broken_text"
    BROKEN_QUOTES = "broken_quotes"
    FIELD_TOO_LONG = "field_too_long"
    ROW_TOO_LONG = "row_too_long"


class Unreadable(Exception):
    """A file that cannot be read; carries the flaw and what fills its sentence."""

    def __init__(self, flaw: Flaw, **about: Any) -> None:
        super().__init__(flaw.value)
        self.flaw = flaw
        self.about = about
