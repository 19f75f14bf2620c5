"""The rules of a city's label: all versions that were published, one in words, and one as data."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from greenpact.labels.models import SchemeVersion
from greenpact.portal import addresses
from greenpact.portal.finding import find_city
from greenpact.portal.frame import Here, city_frame
from greenpact.portal.labels.finding import find_rules
from greenpact.portal.labels.listing import levels_of
from greenpact.ui.masthead import Place


def rules_list(request: HttpRequest, city: str) -> HttpResponse:
    """All versions, newest first."""
    row = find_city(city)
    above = [Place(_("Labels"), addresses.labels(city))]
    frame = city_frame(request, row, here=Here.DEALS, title=_("Rules of the label"), above=above)
    versions = [
        (version, addresses.label_rules(city, version.number))
        for version in SchemeVersion.objects.filter(city=row)
    ]
    context = {"versions": versions, "today": row.day(timezone.now())}
    return render(request, "portal/labels/versions.html", {**frame, **context})


def rules_page(request: HttpRequest, city: str, number: int) -> HttpResponse:
    """One version in words."""
    version = find_rules(city, number)
    title = _("Rules of the label, version %(number)s") % {"number": number}
    above = [
        Place(_("Labels"), addresses.labels(city)),
        Place(_("Rules of the label"), addresses.label_rules(city)),
    ]
    frame = city_frame(request, version.city, here=Here.DEALS, title=title, above=above)
    context = {
        "version": version,
        "scheme": version.scheme,
        "levels": levels_of(version.scheme),
        "file_address": f"{addresses.label_rules(city, number).rstrip('/')}.json",
    }
    return render(request, "portal/labels/rules.html", {**frame, **context})


def rules_file(_request: HttpRequest, city: str, number: int) -> HttpResponse:
    """One version as canonical JSON, of which its hash was taken."""
    return HttpResponse(find_rules(city, number).canonical, content_type="application/json")
