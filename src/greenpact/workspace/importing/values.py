"""How a cell becomes a value: each way of reading says what it accepts, and complains in words about the rest."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property, lru_cache
from typing import Any, Protocol

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from greenpact.workspace.importing.bounds import LONGEST_CELL
from greenpact.workspace.importing.complaints import Complaint
from greenpact.workspace.naming import RESERVED
from sheets.cells import Cell, Nature, Natured, Notation


class Wrong(Exception):
    """A cell that cannot be read; carries the complaint and what fills its sentence."""

    def __init__(self, complaint: Complaint, **about: Any) -> None:
        super().__init__(complaint.value)
        self.complaint = complaint
        self.about = about


class Absent:
    """Stands for a cell that is empty and thereby says nothing: what is in the register stays."""

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT = Absent()

#: Takes note of something that could be read, but should be looked at.
Remark = Callable[..., None]


class Reader(Protocol):
    """A way of reading a cell that holds something. `empty` is the value of an empty cell."""

    @property
    def empty(self) -> Any: ...

    @property
    def explanation(self) -> Promise | str: ...

    def read(self, cell: Cell, notation: Notation, remark: Remark) -> Any:
        """The value; raises `Wrong`."""
        ...


def plain(cell: Cell) -> str:
    """The text of a cell whose nature does not matter; raises `Wrong` for formulas and errors."""
    if isinstance(cell, Natured):
        if cell.nature == Nature.FORMULA:
            raise Wrong(Complaint.FORMULA)
        if cell.nature == Nature.FAULT:
            raise Wrong(Complaint.FAULTY_FORMULA, text=cell.text)
        if cell.nature == Nature.PERCENT:
            raise Wrong(Complaint.PERCENT)
        return cell.text
    if cell.startswith("="):
        raise Wrong(Complaint.FORMULA)
    return cell


def like(text: str, known: Sequence[str]) -> str:
    """The known word nearest to a mistaken one; empty when none is near."""
    near = get_close_matches(text[:80].casefold(), known, n=1, cutoff=0.6)
    return near[0] if near else ""


_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


@dataclass(frozen=True)
class Text:
    """Words. With `lines` they may run over several lines; otherwise they become one."""

    longest: int = LONGEST_CELL
    lines: bool = False
    empty: Any = ""

    @property
    def explanation(self) -> Promise | str:
        return _("Text")

    def read(self, cell: Cell, notation: Notation, remark: Remark) -> str:
        text = plain(cell)
        cleaned = _CONTROL.sub("", text)
        if cleaned != text:
            remark(Complaint.INVISIBLE_SIGNS)
        if not cleaned.isascii():
            cleaned = unicodedata.normalize("NFC", cleaned)
        cleaned = (
            cleaned.replace("\r\n", "\n").replace("\r", "\n").strip()
            if self.lines
            else " ".join(cleaned.split())
        )
        if len(cleaned) > self.longest:
            raise Wrong(Complaint.TEXT_TOO_LONG, length=len(cleaned), most=self.longest)
        return cleaned


_REF = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "o", "ł": "l", "å": "a", "æ": "ae"})


@lru_cache(maxsize=100_000)
def as_ref(text: str, longest: int) -> str:
    """A short name in small letters; raises `Wrong` with a proposal."""
    ref = text.strip().casefold() if text.isascii() else text.strip().lower()
    if len(ref) <= longest and _REF.fullmatch(ref):
        return ref
    plain_letters = unicodedata.normalize("NFKD", ref.translate(_GERMAN)).encode("ascii", "ignore").decode()
    proposal = re.sub(r"[^a-z0-9]+", "-", plain_letters).strip("-")[:longest].strip("-")
    if proposal:
        raise Wrong(Complaint.NOT_A_REF_LIKE, text=text, like=proposal)
    raise Wrong(Complaint.NOT_A_REF, text=text, most=longest)


@dataclass(frozen=True)
class Ref:
    """The short name of a thing; where it names the row itself, it is none of the words of our own addresses."""

    longest: int = 80
    names_row: bool = False
    empty: Any = ""

    @property
    def explanation(self) -> Promise | str:
        return _("Short name: small letters, digits and hyphens")

    def read(self, cell: Cell, notation: Notation, remark: Remark) -> str:
        ref = as_ref(plain(cell), self.longest)
        if self.names_row and ref in RESERVED:
            raise Wrong(Complaint.RESERVED_REF, text=ref)
        return ref


_BETWEEN = re.compile(r"[;,\n]")


@dataclass(frozen=True)
class Several:
    """Several values in one cell, separated by semicolons; each may stand once."""

    each: Reader
    empty: Any = ()

    @property
    def explanation(self) -> Promise | str:
        return _("Several, separated by semicolons")

    def read(self, cell: Cell, notation: Notation, remark: Remark) -> tuple[Any, ...]:
        values: list[Any] = []
        for part in _BETWEEN.split(plain(cell)):
            if not part.strip():
                continue
            value = self.each.read(part.strip(), notation, remark)
            if value in values:
                raise Wrong(Complaint.TWICE_IN_CELL, text=part.strip())
            values.append(value)
        return tuple(values)


@dataclass(frozen=True)
class Choice:
    """One of a few known words: by its code, or by its label in English or German."""

    choices: type[TextChoices]
    empty: Any = ""

    @property
    def explanation(self) -> Promise | str:
        return _("One of the values in the sheet of allowed values")

    @cached_property
    def _codes(self) -> Mapping[str, str]:
        codes: dict[str, str] = {}
        for language in ("en", "de"):
            with override(language):
                codes |= {str(label).casefold(): str(value) for value, label in self.choices.choices}
        return codes | {str(value): str(value) for value in self.choices.values}

    def read(self, cell: Cell, notation: Notation, remark: Remark) -> str:
        text = " ".join(plain(cell).split())
        if code := self._codes.get(text.casefold().replace(" ", "_")) or self._codes.get(text.casefold()):
            return code
        known = self.choices.values
        if near := like(text, list(self._codes)):
            raise Wrong(Complaint.UNKNOWN_CHOICE_LIKE, text=text, like=self._codes[near], known=known)
        raise Wrong(Complaint.UNKNOWN_CHOICE, text=text, known=known)


@dataclass(frozen=True)
class OneOf:
    """One of a few known codes that have no labels of their own."""

    codes: tuple[str, ...]
    empty: Any = ""

    @property
    def explanation(self) -> Promise | str:
        return ", ".join(self.codes)

    def read(self, cell: Cell, notation: Notation, remark: Remark) -> str:
        text = plain(cell).strip().casefold()
        if text in self.codes:
            return text
        known = self.codes
        if near := like(text, self.codes):
            raise Wrong(Complaint.UNKNOWN_CHOICE_LIKE, text=text, like=near, known=known)
        raise Wrong(Complaint.UNKNOWN_CHOICE, text=text, known=known)


_TRUTHS = {"yes": True, "no": False, "ja": True, "nein": False, "true": True, "false": False}
_TRUTHS |= {"wahr": True, "falsch": False, "1": True, "0": False, "x": True}


@dataclass(frozen=True)
class Truth:
    """Yes or no."""

    empty: Any = False

    @property
    def explanation(self) -> Promise | str:
        return _("yes or no")

    def read(self, cell: Cell, notation: Notation, remark: Remark) -> bool:
        text = plain(cell).strip()
        if text.casefold() not in _TRUTHS:
            raise Wrong(Complaint.NOT_YES_OR_NO, text=text)
        return _TRUTHS[text.casefold()]
