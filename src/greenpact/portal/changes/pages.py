"""What changed: the public entries of a city's journal, or of the network's, in words and page by page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from greenpact.cities.models import City
from greenpact.journal.models import Entry
from greenpact.pages.keyset import Order, TamperedCursor, slice_of
from greenpact.portal import addresses
from greenpact.portal.changes.news import News, told
from greenpact.portal.finding import find_city
from greenpact.portal.frame import Here, city_frame, in_language, network_frame
from greenpact.portal.refusing import refused_cursor
from greenpact.ui.masthead import Place

SIZE = 60

#: More changes of one kind after one another than these are folded.
LONGEST_RUN = 4

#: A city's entries have its numbers; across cities they follow one another as they were written.
IN_CITY = Order("changes", "number", is_descending=True, read=int)
IN_NETWORK = Order("network-changes", "id", is_descending=True, read=int)

#: What the list can be narrowed to: a name in the address, its words, and how the verbs of its entries begin.
KINDS: dict[str, tuple[str | Promise, tuple[str, ...]]] = {
    "deals": (gettext_lazy("Deals"), ("deal.",)),
    "measures": (gettext_lazy("Measures"), ("measure.",)),
    "organisations": (gettext_lazy("Organisations"), ("organisation.",)),
    "city": (
        gettext_lazy("City and programme"),
        ("city.", "programme.", "office.", "field.", "district.", "target.", "figure.", "countingrule."),
    ),
}


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose changes are told: the entries, the cities they can belong to, and how the list is paged."""

    entries: QuerySet[Entry]
    cities: Sequence[City]
    order: Order
    address: str


def of_city(city: City) -> Whose:
    entries = Entry.objects.public().filter(chain_id=city.chain_id)
    return Whose(entries, [city], IN_CITY, addresses.changes(city.slug))


def of_network() -> Whose:
    """Every real city's; entries of the installation itself and of invented cities are left out."""
    cities = list(City.objects.real().defer("outline", "imprint", "privacy", "accessibility"))
    entries = Entry.objects.public().filter(chain__in=[city.chain_id for city in cities])
    return Whose(entries, cities, IN_NETWORK, addresses.NETWORK_CHANGES)


def narrowed(entries: QuerySet[Entry], kind: str) -> QuerySet[Entry]:
    """Entries of one kind; all of them where the kind means nothing."""
    if kind not in KINDS:
        return entries
    begins = Q()
    for beginning in KINDS[kind][1]:
        begins |= Q(verb__startswith=beginning)
    return entries.filter(begins)


def city_changes(request: HttpRequest, city: str) -> HttpResponse:
    row = find_city(city)
    words = {"city": in_language(row.name)}
    description = _("What changed in the Local Green Deals of %(city)s, newest first.") % words
    frame = city_frame(request, row, here=Here.CHANGES, title=_("What changed"), description=description)
    frame["follow_address"] = addresses.follow(city)
    return _answer(request, of_city(row), frame, "portal/changes/city.html")


def network_changes(request: HttpRequest) -> HttpResponse:
    description = _("What changed in the Local Green Deals of all cities, newest first.")
    frame = network_frame(request, here=Here.CHANGES, title=_("What changed"), description=description)
    return _answer(request, of_network(), frame, "portal/changes/network.html")


def _answer(request: HttpRequest, whose: Whose, frame: dict[str, Any], template: str) -> HttpResponse:
    kind = request.GET.get("kind", "")
    kind = kind if kind in KINDS else ""
    try:
        found = slice_of(narrowed(whose.entries, kind), whose.order, request.GET.get("page", ""), size=SIZE)
    except TamperedCursor:
        return refused_cursor(request, frame, start=whose.address)
    news = told(found.rows, whose.cities)
    context = {
        "days": [(on, runs_of(group)) for on, group in groupby(news, key=lambda one: one.on)],
        "kinds": _kinds(whose.address, kind),
        "newer": addresses.page(whose.address, found.newer, kind=kind),
        "older": addresses.page(whose.address, found.older, kind=kind),
        "feed_query": f"?kind={kind}" if kind else "",
        "changes_address": whose.address,
    }
    return render(request, template, {**frame, **context})


@dataclass(frozen=True, slots=True)
class Run:
    """Changes of one kind after one another; many of them are folded under `summary`."""

    news: list[News]
    summary: str = ""


def runs_of(news: Iterable[News]) -> list[Run]:
    """Fold what comes in great numbers, such as the figures of an import; changes to deals are never folded."""
    runs: list[Run] = []
    for kind, group in groupby(news, key=lambda one: one.happening.kind):
        alike = list(group)
        if len(alike) > LONGEST_RUN and not alike[0].is_of_deal:
            runs.append(Run(alike, _("%(kind)s: %(number)s changes") % {"kind": kind, "number": len(alike)}))
        elif runs and not runs[-1].summary:
            runs[-1].news.extend(alike)
        else:
            runs.append(Run(alike))
    return runs


def _kinds(address: str, chosen: str) -> list[Place]:
    everything = Place(_("Everything"), address, not chosen)
    return [
        everything,
        *(
            Place(str(label), f"{address}?kind={kind}", kind == chosen)
            for kind, (label, _verbs) in KINDS.items()
        ),
    ]


def newest(whose: Whose, kind: str, most: int) -> list[tuple[Entry, News]]:
    """The newest entries with their words, for feeds."""
    entries = list(narrowed(whose.entries, kind).order_by(f"-{whose.order.column}")[:most])
    return list(zip(entries, told(entries, whose.cities), strict=True))
