"""A field of work: what it is, which deals are made in it, and who looks after it in the city."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from greenpact.cities.models import Field
from greenpact.cities.sdgs import SDGS
from greenpact.cities.sectors import Sector
from greenpact.deals.models import Deal
from greenpact.portal import addresses
from greenpact.portal.deals.rows import listed, rows_of
from greenpact.portal.finding import find_city
from greenpact.portal.frame import Here, city_frame, in_language
from greenpact.ui.masthead import Place

SHOWN = 12


def field_page(request: HttpRequest, city: str, field: str) -> HttpResponse:
    row = find_city(city)
    work = get_object_or_404(Field, city=row, ref=field)
    deals = Deal.objects.published().of_city(row).filter(field=work)
    name = in_language(work.name) or work.ref
    words = {"field": name, "city": in_language(row.name)}
    about = in_language(work.text) or _("Local Green Deals in the field “%(field)s” in %(city)s.") % words
    frame = city_frame(request, row, here=Here.NOWHERE, title=name, description=about, above=_above(city))
    context = {
        "field": work,
        "follow_address": addresses.follow(city, "field", work.ref),
        "icon": next(iter(work.sectors), "target"),
        "sectors": [
            Place(str(Sector(one).label), f"{addresses.deals(city)}?sector={one}") for one in work.sectors
        ],
        "sdgs": [
            Place(in_language(SDGS[one].names), addresses.sdg(city, one), count=one)
            for one in sorted(work.sdgs)
        ],
        "offices": work.offices.all(),
        "number": deals.count(),
        "deal_rows": rows_of(list(listed(deals).newest_first()[:SHOWN]), city=row),
        "list_address": f"{addresses.deals(city)}?field={work.ref}",
        "participate_address": addresses.participate(city),
        "others": [
            Place(in_language(other.name), addresses.field(city, other.ref))
            for other in Field.objects.filter(city=row).exclude(pk=work.pk)
        ],
    }
    return render(request, "portal/fields/field.html", {**frame, **context})


def _above(city: str) -> list[Place]:
    return [Place(_("Fields of work"), f"{addresses.city(city)}#fields")]
