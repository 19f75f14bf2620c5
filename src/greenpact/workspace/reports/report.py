"""One report: where it stands, its texts, what changed, and the steps from draft to published."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from greenpact.journal.models import Entry
from greenpact.reports.checking import check, discard, hand_back
from greenpact.reports.comparing import changes_between, entries_between
from greenpact.reports.compiling import compile_anew, write_texts
from greenpact.reports.formats.changes import MOST_LINES, row_of
from greenpact.reports.models import Report
from greenpact.reports.naming import name_of
from greenpact.reports.publishing import publish, withdraw
from greenpact.reports.rules import State, may_check
from greenpact.workspace.access import Visit, within_city
from greenpact.workspace.editing.attempting import attempt, tried_again
from greenpact.workspace.editing.one_form import carry_out, edit
from greenpact.workspace.happened import lines
from greenpact.workspace.languages import languages_of
from greenpact.workspace.reports.finding import PUBLISH, SEE, WRITE, find_older, find_report
from greenpact.workspace.reports.forms import TextsForm, stands, texts_from
from greenpact.workspace.reports.pages import address, blanks_of, files_of, page

MOST_ENTRIES = 30


@within_city(SEE)
def report(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """One report with its files, its texts, its changes and what can be done now."""
    row = find_report(visit, ref)
    snapshot = row.snapshot
    entries = Entry.objects.filter(chain=visit.city.chain_id, subject=f"report:{row.ref}")
    older = list(find_older(visit, row)[:20])
    for one in older:
        one.city = visit.city
    context = page(
        visit,
        row,
        snapshot=snapshot,
        files=files_of(row),
        blanks=blanks_of(row),
        changes=[row_of(one, snapshot) for one in snapshot["changes"][:MOST_LINES]],
        older=[(one, name_of(one)) for one in older],
        steps=_steps(visit, row),
        is_own=not may_check(by=visit.by, compiled_by=row.compiled_by, written_by=row.written_by),
        public_address=f"/{visit.city.slug}/reports/{row.ref}/" if row.published_at else "",
        entries=lines(visit, entries.order_by("-number")[:MOST_ENTRIES]),
    )
    return render(request, "workspace/reports/report.html", context)


def _steps(visit: Visit, row: Report) -> set[str]:
    """What the visitor can do with a report now."""
    state = State(row.state)
    writes, publishes = visit.standing.may(WRITE), visit.standing.may(PUBLISH)
    looked_at = may_check(by=visit.by, compiled_by=row.compiled_by, written_by=row.written_by)
    possible = {
        "texts": state is State.DRAFT and writes,
        "anew": state is State.DRAFT and writes,
        "discard": state is State.DRAFT and writes,
        "check": state is State.DRAFT and looked_at,
        "back": state is State.CHECKED,
        "publish": state is State.CHECKED and publishes,
        "withdraw": state is State.PUBLISHED and publishes,
    }
    return {name for name, is_so in possible.items() if is_so}


@within_city(WRITE)
@tried_again
def texts(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """Write the texts of a draft."""
    row = find_report(visit, ref)
    if State(row.state) is not State.DRAFT:
        return HttpResponseRedirect(address("report", row))
    make = partial(TextsForm, languages=languages_of(visit.city, *row.texts.values()))
    editing = edit(
        request, visit, make, subject=f"report:{row.ref}/texts", edition=row.edition, stands=stands(row)
    )

    def write(values: dict[str, Any]) -> bool:
        return write_texts(row, texts_from(values), by=visit.by, at=visit.at, seen=row.edition)

    if carry_out(request, visit, editing, write, said=_("Saved.")):
        return HttpResponseRedirect(address("report", row))
    context = page(visit, row, below=_("Texts"), editing=editing, form=editing.form)
    return render(request, "workspace/reports/texts.html", context, status=editing.status)


#: What a button does: the activity, whether it takes who may publish, and what is said afterwards.
_DEEDS: dict[str, tuple[Callable[..., Report], str]] = {
    "anew": (compile_anew, "anew"),
    "check": (check, "check"),
    "back": (hand_back, "back"),
    "publish": (publish, "publish"),
    "withdraw": (withdraw, "withdraw"),
    "discard": (discard, "discard"),
}


def _said(then: str) -> str:
    return {
        "anew": _("The rows were read once more. The texts are as they were."),
        "check": _("The report is checked and frozen. It can be published now."),
        "back": _("The report is a draft again."),
        "publish": _("The report is published. Nothing of it changes any more."),
        "withdraw": _("The report is shown no longer. That it was there stays public."),
        "discard": _("The draft is given up."),
    }[then]


@within_city(SEE)
@require_POST
@tried_again
def move(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """Take a report one step further, or one back."""
    row = find_report(visit, ref)
    then = request.POST.get("then", "")
    if then not in _DEEDS:
        raise Http404(then)
    needs = {"publish": PUBLISH, "withdraw": PUBLISH, "anew": WRITE, "discard": WRITE}.get(then, SEE)
    if not visit.standing.may(needs):
        raise Http404(ref)
    act, words = _DEEDS[then]
    attempt(request, partial(act, row, by=visit.by, at=visit.at), said=_said(words))
    if then == "discard":
        return redirect("workspace:reports", visit.city.slug)
    return HttpResponseRedirect(address("report", row))


@within_city(SEE)
def compare(request: HttpRequest, visit: Visit, ref: str, other: str) -> HttpResponse:
    """One report against another, whatever was chosen when it was compiled."""
    row = find_report(visit, ref)
    old = get_object_or_404(find_older(visit, row), ref=other)
    old.city = visit.city
    before, after = old.snapshot, row.snapshot
    if before["journal"]["number"] > after["journal"]["number"]:
        before, after = after, before
    found = changes_between(before, after, entries_between(visit.city.chain, before, after))
    shown = {**after, "changes": found}
    context = page(
        visit,
        row,
        below=_("Comparison"),
        other=name_of(old),
        changes=[row_of(one, shown) for one in found[:MOST_LINES]],
        left_out=max(0, len(found) - MOST_LINES),
    )
    return render(request, "workspace/reports/compare.html", context)
