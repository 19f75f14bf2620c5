"""The sheet of a deal for the network: one page in the order that the Intelligent Cities Challenge asks for."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from greenpact.cities.sectors import Sector
from greenpact.deals.choices import DealKind, RoleInDeal, SignatureState, WorkState
from greenpact.labels.choices import LabelLevel
from greenpact.reports.fields import Format
from greenpact.reports.formats.annual import measure_words
from greenpact.reports.formats.telling import (
    amount,
    cell,
    day_of,
    fact,
    label,
    labels,
    money,
    paper_of,
    party_names,
    promised,
    prose,
    said,
    spoken,
)
from greenpact.reports.paper import Block, Facts, Grid, Heading, Paper, Prose, in_passages

Data = Mapping[str, Any]

SHEET = Format.SHEET


def sheet(data: Data, *, sha256: str, canonical: str) -> Paper:
    """The paper of the one deal in the snapshot, in the language that is active."""
    deal = data["deals"][0]
    blocks: list[Block] = [
        Facts(_head(data, deal), is_head=True),
        Heading(label(SHEET, "summary")),
        prose(SHEET, "summary", deal["summary"]),
        _parties(deal),
        Heading(label(SHEET, "goal")),
        _goals(deal),
        Heading(_("Commitments")),
        _commitments(deal),
        Heading(_("Indicators")),
        _indicators(deal),
        Heading(_("Budget and states")),
        Facts(_states(data, deal)),
    ]
    kicker = f"{said(data['city']['name'])} · {_('Local Green Deals')} · {_('Network sheet')}"
    title = said(deal["title"]) or deal["ref"]
    return paper_of(data, title, kicker, blocks, sha256=sha256, canonical=canonical)


def _head(data: Data, deal: Data) -> tuple[Any, ...]:
    sectors = ", ".join(str(Sector(one).label) for one in deal["sectors"])
    city = f"{said(data['city']['name'])} ({data['city']['country']})"
    return (
        fact(SHEET, "title", said(deal["title"]), spoken(deal["title"])),
        fact(SHEET, "original_kind", str(DealKind(deal["kind"]).label)),
        fact(SHEET, "city", city),
        fact(SHEET, "sector", sectors),
        fact(SHEET, "field", said(deal["field_name"])),
        fact(SHEET, "sdgs", ", ".join(map(str, deal["sdgs"]))),
    )


def _parties(deal: Data) -> Grid:
    rows = tuple((one["name"], str(RoleInDeal(one["role"]).label)) for one in deal["parties"])
    nothing = ((cell(SHEET, "parties", ""), ""),)
    heads = labels(SHEET, "parties", "role")
    return Grid(label(SHEET, "parties"), heads, rows or nothing, ("parties", "role"), (3, 2))


def _goals(deal: Data) -> Prose:
    """Each goal with its value and year, as a list."""
    lines = []
    for goal in deal["goals"]:
        asked = " · ".join(
            part for part in (amount(goal["target"], goal["unit"]), str(goal["due_year"] or "")) if part
        )
        lines.append(f"- {said(goal['text'])}" + (f" ({asked})" if asked else ""))
    if not lines:
        return prose(SHEET, "goal", None)
    return Prose("goal", in_passages("\n".join(lines), spoken(deal["goals"][0]["text"])))


def _commitments(deal: Data) -> Grid:
    refs = ("commitment", "owner", "state")
    names = party_names(deal)
    rows = tuple(
        (said(one["text"]), cell(SHEET, "owner", names.get(one["party"], "")), measure_words(one["measure"]))
        for one in deal["commitments"]
    )
    nothing = ((cell(SHEET, "commitment", ""), "", ""),)
    return Grid(_("What each party brings"), labels(SHEET, *refs), rows or nothing, refs, (6, 3, 3))


def _indicators(deal: Data) -> Grid:
    refs = ("indicator", "target", "value")
    rows = []
    for one in deal["indicators"]:
        goal = one["targets"][-1] if one["targets"] else None
        now = one["standing"]
        rows.append(
            (
                said(one["name"]),
                cell(
                    SHEET,
                    "target",
                    f"{amount(goal['value'], one['unit'])} ({goal['due_on'][:4]})" if goal else "",
                ),
                cell(
                    SHEET,
                    "value",
                    f"{amount(now['value'], one['unit'])} ({now['first_on'][:4]})" if now else "",
                ),
            )
        )
    nothing = ((cell(SHEET, "indicator", ""), "", ""),)
    return Grid(
        _("What is counted"),
        labels(SHEET, *refs),
        tuple(rows) or nothing,
        refs,
        (5, 3, 3),
        (1, 2) if rows else (),
    )


def _states(data: Data, deal: Data) -> tuple[Any, ...]:
    total = promised([deal])
    staff = sum(float(one["staff_fte"]) for one in deal["commitments"] if one["staff_fte"])
    holder = deal["label"]
    first, last = deal["starts_on"] or deal["start_year"], deal["ends_on"] or deal["end_year"]
    term = " – ".join(day_of(one) if "-" in str(one) else str(one) for one in (first, last) if one)
    return (
        fact(SHEET, "budget", money(total) if total else ""),
        fact(SHEET, "staff", amount(staff, _("full-time equivalents")) if staff else ""),
        fact(SHEET, "work", str(WorkState(deal["work_state"]).label)),
        fact(SHEET, "signature", str(SignatureState(deal["signature_state"]).label)),
        fact(SHEET, "signed_on", day_of(deal["signed_on"])),
        fact(SHEET, "term", term),
        fact(SHEET, "label", str(LabelLevel(holder["level"]).label) if holder else ""),
        fact(SHEET, "day", day_of(data["day"], "long")),
    )
