"""Typesets PDF documents with Typst: what people wrote reaches it as data only, never as markup.

The documents say of themselves that they are PDF/A-3a and PDF/UA-1: tagged, with a language and a title, every font
inside, other files attached. The same input gives the same bytes.
"""

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.conf import settings

from greenpact.ui.fonts import as_opentype, letters

#: For the archive and for everybody: PDF/A-3a holds other files, PDF/UA-1 can be read aloud.
ARCHIVE_FOR_ALL = ("a-3a", "ua-1")

#: More than two thousand long clauses; whatever is larger is not a document of ours.
MOST_BYTES = 6_000_000

#: Such a word does not fit on a line; without a place to break it would run off the page.
LONG_WORD = re.compile(r"\S{50,}")
PIECE = re.compile(r"\S{1,20}")
BREAK = "\u200b"

SCRIPTS = ("latin", "latin-ext", "cyrillic", "cyrillic-ext", "greek", "vietnamese")
WEIGHTS = (400, 600)
FONT_FILES = "@fontsource/fira-sans/files"

#: Comes before every source: what the document is called, whose it is, its language, and its attachments.
OPENING = """\
#let data = json("data.json")
#let head = json("head.json")
#let picture(name, ..how) = image(bytes(json("pictures.json").at(name)), format: "svg", ..how)
#set document(title: head.title, author: head.author, description: head.description, date: auto)
#set text(font: "Fira Sans", lang: head.language, size: 10pt)
#for (name, file) in json("attachments.json") {
  pdf.attach(name, bytes(file.content), relationship: file.relation, mime-type: file.kind,
    description: file.description)
}
"""


class NotTypeset(Exception):
    """No document: fonts are missing, or the source is wrong."""


class TooMuch(NotTypeset):
    """No document: the input is larger than one may be."""


class Relation(StrEnum):
    """What an attached file is to the document (PDF/A-3, AFRelationship)."""

    SOURCE = "source"
    DATA = "data"
    ALTERNATIVE = "alternative"
    SUPPLEMENT = "supplement"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside the document: its bytes, media type, purpose in words, and relation to the document."""

    content: bytes
    kind: str
    description: str
    relation: Relation = Relation.DATA


def typeset(
    source: str,
    data: Mapping[str, Any],
    *,
    title: str,
    language: str,
    at: datetime,
    author: str = "",
    description: str = "",
    attachments: Mapping[str, Attachment] | None = None,
    pictures: Mapping[str, str] | None = None,
    standards: tuple[str, ...] = ARCHIVE_FOR_ALL,
) -> bytes:
    """Typeset a Typst source of ours, which finds `data` under that name; the PDF.

    `at` is the moment the document bears, aware of its zone; title and language are demanded by PDF/UA. `pictures` are
    SVG texts by name, drawn by `picture("name", alt: "…")`. Letters no font of ours can draw appear as `[U+1F331]`.
    Raises `TooMuch` or `NotTypeset`.
    """
    head = {"title": title, "author": author, "description": description, "language": language}
    files = {
        "main": OPENING + source,
        "data.json": _json(printable(data)),
        "head.json": _json(printable(head)),
        "pictures.json": _json(dict(pictures or {})),
        "attachments.json": _json({name: _as_data(file) for name, file in (attachments or {}).items()}),
    }
    encoded = {name: text.encode() for name, text in files.items()}
    if sum(map(len, encoded.values())) > MOST_BYTES:
        raise TooMuch("more than is typeset in one document")
    try:
        return typst.compile(  # type: ignore[call-overload, no-any-return]  # its types leave out several files
            encoded,
            format="pdf",
            font_paths=_fonts(),
            ignore_system_fonts=True,
            pdf_standards=list(standards),
            timestamp=int(at.timestamp()),
        )
    except typst.TypstError as error:
        raise NotTypeset(str(error)) from error


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def printable(value: Any) -> Any:
    """Data with every text in letters that our fonts have; keys stay as they are."""
    if isinstance(value, str):
        return drawn(value)
    if isinstance(value, Mapping):
        return {key: printable(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [printable(part) for part in value]
    return value


def drawn(text: str) -> str:
    """A text in letters that our fonts have: composed, spaces plain, and a name in place of what cannot be drawn.

    A word too long for a line may break where it must: after every twenty letters, without a hyphen.
    """
    known = _known()
    letters_only = "".join(
        letter if letter == "\n" or ord(letter) in known else _stand_in(letter)
        for letter in unicodedata.normalize("NFC", text)
    )
    return LONG_WORD.sub(lambda word: BREAK.join(PIECE.findall(word[0])), letters_only)


def _stand_in(letter: str) -> str:
    category = unicodedata.category(letter)
    if category in {"Zl", "Zp"}:
        return "\n"
    if category == "Zs" or letter == "\t":
        return " "
    return "" if category == "Cc" else f"[U+{ord(letter):04X}]"


def _as_data(file: Attachment) -> dict[str, Any]:
    """An attachment for the source; a text goes as such, since a list of numbers takes five times its room."""
    try:
        content: str | list[int] = file.content.decode()
    except UnicodeDecodeError:
        content = list(file.content)
    return {
        "content": content,
        "kind": file.kind,
        "description": printable(file.description),
        "relation": file.relation.value,
    }


def write_fonts(modules: Path, target: Path) -> list[Path]:
    """Write the fonts for typesetting, and the list of letters they have, from `modules` to the folder `target`."""
    target.mkdir(parents=True, exist_ok=True)
    known: set[int] = set()
    written = []
    for script in SCRIPTS:
        for weight in WEIGHTS:
            font = (modules / FONT_FILES / f"fira-sans-{script}-{weight}-normal.woff").read_bytes()
            written.append(target / f"fira-sans-{script}-{weight}.ttf")
            written[-1].write_bytes(as_opentype(font))
            known |= letters(font)
    written.append(target / "letters.json")
    written[-1].write_text(json.dumps(sorted(known)), "utf-8")
    return written


def _folder() -> Path:
    return Path(settings.ASSETS) / "print"


@cache
def _known() -> frozenset[int]:
    path = _folder() / "letters.json"
    if not path.is_file():
        raise NotTypeset(f"{path} is missing: ./greenpact manage look puts the fonts together")
    return frozenset(json.loads(path.read_text("utf-8")))


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(_folder())])
