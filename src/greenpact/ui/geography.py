"""Where places lie on a drawn map: an equal-area projection and sheets cut from it. Pure functions.

The projection is Lambert's azimuthal equal-area one, on a sphere, as Europe's statistics use it (EPSG:3035 with the
same centre; the sphere differs from the ellipsoid by less than half a per cent, unseen on a drawing).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, hypot, radians, sin, sqrt
from typing import Any

EARTH_KM = 6371.0

Spot = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Bar:
    """The bar that tells distances: how many kilometres, and how long in units of the sheet."""

    km: float
    width: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of `width` units that shows a rectangle of the projection (in km from its centre); y points down."""

    latitude: float
    longitude: float
    left_km: float
    top_km: float
    right_km: float
    bottom_km: float
    width: float = 1000.0

    @property
    def scale(self) -> float:
        """Units of the sheet per kilometre."""
        return self.width / (self.right_km - self.left_km)

    @property
    def height(self) -> float:
        return round((self.top_km - self.bottom_km) * self.scale, 1)

    @property
    def bar(self) -> Bar | None:
        """A round distance, at most a quarter of the sheet; none on a sheet of a continent."""
        longest = (self.right_km - self.left_km) / 4
        fitting = [km for km in (0.5, 1, 2, 5, 10, 20, 50) if km <= longest]
        return Bar(fitting[-1], fitting[-1] * self.scale) if fitting and longest < 500 else None

    @property
    def grid(self) -> str:
        """Lines as far apart as the bar is long, so that an empty sheet still tells distances."""
        if self.bar is None:
            return ""
        across = [self.bar.width * count for count in range(1, int(self.width / self.bar.width) + 1)]
        down = [self.bar.width * count for count in range(1, int(self.height / self.bar.width) + 1)]
        upright = "".join(f"M{x:.1f} 0V{self.height:.1f}" for x in across)
        return upright + "".join(f"M0 {y:.1f}H{self.width:.1f}" for y in down)

    @property
    def bar_y(self) -> float:
        return self.height - 22

    def place(self, latitude: float, longitude: float) -> Spot:
        """Where a place lies on the sheet."""
        x, y = projected(latitude, longitude, self.latitude, self.longitude)
        return (x - self.left_km) * self.scale, (self.top_km - y) * self.scale


#: Europe from Madeira to Cyprus and from Crete to mid-Scandinavia.
EUROPE = Sheet(52.0, 10.0, -2620.0, 1600.0, 2420.0, -2120.0)


@dataclass(frozen=True, slots=True)
class Point:
    """A place to be shown: its name, where its page is, how much it stands for, and whether its name is written."""

    latitude: float
    longitude: float
    name: str
    address: str = ""
    weight: int = 1
    is_named: bool = False


@dataclass(frozen=True, slots=True)
class Drawn:
    """A point as it is drawn: its place as a share of the sheet, its radius in pixels, so that size never shrinks."""

    x: str
    y: str
    radius: str
    latitude: str
    longitude: str
    name: str
    address: str
    is_named: bool
    is_left: bool


def projected(latitude: float, longitude: float, centre_latitude: float, centre_longitude: float) -> Spot:
    """Kilometres east and north of the centre.

    >>> projected(52.0, 10.0, 52.0, 10.0)
    (0.0, 0.0)
    """
    phi, phi0 = radians(latitude), radians(centre_latitude)
    delta = radians(longitude - centre_longitude)
    nearness = 1 + sin(phi0) * sin(phi) + cos(phi0) * cos(phi) * cos(delta)
    k = EARTH_KM * sqrt(2 / max(nearness, 1e-9))
    return k * cos(phi) * sin(delta), k * (cos(phi0) * sin(phi) - sin(phi0) * cos(phi) * cos(delta))


