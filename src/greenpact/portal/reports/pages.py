"""The published reports of a city, one of them with its hash and what changed, and its files."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from greenpact.portal import addresses
from greenpact.portal.finding import find_city
from greenpact.portal.frame import Here, city_frame
from greenpact.reports.fields import ENDINGS, FORMAT_NAMES
from greenpact.reports.formats.changes import MOST_LINES, row_of
from greenpact.reports.formats.writing import MEDIA_TYPES, file_of, formats_of
from greenpact.reports.models import Report
from greenpact.reports.naming import name_of
from greenpact.reports.rules import State
from greenpact.ui.masthead import Place

LANGUAGES = ("de", "en")
MOST_REPORTS = 300


def report_list(request: HttpRequest, city: str) -> HttpResponse:
    """All published reports, newest period first."""
    row = find_city(city)
    rows = Report.objects.public().filter(city=row).select_related("deal", "city")[:MOST_REPORTS]
    description = _(
        "Reports that were checked and published. They are never changed; a correction is a new one."
    )
    frame = city_frame(request, row, here=Here.DATA, title=_("Reports"), description=description)
    shown = [(one, name_of(one), addresses.report(city, one.ref)) for one in rows]
    return render(request, "portal/reports/list.html", {**frame, "rows": shown})


def report_page(request: HttpRequest, city: str, ref: str) -> HttpResponse:
    """One report: period, day, hash, what changed and why, and its files."""
    row = _found(city, ref)
    title = name_of(row)
    above = [Place(_("Reports"), addresses.reports(city))]
    frame = city_frame(request, row.city, here=Here.DATA, title=title, above=above)
    context: dict[str, Any] = {"report": row, "is_shown": _is_shown(row), "newer": _newer(row)}
    if _is_shown(row):
        snapshot = row.snapshot
        context |= {
            "snapshot": snapshot,
            "files": _files(row),
            "changes": [row_of(one, snapshot) for one in snapshot["changes"][:MOST_LINES]],
            "data_address": f"{addresses.report(city, ref)}report.json",
        }
    return render(request, "portal/reports/report.html", {**frame, **context})


def report_data(_request: HttpRequest, city: str, ref: str) -> HttpResponse:
    """The snapshot as canonical JSON, of which the hash was taken."""
    return HttpResponse(_shown(city, ref).canonical, content_type="application/json")


def report_file(
    _request: HttpRequest, city: str, ref: str, form: str, language: str, ending: str
) -> HttpResponse:
    """A report in one format and language."""
    row = _shown(city, ref)
    kind = {one.value: one for one in formats_of(row.kind)}.get(form)
    if kind is None or ending not in ENDINGS[kind] or language not in LANGUAGES:
        raise Http404(form)
    content = file_of(kind, ending, row.snapshot, language, sha256=row.sha256, canonical=row.canonical)
    answer = HttpResponse(content, content_type=MEDIA_TYPES[ending])
    how = "inline" if ending == "pdf" else "attachment"
    name = f"{city}-{row.period.in_short}-{form}-{language}".replace("/", "_")
    answer["Content-Disposition"] = f'{how}; filename="{name}.{ending}"'
    return answer


def _files(row: Report) -> list[tuple[Any, list[tuple[str, str]]]]:
    """Every format with its files: label and address."""
    return [
        (
            FORMAT_NAMES[form],
            [
                (
                    f"{ending.upper()} · {language}",
                    addresses.report_file(row.city.slug, row.ref, form.value, language, ending),
                )
                for ending in ENDINGS[form]
                for language in LANGUAGES
            ],
        )
        for form in formats_of(row.kind)
    ]


def _found(city: str, ref: str) -> Report:
    """A report that the public knows of; raises `Http404`."""
    rows = Report.objects.public().select_related("city", "deal", "corrects")
    return get_object_or_404(rows, city__slug=city, ref=ref)


def _shown(city: str, ref: str) -> Report:
    """One that is still shown; raises `Http404`."""
    row = _found(city, ref)
    if not _is_shown(row):
        raise Http404(ref)
    return row


def _is_shown(row: Report) -> bool:
    return State(row.state) is State.PUBLISHED


def _newer(row: Report) -> str:
    """The address of the report that took this one's place; empty where there is none."""
    newer = Report.objects.public().filter(corrects=row).first()
    return addresses.report(row.city.slug, newer.ref) if newer else ""
