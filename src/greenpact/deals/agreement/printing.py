"""Prints an agreement as PDF: for the archive and for everybody, with its data inside, ready to be signed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import segno

from greenpact.deals.agreement.contract_words import ContractWords, contract_words
from greenpact.deals.agreement.parts import Agreement, Paragraph, Passage, Section, SignatureBlock
from greenpact.ui.typesetting import Attachment, Relation, typeset

SOURCE = Path(__file__).with_name("agreement.typ")

#: How the attached data are called in the PDF.
DATA_FILE = "deal.json"

#: Titles that long do not fit beside a page's number.
LONGEST_RUNNING = 90

#: Paragraphs of no more letters stay together on a page; longer ones may go on overleaf.
LONGEST_UNBROKEN = 900


@dataclass(frozen=True, slots=True)
class Edition:
    """Which state of a deal a PDF shows: the deal's full reference, when it was fixed, and the fixed document.

    A draft has the number 0 and neither hash nor data. `code` is what the QR code holds, such as the address at which
    the version can be verified; without it there is none.
    """

    deal: str
    at: datetime
    number: int = 0
    sha256: str = ""
    canonical: bytes = b""
    code: str = ""


def as_pdf(agreements: Sequence[Agreement], edition: Edition) -> bytes:
    """The agreement in its languages, the binding one first; the same input gives the same bytes.

    Raises `greenpact.ui.typesetting.NotTypeset`, also when there is no language at all.
    """
    first = agreements[0]
    words = contract_words(first.language)
    files = {
        DATA_FILE: Attachment(
            edition.canonical, "application/json", words("print.attached_description"), Relation.SOURCE
        )
    }
    return typeset(
        _source(),
        {
            "versions": [_version(agreement, edition) for agreement in agreements],
            "has-code": bool(edition.code),
        },
        title=first.title,
        language=first.language,
        at=edition.at,
        author=", ".join(party.name for party in first.parties)[:500],
        description=f"{first.kind}, {_edition_words(edition, words)}",
        attachments=files if edition.canonical else {},
        pictures={"code": _code(edition.code)} if edition.code else {},
    )


@cache
def _source() -> str:
    return SOURCE.read_text("utf-8")


def _version(agreement: Agreement, edition: Edition) -> dict[str, Any]:
    words = contract_words(agreement.language)
    title = agreement.title
    return {
        "language": agreement.language,
        "title": title,
        "title-language": agreement.title_language,
        "running": title if len(title) <= LONGEST_RUNNING else f"{title[:LONGEST_RUNNING]} …",
        "kind": agreement.kind,
        "standing": agreement.standing,
        "between": agreement.between,
        "parties": [
            {"number": one.number, "name": one.name, "details": one.details, "role": one.role}
            for one in agreement.parties
        ],
        "preamble-heading": agreement.preamble_heading,
        "preamble": _passages(agreement.preamble),
        "sections": [_section(section) for section in agreement.sections],
        "signatures-heading": agreement.signatures_heading,
        "signatures": [_signature(block) for block in agreement.signatures],
        "print": _print_words(edition, words),
    }


def _print_words(edition: Edition, words: ContractWords) -> dict[str, str]:
    return {
        "page": words("print.page", page="{page}", pages="{pages}"),
        "version": _edition_words(edition, words),
        "hash": words("print.hash", hash=edition.sha256) if edition.sha256 else "",
        "attached": words("print.attached", deal=edition.deal) if edition.canonical else "",
        "code": words("print.code"),
    }


def _edition_words(edition: Edition, words: ContractWords) -> str:
    state = words("print.version", number=edition.number) if edition.number else words("print.draft")
    return f"{edition.deal} · {state}"


def _section(section: Section) -> dict[str, Any]:
    return {
        "title": section.title,
        "lead": section.lead,
        "groups": [
            {"heading": group.heading, "paragraphs": [_paragraph(one) for one in group.paragraphs]}
            for group in section.groups
        ],
    }


def _paragraph(one: Paragraph) -> dict[str, Any]:
    return {
        "number": one.number,
        "heading": one.heading,
        "passages": _passages(one.passages),
        "facts": one.facts_line,
        "missing": one.missing,
        "may-break": sum(map(len, one.lines())) > LONGEST_UNBROKEN,
    }


def _passages(passages: Sequence[Passage]) -> list[dict[str, str]]:
    return [{"text": one.text, "language": one.language, "bullet": one.bullet} for one in passages]


def _signature(block: SignatureBlock) -> dict[str, Any]:
    """A block with room to write: a line behind what ends in a colon, and height where a hand signs."""
    return {
        "name": block.name,
        "blanks": [
            {"words": words, "is-open": words.endswith(":"), "is-tall": words == block.hand}
            for words in block.blanks
        ],
    }


def _code(text: str) -> str:
    """A QR code as SVG, dark on white, with the margin that readers need."""
    out = BytesIO()
    segno.make(text, error="m").save(out, kind="svg", border=4, light="#ffffff", xmldecl=False)
    return out.getvalue().decode()
