"""A city drawn on a sheet: its outline, the names of its districts where they lie, and what is to be shown on it."""

from collections.abc import Sequence
from dataclasses import dataclass

from greenpact.cities.models import City, District
from greenpact.ui.geography import Drawn, Point, Sheet, Spot, around, drawn, outline


@dataclass(frozen=True, slots=True)
class CityMap:
    """What a drawing of a city is made of; `names` are its districts."""

    sheet: Sheet
    outline: str
    names: list[Drawn]
    points: list[Drawn]

    @property
    def gives_bearings(self) -> bool:
        """Whether somebody finds their way on it: a bare grid around a city's middle says nothing."""
        return bool(self.outline or self.names)


def city_map(city: City, points: Sequence[Point] = ()) -> CityMap | None:
    """The drawing of a city (one query); None where nobody knows where it lies."""
    rows = District.objects.filter(city=city).values_list("lat", "lon", "name")
    districts = [Point(lat, lon, name) for lat, lon, name in rows if lat is not None and lon is not None]
    spots = [*_border(city), *((one.latitude, one.longitude) for one in (*districts, *points))]
    if city.lat is not None and city.lon is not None:
        spots.append((city.lat, city.lon))
    if not spots:
        return None
    sheet = around(spots)
    border = outline(city.outline, sheet) if city.outline else ""
    return CityMap(sheet, border, drawn(districts, sheet), drawn(points, sheet))


def _border(city: City) -> list[Spot]:
    """The corners of a city's outline: with them on the sheet, all of it is."""
    if not city.outline:
        return []
    shapes = city.outline["coordinates"]
    rings = [
        ring for shape in (shapes if city.outline["type"] == "MultiPolygon" else [shapes]) for ring in shape
    ]
    spots = [(spot[1], spot[0]) for ring in rings for spot in ring]
    south, north = min(spot[0] for spot in spots), max(spot[0] for spot in spots)
    west, east = min(spot[1] for spot in spots), max(spot[1] for spot in spots)
    return [(south, west), (south, east), (north, west), (north, east)]