def around(spots: Sequence[Spot], margin: float = 0.12, least_km: float = 6.0, shape: float = 1.6) -> Sheet:
    """A sheet that shows all of these places (latitude, longitude) with a margin, at least `least_km` wide."""
    latitude = sum(spot[0] for spot in spots) / len(spots)
    longitude = sum(spot[1] for spot in spots) / len(spots)
    flat = [projected(*spot, latitude, longitude) for spot in spots]
    xs, ys = [x for x, _ in flat], [y for _, y in flat]
    half = max((max(xs) - min(xs)) / 2, (max(ys) - min(ys)) / 2 * shape, least_km / 2)
    half_width = half * (1 + 2 * margin)
    x, y = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    half_height = half_width / shape
    return Sheet(latitude, longitude, x - half_width, y + half_height, x + half_width, y - half_height)


def drawn(points: Iterable[Point], sheet: Sheet) -> list[Drawn]:
    """Put points on a sheet, the heavy ones first so that the light ones lie on top; area goes with weight."""
    found = []
    for point in sorted(points, key=lambda point: -point.weight):
        x, y = sheet.place(point.latitude, point.longitude)
        if 0 <= x <= sheet.width and 0 <= y <= sheet.height:
            found.append(_drawn(point, x / sheet.width, y / sheet.height))
    return found


def _drawn(point: Point, across: float, down: float) -> Drawn:
    return Drawn(
        x=f"{100 * across:.2f}%",
        y=f"{100 * down:.2f}%",
        radius=f"{min(5 + 2 * sqrt(max(0, point.weight - 1)), 22):.1f}",
        latitude=f"{point.latitude:.5f}",
        longitude=f"{point.longitude:.5f}",
        name=point.name,
        address=point.address,
        is_named=point.is_named,
        is_left=across > 0.8,
    )


def path(rings: Iterable[Sequence[Spot]], step: float = 1.0) -> str:
    """Draw closed rings (in units of a sheet) as the path of an SVG, in whole steps, leaving out what is nearer."""
    pieces = []
    for ring in rings:
        nodes = [(round(x / step), round(y / step)) for x, y in ring]
        kept = [node for place, node in enumerate(nodes) if place == 0 or node != nodes[place - 1]]
        if len(kept) > 3:
            moves = [f"{x - px} {y - py}" for (px, py), (x, y) in pairwise(kept)]
            pieces.append(f"M{kept[0][0]} {kept[0][1]}l{' '.join(moves)}z".replace(" -", "-"))
    return "".join(pieces)


def simpler(ring: Sequence[Spot], tolerance: float) -> list[Spot]:
    """Leave out the nodes of a line that lie within `tolerance` of it (Douglas and Peucker, 1973)."""
    keep, stack = {0, len(ring) - 1}, [(0, len(ring) - 1)]
    while stack:
        first, last = stack.pop()
        (ax, ay), (bx, by) = ring[first], ring[last]
        length = hypot(bx - ax, by - ay)
        farthest, place = tolerance, 0
        for between in range(first + 1, last):
            x, y = ring[between]
            area = abs((bx - ax) * (ay - y) - (ax - x) * (by - ay))
            off = area / length if length else hypot(x - ax, y - ay)
            if off > farthest:
                farthest, place = off, between
        if place:
            keep.add(place)
            stack += [(first, place), (place, last)]
    return [ring[place] for place in sorted(keep)]


def clipped(ring: Sequence[Spot], edges: tuple[float, float, float, float]) -> list[Spot]:
    """Cut a ring at the edges (least x, least y, most x, most y) of a rectangle (Sutherland and Hodgman, 1974)."""
    for axis, edge, side in ((0, edges[0], 1), (0, edges[2], -1), (1, edges[1], 1), (1, edges[3], -1)):
        cut: list[Spot] = []
        for (px, py), (x, y) in zip([ring[-1], *ring[:-1]], ring, strict=True) if ring else ():
            before, here = ((px, py)[axis] - edge) * side, ((x, y)[axis] - edge) * side
            if before * here < 0:
                part = before / (before - here)
                cut.append((px + (x - px) * part, py + (y - py) * part))
            if here >= 0:
                cut.append((x, y))
        ring = cut
    return list(ring)


def outline(geometry: dict[str, Any], sheet: Sheet) -> str:
    """Draw the outline of a city (a GeoJSON polygon or several) as the path of an SVG."""
    shapes = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    rings = [[sheet.place(spot[1], spot[0]) for spot in ring] for shape in shapes for ring in shape]
    return path(simpler(ring, 0.5) for ring in rings)
