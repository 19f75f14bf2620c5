"""Columns over years stand where their years are."""

from greenpact.ui.drawing import Entry, columns, labelled


def test_the_distance_between_columns_is_that_between_years() -> None:
    chart = columns([Entry(year, 1.0, "1") for year in (1990, 2000, 2020)])
    first, second, third = (float(column.middle.rstrip("%")) for column in chart.columns)
    assert round((third - second) / (second - first), 2) == 2


def test_the_largest_value_fills_the_height_and_nothing_stands_below_the_ground() -> None:
    chart = columns([Entry(2000, 100, "100"), Entry(2010, 50, "50"), Entry(2040, 0, "0", "target")])
    heights = [float(column.height) for column in chart.columns]
    assert heights[0] == 2 * heights[1]
    assert heights[2] == 0
    assert all(float(column.y) + float(column.height) == chart.ground for column in chart.columns)


def test_entries_are_put_in_order_and_one_is_enough() -> None:
    assert [column.entry.year for column in columns([Entry(2020, 1, "1"), Entry(1990, 2, "2")]).columns] == [
        1990,
        2020,
    ]
    assert columns([Entry(2020, 1, "1")]).columns[0].middle == "50.00%"
    assert columns([]).columns == ()


def test_years_that_would_touch_are_not_both_written() -> None:
    assert labelled([1990, 2021, 2022, 2023, 2040]) == {1990, 2021, 2040}
    assert labelled([]) == set()
