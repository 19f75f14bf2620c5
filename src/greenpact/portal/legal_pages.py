"""Imprint, privacy notice and accessibility statement: a city's own text, else what the platform can honestly say."""

from enum import StrEnum
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from greenpact.cities.models import City, Office
from greenpact.portal import addresses
from greenpact.portal.finding import find_city
from greenpact.portal.frame import Here, city_frame, network_frame
from greenpact.portal.markdown import as_html
from greenpact.ui.wording import Worded, worded


class Which(StrEnum):
    IMPRINT = "imprint"
    PRIVACY = "privacy"
    ACCESSIBILITY = "accessibility"


TITLES: dict[Which, str | Promise] = {
    Which.IMPRINT: _("Imprint"),
    Which.PRIVACY: _("Privacy"),
    Which.ACCESSIBILITY: _("Accessibility statement"),
}


def city_legal(request: HttpRequest, city: str, which: str) -> HttpResponse:
    row, kind = find_city(city), _which(which)
    frame = city_frame(request, row, here=Here.NOWHERE, title=str(TITLES[kind]))
    context = {
        "own": own_text(row, kind),
        "contact": _contact(row),
        "participate_address": addresses.participate(city),
    }
    return render(request, "portal/legal/city.html", {**frame, **context, "which": kind.value})


def network_legal(request: HttpRequest, which: str) -> HttpResponse:
    kind = _which(which)
    frame = network_frame(request, here=Here.NOWHERE, title=str(TITLES[kind]))
    return render(request, "portal/legal/network.html", {**frame, "which": kind.value})


def _which(name: str) -> Which:
    if name not in list(Which):
        raise Http404(name)
    return Which(name)


def own_text(city: City, which: Which) -> dict[str, Any] | None:
    """The city's own text as HTML with its language; None where it has written none."""
    text: Worded = worded(getattr(city, which.value), get_language() or "en")
    if not text:
        return None
    return {"html": as_html(text.text), "language": text.language, "is_fallback": text.is_fallback}


def _contact(city: City) -> str:
    """The first role address of the city's offices; empty where none is given."""
    return Office.objects.filter(city=city).exclude(email="").values_list("email", flat=True).first() or ""
