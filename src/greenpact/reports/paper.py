"""A report on paper as values: what stands on it, block by block. The same blocks become PDF and Word file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from greenpact.deals.agreement.passages import passages_in


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, or an item of a list, in its language."""

    text: str
    language: str
    bullet: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    text: str
    level: int = 1
    language: str = ""


@dataclass(frozen=True, slots=True)
class Prose:
    """Text of one field of the record; where there is none, `blank` says why."""

    field: str
    passages: tuple[Passage, ...]
    blank: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence of the form itself, set small."""

    text: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a list of facts: label and value of one field of the record."""

    field: str
    label: str
    value: str
    is_blank: bool = False
    language: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    rows: tuple[Fact, ...]
    is_head: bool = False  # the box at the top of an official paper


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: what it holds, its heads, and its rows as texts; `fields` are those its columns come from."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    fields: tuple[str, ...] = ()
    widths: tuple[int, ...] = ()  # shares of the line's width
    right: tuple[int, ...] = ()  # columns of numbers


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart as SVG with its text for those who do not see it, and the table that says the same."""

    name: str
    svg: str
    alt: str
    beside: Grid
    title: str


@dataclass(frozen=True, slots=True)
class Lines:
    """Room to sign: what is asked for, one line each."""

    words: tuple[str, ...]


Block = Heading | Prose | Note | Facts | Grid | Drawing | Lines


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper in one language. `foot` stands on every page; `data` is the snapshot, put into the PDF."""

    title: str
    kicker: str
    language: str
    at: datetime
    blocks: tuple[Block, ...]
    author: str = ""
    foot: str = ""
    hash_words: str = ""
    data: str = ""
    data_words: str = ""
    is_draft: bool = False
    draft_words: str = ""
    title_language: str = ""
    page_words: str = field(default="{page} / {pages}")

    def fields(self) -> set[str]:
        """The fields of the table that stand on this paper, blank or not."""
        return set(_fields(self.blocks))


def _fields(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Prose():
                yield block.field
            case Facts():
                yield from (row.field for row in block.rows)
            case Grid():
                yield from block.fields
            case Drawing():
                yield from block.beside.fields
            case _:
                pass


def in_passages(text: str, language: str) -> tuple[Passage, ...]:
    """What somebody wrote, as paragraphs and plain lists."""
    return tuple(Passage(one.text, one.language, one.bullet) for one in passages_in(text, language))
