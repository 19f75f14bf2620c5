"""Empty sheets to fill in, and what goes into their columns."""

import csv
from io import StringIO

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from greenpact.parties.rules import Deed
from greenpact.ui.masthead import Place
from greenpact.workspace.access import Visit, within_city
from greenpact.workspace.frame import Here, city_frame
from greenpact.workspace.importing.columns import Column, Form
from greenpact.workspace.importing.explaining import explanation, meaning_of
from greenpact.workspace.importing.forms import FORMS
from greenpact.workspace.importing.templates import IN_ORDER, own_columns, template_workbook
from greenpact.workspace.importing.values import Choice

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
def columns(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What goes into every column of every sheet."""
    language = get_language() or "en"
    sheets = [
        {
            "name": form.name,
            "title": form.title(language),
            "columns": [
                {
                    "heading": column.heading(language),
                    "name": column.name,
                    "is_needed": column.is_needed,
                    **_described(form, column),
                }
                for column in own_columns(form)
            ],
        }
        for form in IN_ORDER
    ]
    above = [Place(_("Import"), reverse("workspace:imports", args=[visit.city.slug]))]
    frame = city_frame(visit, here=Here.IMPORTS, title=_("Sheets and columns"), above=above)
    return render(request, "workspace/imports/columns.html", {**frame, "sheets": sheets})


def _described(form: Form, column: Column) -> dict[str, str | list[str]]:
    """What goes into a column, and the words that one can choose from, if any."""
    reader = getattr(column.reader, "each", column.reader)
    values = [str(label) for label in reader.choices.labels] if isinstance(reader, Choice) else []
    is_one_of = isinstance(column.reader, Choice)
    return {
        "explanation": meaning_of(form, column) if is_one_of else explanation(form, column),
        "values": values,
    }


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
