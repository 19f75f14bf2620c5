"""The gallery of components, and the style sheet with a city's colours."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from greenpact.ui import colours
from greenpact.ui.gallery import exhibits

A_YEAR = 365 * 24 * 3600


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component in every state."""
    return render(request, "ui/gallery.html", exhibits())


@require_safe
def city_colours(_request: HttpRequest, colour: str) -> HttpResponse:
    """Give the palette of one colour; the same colour always gives the same answer."""
    answer = HttpResponse(colours.style_sheet(colour), content_type="text/css; charset=utf-8")
    patch_cache_control(answer, public=True, immutable=True, max_age=A_YEAR)
    return answer
