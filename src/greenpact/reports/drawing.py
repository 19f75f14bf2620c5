"""Draws charts as SVG for paper: colours and letters stand in the drawing itself, since no style sheet reaches it."""

from collections.abc import Callable, Sequence
from html import escape

from greenpact.ui.charts import Chart
from greenpact.ui.figures import number

GREY, INK, LINE, WAY, GOAL = "#50565c", "#14181c", "#0b5d4e", "#7a8289", "#8a4b00"
FONT = 'font-family="Fira Sans" font-size="15"'
AXIS = 'font-family="Fira Sans" font-size="19"'

#: Colours of states, told apart also without colours by the order and the numbers beside them.
STATE_COLOURS = {
    "late": "#a3260f",
    "under_way": "#1f5fa8",
    "done": "#0b5d4e",
    "planned": "#8f979e",
    "unknown": "#d7dbdf",
    "given_up": "#5a4a6b",
}


def line(chart: Chart, language: str) -> str:
    """A line over time: readings, the way asked for (dashed) and targets (rings)."""
    parts = [
        f'<line x1="{chart.left}" x2="{chart.width}" y1="{tick.at}" y2="{tick.at}" stroke="#d7dbdf"/>'
        f'<text x="{chart.left - 8}" y="{tick.at + 4}" text-anchor="end" fill="{GREY}" {AXIS}>'
        f"{escape(number(tick.value, language, 3))}</text>"
        for tick in chart.levels
    ]
    parts += [
        f'<text x="{at}" y="{chart.height - 8}" text-anchor="middle" fill="{GREY}" {AXIS}>{year}</text>'
        for at, year in chart.years
    ]
    if chart.way:
        parts.append(
            f'<polyline points="{chart.way}" fill="none" stroke="{WAY}" stroke-width="2" stroke-dasharray="7 5"/>'
        )
    parts += [
        f'<circle cx="{mark.x}" cy="{mark.y}" r="6" fill="#ffffff" stroke="{GOAL}" stroke-width="2.5"/>'
        for mark in chart.targets
    ]
    parts.append(f'<polyline points="{chart.line}" fill="none" stroke="{LINE}" stroke-width="2.5"/>')
    for mark in chart.readings:
        if mark.low is not None or mark.high is not None:
            low = mark.y if mark.low is None else mark.low
            high = mark.y if mark.high is None else mark.high
            parts.append(
                f'<line x1="{mark.x}" x2="{mark.x}" y1="{low}" y2="{high}" stroke="{LINE}" stroke-width="2"/>'
            )
        parts.append(f'<circle cx="{mark.x}" cy="{mark.y}" r="4.5" fill="{LINE}"/>')
    return _svg(chart.width, chart.height, parts)


def bar(counts: Sequence[tuple[str, int]], named: Callable[[str], str]) -> str:
    """One bar, divided by states in proportion to their numbers, with a legend below."""
    total, width = sum(count for _state, count in counts) or 1, 640
    parts, at, legend = [], 0.0, 0.0
    for state, count in counts:
        if not count:
            continue
        share = width * count / total
        colour = STATE_COLOURS[state]
        parts.append(f'<rect x="{at:.1f}" y="4" width="{share:.1f}" height="34" fill="{colour}"/>')
        if at:
            parts.append(f'<rect x="{at - 1:.1f}" y="4" width="2" height="34" fill="#ffffff"/>')
        words = f"{named(state)} {count}"
        parts.append(f'<rect x="{legend:.0f}" y="52" width="12" height="12" fill="{colour}"/>')
        parts.append(f'<text x="{legend + 18:.0f}" y="63" fill="{INK}" {FONT}>{escape(words)}</text>')
        at += share
        legend += 34 + 8.4 * len(words)
    return _svg(max(width, int(legend)), 72, parts)


def _svg(width: int, height: int, parts: Sequence[str]) -> str:
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
    return f"{head}{''.join(parts)}</svg>"
