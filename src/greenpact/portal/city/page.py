"""A city's home: how far it is, what is promised, by whom, and how to join."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from babel import Locale
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from greenpact.cities.models import City, CityRole, Field
from greenpact.cities.sdgs import SDGS
from greenpact.deals.models import Deal
from greenpact.parties.models import OrganisationKind
from greenpact.portal import addresses
from greenpact.portal.changes.news import news_of_city
from greenpact.portal.city.how_far import how_far
from greenpact.portal.city.profile import CityProfile, profile_of
from greenpact.portal.city.stats import deal_bars, measure_bars, stats
from greenpact.portal.counting.counts import counts_of, counts_of_shared
from greenpact.portal.counting.tallies import Tally, rule_in_force
from greenpact.portal.deals.rows import listed, rows_of
from greenpact.portal.frame import Here, city_frame, in_language
from greenpact.portal.json_ld import json_ld
from greenpact.ui.figures import locale_of
from greenpact.ui.masthead import Place

NEWEST_DEALS = 6


def city_page(request: HttpRequest, city: str) -> HttpResponse:
    profile = profile_of(city)
    now = timezone.now()
    today = profile.city.day(now)
    counts = counts_of([profile.city], now)[profile.city.pk] + counts_of_shared(profile.shared_deals, today)
    rule = rule_in_force(profile.rules, today)
    counted = counts.tally(rule)
    deals = Deal.objects.published().of_city(profile.city, shared=profile.shared_deals)
    newest = list(listed(deals).newest_first()[:NEWEST_DEALS]) if counted.records else []
    figures = how_far(profile.figures)
    context = {
        **_frame(request, profile),
        **_programme(profile),
        "stats": stats(
            counted,
            counts.measures,
            rule,
            parties=sum(counts.parties.values()),
            emissions=figures.emissions,
        ),
        "counted": counted,
        "rule": rule,
        "deal_rows": rows_of(newest, city=profile.city),
        "work_bars": deal_bars(city, counted),
        "measure_bars": measure_bars(counts.measures),
        "how_far": figures,
        "targets": profile.targets,
        "fields": _field_cards(city, profile.fields, counted),
        "party_kinds": _party_kinds(city, counts.parties),
        "news": news_of_city(profile.city) if counted.records else [],
        "offices": profile.offices,
    }
    return render(request, "portal/city/home.html", context)


def _frame(request: HttpRequest, profile: CityProfile) -> dict[str, Any]:
    city, name = profile.city, in_language(profile.city.name)
    aim = next((in_language(row.aim) for row in profile.programmes if row.aim), "")
    words = {"city": name}
    about = (
        _("What %(city)s and its partners promise each other for the climate, and what comes of it.") % words
    )
    title = _("Local Green Deals in %(city)s") % words
    frame = city_frame(request, city, here=Here.OVERVIEW, title=title, description=aim or about)
    place = {
        "@type": "City",
        "name": name,
        "address": {"@type": "PostalAddress", "addressCountry": city.country},
    }
    if city.lat is not None:
        place["geo"] = {"@type": "GeoCoordinates", "latitude": city.lat, "longitude": city.lon}
    statements = {
        "@type": "WebPage",
        "name": title,
        "description": aim or about,
        "url": frame["address"],
        "inLanguage": get_language(),
        "about": place,
        "isPartOf": {"@type": "WebSite", "name": "Greenpact", "url": f"{frame['origin']}/"},
    }
    return {**frame, "kicker": kicker(city), "lead": aim or about, "json_ld": json_ld(statements)}


def kicker(city: City) -> str:
    """Country and roles of a city in words: "Germany · Core city"."""
    country = Locale.parse(locale_of(get_language() or "en")).territories.get(city.country, city.country)
    return " · ".join([str(country), *(str(CityRole(role).label) for role in city.roles)])


@dataclass(frozen=True, slots=True)
class FieldCard:
    """A field of work with the number of its public deals."""

    field: Field
    address: str
    icon: str
    number: int


def _field_cards(city: str, fields: Iterable[Field], counted: Tally) -> list[FieldCard]:
    return [
        FieldCard(
            field,
            address=addresses.field(city, field.ref),
            icon=next(iter(field.sectors), "target"),
            number=counted.fields.get(field.pk, 0),
        )
        for field in fields
    ]


def _party_kinds(city: str, parties: Mapping[str, int]) -> list[Place]:
    labels = dict(OrganisationKind.choices)
    most_first = sorted(parties.items(), key=lambda pair: (-pair[1], pair[0]))
    return [
        Place(str(labels[kind]), f"{addresses.parties(city)}?kind={kind}", count=count)
        for kind, count in most_first
    ]


def _programme(profile: CityProfile) -> dict[str, Any]:
    stated = sorted({sdg for row in profile.programmes for sdg in row.sdgs})
    slug = profile.city.slug
    return {
        "programmes": profile.programmes,
        "sdgs": [Place(in_language(SDGS[one].names), addresses.sdg(slug, one), count=one) for one in stated],
        "deals_address": addresses.deals(slug),
        "parties_address": addresses.parties(slug),
        "participate_address": addresses.participate(slug),
        "changes_address": addresses.changes(slug),
        "progress_address": addresses.progress(slug),
        "data_address": addresses.data(slug),
    }
