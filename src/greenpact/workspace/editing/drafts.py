"""Keeping what is being typed, while it is typed and when asked."""

import re

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as __
from django.views.decorators.http import require_POST

from greenpact.parties.rules import Deed
from greenpact.workspace.access import Visit, within_city
from greenpact.workspace.editing.attempting import wanted_page
from greenpact.workspace.editing.one_form import SEAL, SUBJECT
from greenpact.workspace.editing.saving_drafts import NotDrafted, discard_draft, save_draft
from greenpact.workspace.editing.seeing import unsealed

_SUBJECT = re.compile(r"^[a-z][A-Za-z0-9_/:-]{1,159}$")
#: Fields that belong to the sending, not to what was typed.
NOT_KEPT = {"csrfmiddlewaretoken", SUBJECT}


@within_city(Deed.ENTER)
@require_POST
def save(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Keep the fields of a form that is being filled in; answers with a line that says so, 413 where it is too long."""
    fields = {name: values for name, values in request.POST.lists() if name not in NOT_KEPT}
    edition = unsealed(request.POST.get(SEAL, "")).edition
    try:
        save_draft(visit.account, visit.city, _subject(request), fields=fields, edition=edition, at=visit.at)
    except NotDrafted:
        words = __("This is too long to be kept as a draft. Save it, or shorten it.")
        return HttpResponse(words, status=413, content_type="text/plain; charset=utf-8")
    answer = {"moment": visit.at, "timezone": visit.city.timezone}
    return render(request, "workspace/editing/kept.html", answer)


@within_city(Deed.ENTER)
@require_POST
def discard(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Throw a draft away and go back to the form as things stand."""
    if discard_draft(visit.account, visit.city, _subject(request)):
        messages.success(request, __("What was not saved has been thrown away."))
    return HttpResponseRedirect(wanted_page(request, reverse("workspace:deals", args=[visit.city.slug])))


def _subject(request: HttpRequest) -> str:
    subject = request.POST.get(SUBJECT, "")
    if not _SUBJECT.match(subject):
        raise Http404(subject[:40])
    return subject
