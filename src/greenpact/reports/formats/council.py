"""The council paper in the form of German municipalities: head, subject, proposal, reasons, costs, climate, annexes."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from greenpact.deals.choices import WorkState
from greenpact.reports.fields import Format
from greenpact.reports.formats.annual import title_of, totals
from greenpact.reports.formats.changes import changes_block
from greenpact.reports.formats.telling import (
    cell,
    day_of,
    fact,
    label,
    labels,
    language,
    money,
    paper_of,
    promised,
    prose,
    said,
)
from greenpact.reports.paper import Block, Facts, Grid, Heading, Lines, Note, Paper

Data = Mapping[str, Any]

COUNCIL = Format.COUNCIL


def council(data: Data, *, sha256: str, canonical: str) -> Paper:
    """The paper, in the language that is active. Texts that only people can write are blank until they do."""
    texts, deals = data["texts"], data["deals"]
    subject = said(texts.get("subject"))
    blocks: list[Block] = [
        Facts(
            (
                fact(COUNCIL, "paper_number", said(texts.get("paper_number"))),
                fact(COUNCIL, "paper_day", day_of(data["day"], "long")),
                fact(COUNCIL, "bodies", said(texts.get("bodies"))),
            ),
            is_head=True,
        ),
        Heading(label(COUNCIL, "subject")),
        prose(COUNCIL, "subject", texts.get("subject") or {language(): title_of(data)}),
        Heading(label(COUNCIL, "proposal")),
        prose(COUNCIL, "proposal", texts.get("proposal")),
        Heading(label(COUNCIL, "grounds")),
        prose(COUNCIL, "grounds", texts.get("grounds")),
        Facts((fact(COUNCIL, "deals_number", str(len(deals))), fact(COUNCIL, "states", totals(deals)))),
        _deals(data),
        *changes_block(COUNCIL, data),
        Heading(label(COUNCIL, "costs")),
        prose(COUNCIL, "costs", texts.get("costs")),
        Facts((fact(COUNCIL, "money", money(promised(deals)) if promised(deals) else ""),)),
        Note(
            _(
                "The amount is the sum of what commitments name. It is promised by all parties together, not spent."
            )
        ),
        Heading(label(COUNCIL, "climate")),
        prose(COUNCIL, "climate", texts.get("climate")),
        Heading(label(COUNCIL, "annexes")),
        prose(COUNCIL, "annexes", texts.get("annexes")),
        Note(_annex(data, sha256)),
        Lines((_("Place, date"), pgettext("a line to sign on", "Signature"))),
    ]
    title = subject or title_of(data)
    kicker = f"{said(data['city']['name'])} · {_('Council paper')}"
    return paper_of(data, title, kicker, blocks, sha256=sha256, canonical=canonical)


def _deals(data: Data) -> Grid:
    refs = ("title", "work")
    rows = tuple(
        (
            said(deal["title"]) or deal["ref"],
            str(WorkState(deal["work_state"]).label),
            totals([deal]) or "–",
        )
        for deal in data["deals"]
    )
    heads = (*labels(COUNCIL, *refs), label(COUNCIL, "states"))
    return Grid(
        _("The deals one by one"), heads, rows or ((cell(COUNCIL, "title", ""), "", ""),), refs, (5, 2, 4)
    )


def _annex(data: Data, sha256: str) -> str:
    words = _("Annex: %(title)s") % {"title": title_of(data)}
    return f"{words}, SHA-256 {sha256}" if sha256 else words
