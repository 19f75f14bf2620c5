"""Cities put into their shapes."""

from collections.abc import Iterable
from datetime import date

from greenpact.api.addresses import Addresses
from greenpact.api.cities import shapes
from greenpact.api.common.links import city_link, district_link, position_of
from greenpact.cities.models import City, CountingRule, District, Field, Figure, Office, Programme, Target
from greenpact.deals.versions import decimal_text

#: What an entry of the list reads of a city.
HEAD = (
    "country",
    "roles",
    "lat",
    "lon",
    "nuts3",
    "municipality_key",
    "languages",
    "timezone",
    "source_url",
    "note",
)


def city_head(city: City, here: Addresses) -> shapes.CityHead:
    return {
        **city_link(city, here),
        "url": here.page(city.slug),
        "country": city.country,
        "roles": list(city.roles),
        "position": position_of(city),
        "nuts3": city.nuts3 or None,
        "municipality_key": city.municipality_key or None,
        "languages": list(city.languages),
        "timezone": city.timezone,
        "source": city.source_url or None,
        "note": dict(city.note),
    }


def whole_city(city: City, here: Addresses, *, today: date) -> shapes.City:
    """A city with its rows (nine queries)."""
    programme = Programme.objects.filter(city=city).first()
    offices = Office.objects.filter(city=city).select_related("deputy").prefetch_related("fields")
    return {
        "@context": here.context,
        **city_head(city, here),
        "revision": city.chain.revision,
        "outline": city.outline,
        "programme": _programme(programme, city.slug, here) if programme else None,
        "fields": [_field(row, city.slug, here) for row in Field.objects.filter(city=city)],
        "offices": [_office(row, city.slug, here) for row in offices],
        "districts": [_district(row, city.slug, here) for row in District.objects.filter(city=city)],
        "targets": [_target(row, city.slug, here) for row in Target.objects.filter(city=city)],
        "figures": [_figure(row, city.slug, here) for row in Figure.objects.filter(city=city)],
        "counting_rules": _rules(CountingRule.objects.filter(city=city), city.slug, here, today=today),
    }


def _programme(row: Programme, slug: str, here: Addresses) -> shapes.Programme:
    return {
        "@id": here.part(slug, "programme", row.ref),
        "@type": "Programme",
        "ref": row.ref,
        "aim": row.aim,
        "text": row.text,
        "benefits": row.benefits,
        "audience": row.audience,
        "sdgs": row.sdgs,
        "since_year": row.since_year,
        "until_year": row.until_year,
        "source": row.source_url or None,
    }


def _field(row: Field, slug: str, here: Addresses) -> shapes.FieldOfWork:
    return {
        "@id": here.part(slug, "field", row.ref),
        "@type": "Field",
        "ref": row.ref,
        "name": row.name,
        "text": row.text,
        "sectors": row.sectors,
        "sdgs": row.sdgs,
    }


def _office(row: Office, slug: str, here: Addresses) -> shapes.Office:
    return {
        "@id": here.part(slug, "office", row.ref),
        "@type": "Office",
        "ref": row.ref,
        "name": row.name,
        "text": row.text,
        "email": row.email or None,
        "deputy": row.deputy.ref if row.deputy else None,
        "fields": [field.ref for field in row.fields.all()],
    }


def _district(row: District, slug: str, here: Addresses) -> shapes.District:
    return {**district_link(row.ref, row.name, slug, here), "position": position_of(row)}


def _target(row: Target, slug: str, here: Addresses) -> shapes.Target:
    return {
        "@id": here.part(slug, "target", row.ref),
        "@type": "Target",
        "ref": row.ref,
        "text": row.text,
        "target_year": row.target_year,
        "base_year": row.base_year,
        "scope": row.scope,
        "adopted": row.adopted_on or None,
        "source": row.source_url or None,
        "note": row.note,
    }


def _figure(row: Figure, slug: str, here: Addresses) -> shapes.Figure:
    return {
        "@id": here.part(slug, "figure", row.ref),
        "@type": "Figure",
        "ref": row.ref,
        "kind": row.kind,
        "sector": row.sector or None,
        "year": row.year,
        "value": decimal_text(row.value),
        "unit": row.unit,
        "basis": row.basis,
        "status": row.status or None,
        "derived": row.is_derived,
        "source": row.source_url or None,
        "note": row.note,
    }


def _rules(
    rows: Iterable[CountingRule], slug: str, here: Addresses, *, today: date
) -> list[shapes.CountingRule]:
    """The rules, newest first; the first one that has begun is in force."""
    ordered = list(rows)
    in_force = next((row for row in ordered if row.valid_from <= today), None)
    return [
        {
            "@id": here.part(slug, "rule", row.ref),
            "@type": "CountingRule",
            "ref": row.ref,
            "text": row.text,
            "valid_from": row.valid_from.isoformat(),
            "kinds": row.counts_kinds,
            "tiers": row.counts_tiers,
            "signed_only": row.signed_only,
            "in_force": row is in_force,
        }
        for row in ordered
    ]
