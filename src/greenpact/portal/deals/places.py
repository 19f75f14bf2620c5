"""Where deals are: at their own place, else in their districts, each of which is one point for all its deals."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import ngettext

from greenpact.cities.models import City
from greenpact.deals.models import DealQuerySet
from greenpact.portal import addresses
from greenpact.portal.frame import in_language
from greenpact.ui.geography import Drawn, Point, Sheet, around, drawn, outline

#: A map looks at this many of the deals changed last; more points would say nothing.
MOST_ROWS = 500


@dataclass(frozen=True, slots=True)
class DealMap:
    """What `ui/map.html` draws, and how many of the deals looked at have a place."""

    sheet: Sheet
    points: list[Drawn]
    outline: str
    placed: int
    looked_at: int


@dataclass(frozen=True, slots=True)
class InDistrict:
    """A district with a position, in which deals are."""

    ref: str
    name: str
    lat: float
    lon: float


def map_of(deals: DealQuerySet, city: City) -> DealMap | None:
    """The map of deals (one query); None where none of them has a place."""
    columns = ("pk", "city__slug", "ref", "title", "lat", "lon")
    of_district = ("districts__ref", "districts__name", "districts__lat", "districts__lon")
    rows = deals.order_by("-changed_at", "-pk").values_list(*columns, *of_district)[:MOST_ROWS]
    seen: set[int] = set()
    points: dict[int, Point] = {}
    districts: Counter[InDistrict] = Counter()
    in_districts: set[int] = set()
    for pk, slug, ref, title, lat, lon, *district in rows:
        seen.add(pk)
        if lat is not None and lon is not None:
            points[pk] = Point(lat, lon, in_language(title), addresses.deal(slug, ref))
        elif None not in district:
            districts[InDistrict(*district)] += 1
            in_districts.add(pk)
    all_points = [*points.values(), *_district_points(districts.items(), city)]
    return map_with(all_points, city, placed=len(points) + len(in_districts), looked_at=len(seen))


def map_with(points: list[Point], city: City, *, placed: int = 0, looked_at: int = 0) -> DealMap | None:
    """A map of a city with these points; None without any."""
    if not points:
        return None
    spots = [(point.latitude, point.longitude) for point in points]
    if city.lat is not None and city.lon is not None:
        spots.append((city.lat, city.lon))
    sheet = around(spots)
    border = outline(city.outline, sheet) if city.outline else ""
    return DealMap(sheet, drawn(points, sheet), border, placed, looked_at)


def _district_points(districts: Iterable[tuple[InDistrict, int]], city: City) -> list[Point]:
    return [
        Point(
            district.lat,
            district.lon,
            _district_in_words(district.name, number),
            f"{addresses.deals(city.slug)}?district={district.ref}",
            weight=number,
            is_named=True,
        )
        for district, number in districts
    ]


def _district_in_words(name: str, number: int) -> str:
    words = ngettext("%(district)s: %(number)s deal", "%(district)s: %(number)s deals", number)
    return words % {"district": name, "number": number}
