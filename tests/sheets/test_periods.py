"""Periods in the ways people write them."""

from contextlib import suppress
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets.periods import NotAPeriod, Resolution, day_order, parse_period

READ = {
    "2024": "2024",
    "2024.0": "2024",
    "März 2024": "2024-03",
    "Mrz. 24": "2024-03",
    "Mar 2024": "2024-03",
    "03/2024": "2024-03",
    "2024-03": "2024-03",
    "12.2024": "2024-12",
    "Q1 2024": "2024-Q1",
    "Q1/2024": "2024-Q1",
    "2024-Q4": "2024-Q4",
    "1. Quartal 2024": "2024-Q1",
    "2. Halbjahr 2023": "2023-H2",
    "KW 12 2024": "2024-W12",
    "2024-W01": "2024-W01",
    "31.12.2024": "2024-12-31",
    "1.1.24": "2024-01-01",
    "5. Mai 2024": "2024-05-05",
    "2024-02-29": "2024-02-29",
    "03/04/2024": "2024-04-03",
    "13/02/2024": "2024-02-13",
    "02/13/2024": "2024-02-13",
    "01.03.2024 12:15": "2024-03-01T12:15:00",
    "2024-01-01T00:15:00Z": "2024-01-01T00:15:00Z",
    "2024-07-01T02:00:00+02:00": "2024-07-01T00:00:00Z",
    "01 January 2016 - 31 December 2016": "2016",
    "01.01.2024 bis 31.01.2024": "2024-01-01/2024-01-31",
}


@pytest.mark.parametrize("text", READ)
def test_a_period_is_read_as_it_was_written(text: str) -> None:
    assert str(parse_period(text)) == READ[text]


@pytest.mark.parametrize("text", ["", "Summe", "1.5", "202401", "2002/2003", "24:00", "12", "x" * 100])
def test_what_is_no_period_is_not_read_as_one(text: str) -> None:
    with pytest.raises(NotAPeriod) as refused:
        parse_period(text)
    assert not refused.value.is_impossible


@pytest.mark.parametrize(
    "text", ["31.02.2026", "2023-02-29", "00.01.2024", "32/01/2024", "01.02.2024 - 01.01.2024"]
)
def test_a_day_that_no_calendar_has_is_told_apart(text: str) -> None:
    with pytest.raises(NotAPeriod) as refused:
        parse_period(text)
    assert refused.value.is_impossible


def test_which_comes_first_is_told_only_where_it_can_be() -> None:
    told = [
        day_order(text) for text in ("13/02/2024", "02/13/2024", "02/03/2024", "03/03/2024", "03.02.2024")
    ]
    assert told == ["first", "second", "either", "", ""]
    assert str(parse_period("02/03/2024", is_month_first=True)) == "2024-02-03"


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_each_day_is_read_alike_in_german_and_iso(on: date) -> None:
    start = datetime(on.year, on.month, on.day)  # noqa: DTZ001
    for text in (on.isoformat(), f"{on:%d.%m.%Y}", f"{on.day}.{on.month}.{on.year}"):
        found = parse_period(text)
        assert (found.start, found.until, found.resolution) == (
            start,
            start + timedelta(days=1),
            Resolution.DAY,
        )


@given(st.text(max_size=70))
def test_any_text_is_a_period_or_none(text: str) -> None:
    with suppress(NotAPeriod):
        assert parse_period(text).start <= parse_period(text).until
