"""Draws the land under a map, once at set-up, from Natural Earth's outlines (public domain).

Land alone, without borders: the drawing helps to find one's way and takes no side where borders are disputed.
"""

import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from greenpact.ui.geography import Sheet, Spot, clipped, path, simpler

#: Rings smaller than this many units of the sheet, in width and height, are left out: rocks in the sea.
SMALLEST = 2.0
TOLERANCE = 0.45
#: The drawing is written in whole steps of this many units.
STEP = 0.5
#: So far beyond its edges a sheet is drawn, so that the cut is never seen.
MARGIN = 20.0
#: The land around the pole has no inside on a flat map.
SOUTHERNMOST = -60.0


def polygons(topology: dict[str, Any]) -> Iterator[list[list[Spot]]]:
    """Yield the outlines of all land, each with its lakes, as (longitude, latitude), from shared arcs (TopoJSON)."""
    scale_x, scale_y = topology["transform"]["scale"]
    shift_x, shift_y = topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * scale_x + shift_x, y * scale_y + shift_y))
        arcs.append(line)
    for shape in topology["objects"]["land"]["geometries"]:
        for polygon in shape["arcs"]:
            yield [[spot for number in ring for spot in _arc(arcs, number)[:-1]] for ring in polygon]


def _arc(arcs: list[list[Spot]], number: int) -> list[Spot]:
    return arcs[number] if number >= 0 else arcs[~number][::-1]


def _is_near(ring: list[Spot], sheet: Sheet) -> bool:
    return any(abs(x - sheet.longitude) < 60 and abs(y - sheet.latitude) < 35 for x, y in ring)


def drawing(topology: dict[str, Any], sheet: Sheet) -> str:
    """An SVG whose opaque parts are land: a mask through which any colour can shine."""
    shapes = []
    edges = (-MARGIN, -MARGIN, sheet.width + MARGIN, sheet.height + MARGIN)
    for ring in (ring for polygon in polygons(topology) for ring in polygon):
        if not _is_near(ring, sheet):
            continue
        flat = clipped([sheet.place(latitude, longitude) for longitude, latitude in ring], edges)
        if len(flat) > 3 and max(_span(flat, 0), _span(flat, 1)) > SMALLEST:
            shapes.append(simpler([*flat, flat[0]], TOLERANCE))
    size = f"{sheet.width / STEP:.0f} {sheet.height / STEP:.0f}"
    line = path(shapes, STEP)
    shape = f'<path fill-rule="evenodd" d="{line}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}">{shape}</svg>\n'


def _span(ring: list[Spot], axis: int) -> float:
    values = [spot[axis] for spot in ring]
    return max(values) - min(values)


def unrolled(ring: list[Spot]) -> list[Spot]:
    """Let a ring run on beyond 180 degrees instead of jumping to the other side of the world."""
    run, turns = [ring[0]], 0
    for (before, _), (x, y) in pairwise(ring):
        turns += (before - x > 180) - (x - before > 180)
        run.append((x + 360 * turns, y))
    return run


def geojson(topology: dict[str, Any]) -> str:
    """All land as GeoJSON, for the map that can be moved."""
    shapes = []
    for polygon in polygons(topology):
        outlines = [[(round(x, 2), round(y, 2)) for x, y in unrolled(ring)] for ring in polygon]
        if min(y for _, y in outlines[0]) > SOUTHERNMOST:
            shapes.append([[*outline, outline[0]] for outline in outlines])
    return json.dumps({"type": "MultiPolygon", "coordinates": shapes}, separators=(",", ":"))


def draw(source: Path, drawn: Path, movable: Path, sheet: Sheet) -> None:
    """Read the outlines from `source`; write the drawing of `sheet`, and all land for a map that can be moved."""
    topology = json.loads(source.read_text("utf-8"))
    drawn.write_text(drawing(topology, sheet), "utf-8")
    movable.write_text(geojson(topology), "utf-8")
