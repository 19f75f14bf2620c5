"""Charts of a report with their tables and the texts for those who do not see them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from greenpact.reports.drawing import bar, line
from greenpact.reports.fields import Format
from greenpact.reports.formats.telling import (
    amount,
    counted,
    label,
    language,
    provenance_words,
    reading_words,
    said,
    span_words,
    state_words,
)
from greenpact.reports.paper import Drawing, Grid
from greenpact.ui.charts import Spot, chart

Data = Mapping[str, Any]

#: As many of the last readings stand beside a chart.
MOST_BESIDE = 10


def states_drawing(kind: Format, deals: Sequence[Data]) -> Drawing:
    """How many measures stand how, as one bar and as a table."""
    counts = counted(deals)
    words = [f"{state_words(state)}: {count}" for state, count in counts]
    rows = tuple((state_words(state), str(count)) for state, count in counts)
    title = label(kind, "states")
    beside = Grid(title, (_("State"), _("Number")), rows, ("states",), (4, 1), (1,))
    alt = _("A bar divided by the states of all measures. %(states)s") % {"states": "; ".join(words)}
    return Drawing("states", bar(counts, state_words), alt, beside, "")


def indicator_drawing(kind: Format, indicator: Data, name: str) -> Drawing | None:
    """An indicator over time with its way and its targets; None where there are fewer than two values."""
    valued = [one for one in indicator["readings"] if one["value"] is not None]
    if len(valued) < 2:
        return None
    spots = [Spot(_last(one["until"]), one["value"], one["lower"], one["upper"]) for one in valued]
    goals = [Spot(date.fromisoformat(one["due_on"]), one["value"]) for one in indicator["targets"]]
    start = (
        [Spot(date.fromisoformat(indicator["start_on"]), indicator["start_value"])]
        if indicator["start_on"]
        else []
    )
    drawn = chart(spots, [*start, *goals], goals)
    if drawn is None:
        return None
    return Drawing(
        name,
        line(drawn, language()),
        _alt(indicator, valued),
        _beside(kind, indicator),
        said(indicator["name"]),
    )


def _beside(kind: Format, indicator: Data) -> Grid:
    rows = tuple(
        (
            span_words(one["first_on"], one["until"]),
            reading_words(one, indicator["unit"]),
            provenance_words(one),
        )
        for one in indicator["readings"][-MOST_BESIDE:]
    )
    heads = (_("Period"), label(kind, "reading"), label(kind, "provenance"))
    return Grid(_("The last readings"), heads, rows, ("reading", "provenance"), (3, 4, 3), (1,))


def _alt(indicator: Data, valued: Sequence[Data]) -> str:
    first, last = valued[0], valued[-1]
    unit = indicator["unit"]
    words = _(
        "A line over time: %(name)s, from %(first)s (%(first_period)s) to %(last)s (%(last_period)s)."
    ) % {
        "name": said(indicator["name"]),
        "first": amount(first["value"], unit),
        "first_period": span_words(first["first_on"], first["until"]),
        "last": amount(last["value"], unit),
        "last_period": span_words(last["first_on"], last["until"]),
    }
    if not indicator["targets"]:
        return words
    goal = indicator["targets"][-1]
    target = _("Target: %(value)s by %(year)s.") % {
        "value": amount(goal["value"], unit),
        "year": goal["due_on"][:4],
    }
    return f"{words} {target}"


def _last(until: str) -> date:
    return date.fromordinal(date.fromisoformat(until).toordinal() - 1)
