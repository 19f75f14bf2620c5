"""A Sustainable Development Goal in a city: the deals that serve it, and the goals that others serve."""

from collections import Counter

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from greenpact.cities.models import Programme
from greenpact.cities.sdgs import SDGS
from greenpact.cities.sectors import Sector
from greenpact.deals.models import Deal, DealQuerySet, DealSdg
from greenpact.portal import addresses
from greenpact.portal.deals.rows import listed, rows_of
from greenpact.portal.finding import find_city
from greenpact.portal.frame import Here, city_frame, in_language
from greenpact.ui.masthead import Place

SHOWN = 12


def sdg_page(request: HttpRequest, city: str, number: int) -> HttpResponse:
    if number not in SDGS:
        raise Http404(str(number))
    row = find_city(city)
    name = in_language(SDGS[number].names)
    all_deals = Deal.objects.published().of_city(row)
    deals = all_deals.filter(sdg_rows__number=number)
    title = _("Goal %(number)s: %(name)s") % {"number": number, "name": name}
    about = _(
        "Local Green Deals in %(city)s that serve the Sustainable Development Goal %(number)s, %(name)s."
    )
    words = {"city": in_language(row.name), "number": number, "name": name}
    frame = city_frame(
        request, row, here=Here.NOWHERE, title=title, description=about % words, above=_above(city)
    )
    context = {
        "goal_number": number,
        "goal_name": name,
        "number": deals.count(),
        "deal_rows": rows_of(list(listed(deals).newest_first()[:SHOWN]), city=row),
        "list_address": f"{addresses.deals(city)}?sdg={number}",
        "sectors": _sectors(city, deals),
        "others": _others(city, all_deals, number),
        "is_of_programme": any(number in programme.sdgs for programme in Programme.objects.filter(city=row)),
        "participate_address": addresses.participate(city),
    }
    return render(request, "portal/sdgs/sdg.html", {**frame, **context})


def _above(city: str) -> list[Place]:
    return [Place(_("Deals"), addresses.deals(city))]


def _sectors(city: str, deals: DealQuerySet) -> list[Place]:
    """The sectors of these deals by their fields, with how many there are."""
    found: Counter[str] = Counter()
    for sectors in deals.filter(field__isnull=False).values_list("field__sectors", flat=True):
        found.update(sectors)
    return [
        Place(str(Sector(sector).label), f"{addresses.deals(city)}?sector={sector}", count=found[sector])
        for sector in Sector.values
        if found[sector]
    ]


def _others(city: str, deals: DealQuerySet, number: int) -> list[Place]:
    """The other goals that deals of the city serve."""
    served = DealSdg.objects.filter(deal__in=deals.values("pk")).exclude(number=number)
    numbers = sorted(set(served.values_list("number", flat=True)))
    return [Place(in_language(SDGS[one].names), addresses.sdg(city, one), count=one) for one in numbers]
