"""Places lie where they belong on a drawn map."""

import pytest

from greenpact.ui.geography import EUROPE, Point, around, clipped, drawn, outline, path, projected, simpler


def test_the_centre_of_the_projection_is_its_origin() -> None:
    assert projected(52.0, 10.0, 52.0, 10.0) == (0.0, 0.0)


def test_a_degree_of_latitude_is_111_kilometres() -> None:
    x, y = projected(53.0, 10.0, 52.0, 10.0)
    assert x == pytest.approx(0)
    assert y == pytest.approx(111.2, abs=0.1)


def test_north_is_up_and_east_is_right() -> None:
    heidelberg, gdansk = EUROPE.place(49.41, 8.69), EUROPE.place(54.35, 18.65)
    assert heidelberg[0] < gdansk[0]
    assert heidelberg[1] > gdansk[1]


def test_europe_reaches_from_madeira_to_cyprus_and_finland() -> None:
    for latitude, longitude in ((32.65, -16.98), (34.92, 33.63), (61.49, 21.80)):
        x, y = EUROPE.place(latitude, longitude)
        assert 0 < x < EUROPE.width
        assert 0 < y < EUROPE.height


def test_a_sheet_around_places_shows_them_all_with_a_margin() -> None:
    spots = [(49.36, 8.60), (49.46, 8.78)]
    sheet = around(spots)
    for spot in spots:
        x, y = sheet.place(*spot)
        assert 20 < x < sheet.width - 20
        assert 20 < y < sheet.height - 20


def test_a_sheet_around_one_place_is_still_a_sheet() -> None:
    sheet = around([(49.41, 8.69)])
    assert sheet.right_km - sheet.left_km >= 6
    assert sheet.bar is not None
    assert EUROPE.bar is None


def test_points_outside_the_sheet_are_not_drawn_and_heavy_ones_lie_below() -> None:
    points = [
        Point(49.41, 8.69, "light"),
        Point(49.41, 8.69, "heavy", weight=9),
        Point(-33.9, 151.2, "far away"),
    ]
    assert [point.name for point in drawn(points, EUROPE)] == ["heavy", "light"]


def test_a_point_is_written_with_a_decimal_point_and_as_a_share() -> None:
    [point] = drawn([Point(49.41, 8.69, "Heidelberg")], EUROPE)
    assert point.x.endswith("%")
    assert "," not in point.x + point.y + point.radius + point.latitude


def test_a_ring_is_cut_at_the_edges() -> None:
    square = [(-10.0, -10.0), (30.0, -10.0), (30.0, 30.0), (-10.0, 30.0)]
    assert set(clipped(square, (0, 0, 20, 20))) == {(0.0, 0.0), (20.0, 0.0), (20.0, 20.0), (0.0, 20.0)}
    assert clipped(square, (100, 100, 120, 120)) == []


def test_nodes_near_the_line_are_left_out() -> None:
    assert simpler([(0, 0), (5, 0.1), (10, 0), (10, 10)], 0.5) == [(0, 0), (10, 0), (10, 10)]


def test_a_path_is_drawn_in_whole_relative_steps() -> None:
    assert path([[(0.2, 0), (10, 0), (10, 10.4), (0, 0)]]) == "M0 0l10 0 0 10-10-10z"


def test_the_outline_of_a_city_is_drawn_whether_one_piece_or_several() -> None:
    ring = [[8.6, 49.4], [8.8, 49.4], [8.7, 49.5], [8.6, 49.4]]
    sheet = around([(latitude, longitude) for longitude, latitude in ring])
    one = outline({"type": "Polygon", "coordinates": [ring]}, sheet)
    two = outline({"type": "MultiPolygon", "coordinates": [[ring], [ring]]}, sheet)
    assert one.startswith("M")
    assert two == one + one


def test_a_sheet_of_a_city_has_a_grid_as_wide_as_its_bar() -> None:
    sheet = around([(49.36, 8.60), (49.46, 8.78)])
    assert sheet.bar is not None
    assert sheet.grid.startswith(f"M{sheet.bar.width:.1f} 0V")
    assert EUROPE.grid == ""
