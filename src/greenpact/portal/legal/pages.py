"""Imprint, privacy notice and accessibility statement: the own text of a city, or of whoever runs the installation;
without one, what the platform can honestly say itself.
"""

from enum import StrEnum
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from greenpact.cities.models import City, Office
from greenpact.portal import addresses
from greenpact.portal.finding import find_city
from greenpact.portal.frame import Here, city_frame, network_frame
from greenpact.portal.legal.markdown import as_html
from greenpact.ui.wording import CONTENT_LANGUAGES, LONGEST_TEXT, Texts, worded


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
        "which": kind.value,
        "own": _own(getattr(row, kind.value)),
        "contact": _contact(row),
        "participate_address": addresses.participate(city),
    }
    return render(request, "portal/legal/city.html", {**frame, **context})


@require_safe
@conditional_page
@cache_control(public=True, no_cache=True)
def network_legal(request: HttpRequest, which: str) -> HttpResponse:
    """The same for the network. It is made anew each time: the operator's files are no part of a page's stamp."""
    kind = _which(which)
    frame = network_frame(request, here=Here.NOWHERE, title=str(TITLES[kind]))
    own = _own(operators_texts(settings.LEGAL_TEXTS, kind))
    return render(request, "portal/legal/network.html", {**frame, "which": kind.value, "own": own})


def operators_texts(folder: Path, which: Which) -> Texts:
    """What the operator wrote: the files `imprint.de.md`, `imprint.en.md` and so on of a folder, by language.

    Files of other names are passed over, what is longer than a text may be is cut off.
    """
    found = {path.name.split(".")[1]: path for path in folder.glob(f"{which}.*.md") if path.is_file()}
    return {
        language: path.read_text("utf-8", errors="replace")[:LONGEST_TEXT].strip()
        for language, path in found.items()
        if language in CONTENT_LANGUAGES
    }


def _which(name: str) -> Which:
    if name not in list(Which):
        raise Http404(name)
    return Which(name)


def _own(texts: Texts) -> dict[str, Any] | None:
    """An own text as HTML with its language; None where nobody has written one."""
    text = worded(texts, get_language() or "en")
    if not text:
        return None
    return {"html": as_html(text.text), "language": text.language, "is_fallback": text.is_fallback}


def _contact(city: City) -> str:
    """The first role address of the city's offices; empty where none is given."""
    return Office.objects.filter(city=city).exclude(email="").values_list("email", flat=True).first() or ""
