"""What changed since another report, in words, with the entries of the journal that tell why."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from greenpact.deals.choices import SignatureState, WorkState
from greenpact.labels.choices import LabelLevel
from greenpact.measures.models import MeasureState, NonValueChoice
from greenpact.reports.fields import Format
from greenpact.reports.formats.telling import amount, blank, day_of, period_words, said, span_words
from greenpact.reports.paper import Block, Grid, Note

Data = Mapping[str, Any]
Words = str | Promise

#: What is different, in words.
WHATS: dict[str, Words] = {
    "target_came": _("The city stated a target"),
    "target_went": _("A target of the city is no longer stated"),
    "deal_came": _("Deal came in"),
    "deal_went": _("Deal is no longer in it"),
    "work_state": _("Work moved on"),
    "signature_state": _("Signature moved on"),
    "label": _("Label changed"),
    "party_came": _("Party joined"),
    "party_went": _("Party left"),
    "commitment_came": _("Commitment added"),
    "commitment_went": _("Commitment dropped"),
    "quantity": _("Promised amount changed"),
    "measure_state": _("Measure moved on"),
    "measure_due": _("Due day changed"),
    "indicator_came": _("Indicator added"),
    "indicator_went": _("Indicator followed no longer"),
    "indicator_target": _("Target of an indicator changed"),
    "reading_replaced": _("Reading corrected"),
    "value": _("Last value changed"),
}

#: More lines than these tell a reader nothing; all of them stand in the data.
MOST_LINES = 150


def changes_block(kind: Format, data: Data) -> list[Block]:
    """The table of changes, or why there is none."""
    if not data["compared_with"]:
        return [
            Grid(
                pgettext("since another report", "What changed"),
                (__("Note"),),
                ((f"– {blank(kind, 'changes')}",),),
                ("changes",),
            )
        ]
    lines = [row_of(one, data) for one in data["changes"]]
    heads = (__("What"), __("Where"), __("Before"), __("Now"), __("Why"))
    before = span_words(data["compared_with"]["period"]["first_on"], data["compared_with"]["period"]["until"])
    caption = __("%(now)s against %(before)s") % {"now": period_words(data), "before": before}
    nothing = (__("Nothing changed."), "", "", "", "")
    grid = Grid(caption, heads, tuple(lines[:MOST_LINES]) or (nothing,), ("changes",), (4, 5, 3, 3, 5))
    if len(lines) <= MOST_LINES:
        return [grid]
    left = __("%(count)s further changes stand in the data of the report.") % {
        "count": len(lines) - MOST_LINES
    }
    return [grid, Note(left)]


def row_of(one: Data, data: Data) -> tuple[str, ...]:
    """A change as a line of the table."""
    show = _SHOW.get(one["what"], _plain)
    unit = _unit(one, data)
    return (
        str(WHATS[one["what"]]),
        _where(one, data),
        show(one.get("before"), unit),
        show(one.get("after"), unit),
        _why(one),
    )


def _where(one: Data, data: Data) -> str:
    """The deal and what of it, as the snapshot calls them."""
    deal = next((deal for deal in data["deals"] if deal["ref"] == one.get("deal")), None)
    parts = [said(deal["title"]) if deal else str(one.get("deal", ""))]
    if name := one.get("name"):
        parts = [*(parts if one["what"].partition("_")[0] not in {"deal", "target"} else []), said(name)]
    elif deal and (ref := one.get("indicator")):
        parts.append(next((said(row["name"]) for row in deal["indicators"] if row["ref"] == ref), ""))
    elif deal and (ref := one.get("clause")):
        parts.append(next((said(row["text"]) for row in deal["commitments"] if row["ref"] == ref), ""))
    if first_on := one.get("first_on"):
        parts.append(span_words(first_on, one["until"]))
    return " · ".join(part for part in parts if part)


def _unit(one: Data, data: Data) -> str:
    for deal in data["deals"]:
        if deal["ref"] == one.get("deal"):
            rows = deal["indicators"] if one.get("indicator") else deal["commitments"]
            wanted = one.get("indicator") or one.get("clause")
            return next((row["unit"] for row in rows if row["ref"] == wanted), "")
    return ""


def _why(one: Data) -> str:
    """The reason somebody gave for a correction, and the entries that tell of it."""
    entries = ", ".join(
        __("entry %(number)s of %(day)s") % {"number": entry["number"], "day": day_of(entry["on"], "short")}
        for entry in one["entries"][-3:]
    )
    return " · ".join(part for part in (one.get("reason", ""), entries) if part) or __(
        "follows from the days alone"
    )


def _plain(value: Any, _unit: str) -> str:
    return "" if value is None else str(value)


def _number(value: Any, unit: str) -> str:
    if isinstance(value, str) and value in NonValueChoice.values:
        return str(NonValueChoice(value).label)
    return amount(value, unit)


def _chosen(choices: Any) -> Callable[[Any, str], str]:
    return lambda value, _unit: str(dict(choices.choices).get(value, value or "–"))


_SHOW: dict[str, Callable[[Any, str], str]] = {
    "work_state": _chosen(WorkState),
    "signature_state": _chosen(SignatureState),
    "measure_state": _chosen(MeasureState),
    "label": _chosen(LabelLevel),
    "measure_due": lambda value, _unit: day_of(value or "") or "–",
    "quantity": _number,
    "indicator_target": _number,
    "reading_replaced": _number,
    "value": _number,
}
