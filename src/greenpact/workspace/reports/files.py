"""Files of reports, and the report of a party made from the rows as they are now."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language

from greenpact.reports.compiling import facts_now
from greenpact.reports.fields import ENDINGS, Format
from greenpact.reports.formats.writing import MEDIA_TYPES, file_of, formats_of
from greenpact.reports.freezing import canonical, digest
from greenpact.reports.rules import Period
from greenpact.workspace.access import Visit, within_city
from greenpact.workspace.reports.finding import OWN, SEE, find_organisation, find_report

LANGUAGES = ("de", "en")
EARLIEST_YEAR, LATEST_YEAR = 1990, 2200


@within_city(SEE)
def report_file(request: HttpRequest, visit: Visit, ref: str, form: str, ending: str) -> HttpResponse:
    """A report in one format; a draft says that it is one."""
    row = find_report(visit, ref)
    kind = _format(form, ending, row.kind)
    language = _language(request)
    content = file_of(kind, ending, row.snapshot, language, sha256=row.sha256, canonical=row.canonical)
    return answer(content, f"{visit.city.slug}-{row.period.in_short}-{form}-{language}", ending)


@within_city(SEE)
def report_data(_request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """The snapshot as canonical JSON, of which the hash was taken."""
    row = find_report(visit, ref)
    return HttpResponse(row.canonical or canonical(row.whole), content_type="application/json")


@within_city(*OWN)
def party_file(request: HttpRequest, visit: Visit, organisation: str, year: int, ending: str) -> HttpResponse:
    """What an organisation promised and did, for itself and for the city's staff."""
    if ending not in ENDINGS[Format.PARTY] or not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise Http404(ending)
    row = find_organisation(visit, organisation)
    facts: dict[str, Any] = facts_now(visit.city, Period.year(year), at=visit.at, of=row)
    snapshot = {**facts, "texts": {}, "report": ""}
    language = _language(request)
    frozen = canonical(snapshot)
    content = file_of(Format.PARTY, ending, snapshot, language, sha256=digest(frozen), canonical=frozen)
    return answer(content, f"{visit.city.slug}-{organisation}-{year}-{language}", ending)


def answer(content: bytes, name: str, ending: str) -> HttpResponse:
    """A file; a PDF opens in the browser, others are saved."""
    response = HttpResponse(content, content_type=MEDIA_TYPES[ending])
    how = "inline" if ending == "pdf" else "attachment"
    response["Content-Disposition"] = f'{how}; filename="{name.replace("/", "_")}.{ending}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _format(form: str, ending: str, kind: str) -> Format:
    """The format of that name, if a report of the kind has it; raises `Http404`."""
    found = {one.value: one for one in formats_of(kind)}.get(form)
    if found is None or ending not in ENDINGS[found]:
        raise Http404(f"{form}.{ending}")
    return found


def _language(request: HttpRequest) -> str:
    wanted = request.GET.get("lang", "")
    return wanted if wanted in LANGUAGES else (get_language() or "en")
