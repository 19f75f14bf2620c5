"""Paging by key: every row once, forwards and backwards, and no cursor but our own."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from greenpact.deals.models import Deal
from greenpact.pages.keyset import (
    BY_NAME,
    LONGEST,
    NEWEST_FIRST,
    Cursor,
    Order,
    TamperedCursor,
    opened,
    sealed,
    slice_of,
)
from tests.makers import AT, a_city

BY_KEY = Order("any", "pk", read=int)
CURSOR = Cursor(AT, 17, is_onward=True)

quick = settings(
    max_examples=15, deadline=None, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def deals(db: None) -> list[Deal]:
    """Rows in the order of a list, newest first; some were changed at the same moment."""
    city = a_city()
    rows = [Deal(city=city, ref=f"deal-{i}", changed_at=AT - timedelta(hours=i // 3)) for i in range(11)]
    Deal.objects.bulk_create(rows)
    return list(Deal.objects.newest_first())


@pytest.mark.parametrize("order", [NEWEST_FIRST, BY_KEY])
@quick
@given(size=st.integers(1, 13))
def test_all_pages_together_are_the_list(deals: list[Deal], order: Order, size: int) -> None:
    expected = deals if order is NEWEST_FIRST else sorted(deals, key=lambda deal: deal.pk)
    onwards, token, pages = [], "", 0
    while token or not pages:
        page = slice_of(Deal.objects.all(), order, token, size=size)
        onwards += page.rows
        last, token, pages = page, page.older, pages + 1
    assert onwards == expected
    back, token = list(last.rows), last.newer
    while token:
        page = slice_of(Deal.objects.all(), order, token, size=size)
        back = [*page.rows, *back]
        token = page.newer
    assert back == expected


def test_rows_that_come_in_between_neither_repeat_nor_hide_others(deals: list[Deal]) -> None:
    first = slice_of(Deal.objects.all(), NEWEST_FIRST, size=4)
    Deal.objects.create(city=deals[0].city, ref="newcomer", changed_at=AT + timedelta(hours=1))
    rest = slice_of(Deal.objects.all(), NEWEST_FIRST, first.older, size=50)
    assert [*first.rows, *rest.rows] == deals


def test_an_empty_list_has_no_neighbours(db: None) -> None:
    page = slice_of(Deal.objects.all(), NEWEST_FIRST)
    assert (page.rows, page.newer, page.older) == ([], "", "")


def test_a_cursor_comes_back_as_it_was() -> None:
    assert opened(NEWEST_FIRST, sealed(NEWEST_FIRST, CURSOR)) == CURSOR


@given(place=st.integers(0, 60), letter=st.sampled_from("AZaz09-_"))
@quick
def test_a_cursor_with_another_letter_is_refused(place: int, letter: str) -> None:
    token = sealed(NEWEST_FIRST, CURSOR)
    place %= len(token) - 1  # the bits of the last letter may belong to nothing
    if token[place] != letter:
        with pytest.raises(TamperedCursor):
            opened(NEWEST_FIRST, token[:place] + letter + token[place + 1 :])


@given(token=st.text(max_size=80))
@quick
def test_no_text_is_taken_for_a_cursor(token: str) -> None:
    with pytest.raises(TamperedCursor):
        opened(NEWEST_FIRST, token)


def test_the_cursor_of_another_list_is_refused() -> None:
    with pytest.raises(TamperedCursor):
        opened(BY_NAME, sealed(NEWEST_FIRST, CURSOR))


def test_a_cursor_has_a_bounded_length() -> None:
    with pytest.raises(TamperedCursor):
        opened(NEWEST_FIRST, "A" * (LONGEST + 1))
