"""A frame for a press text: what people wrote, and the figures of the report that anybody may check."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from greenpact.reports.fields import Format
from greenpact.reports.formats.annual import title_of, totals
from greenpact.reports.formats.changes import changes_block
from greenpact.reports.formats.telling import fact, label, paper_of, prose, said
from greenpact.reports.paper import Block, Facts, Grid, Heading, Lines, Note, Paper, Prose

Data = Mapping[str, Any]

PRESS = Format.PRESS


def press(data: Data, *, sha256: str, canonical: str) -> Paper:
    """The paper, in the language that is active."""
    texts, deals = data["texts"], data["deals"]
    blocks: list[Block] = [
        prose(PRESS, "press_lead", texts.get("press_lead")),
        Heading(_("Figures of the report")),
        Facts((fact(PRESS, "deals_number", str(len(deals))), fact(PRESS, "states", totals(deals)))),
        *changes_block(PRESS, data),
        Heading(label(PRESS, "press_quote")),
        prose(PRESS, "press_quote", texts.get("press_quote")),
        Heading(label(PRESS, "press_contact")),
        prose(PRESS, "press_contact", texts.get("press_contact")),
    ]
    kicker = f"{_('Press text')} · {said(data['city']['name'])}"
    return paper_of(data, title_of(data), kicker, blocks, sha256=sha256, canonical=canonical)


def as_text(paper: Paper) -> str:
    """A paper as plain text, for a mail or the city's own page."""
    lines = [paper.kicker, "", paper.title.upper(), ""]
    for block in paper.blocks:
        match block:
            case Heading():
                lines += ["", block.text, ""]
            case Prose():
                lines += [f"[{block.blank}]"] if block.blank else []
                lines += [f"{one.bullet} {one.text}".strip() for one in block.passages]
            case Facts():
                lines += [
                    f"{row.label}: " + (f"[{row.value}]" if row.is_blank else row.value) for row in block.rows
                ]
            case Grid():
                lines += ["", block.caption]
                lines += [" | ".join(part for part in row if part) for row in block.rows]
            case Note():
                lines += [block.text]
            case Lines() | _:
                pass
    return "\n".join([*lines, "", paper.foot, paper.hash_words, ""])
