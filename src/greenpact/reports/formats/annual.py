"""The progress report of a city or a deal: what was promised, how it stands, what was counted, what changed and why."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from greenpact.deals.choices import SignatureState, WorkState
from greenpact.reports.fields import Format
from greenpact.reports.formats.changes import changes_block
from greenpact.reports.formats.charts import indicator_drawing, states_drawing
from greenpact.reports.formats.telling import (
    amount,
    cell,
    counted,
    day_of,
    fact,
    label,
    labels,
    paper_of,
    party_names,
    period_words,
    prose,
    said,
    share_words,
    spoken,
    state_of,
    state_words,
)
from greenpact.reports.paper import Block, Facts, Grid, Heading, Note, Paper

Data = Mapping[str, Any]

ANNUAL = Format.ANNUAL

#: A city's report draws as many charts; the others are on the pages of their measures.
MOST_CHARTS = 60


def annual(data: Data, *, sha256: str, canonical: str) -> Paper:
    """The paper, in the language that is active."""
    deals = data["deals"]
    blocks: list[Block] = [
        _about(data),
        Heading(label(ANNUAL, "foreword")),
        prose(ANNUAL, "foreword", data["texts"].get("foreword")),
        Heading(_("At a glance")),
        _glance(deals),
        states_drawing(ANNUAL, deals),
        Note(
            _(
                "Every measure counts once, a late one as late. Unknown means that nobody has said. Nothing is ranked."
            )
        ),
        Heading(label(ANNUAL, "changes")),
        *changes_block(ANNUAL, data),
    ]
    if data["kind"] == "city":
        blocks += [Heading(label(ANNUAL, "targets")), _targets(data["targets"])]
    blocks += list(_deals(data))
    return paper_of(
        data, title_of(data), said(data["city"]["name"]), blocks, sha256=sha256, canonical=canonical
    )


def title_of(data: Data) -> str:
    """What a report is called."""
    about = said(data["city"]["name"])
    if data["kind"] == "deal" and data["deals"]:
        about = said(data["deals"][0]["title"]) or data["deal"]
    return _("Progress report %(period)s: %(about)s") % {"period": period_words(data), "about": about}


def _about(data: Data) -> Facts:
    old = data.get("corrects")
    corrected = f"{said(data['texts'].get('correction'))} ({old['report']})".strip() if old else ""
    return Facts(
        (
            fact(ANNUAL, "period", period_words(data)),
            fact(ANNUAL, "day", day_of(data["day"], "long")),
            fact(ANNUAL, "journal", str(data["journal"]["number"])),
            fact(ANNUAL, "corrects", corrected),
        ),
        is_head=True,
    )


def _glance(deals: Sequence[Data]) -> Facts:
    signed = sum(deal["signature_state"] == "signed" for deal in deals)
    parties = {party["ref"] for deal in deals for party in deal["parties"]}
    words = _("%(all)s, of these %(signed)s signed") % {"all": len(deals), "signed": signed}
    return Facts((fact(ANNUAL, "deals_number", words), fact(ANNUAL, "parties_number", str(len(parties)))))


def _targets(targets: Sequence[Data]) -> Grid:
    heads = (label(ANNUAL, "targets"), _("Target year"), _("Base year"))
    rows = tuple(
        (said(one["text"]), str(one["target_year"] or "–"), str(one["base_year"] or "–")) for one in targets
    )
    return Grid(
        _("As the city stated them"),
        heads,
        rows or ((cell(ANNUAL, "targets", ""), "", ""),),
        ("targets",),
        (6, 1, 1),
    )


def _deals(data: Data) -> Iterator[Block]:
    """Deals by field, in the order of the city's fields; those without one at the end."""
    charts = 0
    names = {field["ref"]: field["name"] for field in data["fields"]}
    for ref in [*names, ""]:
        deals = [deal for deal in data["deals"] if (deal["field"] if deal["field"] in names else "") == ref]
        if deals and data["kind"] == "city":
            yield Heading(said(names[ref]) if ref else _("Without a field of work"))
        for deal in deals:
            yield Heading(said(deal["title"]) or deal["ref"], 2, spoken(deal["title"]))
            yield from _deal(deal)
            for indicator in deal["indicators"]:
                drawn = indicator_drawing(ANNUAL, indicator, f"{deal['ref']}-{indicator['ref']}")
                charts += drawn is not None
                if drawn is not None and charts <= MOST_CHARTS:
                    yield drawn
    if charts > MOST_CHARTS:
        left = _(
            "%(count)s further charts are not drawn here; their values stand in the tables and in the data."
        )
        yield Note(left % {"count": charts - MOST_CHARTS})


