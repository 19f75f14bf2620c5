"""Keeping what is being typed, while it is typed and when asked."""

import re

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as __
from django.views.decorators.http import require_POST

from greenpact.parties.rules import Deed
from greenpact.workspace.access import Visit, within_city
from greenpact.workspace.editing import SEAL, SUBJECT
from greenpact.workspace.refusals import sentence
from greenpact.workspace.saving_drafts import NotDrafted, discard_draft, save_draft
from greenpact.workspace.seeing import unsealed

_SUBJECT = re.compile(r"^[a-z][A-Za-z0-9_/:-]{1,159}$")
_NOT_KEPT = {"csrfmiddlewaretoken", SUBJECT}


@require_POST
@within_city(Deed.ENTER)
def save(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Keep the fields of a form that is being filled in; answers with a line that says so."""
    fields = {name: values for name, values in request.POST.lists() if name not in _NOT_KEPT}
    edition = unsealed(request.POST.get(SEAL, "")).edition
    answer = {"moment": visit.at, "timezone": visit.city.timezone}
    try:
        save_draft(visit.account, visit.city, _subject(request), fields=fields, edition=edition, at=visit.at)
    except NotDrafted as refusal:
        return render(request, "workspace/deals/kept.html", {"refusal": sentence(refusal)})
    return render(request, "workspace/deals/kept.html", answer)


@require_POST
@within_city(Deed.ENTER)
def discard(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Throw a draft away and go back to the form as things stand."""
    if discard_draft(visit.account, visit.city, _subject(request)):
        messages.success(request, __("What was not saved has been thrown away."))
    return HttpResponseRedirect(back(request, reverse("workspace:deals", args=[visit.city.slug])))


def back(request: HttpRequest, otherwise: str) -> str:
    """Where a button wants to lead after its work, if that is one of our own pages."""
    wanted = request.POST.get("back", "")[:500]
    ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if ours else otherwise


def _subject(request: HttpRequest) -> str:
    subject = request.POST.get(SUBJECT, "")
    if not _SUBJECT.match(subject):
        raise Http404(subject[:40])
    return subject
