"""The labels of a city: what the label says and does not say, how it is awarded, and who holds it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from greenpact.labels.models import Label
from greenpact.labels.publishing import scheme_in_force
from greenpact.labels.scheme import Scheme
from greenpact.portal import addresses
from greenpact.portal.finding import find_city
from greenpact.portal.frame import Here, city_frame, in_language
from greenpact.portal.labels.rows import rows_of

#: More labels than a page can show stand in the open data.
MOST_LABELS = 500


def label_list(request: HttpRequest, city: str) -> HttpResponse:
    """What the label is, and the deals that hold it."""
    row = find_city(city)
    today = row.day(timezone.now())
    version = scheme_in_force(row, today)
    about = _("What the label “Local Green Deal” of %(city)s says and does not say, and which deals hold it.")
    frame = city_frame(
        request,
        row,
        here=Here.DEALS,
        title=_("Labels"),
        description=about % {"city": in_language(row.name)},
    )
    labels = Label.objects.public().filter(city=row).select_related("city", "deal")
    rows = rows_of(labels.order_by("-checked_on", "-pk")[:MOST_LABELS], today)
    context = {
        "version": version,
        "scheme": version.scheme if version else None,
        "levels": levels_of(version.scheme) if version else [],
        "holding": [one for one in rows if one.holds],
        "others": [one for one in rows if not one.holds],
        "rules_address": addresses.label_rules(city, version.number) if version else "",
    }
    return render(request, "portal/labels/list.html", {**frame, **context})


def levels_of(scheme: Scheme) -> list[dict[str, Any]]:
    """The levels from the first to the highest, with what each asks for beyond the one before."""
    return [
        {
            "level": level.value,
            "words": words,
            "criteria": [one for one in scheme.criteria if one.level is level],
        }
        for level, words in scheme.levels.items()
    ]
