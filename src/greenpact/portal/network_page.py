"""The network's home: its cities on a map over their list, its figures with what they count, its newest changes."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from babel import Locale
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from greenpact.cities.models import City, CityRole, CountingRule
from greenpact.pages.keeping import page
from greenpact.portal import addresses
from greenpact.portal.changes.news import news_of_network
from greenpact.portal.city.page import city_page
from greenpact.portal.city.stats import Stat, network_stats
from greenpact.portal.counting.counts import Counts, counts_of
from greenpact.portal.counting.tallies import Rule, Tally, rule_in_force
from greenpact.portal.frame import Here, in_language, network_frame
from greenpact.portal.json_ld import json_ld
from greenpact.ui.figures import locale_of
from greenpact.ui.folding import fold
from greenpact.ui.geography import EUROPE, Drawn, Point, drawn

#: From so many records on, the map writes a city's name beside its point.
NAMED_FROM = 3

#: Room that a written name takes on the map of Europe, in degrees.
NAME_HEIGHT, NAME_WIDTH = 1.0, 6.0


def home(request: HttpRequest) -> HttpResponseBase:
    """The first page of the host that was asked for: a city's own, else the network's."""
    host = request.get_host().partition(":")[0]
    slug = City.objects.filter(host_name=host).values_list("slug", flat=True).first()
    return page(city_page)(request, city=slug) if slug else page(network_page)(request)


def network_page(request: HttpRequest) -> HttpResponse:
    everyone = list(City.objects.defer("outline", "imprint", "privacy", "accessibility"))
    rows = _rows(everyone)
    chosen = Narrowed.of(request)
    shown = [row for row in rows if chosen.fits(row)]
    context = {
        **_frame(request),
        "stats": _stats(rows),
        "active": [row for row in shown if row.tally.records],
        "others": _by_country([row for row in shown if not row.tally.records]),
        "shown": shown,
        "chosen": chosen,
        "selects": chosen.selects(rows),
        "sheet": EUROPE,
        "points": _points(shown),
        "news": news_of_network(everyone),
        "changes_address": addresses.NETWORK_CHANGES,
        "for_trials": [
            (in_language(city.name), addresses.city(city.slug)) for city in everyone if city.is_invented
        ],
    }
    return render(request, "portal/network/home.html", context)


def _rows(cities: Sequence[City]) -> list["CityRow"]:
    """The real cities in the order of their names, each with its figures under its own rule of today."""
    now = timezone.now()
    real = [city for city in cities if not city.is_invented]
    counts, rules = counts_of(real, now), _rules()
    found = (
        row_of(city, counts[city.pk], rule_in_force(rules.get(city.pk, ()), city.day(now))) for city in real
    )
    return sorted(found, key=lambda row: fold(row.name))


def _rules() -> dict[int, list[CountingRule]]:
    rules: dict[int, list[CountingRule]] = defaultdict(list)
    for rule in CountingRule.objects.all():
        rules[rule.city_id].append(rule)
    return rules


@dataclass(frozen=True, slots=True)
class CityRow:
    """A city of the list in words, with its figures."""

    city: City
    name: str
    address: str
    country: str
    roles: str
    tally: Tally
    parties: int
    commitments: int


def row_of(city: City, counts: Counts, rule: Rule) -> CityRow:
    territories = Locale.parse(locale_of(get_language() or "en")).territories
    return CityRow(
        city=city,
        name=in_language(city.name),
        address=addresses.city(city.slug),
        country=str(territories.get(city.country, city.country)),
        roles=", ".join(str(CityRole(role).label) for role in city.roles),
        tally=counts.tally(rule),
        parties=sum(counts.parties.values()),
        commitments=counts.measures.total,
    )


@dataclass(frozen=True, slots=True)
class Select:
    """A drop-down: options as pairs of words and value, and the value that is set."""

    name: str
    label: str
    options: list[tuple[str, str]]
    value: str


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What the list is narrowed to; a value that means nothing narrows nothing."""

    country: str = ""
    role: str = ""

    @classmethod
    def of(cls, request: HttpRequest) -> "Narrowed":
        country, role = request.GET.get("country", ""), request.GET.get("role", "")
        known = len(country) == 2 and country.isascii() and country.isalpha()
        return cls(country.upper() if known else "", role if role in CityRole.values else "")

    def fits(self, row: CityRow) -> bool:
        return self.country in ("", row.city.country) and (not self.role or self.role in row.city.roles)

    def selects(self, rows: Iterable[CityRow]) -> list[Select]:
        """The two drop-downs; only countries that have a city are offered."""
        countries = sorted({(row.country, row.city.country) for row in rows})
        roles = [(str(label), code) for code, label in CityRole.choices]
        return [
            Select("country", _("Country"), countries, self.country),
            Select("role", _("Role in the network"), roles, self.role),
        ]

    def __bool__(self) -> bool:
        return bool(self.country or self.role)


def _frame(request: HttpRequest) -> dict[str, Any]:
    title = _("What cities and their people promise each other for the climate")
    lead = _(
        "Here you can see the Local Green Deals of European cities: who promised what, and what came of it. "
        "A Local Green Deal is an agreement with shared goals in which each side brings its own measures."
    )
    frame = network_frame(request, here=Here.OVERVIEW, title=title, description=lead)
    site = {"@type": "WebSite", "name": "Greenpact", "url": f"{frame['origin']}/", "description": lead}
    return {**frame, "lead": lead, "json_ld": json_ld({**site, "inLanguage": get_language()})}


def _stats(rows: Sequence[CityRow]) -> list[Stat]:
    return network_stats(
        [row.tally for row in rows],
        cities=len(rows),
        parties=sum(row.parties for row in rows),
        commitments=sum(row.commitments for row in rows),
    )


def _by_country(rows: Iterable[CityRow]) -> list[tuple[str, list[CityRow]]]:
    countries: dict[str, list[CityRow]] = {}
    for row in sorted(rows, key=lambda one: fold(one.country)):
        countries.setdefault(row.country, []).append(row)
    return list(countries.items())


def _points(rows: Iterable[CityRow]) -> list[Drawn]:
    """The cities on the map; those with many records are named, unless a larger neighbour already is."""
    points: list[Point] = []
    for row in sorted(rows, key=lambda one: -one.tally.records):
        lat, lon = row.city.lat, row.city.lon
        if lat is not None and lon is not None:
            is_named = row.tally.records >= NAMED_FROM and not any(_is_near(one, lat, lon) for one in points)
            points.append(Point(lat, lon, row.name, row.address, max(1, row.tally.records), is_named))
    return drawn(points, EUROPE)


def _is_near(named: Point, lat: float, lon: float) -> bool:
    """Whether a name at this place would lie over one that is written already."""
    return (
        named.is_named and abs(named.latitude - lat) < NAME_HEIGHT and abs(named.longitude - lon) < NAME_WIDTH
    )
