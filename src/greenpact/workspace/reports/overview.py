"""All reports of a city, compiling a new one, and the table of fields."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from greenpact.deals.models import Deal
from greenpact.parties.rules import Deed
from greenpact.reports.compiling import Wish, compile_report
from greenpact.reports.fields import FIELDS, FORMAT_NAMES
from greenpact.reports.models import Report
from greenpact.reports.naming import name_of
from greenpact.reports.rules import Period, State
from greenpact.ui.wording import worded
from greenpact.workspace.access import Visit, within_city
from greenpact.workspace.expiry import typed
from greenpact.workspace.refusals import REFUSED, sentences
from greenpact.workspace.reports.finding import OWN, SEE, WRITE, own_organisations, visible_reports
from greenpact.workspace.reports.forms import CompileForm
from greenpact.workspace.reports.pages import TONES, address, list_frame

MOST_REPORTS, MOST_DEALS = 300, 1_000


@within_city(*OWN)
def reports(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The city's reports for staff; for a party the way to its own."""
    sees_all = visit.standing.may(SEE)
    found = visible_reports(visit)[:MOST_REPORTS] if sees_all else []
    context = {
        **list_frame(visit, _("Reports"), is_below=False),
        "rows": [_row(visit, report) for report in found],
        "sees_all": sees_all,
        "may_write": visit.standing.may(WRITE),
        "may_tend": visit.standing.may(WRITE) or visit.standing.may(Deed.EDIT_OWN_MEASURES),
        "organisations": own_organisations(visit),
        "years": range(visit.today.year, visit.today.year - 6, -1),
    }
    return render(request, "workspace/reports/list.html", context)


def _row(visit: Visit, report: Report) -> dict[str, object]:
    report.city = visit.city
    return {"report": report, "name": name_of(report), "tone": TONES[State(report.state)]}


@within_city(WRITE)
def new_report(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Compile a draft."""
    language = get_language() or "en"
    deals = Deal.objects.published().filter(city=visit.city).order_by("ref")[:MOST_DEALS]
    older = list(visible_reports(visit).filter(state__in=[State.PUBLISHED, State.WITHDRAWN])[:MOST_REPORTS])
    for one in older:
        one.city = visit.city
    form = CompileForm(
        typed(request),
        deals=[(deal.ref, worded(deal.title, language).text or deal.ref) for deal in deals],
        reports=[(one.ref, f"{name_of(one)} · {one.day:%Y-%m-%d}") for one in older],
        today=visit.today,
    )
    if request.method == "POST" and form.is_valid():
        named = {deal.ref: deal for deal in deals}
        report = _compiled(request, visit, form, named, {one.ref: one for one in older})
        if report is not None:
            return HttpResponseRedirect(address("report", report))
    status = 422 if request.method == "POST" else 200
    return render(
        request,
        "workspace/reports/new.html",
        {**list_frame(visit, _("New report")), "form": form},
        status=status,
    )


def _compiled(
    request: HttpRequest, visit: Visit, form: CompileForm, deals: dict[str, Deal], older: dict[str, Report]
) -> Report | None:
    values = form.cleaned_data
    wish = Wish(
        Period(values["first_on"], values["last_on"] + timedelta(days=1)),
        deal=deals.get(values["about"]),
        compared_with=older.get(values["compared_with"]),
        corrects=older.get(values["corrects"]),
    )
    try:
        report = compile_report(visit.city, wish, by=visit.by, at=visit.at)
    except REFUSED as refusal:
        form.add_error(None, " ".join(sentences(refusal)))
        return None
    messages.success(
        request, _("The report is compiled. Write what only people can write, then have it checked.")
    )
    return report


@within_city(*OWN)
def fields(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Which field of the record each field of each format comes from, and what a blank says."""
    tables = [(FORMAT_NAMES[form], rows) for form, rows in FIELDS.items()]
    context = {**list_frame(visit, _("Where each field comes from")), "tables": tables}
    return render(request, "workspace/reports/fields.html", context)
