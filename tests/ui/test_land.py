"""Land is put together from the arcs that its shapes share."""

import json

from greenpact.ui.geography import EUROPE
from greenpact.ui.land import drawing, geojson, polygons, unrolled

TOPOLOGY = {
    "type": "Topology",
    "transform": {"scale": [0.5, 0.5], "translate": [0.0, 40.0]},
    "arcs": [[[0, 0], [20, 0]], [[20, 0], [0, 20], [-20, 0]], [[0, 20], [0, -20]]],
    "objects": {"land": {"geometries": [{"type": "MultiPolygon", "arcs": [[[0, 1, 2]]]}]}},
}


def test_shared_arcs_become_rings() -> None:
    assert list(polygons(TOPOLOGY)) == [[[(0.0, 40.0), (10.0, 40.0), (10.0, 50.0), (0.0, 50.0)]]]


def test_the_drawing_is_one_path() -> None:
    svg = drawing(TOPOLOGY, EUROPE)
    assert svg.count("<path") == 1
    assert "M" in svg


def test_land_for_the_movable_map_is_closed() -> None:
    shape = json.loads(geojson(TOPOLOGY))
    [[ring]] = shape["coordinates"]
    assert ring[0] == ring[-1] == [0, 40]


def test_a_ring_runs_on_beyond_the_date_line() -> None:
    assert unrolled([(170, 60), (-170, 60), (-160, 70), (175, 70)]) == [
        (170, 60),
        (190, 60),
        (200, 70),
        (175, 70),
    ]
