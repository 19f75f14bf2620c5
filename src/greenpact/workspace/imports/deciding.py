"""The pages of one import: its preview, how every cell was read, the decision, its progress and its result."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from greenpact.cities.keeping import Kept
from greenpact.parties.rules import Deed
from greenpact.ui.masthead import Place
from greenpact.workspace.access import Visit, within_city
from greenpact.workspace.frame import Here, city_frame
from greenpact.workspace.importing.bounds import SMALL_RECORDS
from greenpact.workspace.importing.carrying_out import NotConfirmed, amount, claim, confirm, discard, work_on
from greenpact.workspace.importing.complaints import Severity
from greenpact.workspace.importing.layout import Layout, layout_from_data
from greenpact.workspace.importing.saying import sentence_of
from greenpact.workspace.importing.taking_in import rows_of_page
from greenpact.workspace.imports.showing import (
    own_findings,
    shown_changes,
    shown_findings,
    shown_row,
    shown_sheets,
    summary,
)
from greenpact.workspace.imports.words import REFUSALS
from greenpact.workspace.models import Import, ImportPage, ImportState

FINDINGS_SHOWN = 20
WORKING = (ImportState.UPLOADED, ImportState.CONFIRMED, ImportState.RUNNING)


def _found(visit: Visit, ref: str) -> Import:
    return get_object_or_404(Import.objects.with_names(), city=visit.city, ref=ref)


def _frame(visit: Visit, taken: Import, title: str, *, below: bool = False) -> dict[str, Any]:
    slug = visit.city.slug
    above = [Place(_("Import"), reverse("workspace:imports", args=[slug]))]
    if below:
        name = summary(taken, get_language() or "en").title
        above.append(Place(name, reverse("workspace:import", args=[slug, taken.ref])))
    return city_frame(visit, here=Here.IMPORTS, title=title, above=above)


def _counts(taken: Import) -> dict[str, int]:
    """How many findings and records there are in all; lists show the first ones."""
    found = taken.findings.get("counts", {})
    own = sum(each.severity == Severity.WARNING for each in own_findings(taken))
    return {
        "error_count": taken.error_count,
        "warning_count": found.get(Severity.WARNING, 0) - own,
        **{f"{what}_count": sum(row.get(what, 0) for row in taken.counts.values()) for what in Kept},
    }


@require_safe
@within_city(Deed.KEEP_REGISTER)
def show(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """An import as it stands: being read, waiting for a decision, being carried out, or over."""
    taken, language = _found(visit, ref), get_language() or "en"
    shown = summary(taken, language)
    errors = shown_findings(taken, Severity.ERROR, language)
    warnings = shown_findings(taken, Severity.WARNING, language)
    context = (
        _frame(visit, taken, shown.title)
        | _counts(taken)
        | {
            "import": taken,
            "shown": shown,
            "is_working": taken.state in WORKING,
            "own": [sentence_of(each) for each in own_findings(taken)],
            "errors": errors[:FINDINGS_SHOWN],
            "warnings": warnings[:FINDINGS_SHOWN],
            "notes": shown_findings(taken, Severity.NOTE, language),
            "sheets": shown_sheets(taken, language),
            "changed": shown_changes(taken, "changed", language),
            "added": shown_changes(taken, "added", language),
            "amount": amount(taken),
        }
    )
    return render(request, "workspace/imports/import.html", context)


@require_safe
@within_city(Deed.KEEP_REGISTER)
def progress(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """How far an import has come; once it is over, the whole page is shown anew."""
    taken = _found(visit, ref)
    if taken.state not in WORKING:
        return HttpResponseClientRefresh()
    return render(request, "workspace/imports/progress.html", {"import": taken, "visit": visit})


@require_safe
@within_city(Deed.KEEP_REGISTER)
def findings(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """Everything that was found, by sheet and row."""
    taken, language = _found(visit, ref), get_language() or "en"
    context = (
        _frame(visit, taken, _("All findings"), below=True)
        | _counts(taken)
        | {
            "import": taken,
            "errors": shown_findings(taken, Severity.ERROR, language),
            "warnings": shown_findings(taken, Severity.WARNING, language),
            "shown": summary(taken, language),
        }
    )
    return render(request, "workspace/imports/findings.html", context)


@require_safe
@within_city(Deed.KEEP_REGISTER)
def cells(request: HttpRequest, visit: Visit, ref: str, form: str) -> HttpResponse:
    """How every cell of a sheet was read, some rows at a time; `?row=` finds the page of a row."""
    taken, language = _found(visit, ref), get_language() or "en"
    layout = next((layout_from_data(data) for data in taken.layouts if data["form"] == form), None)
    if layout is None:
        raise Http404(form)
    page = _page(request, taken, layout)
    pages = taken.pages.filter(form=form).count()
    number = page.number if page else 0
    context = _frame(visit, taken, layout.form.title(language), below=True) | {
        "import": taken,
        "layout": layout,
        "rows": [shown_row(layout, row, language) for row in (rows_of_page(page) if page else [])],
        "newer": f"?page={number - 1}" if number else "",
        "older": f"?page={number + 1}" if number + 1 < pages else "",
        "note": _("Page %(number)s of %(pages)s") % {"number": number + 1, "pages": pages},
    }
    return render(request, "workspace/imports/cells.html", context)


def _page(request: HttpRequest, taken: Import, layout: Layout) -> ImportPage | None:
    pages = taken.pages.filter(form=layout.form.name)
    row, number = request.GET.get("row", ""), request.GET.get("page", "0")
    if row.isdecimal() and len(row) < 9:
        return pages.filter(first_row__lte=int(row)).order_by("-first_row").first() or pages.first()
    if not number.isdecimal() or len(number) > 8:
        raise Http404(number)
    return pages.filter(number=int(number)).first()


@require_POST
@within_city(Deed.KEEP_REGISTER)
def decide(request: HttpRequest, visit: Visit, ref: str, deed: str) -> HttpResponse:
    """Confirm an import or throw it away. What is small is carried out at once, the rest by the worker."""
    taken = _found(visit, ref)
    try:
        if deed == "discard":
            discard(taken, at=visit.at)
            messages.success(request, _("The import was discarded. Nothing was changed."))
            return redirect("workspace:imports", visit.city.slug)
        confirm(taken)
    except NotConfirmed as refusal:
        messages.warning(request, str(REFUSALS[refusal.reason]))
    else:
        if amount(taken) <= SMALL_RECORDS and (claimed := claim(taken.pk, at=visit.at)):
            work_on(claimed, at=visit.at)
    return redirect("workspace:import", visit.city.slug, taken.ref)
