"""A delivery as its pages show it, in the reader's language."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from greenpact.measures.intake.answers import FAULTS, Fate, cell_key
from greenpact.measures.intake.sifting import from_data
from greenpact.measures.models import Delivered, Delivery, DeliveryState, NonValueChoice
from greenpact.ui import figures
from greenpact.workspace.indicators.forms import written
from sheets.doubts import Doubt, Gravity
from sheets.wording import place, sentence

SHOWN_OF_A_KIND = 20

TONES: Mapping[str, str] = {
    DeliveryState.UPLOADED: "info",
    DeliveryState.ANSWERED: "info",
    DeliveryState.READ: "warning",
    DeliveryState.CONFIRMED: "info",
    DeliveryState.RUNNING: "info",
    DeliveryState.DONE: "success",
    DeliveryState.FAILED: "danger",
    DeliveryState.DISCARDED: "info",
}

FATES: Mapping[Fate, Promise] = {
    Fate.NEW: pgettext_lazy("fate of a reading", "new"),
    Fate.SAME: _("there already"),
    Fate.REPLACES: _("replaces another value"),
    Fate.TWICE: _("stands in the file twice"),
    Fate.CONTRADICTS: _("The file gives another value for the same period before."),
    Fate.NO_PERIOD: _("The file does not say for which period this is."),
    Fate.MOMENT: _("This is a moment. Readings are kept for days and longer periods."),
    Fate.OTHER_RHYTHM: _("The period does not fit the rhythm of the indicator."),
    Fate.IN_FUTURE: _("The period is not over yet."),
    Fate.TOO_LARGE: _("The number is too large to be meant. Check the unit."),
    Fate.OVERLAPS: _("There is a reading already for some of these days."),
    Fate.ELSEWHERE: _("The file says that this is counted elsewhere."),
}


@dataclass(frozen=True, slots=True)
class Summary:
    """One delivery in a few words."""

    ref: str
    title: str
    file: str
    state: str
    tone: str
    outcome: str


def summary(delivery: Delivery) -> Summary:
    """What a list says of a delivery, and what its page is called."""
    language = get_language() or "en"
    moment = delivery.created_at.astimezone(ZoneInfo(delivery.city.timezone))
    day = figures.day(moment.date(), language)
    is_done = delivery.state == DeliveryState.DONE
    return Summary(
        ref=delivery.ref,
        title=__("Readings of %(day)s, %(time)s") % {"day": day, "time": f"{moment:%H:%M}"},
        file=delivery.file_name,
        state=str(DeliveryState(delivery.state).label),
        tone=TONES[delivery.state],
        outcome=outcome(delivery.counts) if is_done else "",
    )


def outcome(counts: Mapping[str, int]) -> str:
    """How many readings came in, and how many of them replaced others."""
    language = get_language() or "en"
    new, replaced = (figures.number(counts.get(one, 0), language) for one in ("new", "replaces"))
    return __("%(new)s new, %(replaced)s replaced") % {"new": new, "replaced": replaced}


@dataclass(frozen=True, slots=True)
class Item:
    """One cell about which something is asked."""

    key: str
    place: str
    text: str
    sentence: str
    may_be_right: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Everything of one kind about which something is asked; `count` of them, of which the first are shown."""

    name: str
    title: str
    count: int
    items: list[Item]
    is_error: bool
    about: Mapping[str, Any]


#: Doubts about a table or column as a whole, which have fields of their own.
WHOLE = frozenset({Doubt.NOTATION_OPEN, Doubt.NOTATION_MIXED, Doubt.DAY_EITHER_WAY, Doubt.NO_PERIOD})

