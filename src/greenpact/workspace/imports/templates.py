"""Downloading empty sheets to fill in."""

import csv
from io import StringIO

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from greenpact.parties.rules import Deed
from greenpact.workspace.access import Visit, within_city
from greenpact.workspace.importing.forms import FORMS
from greenpact.workspace.importing.templates import own_columns, template_workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@within_city(Deed.KEEP_REGISTER)
def workbook(_request: HttpRequest, _visit: Visit) -> HttpResponse:
    """A workbook with all sheets, in the reader's language."""
    language = get_language() or "en"
    response = HttpResponse(template_workbook(language), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="greenpact-import-{language}.xlsx"'
    return response


@require_safe
@within_city(Deed.KEEP_REGISTER)
def csv_head(_request: HttpRequest, _visit: Visit, form: str) -> HttpResponse:
    """The head of one sheet as a CSV file, in the names for machines."""
    found = next((each for each in FORMS if each.name == form), None)
    if found is None:
        raise Http404(form)
    text = StringIO()
    csv.writer(text).writerow(column.name for column in own_columns(found))
    response = HttpResponse(text.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{found.name}.csv"'
    return response
