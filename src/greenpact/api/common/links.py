"""Links to cities, deals, parties and districts: loaded for a whole page of rows at once."""

from collections.abc import Collection
from typing import Any

from greenpact.api.addresses import Addresses
from greenpact.api.common.shapes import CityLink, DealLink, DistrictLink, FieldLink, PartyLink, Position
from greenpact.cities.models import City, Field
from greenpact.deals.models import Deal
from greenpact.parties.models import Organisation
from greenpact.ui.wording import Texts

#: What a link to a city reads of it.
CITY = ("slug", "name", "is_invented")


def city_link(city: City, here: Addresses) -> CityLink:
    return {
        "@id": here.city(city.slug),
        "@type": "City",
        "slug": city.slug,
        "name": dict(city.name),
        "invented": city.is_invented,
    }


def field_link(field: Field | None, slug: str, here: Addresses) -> FieldLink | None:
    if field is None:
        return None
    return {
        "@id": here.part(slug, "field", field.ref),
        "@type": "Field",
        "ref": field.ref,
        "name": dict(field.name),
    }


def district_link(ref: str, name: str, slug: str, here: Addresses) -> DistrictLink:
    return {"@id": here.part(slug, "district", ref), "@type": "District", "ref": ref, "name": name}


def party_link(ref: str, name: str, kind: str, slug: str, here: Addresses) -> PartyLink:
    return {"@id": here.party(slug, ref), "@type": "Organization", "ref": ref, "name": name, "kind": kind}


def deal_link(ref: str, title: Texts, city: CityLink, here: Addresses) -> DealLink:
    return {
        "@id": here.deal(city["slug"], ref),
        "@type": "Deal",
        "ref": ref,
        "city": city,
        "title": dict(title),
    }


def cities_by_key(keys: set[int], here: Addresses, *, known: City | None = None) -> dict[int, CityLink]:
    """Links to cities by primary key (one query, none when there is only the one that is known already)."""
    found = {known.pk: city_link(known, here)} if known else {}
    if unknown := keys - found.keys():
        rows = City.objects.filter(pk__in=unknown).only(*CITY)
        found |= {city.pk: city_link(city, here) for city in rows}
    return found


def deals_by_key(keys: Collection[int], here: Addresses) -> dict[int, DealLink]:
    """Links to deals by primary key (two queries)."""
    deals = list(Deal.objects.filter(pk__in=keys).values_list("pk", "ref", "title", "city_id"))
    cities = cities_by_key({city for _key, _ref, _title, city in deals}, here)
    return {key: deal_link(ref, title, cities[city], here) for key, ref, title, city in deals}


def parties_by_key(keys: Collection[int], here: Addresses) -> dict[int, PartyLink]:
    """Links to organisations by primary key (one query, none for no keys)."""
    if not keys:
        return {}
    rows = Organisation.objects.filter(pk__in=keys).order_by()
    found = rows.values_list("pk", "ref", "name", "kind", "city__slug")
    return {key: party_link(ref, name, kind, slug, here) for key, ref, name, kind, slug in found}


def position_of(row: Any) -> Position | None:
    """Where something lies, if it was stated."""
    return None if row.lat is None or row.lon is None else {"lat": row.lat, "lon": row.lon}