_TITLES: Mapping[str, Promise] = {
    Doubt.NOT_A_NUMBER: _("No number"),
    Doubt.NOT_A_PERIOD: _("No period"),
    Doubt.NO_SUCH_DAY: _("Days that no calendar has"),
    Doubt.FORMULA: _("Formulas"),
    Doubt.FAULT: _("Faults of the spreadsheet program"),
    Doubt.THOUSANDFOLD: _("A thousand times more or less than usual"),
    Doubt.NUMBER_EITHER_WAY: _("Numbers that can be read in two ways"),
    Doubt.UNKNOWN_UNIT: _("Units that are not known"),
    Doubt.NO_HEAD: _("A table without a head"),
}


def groups(delivery: Delivery) -> list[Group]:
    """What is asked about single cells: what reading found, then what comparing found."""
    return [*_of_findings(delivery), *_of_fates(delivery)]


def whole_findings(delivery: Delivery) -> list[dict[str, Any]]:
    """What is asked about tables and columns as a whole."""
    return [one for one in delivery.findings.get("listed", []) if Doubt(one["doubt"]) in WHOLE]


def _of_findings(delivery: Delivery) -> Iterator[Group]:
    language = get_language() or "en"
    listed = delivery.findings.get("listed", [])
    for name, count in delivery.findings.get("open", {}).items():
        doubt = Doubt(name)
        mine = [one for one in listed if one["doubt"] == name][:SHOWN_OF_A_KIND]
        if doubt in WHOLE or not mine:
            continue
        found = [(data, from_data(data)) for data in mine]
        may_be_right = found[0][1].gravity is Gravity.QUESTION
        items = [
            Item(
                cell_key(data["table"], one.row, one.column) if one.row and one.column else "",
                place(one if len(delivery.recognised) > 1 else replace(one, sheet=""), language),
                one.text,
                sentence(one, language),
                may_be_right,
            )
            for data, one in found
        ]
        title = str(_TITLES.get(doubt, items[0].sentence))
        yield Group(name, title, count, items, is_error=not may_be_right, about={})


def _of_fates(delivery: Delivery) -> Iterator[Group]:
    accepted = delivery.answers.get("accepted", [])
    for fate in FAULTS:
        count = delivery.counts.get(fate.value, 0)
        if not count or fate.value in accepted:
            continue
        meant = Delivered.objects.filter(of=delivery, fate=fate.value, series__indicator__isnull=False)
        items = [
            Item(
                cell_key(one.table, one.row, one.column),
                place_of(delivery, one),
                one.text,
                f"{one.series.name}, {period_of(one)}",
                may_be_right=False,
            )
            for one in meant.select_related("series")[:SHOWN_OF_A_KIND]
        ]
        yield Group(fate.value, str(FATES[fate]), count, items, is_error=True, about={})


def place_of(delivery: Delivery, one: Delivered) -> str:
    """Where a reading stands in its file."""
    sheets = delivery.recognised
    title = sheets[one.table]["title"] if len(sheets) > 1 and one.table < len(sheets) else ""
    words = __("row %(row)s, column %(column)s") % {"row": one.row, "column": one.column}
    return f"{title}, {words}" if title else words


def period_of(one: Delivered) -> str:
    if one.first_on is None or one.until is None:
        return __("no period")
    return written(one.first_on, one.until)


def figure_of(one: Delivered, unit: str) -> str:
    """A value as it was read, in the unit of its series."""
    if one.non_value:
        known = one.non_value in NonValueChoice.values
        return str(NonValueChoice(one.non_value).label) if known else str(FATES[Fate.ELSEWHERE])
    return f"{figures.number(one.value or 0.0, get_language() or 'en', 6)} {unit}".strip()


def shown_row(delivery: Delivery, one: Delivered) -> dict[str, Any]:
    """How one cell was read."""
    fate = Fate(one.fate)
    series = one.series
    is_meant = series.indicator_id is not None
    return {
        "place": place_of(delivery, one),
        "text": one.text,
        "series": series.name,
        "period": period_of(one),
        "figure": figure_of(one, series.written_unit or series.unit),
        "fate": str(FATES[fate]) if is_meant or fate in FAULTS else __("left out"),
        "is_fault": fate in FAULTS,
    }
