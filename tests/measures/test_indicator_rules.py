"""Ways, progress and what a reading may say, as rules without a database."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from greenpact.measures.indicator_rules import (
    LARGEST,
    Counted,
    Figure,
    NonValue,
    Point,
    Rhythm,
    Span,
    Standing,
    Wanted,
    WhyNoReading,
    comparable,
    fault_of,
    keeps_rhythm,
    path_on,
    period_of,
    progress,
    standing,
    whole_years,
)

VALUES = st.floats(-1e9, 1e9, allow_nan=False).map(lambda value: round(value, 3))
DAYS = st.dates(date(2000, 1, 1), date(2060, 1, 1))


@st.composite
def ways(draw: st.DrawFn) -> list[Point]:
    days = sorted(draw(st.sets(DAYS, min_size=2, max_size=6)))
    return [Point(day, draw(VALUES)) for day in days]


@given(ways())
def test_the_way_goes_through_every_point_and_holds_the_last(way: list[Point]) -> None:
    start, targets = way[0], way[1:]
    assert [path_on(start, targets, point.on) for point in way] == [point.value for point in way]
    assert path_on(start, targets, way[-1].on + timedelta(days=9999)) == way[-1].value
    assert path_on(start, targets, start.on - timedelta(days=1)) is None


@given(ways(), st.floats(0, 1))
def test_between_two_points_the_way_stays_between_their_values(way: list[Point], share: float) -> None:
    for before, after in pairwise(way):
        on = before.on + timedelta(days=int((after.on - before.on).days * share))
        found = path_on(way[0], way[1:], on)
        assert found is not None
        low, high = sorted((before.value, after.value))
        assert low - 1e-6 <= found <= high + 1e-6


@given(VALUES, VALUES, st.floats(-2, 3))
def test_progress_is_the_share_of_the_way_and_negative_when_it_went_back(
    start: float, target: float, share: float
) -> None:
    assume(abs(target - start) > 1)
    found = progress(start, target, start + share * (target - start))
    assert found == pytest.approx(share, abs=1e-6)


def test_without_a_way_there_is_no_progress() -> None:
    assert progress(None, 5.0, 3.0) is None
    assert progress(5.0, None, 3.0) is None
    assert progress(5.0, 5.0, 3.0) is None


@pytest.mark.parametrize(
    ("now", "wanted", "how"),
    [
        (95.0, Wanted.MORE, Standing.ON_PATH),
        (94.0, Wanted.MORE, Standing.BEHIND),
        (106.0, Wanted.LESS, Standing.BEHIND),
        (80.0, Wanted.LESS, Standing.ON_PATH),
        (106.0, Wanted.STEADY, Standing.BEHIND),
        (104.0, Wanted.STEADY, Standing.ON_PATH),
    ],
)
def test_a_value_keeps_to_its_way_within_five_per_cent(now: float, wanted: Wanted, how: Standing) -> None:
    assert standing(now, 100.0, wanted) is how
    assert standing(now, None, wanted) is Standing.NO_PATH


@given(DAYS, st.sampled_from(Rhythm))
def test_a_day_lies_in_its_period_and_the_next_one_follows_at_once(on: date, rhythm: Rhythm) -> None:
    first, until = period_of(on, rhythm)
    assert first <= on < until
    assert keeps_rhythm(first, until, rhythm)
    assert period_of(until, rhythm)[0] == until


def test_another_period_does_not_keep_the_rhythm() -> None:
    assert not keeps_rhythm(date(2024, 1, 1), date(2024, 2, 1), Rhythm.YEAR)
    assert keeps_rhythm(date(2024, 1, 5), date(2024, 2, 9), Rhythm.ANY)


@pytest.mark.parametrize(
    ("figure", "fault"),
    [
        (Figure(), WhyNoReading.NEITHER),
        (Figure(0.0), None),
        (Figure(None, NonValue.NOT_KNOWN), None),
        (Figure(1.0, NonValue.NOT_KNOWN), WhyNoReading.BOTH),
        (Figure(None, NonValue.NOT_KNOWN, lower=1.0), WhyNoReading.BOTH),
        (Figure(5.0, lower=6.0), WhyNoReading.BOUNDS_WRONG),
        (Figure(5.0, upper=4.0), WhyNoReading.BOUNDS_WRONG),
        (Figure(5.0, lower=4.0, upper=6.0), None),
        (Figure(float("nan")), WhyNoReading.NOT_FINITE),
        (Figure(float("inf")), WhyNoReading.NOT_FINITE),
        (Figure(LARGEST * 2), WhyNoReading.NOT_FINITE),
    ],
)
def test_a_figure_is_a_value_or_says_why_there_is_none(figure: Figure, fault: WhyNoReading | None) -> None:
    assert fault_of(figure) is fault


def months(year: int, count: int) -> list[Span]:
    return [Span(*period_of(date(year, month, 1), Rhythm.MONTH), 10.0) for month in range(1, count + 1)]


def test_of_what_is_added_up_a_whole_year_alone_is_held_against_the_way() -> None:
    assert comparable([*months(2024, 12), *months(2025, 3)], Counted.SUM) == Span(
        date(2024, 1, 1), date(2025, 1, 1), 120.0
    )
    assert comparable(months(2025, 11), Counted.SUM) is None
    assert comparable(months(2025, 3), Counted.LAST) == months(2025, 3)[-1]
    whole = Span(date(2024, 1, 1), date(2025, 1, 1), 7.0)
    assert comparable([whole], Counted.SUM) == whole
    assert comparable([], Counted.LAST) is None


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=40), st.integers(1, 12))
def test_only_years_that_are_told_from_end_to_end_are_added_up(values: list[float], first: int) -> None:
    months = [
        date(2020 + (first - 1 + number) // 12, (first - 1 + number) % 12 + 1, 1) for number in range(41)
    ]
    spans = [Span(months[number], months[number + 1], value) for number, value in enumerate(values)]
    years = whole_years(spans)
    assert all((year.until - year.first_on).days in {365, 366} for year in years)
    known = {year.first_on.year for year in years}
    for year in {span.first_on.year for span in spans}:
        inside = [span.value for span in spans if span.first_on.year == year]
        assert (year in known) == (len(inside) == 12)
        assert year not in known or sum(inside) == next(
            one.value for one in years if one.first_on.year == year
        )
