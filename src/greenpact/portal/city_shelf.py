"""Everything small that a city says of itself, read in one query: its home page needs all of it at once."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias, TypeVar

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Value
from django.db.models.functions import JSONObject
from django.http import Http404

from greenpact.cities.models import City, CountingRule, Field, Figure, Office, Programme, Target
from greenpact.deals.models import Deal, Party
from greenpact.parties.models import Organisation

Row = TypeVar("Row", bound=models.Model)
#: Rows as pairs of their kind and their columns as JSON; all such queries can be united.
Tagged: TypeAlias = "models.QuerySet[Any, tuple[str, dict[str, Any]]]"

KEPT = (Programme, Field, Office, Target, Figure, CountingRule)
SHARED, PARTIES = "shared", "parties"


@dataclass(frozen=True, slots=True)
class CityShelf:
    """A city with its rows, each kind in its usual order."""

    city: City
    programmes: list[Programme]
    fields: list[Field]
    offices: list[Office]
    targets: list[Target]
    figures: list[Figure]
    rules: list[CountingRule]
    shared_deals: list[int]  # public deals of other cities in which it takes part
    parties: dict[str, int]  # organisations that are party to a public deal, by kind


def shelf_of(slug: str) -> CityShelf:
    """The shelf of the city at an address; raises `Http404` where there is none."""
    queries = [_tagged(City, slug, "slug"), *(_tagged(kind, slug, "city__slug") for kind in KEPT)]
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for tag, row in queries[0].union(*queries[1:], _shared(slug), _parties(slug), all=True):
        rows[tag].append(row)
    if not rows["city"]:
        raise Http404(slug)
    [city] = _rebuilt(City, rows["city"])
    offices = _rows_of(city, Office, rows)
    by_key = {office.pk: office for office in offices}
    for office in offices:
        office.deputy = by_key.get(office.deputy_id) if office.deputy_id else None
    return CityShelf(
        city=city,
        programmes=_rows_of(city, Programme, rows),
        fields=_rows_of(city, Field, rows),
        offices=offices,
        targets=_rows_of(city, Target, rows),
        figures=_rows_of(city, Figure, rows),
        rules=_rows_of(city, CountingRule, rows),
        shared_deals=[row["deal"] for row in rows[SHARED]],
        parties={row["kind"]: row["number"] for row in rows[PARTIES]},
    )


def _tag(name: str) -> Value:
    return Value(name, output_field=models.CharField())


def _tagged(model: type[models.Model], slug: str, by: str) -> Tagged:
    columns = {column.attname: F(column.attname) for column in model._meta.concrete_fields}
    rows: Any = model._default_manager.filter(**{by: slug}).order_by()
    tagged: Tagged = rows.annotate(tag=_tag(str(model._meta.model_name)), row=JSONObject(**columns))
    return tagged.values_list("tag", "row")


def _shared(slug: str) -> Tagged:
    rows = Deal.objects.published().filter(further_cities__slug=slug).order_by()
    return rows.annotate(tag=_tag(SHARED), row=JSONObject(deal=F("pk"))).values_list("tag", "row")


def _parties(slug: str) -> Tagged:
    public = Party.objects.filter(
        organisation=OuterRef("pk"), left_on__isnull=True, deal__published_at__isnull=False
    )
    kinds = Organisation.objects.filter(Exists(public), city__slug=slug).order_by().values("kind")
    counted = kinds.annotate(number=Count("pk"), tag=_tag(PARTIES))
    return counted.annotate(row=JSONObject(kind=F("kind"), number=F("number"))).values_list("tag", "row")


def _rows_of(city: City, model: type[Row], rows: dict[str, list[dict[str, Any]]]) -> list[Row]:
    """The rows of a kind as instances, in the order of the model."""
    found = list(_rebuilt(model, rows[str(model._meta.model_name)]))
    for row in found:
        row.city = city  # type: ignore[attr-defined]  # every kind that is kept belongs to a city
    for name in reversed(list(model._meta.ordering or ("ref",))):
        column = str(name).removeprefix("-")
        found.sort(key=lambda row, by=column: _sortable(getattr(row, by)), reverse=str(name).startswith("-"))  # type: ignore[misc]
    return found


def _sortable(value: Any) -> tuple[bool, Any]:
    """Empty values stand last."""
    return (value is None, 0 if value is None else value)


def _rebuilt(model: type[Row], rows: Iterable[dict[str, Any]]) -> Iterable[Row]:
    columns = model._meta.concrete_fields
    names = [column.attname for column in columns]
    for row in rows:
        yield model.from_db(None, names, [_value(column, row[column.attname]) for column in columns])


def _value(column: "models.Field[Any, Any]", value: Any) -> Any:
    """A column's value read back from JSON; SQLite gives nested JSON as text, and decimals as floats."""
    if isinstance(column, models.JSONField):
        return json.loads(value) if isinstance(value, str) else value
    return column.to_python(str(value) if isinstance(value, float) else value)
