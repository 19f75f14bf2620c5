"""A city drawn on a sheet: nothing without a position, names of districts, the whole outline."""

import pytest

from greenpact.cities.keeping import keep
from greenpact.cities.mapping import city_map
from greenpact.cities.models import District
from greenpact.ui.geography import Point
from tests.makers import AT, BY, a_city

pytestmark = pytest.mark.django_db

SQUARE = [[8.6, 49.35], [8.8, 49.35], [8.8, 49.45], [8.6, 49.45], [8.6, 49.35]]


def test_a_city_of_which_nobody_knows_where_it_lies_has_no_map() -> None:
    assert city_map(a_city(lat=None, lon=None)) is None


def test_a_bare_position_gives_no_bearings_but_shows_a_point() -> None:
    city = a_city(lat=49.4, lon=8.7)
    bare, shown = city_map(city), city_map(city, [Point(49.41, 8.69, "Here")])
    assert bare is not None
    assert shown is not None
    assert not bare.gives_bearings
    assert [point.name for point in shown.points] == ["Here"]


def test_districts_with_a_position_are_named() -> None:
    city = a_city(lat=49.4, lon=8.7)
    keep(District, city, "west", {"name": "Weststadt", "lat": 49.4, "lon": 8.68}, by=BY, at=AT)
    keep(District, city, "east", {"name": "Oststadt"}, by=BY, at=AT)
    found = city_map(city)
    assert found is not None
    assert found.gives_bearings
    assert [name.name for name in found.names] == ["Weststadt"]


@pytest.mark.parametrize(
    "outline",
    [{"type": "Polygon", "coordinates": [SQUARE]}, {"type": "MultiPolygon", "coordinates": [[SQUARE]]}],
)
def test_the_whole_outline_is_on_the_sheet(outline: dict[str, object]) -> None:
    found = city_map(a_city(lat=49.4, lon=8.7, outline=outline))
    assert found is not None
    assert found.outline
    for lon, lat in SQUARE:
        x, y = found.sheet.place(lat, lon)
        assert 0 < x < found.sheet.width
        assert 0 < y < found.sheet.height
