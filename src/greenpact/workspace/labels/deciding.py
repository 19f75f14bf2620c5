"""Deciding on a label: awarding, declining, restoring at a button; suspending and withdrawing for a reason."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from greenpact.labels.awarding import award, decline
from greenpact.labels.choices import ReasonSuspended, ReasonWithdrawn
from greenpact.labels.models import Label
from greenpact.labels.recording import NotLabelled
from greenpact.labels.rules import Suspension, Withdrawal
from greenpact.labels.suspending import restore, suspend, withdraw
from greenpact.workspace.access import Visit, within_city
from greenpact.workspace.editing.attempting import attempt
from greenpact.workspace.editing.inputs import offer
from greenpact.workspace.editing.seeing import unsealed
from greenpact.workspace.expiry import typed
from greenpact.workspace.labels.finding import KEEP, find_label
from greenpact.workspace.labels.pages import address, page
from greenpact.workspace.refusals import CHANGED, sentences, was_changed_meanwhile

#: What a button can do, and what is said then.
STEPS: Mapping[str, tuple[Callable[..., None], Any]] = {
    "award": (award, _("The label is awarded. The public sees it at once.")),
    "decline": (decline, _("The application is declined. The parties are told.")),
    "restore": (restore, _("The label holds again. The public sees it at once.")),
}


class ReasonForm(forms.Form):
    """One of a few reasons, since the public is told."""

    reason = forms.ChoiceField(
        label=_("Reason"), widget=forms.RadioSelect, help_text=_("The public is told, now and later.")
    )

    def __init__(self, data: Any, *, choices: list[tuple[str, Any]]) -> None:
        super().__init__(data)
        offer(self, "reason", choices)


@require_POST
@within_city(KEEP)
def move(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """Do what a button names: award, decline or restore."""
    label = find_label(visit, ref)
    wanted = request.POST.get("then", "")
    if wanted not in STEPS:
        raise Http404(wanted[:20])
    activity, words = STEPS[wanted]
    step = partial(activity, label, by=visit.by, at=visit.at, seen=_edition(request))
    try:
        attempt(request, step, said=str(words))
    except NotLabelled:
        messages.warning(request, CHANGED)
    return HttpResponseRedirect(address("label", label))


@within_city(KEEP)
def suspend_label(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """Let a label rest."""
    label = find_label(visit, ref)
    form = ReasonForm(typed(request), choices=list(ReasonSuspended.choices))

    def step(reason: str) -> None:
        suspend(label, Suspension(reason), by=visit.by, at=visit.at, seen=_edition(request))

    return _with_reason(request, visit, label, form, step, is_final=False)


@within_city(KEEP)
def withdraw_label(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """Take a label away for good."""
    label = find_label(visit, ref)
    form = ReasonForm(typed(request), choices=list(ReasonWithdrawn.choices))

    def step(reason: str) -> None:
        withdraw(label, Withdrawal(reason), by=visit.by, at=visit.at, seen=_edition(request))

    return _with_reason(request, visit, label, form, step, is_final=True)


def _with_reason(
    request: HttpRequest,
    visit: Visit,
    label: Label,
    form: ReasonForm,
    step: Callable[[str], None],
    *,
    is_final: bool,
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            step(form.cleaned_data["reason"])
        except NotLabelled as refusal:
            said = [CHANGED] if was_changed_meanwhile(refusal) else sentences(refusal)
            form.add_error(None, " ".join(str(one) for one in said))
        else:
            messages.success(request, __("Done. The public sees it at once."))
            return HttpResponseRedirect(address("label", label))
    title = __("Withdraw the label") if is_final else __("Suspend the label")
    context = page(visit, label, below=title, form=form, is_final=is_final)
    status = 422 if request.method == "POST" else 200
    return render(request, "workspace/labels/reason.html", context, status=status)


def _edition(request: HttpRequest) -> int:
    """The edition that the page showed; none that exists when its seal is broken."""
    return unsealed(request.POST.get("seen", "")).edition
