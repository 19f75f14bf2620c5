"""Who may sign for whom: the list, stating a mandate, checking it, ending it."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from greenpact.files.kinds import PICTURES, FileKind
from greenpact.files.models import File
from greenpact.files.taking import NotTaken, answer_with, take
from greenpact.parties.mandate_rules import MandateState
from greenpact.parties.mandating import NotMandated, decide, end, state
from greenpact.parties.models import Mandate, Organisation
from greenpact.parties.rules import Deed
from greenpact.ui.masthead import Place
from greenpact.workspace.access import Visit, within_city
from greenpact.workspace.expiry import typed
from greenpact.workspace.frame import Here, city_frame
from greenpact.workspace.mandates.finding import (
    KEEP,
    find_mandate,
    kept_mandates,
    kept_organisations,
    people_of,
)
from greenpact.workspace.mandates.forms import DecideForm, EndForm, StateForm
from greenpact.workspace.refusals import sentence

EVIDENCE_KINDS = PICTURES | {FileKind.PDF}


@within_city(*KEEP)
def mandates(request: HttpRequest, visit: Visit) -> HttpResponse:
    """All mandates that the visitor keeps: those to check first."""
    rows = list(kept_mandates(visit))
    over = [row for row in rows if _is_over(row, visit)]
    standing = [row for row in rows if row not in over]
    context = _frame(visit, _("Mandates"), above=False) | {
        "waiting": [row for row in standing if row.state == MandateState.STATED],
        "standing": [row for row in standing if row.state != MandateState.STATED],
        "over": over,
        "organisations": kept_organisations(visit),
    }
    return render(request, "workspace/mandates/mandates.html", context)


@within_city(*KEEP)
def state_mandate(request: HttpRequest, visit: Visit, organisation: str) -> HttpResponse:
    """Say who may sign for an organisation, with evidence."""
    owner = get_object_or_404(kept_organisations(visit).select_related("city"), ref=organisation)
    sent = request.FILES if request.method == "POST" else None
    form = StateForm(typed(request), sent, initial={"since": visit.today}, people=people_of(visit, owner))
    if request.method == "POST" and form.is_valid() and (mandate := _stated(visit, owner, form)):
        messages.success(request, _("The mandate is stated. It can be used once the city has checked it."))
        return redirect("workspace:mandate", visit.city.slug, mandate.ref)
    context = _frame(visit, _("State a mandate")) | {"form": form, "organisation": owner}
    return render(request, "workspace/mandates/state.html", context, status=422 if form.errors else 200)


@within_city(*KEEP)
def mandate(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """One mandate: what it says, its evidence, what the city decided; check it or end it."""
    row = find_mandate(visit, ref)
    may_decide = visit.standing.may(Deed.KEEP_CITY) and row.state == MandateState.STATED
    which = request.POST.get("what", "") if request.method == "POST" else ""
    decision = DecideForm(request.POST if which == "decide" else None)
    ending = EndForm(request.POST if which == "end" else None, initial={"until": visit.today})
    deeds: dict[str, Any] = {"end": partial(_end, visit, row, ending)}
    if may_decide:
        deeds["decide"] = partial(_decide, visit, row, decision)
    if which in deeds and deeds[which]():
        messages.success(request, _("Recorded."))
        return redirect("workspace:mandate", visit.city.slug, row.ref)
    context = _frame(visit, row.account.name or row.account.email) | {
        "mandate": row,
        "decision": decision if may_decide else None,
        "ending": None if _is_over(row, visit) else ending,
    }
    is_wrong = bool(decision.errors or ending.errors)
    return render(request, "workspace/mandates/mandate.html", context, status=422 if is_wrong else 200)


@within_city(*KEEP)
def evidence(_request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """The file that proves a mandate."""
    row = find_mandate(visit, ref)
    if row.evidence is None:
        raise Http404(ref)
    return answer_with(row.evidence, inline=True)


def _stated(visit: Visit, organisation: Organisation, form: StateForm) -> Mandate | None:
    """State what the form says; a refusal goes into the form, and nothing is kept of its file."""
    try:
        with transaction.atomic():
            return state(
                organisation,
                form.person,
                terms=form.terms,
                evidence=_file(visit, form),
                by=visit.by,
                at=visit.at,
            )
    except NotMandated as refusal:
        form.add_error(None, sentence(refusal))
    except NotTaken as refusal:
        form.add_error("evidence", sentence(refusal))
    return None


def _file(visit: Visit, form: StateForm) -> File | None:
    upload = form.cleaned_data["evidence"]
    return take(upload, kinds=EVIDENCE_KINDS, at=visit.at) if upload else None


def _decide(visit: Visit, row: Mandate, form: DecideForm) -> bool:
    if not form.is_valid():
        return False
    then = MandateState(form.cleaned_data["then"])
    try:
        decide(row, then, note=form.cleaned_data["note"], by=visit.by, at=visit.at)
    except NotMandated as refusal:
        form.add_error(None, sentence(refusal))
        return False
    return True


def _end(visit: Visit, row: Mandate, form: EndForm) -> bool:
    if not form.is_valid():
        return False
    try:
        end(row, until=form.cleaned_data["until"], by=visit.by, at=visit.at)
    except NotMandated as refusal:
        form.add_error(None, sentence(refusal))
        return False
    return True


def _is_over(row: Mandate, visit: Visit) -> bool:
    return row.until is not None and row.until <= visit.today


def _frame(visit: Visit, title: str, *, above: bool = True) -> dict[str, Any]:
    place = Place(_("Mandates"), reverse("workspace:mandates", args=[visit.city.slug]))
    return city_frame(visit, here=Here.MANDATES, title=title, above=[place] if above else [])
