"""Answers to addresses that were tampered with: a sentence in the reader's language and a way on."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from greenpact.cities.models import City
from greenpact.portal.frame import Here, city_frame


def refused_cursor(request: HttpRequest, city: City, *, here: Here, start: str) -> HttpResponse:
    """The answer (400) to a page of a list whose cursor is not ours; `start` is the list's first page."""
    frame = city_frame(request, city, here=here, title=_("This page of the list does not exist"))
    return render(request, "portal/deals/refused.html", {**frame, "start": start}, status=400)
