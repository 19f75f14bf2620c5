"""Deals put into their shapes."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from greenpact.api.addresses import Addresses
from greenpact.api.clauses.shapes import ClauseOfDeal
from greenpact.api.clauses.telling import clause, iso, measure
from greenpact.api.common.links import (
    cities_by_key,
    deal_link,
    district_link,
    field_link,
    parties_by_key,
    party_link,
    position_of,
)
from greenpact.api.common.shapes import CityLink, DistrictLink
from greenpact.api.deals import shapes
from greenpact.cities.models import City
from greenpact.deals.models import Deal, Party
from greenpact.measures.models import Measure

#: What an entry of a list reads of a deal, and of its field.
HEAD = (
    *(
        "city",
        "ref",
        "kind",
        "title",
        "original_title",
        "original_language",
        "summary",
        "tier",
        "legal_nature",
    ),
    *("work_state", "signature_state", "start_year", "end_year", "starts_on", "ends_on", "signed_on", "sdgs"),
    *("lat", "lon", "is_compiled", "detail", "published_at", "changed_at", "field__ref", "field__name"),
)


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around the deals of a page, by their primary key."""

    cities: Mapping[int, CityLink]
    parties: Mapping[int, list[shapes.PartyInDeal]]
    districts: Mapping[int, list[DistrictLink]]
    further: Mapping[int, list[CityLink]]


def moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def heads(deals: Sequence[Deal], here: Addresses, *, city: City | None = None) -> list[shapes.DealHead]:
    """Deals of a list with their field loaded (four queries for everything around them); `city` is known already."""
    around = around_deals(deals, here, city=city)
    return [head(deal, around, here) for deal in deals]


def around_deals(deals: Sequence[Deal], here: Addresses, *, city: City | None = None) -> Around:
    keys = [deal.pk for deal in deals]
    further = list(
        Deal.further_cities.through.objects.filter(deal__in=keys).values_list("deal_id", "city_id")
    )
    keys_of_cities = {deal.city_id for deal in deals} | {guest for _deal, guest in further}
    cities = cities_by_key(keys_of_cities, here, known=city)
    shared: dict[int, list[CityLink]] = defaultdict(list)
    for deal, guest in further:
        shared[deal].append(cities[guest])
    slugs = {deal.pk: cities[deal.city_id]["slug"] for deal in deals}
    return Around(cities, _parties(keys, slugs, here), _districts(keys, slugs, here), shared)


def head(deal: Deal, around: Around, here: Addresses) -> shapes.DealHead:
    city = around.cities[deal.city_id]
    slug = city["slug"]
    return {
        **deal_link(deal.ref, deal.title, city, here),
        "url": here.page(slug, "deals", deal.ref),
        "kind": deal.kind,
        "original_title": deal.original_title or None,
        "original_language": deal.original_language or None,
        "summary": deal.summary,
        "field": field_link(deal.field, slug, here),
        "tier": deal.tier or None,
        "legal_nature": deal.legal_nature,
        "work_state": deal.work_state,
        "signature_state": deal.signature_state,
        "start_year": deal.start_year,
        "end_year": deal.end_year,
        "starts_on": iso(deal.starts_on),
        "ends_on": iso(deal.ends_on),
        "signed_on": iso(deal.signed_on),
        "sdgs": deal.sdgs,
        "districts": around.districts.get(deal.pk, []),
        "further_cities": around.further.get(deal.pk, []),
        "position": position_of(deal),
        "compiled": deal.is_compiled,
        "detail": deal.detail or None,
        "parties": around.parties.get(deal.pk, []),
        "published_at": moment(deal.published_at or deal.changed_at),
        "changed_at": moment(deal.changed_at),
    }


def whole_deal(deal: Deal, city: City, here: Addresses, *, today: date) -> shapes.Deal:
    """A deal of a city's register with its clauses, measures, versions and sources (nine queries)."""
    around, slug = around_deals([deal], here, city=city), city.slug
    return {
        "@context": here.context,
        **head(deal, around, here),
        "on": today.isoformat(),
        "clauses": _clauses(deal, slug, here, today=today),
        "versions": _versions(deal, slug, here),
        "sources": [
            {"url": source.url, "checked_on": iso(source.checked_on), "note": source.note}
            for source in deal.sources.all()
        ],
    }


def _parties(
    deals: Collection[int], slugs: Mapping[int, str], here: Addresses
) -> dict[int, list[shapes.PartyInDeal]]:
    rows = Party.objects.filter(deal__in=deals).order_by("deal", "position", "pk")
    found: dict[int, list[shapes.PartyInDeal]] = defaultdict(list)
    for deal, role, joined_on, left_on, ref, name, kind in rows.values_list(
        "deal_id",
        "role",
        "joined_on",
        "left_on",
        "organisation__ref",
        "organisation__name",
        "organisation__kind",
    ):
        found[deal].append(
            {
                "organisation": party_link(ref, name, kind, slugs[deal], here),
                "role": role,
                "joined_on": iso(joined_on),
                "left_on": iso(left_on),
            }
        )
    return found


def _districts(
    deals: Collection[int], slugs: Mapping[int, str], here: Addresses
) -> dict[int, list[DistrictLink]]:
    rows = Deal.districts.through.objects.filter(deal__in=deals).order_by("deal", "district__folded_name")
    found: dict[int, list[DistrictLink]] = defaultdict(list)
    for deal, ref, name in rows.values_list("deal_id", "district__ref", "district__name"):
        found[deal].append(district_link(ref, name, slugs[deal], here))
    return found


def _clauses(deal: Deal, slug: str, here: Addresses, *, today: date) -> list[ClauseOfDeal]:
    rows = list(deal.clauses.standing())
    parties = parties_by_key({row.party_id for row in rows if row.party_id}, here)
    measures = Measure.objects.filter(clause__in=[row.pk for row in rows]).prefetch_related("milestones")
    by_clause = {row.clause_id: row for row in measures}
    found: list[ClauseOfDeal] = []
    for row in rows:
        done = by_clause.get(row.pk)
        told = measure(done, slug, deal.ref, row.ref, here, today=today) if done else None
        found.append({**clause(row, slug, deal.ref, parties.get(row.party_id or 0), here), "measure": told})
    return found


def _versions(deal: Deal, slug: str, here: Addresses) -> list[shapes.VersionHead]:
    rows = deal.versions.order_by("number").values_list("number", "sha256", "published_at")
    return [
        {
            "@id": here.version(slug, deal.ref, number),
            "@type": "Version",
            "number": number,
            "sha256": sha256,
            "published_at": moment(published_at),
        }
        for number, sha256, published_at in rows
    ]
