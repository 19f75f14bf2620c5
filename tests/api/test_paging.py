"""Pages of a list, one after another, are the list: every row once, whatever the size of a page."""

from collections.abc import Iterator

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.api.conftest import Ask
from tests.makers import AT, a_city, a_deal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_seven_deals")]

DEALS = 7


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    """At noon it is the same day everywhere: lateness is told for the day of the city, or of the network."""
    with time_machine.travel(AT, tick=False):
        yield


def walked(ask: Ask, address: str, towards: str) -> list[dict[str, object]]:
    """The rows of all pages from one on."""
    rows: list[dict[str, object]] = []
    while address:
        answer = ask(address)
        rows = [*rows, *answer["items"]] if towards == "next" else [*answer["items"], *rows]
        address = (answer[towards] or "").removeprefix("http://testserver/api/v1/")
    return rows


@settings(
    max_examples=6, deadline=None, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(size=st.integers(1, DEALS * 3 + 1))
@pytest.mark.parametrize("kind", ["deals", "parties", "clauses", "measures"])
def test_every_row_comes_once_and_in_order(ask: Ask, kind: str, size: int) -> None:
    whole = ask(f"{kind}?size=200")["items"]
    assert len(whole) >= DEALS
    assert walked(ask, f"{kind}?size={size}", "next") == whole
    assert walked(ask, f"cities/heidelberg/{kind}?size={size}", "next") == whole


def test_one_can_walk_back(ask: Ask) -> None:
    first = ask("deals?size=3")
    assert first["previous"] is None
    last = ask(
        ask(first["next"].removeprefix("http://testserver/api/v1/"))["next"].removeprefix(
            "http://testserver/api/v1/"
        )
    )
    assert last["next"] is None
    whole = [
        *walked(ask, last["previous"].removeprefix("http://testserver/api/v1/"), "previous"),
        *last["items"],
    ]
    assert whole == ask("deals")["items"]


def test_the_next_page_keeps_the_filters(ask: Ask) -> None:
    answer = ask("deals?work=exploring&q=deal&size=2&lang=de")
    assert all(part in answer["next"] for part in ("work=exploring", "q=deal", "size=2", "lang=de", "page="))


def test_a_changed_letter_of_a_cursor_is_refused(ask: Ask) -> None:
    cursor = ask("deals?size=2")["next"].partition("page=")[2]
    for place in range(0, len(cursor), 7):
        other = "A" if cursor[place] != "A" else "B"
        ask(f"deals?page={cursor[:place]}{other}{cursor[place + 1 :]}", status=400)


@pytest.fixture
def _seven_deals() -> None:
    city = a_city("heidelberg")
    for number in range(DEALS):
        a_deal(city, f"deal-{number}")
