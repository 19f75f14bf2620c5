"""The workbook of measures, indicators and readings: out, changed, back in after a preview."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from greenpact.measures.models import Indicator, Measure
from greenpact.parties.rules import Deed
from greenpact.reports.workbook.applying import NotApplied, apply_changes
from greenpact.reports.workbook.differing import Changed, Difference, difference
from greenpact.reports.workbook.layout import Wrong
from greenpact.reports.workbook.standing import MOST_READINGS, Key, Standing, standing_of
from greenpact.reports.workbook.writing import as_workbook
from greenpact.workspace.access import Visit, within_city
from greenpact.workspace.deals.finding import may_tend, visible_deals
from greenpact.workspace.refusals import REFUSED, sentences
from greenpact.workspace.reports.files import answer
from greenpact.workspace.reports.pages import list_frame
from sheets.unreadable import Unreadable
from sheets.workbooks import read_workbook

TEND = (Deed.EDIT_DEALS, Deed.EDIT_OWN_MEASURES)
MOST_BYTES = 10 * 1024 * 1024
SALT = "reports.workbook"
HOURS = 12

NOTES: Mapping[str, Any] = {
    "state": _("How the measure stands."),
    "done_on": _("Only together with the state done."),
    "targets": _("Each as day=value, parted by semicolons: 2030-12-31=20; 2035-12-31=30."),
    "non_value": _("Why there is no value. Then the value stays empty."),
    "reason": _("Why a reading is corrected. Needed for every changed reading."),
    "first_on": _(
        "For a new reading write deal and indicator as above, leave the name of the reading empty."
    ),
}

WORDS: Mapping[Wrong, Any] = {
    Wrong.FORMULA: _("A formula is not taken over. Write its value."),
    Wrong.NO_NUMBER: _("This is not a number."),
    Wrong.NO_DAY: _("This is not a day. Write it like 2030-12-31."),
    Wrong.NO_CHOICE: _("This is none of the values that the note of the column names."),
    Wrong.NO_TARGETS: _("Targets are written like 2030-12-31=20; 2035-12-31=30."),
    Wrong.UNKNOWN_ROW: _("There is no such row, or you may not change it, or it was replaced meanwhile."),
    Wrong.CHANGED_MEANWHILE: _("Somebody changed this row meanwhile. Take the workbook anew."),
    Wrong.ROW_TWICE: _("This row stands there twice."),
    Wrong.REASON_MISSING: _("Say why the reading is corrected, in the column “reason”."),
    Wrong.SHEET_MISSING: _("This sheet is missing. Take the workbook anew."),
    Wrong.COLUMN_MISSING: _("This column is missing. Take the workbook anew."),
    Wrong.TOO_MANY: _("More was changed than is carried out at once. Take one deal at a time."),
}


class UploadForm(forms.Form):
    file = forms.FileField(label=_("The changed workbook (XLSX)"))

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(__("The file is too large. Take one deal at a time."))
        return file


@within_city(*TEND)
def workbook_out(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Everything that the visitor may change, as a workbook; of one deal where the address names it."""
    deal = request.GET.get("deal", "")[:80]
    _measures, _indicators, standing = _standing(visit, deal)
    if len(standing.rows["readings"]) >= MOST_READINGS:
        messages.error(request, __("There are more readings than a workbook holds. Take one deal at a time."))
        return redirect("workspace:report_workbook_in", visit.city.slug)
    notes = {name: str(words) for name, words in NOTES.items()}
    content = as_workbook(standing, notes=notes, key_note=__("This names the row. It stays as it is."))
    return answer(content, "-".join(part for part in (visit.city.slug, deal, "measures") if part), "xlsx")