def _deal(deal: Data) -> Iterator[Block]:
    yield prose(ANNUAL, "summary", deal["summary"])
    if deal["is_compiled"]:
        yield Note(_("Compiled from public sources; it is not the parties' own statement."))
    yield Facts(
        (
            fact(ANNUAL, "parties", ", ".join(party["name"] for party in deal["parties"])),
            fact(ANNUAL, "work", str(WorkState(deal["work_state"]).label)),
            fact(ANNUAL, "signature", _signature(deal)),
        )
    )
    yield _commitments(deal)
    yield _indicators(deal)


def _signature(deal: Data) -> str:
    words = str(SignatureState(deal["signature_state"]).label)
    return f"{words}, {day_of(deal['signed_on'])}" if deal["signed_on"] else words


def _commitments(deal: Data) -> Grid:
    names = party_names(deal)
    refs = ("commitment", "owner", "state", "due")
    rows = tuple(
        (
            said(one["text"]),
            cell(ANNUAL, "owner", names.get(one["party"], "")),
            measure_words(one["measure"]),
            cell(ANNUAL, "due", day_of((one["measure"] or {}).get("due_on", ""))),
        )
        for one in deal["commitments"]
    )
    nothing = ((cell(ANNUAL, "commitment", ""), "", "", ""),)
    return Grid(
        _("What was promised, and how it stands"), labels(ANNUAL, *refs), rows or nothing, refs, (6, 3, 3, 2)
    )


def measure_words(measure: Data | None) -> str:
    """How a measure stands, with the day on which it was done or by how many days it is late."""
    words = state_words(state_of(measure))
    if measure and measure["late_days"]:
        return _("%(state)s by %(days)s days") % {"state": words, "days": measure["late_days"]}
    if measure and measure["done_on"]:
        return f"{words}, {day_of(measure['done_on'])}"
    return words


def _indicators(deal: Data) -> Grid:
    refs = ("indicator", "start", "target", "value", "progress")
    rows = tuple(
        (
            said(one["name"]),
            cell(ANNUAL, "start", _dated(one["start_value"], one["unit"], one["start_on"])),
            cell(ANNUAL, "target", _last_target(one)),
            cell(ANNUAL, "value", _standing(one)),
            cell(ANNUAL, "progress", share_words((one["standing"] or {}).get("progress"))),
        )
        for one in deal["indicators"]
    )
    nothing = ((cell(ANNUAL, "indicator", ""), "", "", "", ""),)
    return Grid(
        _("What was counted"),
        labels(ANNUAL, *refs),
        rows or nothing,
        (*refs, "reading", "provenance"),
        (5, 3, 3, 3, 2),
        (1, 2, 3, 4) if rows else (),
    )


def _dated(value: float | None, unit: str, on: str) -> str:
    return f"{amount(value, unit)} ({on[:4]})" if value is not None and on else ""


def _last_target(one: Data) -> str:
    if not one["targets"]:
        return ""
    goal = one["targets"][-1]
    return _dated(goal["value"], one["unit"], goal["due_on"])


def _standing(one: Data) -> str:
    now = one["standing"]
    return _dated(now["value"], one["unit"], now["first_on"]) if now else ""


def totals(deals: Sequence[Data]) -> str:
    """The counts of measures in one line."""
    return ", ".join(f"{state_words(state)}: {count}" for state, count in counted(deals) if count)
