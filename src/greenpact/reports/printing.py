"""Prints a paper as PDF: for the archive (PDF/A-3a) and for everybody (PDF/UA-1), with its snapshot inside."""

from functools import cache
from pathlib import Path
from typing import Any

from greenpact.reports.paper import Block, Drawing, Facts, Grid, Heading, Lines, Note, Paper, Prose
from greenpact.ui.typesetting import Attachment, Relation, typeset

SOURCE = Path(__file__).with_name("paper.typ")
DATA_FILE = "report.json"
LONGEST_RUNNING = 90

#: Snapshots beyond this are not put into the PDF; they stand beside it for download.
MOST_ATTACHED = 2_000_000


def as_pdf(paper: Paper) -> bytes:
    """The same paper gives the same bytes. Raises `greenpact.ui.typesetting.NotTypeset`."""
    attached = paper.data if len(paper.data) <= MOST_ATTACHED else ""
    files = {DATA_FILE: Attachment(attached.encode(), "application/json", paper.data_words, Relation.SOURCE)}
    title = paper.title
    return typeset(
        _source(),
        {
            "title": title,
            "title-language": paper.title_language or paper.language,
            "running": title if len(title) <= LONGEST_RUNNING else f"{title[:LONGEST_RUNNING]} …",
            "kicker": paper.kicker,
            "page": paper.page_words,
            "foot": paper.foot,
            "hash": paper.hash_words,
            "draft": paper.draft_words if paper.is_draft else "",
            "attached": paper.data_words if attached else "",
            "blocks": [_block(one, paper.language) for one in paper.blocks],
        },
        title=title,
        language=paper.language,
        at=paper.at,
        author=paper.author,
        description=paper.kicker,
        attachments=files if attached else {},
        pictures={one.name: one.svg for one in paper.blocks if isinstance(one, Drawing)},
    )


@cache
def _source() -> str:
    return SOURCE.read_text("utf-8")


def _block(one: Block, language: str) -> dict[str, Any]:
    """A block as the source draws it."""
    match one:
        case Heading():
            return {
                "kind": "heading",
                "text": one.text,
                "level": one.level,
                "language": one.language or language,
            }
        case Facts():
            rows = [_fact(row, language) for row in one.rows]
            return {"kind": "facts", "is-head": one.is_head, "rows": rows}
        case Grid():
            return {"kind": "grid", **_grid(one)}
        case Drawing():
            return _drawing(one)
        case _:
            return _words(one)


def _words(one: Prose | Note | Lines) -> dict[str, Any]:
    match one:
        case Prose():
            passages = [
                {"text": part.text, "language": part.language, "bullet": part.bullet} for part in one.passages
            ]
            return {"kind": "prose", "passages": passages, "blank": one.blank}
        case Note():
            return {"kind": "note", "text": one.text}
        case Lines():
            return {"kind": "lines", "words": list(one.words)}


def _drawing(one: Drawing) -> dict[str, Any]:
    return {
        "kind": "drawing" if one.title else "wide",
        "name": one.name,
        "alt": one.alt,
        "title": one.title,
        "beside": _grid(one.beside),
    }


def _fact(row: Any, language: str) -> dict[str, Any]:
    return {
        "label": row.label,
        "value": row.value,
        "is-blank": row.is_blank,
        "language": row.language or language,
    }


def _grid(one: Grid) -> dict[str, Any]:
    return {
        "caption": one.caption,
        "heads": list(one.heads),
        "rows": [list(row) for row in one.rows],
        "widths": list(one.widths or (1,) * len(one.heads)),
        "right": list(one.right),
    }
