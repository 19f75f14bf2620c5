"""The report of a party: what it promised and what it did, for its own sustainability report."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from greenpact.deals.choices import RoleInDeal
from greenpact.reports.fields import Format
from greenpact.reports.formats.annual import measure_words
from greenpact.reports.formats.charts import indicator_drawing
from greenpact.reports.formats.telling import (
    amount,
    cell,
    day_of,
    fact,
    labels,
    paper_of,
    period_words,
    provenance_words,
    reading_words,
    said,
    span_words,
    spoken,
)
from greenpact.reports.paper import Block, Facts, Grid, Heading, Note, Paper

Data = Mapping[str, Any]

PARTY = Format.PARTY


def own(data: Data, party: str) -> list[Data]:
    """The deals of a snapshot in which an organisation is a party, with its own commitments and what is counted of
    them; what is counted of a deal as a whole stays with all of its parties.
    """
    found: list[Data] = []
    for deal in data["deals"]:
        if party not in {one["ref"] for one in deal["parties"]}:
            continue
        clauses = [one for one in deal["commitments"] if one["party"] == party]
        refs = {"", *(one["ref"] for one in clauses)}
        counted = [one for one in deal["indicators"] if one["clause"] in refs]
        found.append({**deal, "commitments": clauses, "indicators": counted})
    return found


def party_report(data: Data, *, sha256: str, canonical: str) -> Paper:
    """The paper about the organisation of the snapshot, in the language that is active."""
    one = data["party"]
    blocks: list[Block] = [
        Facts(
            (
                fact(PARTY, "party", one["name"]),
                fact(PARTY, "period", period_words(data)),
                fact(PARTY, "day", day_of(data["day"], "long")),
                fact(PARTY, "journal", str(data["journal"]["number"])),
            ),
            is_head=True,
        ),
        Note(_("Put together from the register of the city. States are those of the day named above.")),
    ]
    for deal in own(data, one["ref"]):
        blocks += list(_deal(deal, one["ref"]))
    title = _("What %(party)s promised and did, %(period)s") % {
        "party": one["name"],
        "period": period_words(data),
    }
    return paper_of(data, title, said(data["city"]["name"]), blocks, sha256=sha256, canonical=canonical)


def _deal(deal: Data, party: str) -> Iterator[Block]:
    role = next(one["role"] for one in deal["parties"] if one["ref"] == party)
    yield Heading(said(deal["title"]) or deal["ref"], 1, spoken(deal["title"]))
    yield Facts(
        (
            fact(PARTY, "title", said(deal["title"]), spoken(deal["title"])),
            fact(PARTY, "role", str(RoleInDeal(role).label)),
        )
    )
    refs = ("commitment", "quantity", "state", "due", "done")
    rows = tuple(
        (
            said(one["text"]),
            cell(PARTY, "quantity", amount(one["quantity"], one["unit"])),
            measure_words(one["measure"]),
            cell(PARTY, "due", day_of((one["measure"] or {}).get("due_on", ""))),
            day_of((one["measure"] or {}).get("done_on", "")) or "–",
        )
        for one in deal["commitments"]
    )
    nothing = ((cell(PARTY, "commitment", ""), "", "", "", ""),)
    yield Grid(_("Promises of your own"), labels(PARTY, *refs), rows or nothing, refs, (6, 3, 3, 2, 2))
    yield _readings(deal)
    for indicator in deal["indicators"]:
        if drawn := indicator_drawing(PARTY, indicator, f"{deal['ref']}-{indicator['ref']}"):
            yield drawn


def _readings(deal: Data) -> Grid:
    refs = ("indicator", "reading", "provenance", "source")
    rows = tuple(
        (
            said(one["name"]),
            span_words(reading["first_on"], reading["until"]),
            reading_words(reading, one["unit"]),
            provenance_words(reading),
            cell(PARTY, "source", reading["source"]),
        )
        for one in deal["indicators"]
        for reading in one["readings"]
    )
    heads = labels(PARTY, *refs)
    nothing = ((cell(PARTY, "indicator", ""), "", cell(PARTY, "reading", ""), "", ""),)
    return Grid(
        _("What was counted"), (heads[0], _("Period"), *heads[1:]), rows or nothing, refs, (4, 3, 3, 2, 4)
    )