@within_city(*TEND)
def workbook_in(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Read a changed workbook, show what is different, and carry it out when somebody says so."""
    if request.method == "POST" and "changes" in request.POST:
        return _carried_out(request, visit)
    form = UploadForm(request.POST or None, request.FILES or None)
    found = _read(visit, form) if request.method == "POST" and form.is_valid() else None
    context = {
        **list_frame(visit, __("Workbook")),
        "form": form,
        "found": found,
        "problems": [(one, WORDS[one.why]) for one in found.problems] if found else [],
        "token": _sealed(found.changes) if found and found.changes and not found.problems else "",
        "deals": visible_deals(visit).order_by("ref")[:500],
    }
    bad = request.method == "POST" and (found is None or bool(found.problems))
    return render(request, "workspace/reports/workbook.html", context, status=422 if bad else 200)


def _read(visit: Visit, form: UploadForm) -> Difference | None:
    file = form.cleaned_data["file"]
    try:
        sheets = read_workbook(file.read(), file.name)
    except Unreadable:
        form.add_error("file", __("This file cannot be read as a workbook. Save it as XLSX."))
        return None
    return difference(sheets, _standing(visit, "")[2])


def _sealed(changes: list[Changed]) -> str:
    """The changes as the page carries them, signed, so that exactly what was shown is carried out."""
    rows = [
        [one.sheet, one.row, one.key, one.edition, one.about[:80], {k: list(v) for k, v in one.cells.items()}]
        for one in changes
    ]
    return signing.dumps(rows, salt=SALT, compress=True)


def _carried_out(request: HttpRequest, visit: Visit) -> HttpResponse:
    there = redirect("workspace:report_workbook_in", visit.city.slug)
    try:
        rows = signing.loads(request.POST["changes"], salt=SALT, max_age=HOURS * 3600)
    except signing.BadSignature:
        messages.error(request, __("This preview is too old. Send the workbook once more."))
        return there
    changes = [
        Changed(sheet, row, tuple(key), edition, about, {name: (a, b) for name, (a, b) in cells.items()})
        for sheet, row, key, edition, about, cells in rows
    ]
    measures, indicators, _rows = _standing(visit, "")
    try:
        count = apply_changes(
            visit.city.chain_id,
            changes,
            measures=measures,
            indicators=indicators,
            refusals=REFUSED,
            by=visit.by,
            at=visit.at,
        )
    except NotApplied as error:
        words = __("Nothing was carried out. Sheet %(sheet)s, row %(row)s: %(why)s")
        why = (
            " ".join(sentences(error.refusal))
            if isinstance(error.refusal, REFUSED)
            else __("It does not fit.")
        )
        messages.error(request, words % {"sheet": error.changed.sheet, "row": error.changed.row, "why": why})
        return there
    messages.success(request, __("%(count)s rows were changed.") % {"count": count})
    return there


def _standing(visit: Visit, deal: str) -> tuple[dict[Key, Measure], dict[Key, Indicator], Standing]:
    """The rows that the visitor may change: as an editor all of them, for a party its own."""
    deals = visible_deals(visit)
    if deal:
        deals = deals.filter(ref=deal)
    rows = Measure.objects.standing().filter(clause__deal__in=deals.values("pk"))
    along = rows.select_related("clause__deal__city", "clause__party", "city").prefetch_related("milestones")
    measures = [
        one for one in along.order_by("clause__deal__ref", "clause__position") if may_tend(visit, one)
    ]
    keys = {one.pk for one in measures}
    found = Indicator.objects.standing().filter(deal__in=deals.values("pk"))
    counted = found.select_related("deal__city", "measure__clause").prefetch_related("targets")
    edits = visit.standing.may(Deed.EDIT_DEALS)
    indicators = [
        one
        for one in counted.order_by("deal__ref", "pk")
        if (one.measure_id in keys if one.measure_id else edits)
    ]
    return (
        {(one.clause.deal.ref, one.clause.ref): one for one in measures},
        {(one.deal.ref, one.ref): one for one in indicators},
        standing_of(measures, indicators, get_language() or "en"),
    )
