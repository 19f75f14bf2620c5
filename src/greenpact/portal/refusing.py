"""Answers to addresses that were tampered with: a sentence in the reader's language and a way on."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def refused_cursor(request: HttpRequest, frame: dict[str, Any], *, start: str) -> HttpResponse:
    """The answer (400) to a page of a list whose cursor is not ours.

    `frame` is what stands around the list, of a city or of the network; `start` is the list's first page.
    """
    title = _("This page of the list does not exist")
    context = {**frame, "title": title, "may_be_indexed": False, "start": start}
    return render(request, "portal/refused.html", context, status=400)
