"""What the pages about reports show around their own part."""

from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from greenpact.reports.fields import ENDINGS, FIELDS, FORMAT_NAMES, TEXTS
from greenpact.reports.formats.writing import formats_of
from greenpact.reports.models import Report
from greenpact.reports.naming import name_of
from greenpact.reports.rules import State
from greenpact.ui.masthead import Place
from greenpact.ui.wording import worded
from greenpact.workspace.access import Visit
from greenpact.workspace.editing.seeing import Seen, sealed
from greenpact.workspace.frame import Here, city_frame

TONES = {
    State.DRAFT: "warning",
    State.CHECKED: "info",
    State.PUBLISHED: "success",
    State.WITHDRAWN: "danger",
    State.DISCARDED: "danger",
}


def list_frame(visit: Visit, title: str, *, is_below: bool = True) -> dict[str, Any]:
    """The frame of the list, or of a page beside it."""
    above = [_list_place(visit)] if is_below else []
    return city_frame(visit, here=Here.REPORTS, title=title, above=above)


def page(visit: Visit, report: Report, *, below: str = "", **values: Any) -> dict[str, Any]:
    """The context of a page about a report; `below` are the words for a page beneath it."""
    title = name_of(report)
    above = [_list_place(visit)]
    if below:
        above.append(Place(title, address("report", report)))
    return {
        **city_frame(visit, here=Here.REPORTS, title=below or title, above=above),
        "report": report,
        "name": title,
        "tone": TONES[State(report.state)],
        "seen": sealed(Seen(report.edition)),
        "back": address("report", report),
        **values,
    }


def address(name: str, report: Report, *more: object) -> str:
    return reverse(f"workspace:{name}", args=[report.city.slug, report.ref, *more])


def files_of(report: Report) -> list[dict[str, Any]]:
    """Every format of a report with its files, each in German and English."""
    return [
        {
            "name": FORMAT_NAMES[form],
            "files": [
                {
                    "label": f"{ending.upper()} · {language}",
                    "address": f"{address('report_file', report, form.value, ending)}?lang={language}",
                }
                for ending in ENDINGS[form]
                for language in ("de", "en")
            ],
        }
        for form in formats_of(report.kind)
    ]


def blanks_of(report: Report) -> list[dict[str, Any]]:
    """The texts that people write, each with what its formats say where it is blank."""
    used = {
        field.source.removeprefix("texts."): field
        for form in formats_of(report.kind)
        for field in FIELDS[form]
    }
    language = get_language() or "en"
    return [
        {
            "label": one.label,
            "text": worded(report.texts.get(one.name), language).text,
            "blank": used[one.name].blank,
        }
        for one in TEXTS
        if one.name in used
    ]


def _list_place(visit: Visit) -> Place:
    return Place(_("Reports"), reverse("workspace:reports", args=[visit.city.slug]))
