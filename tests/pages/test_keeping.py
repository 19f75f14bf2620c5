"""A public page is made once for each state and shown until that state changes, and never a request longer."""

import gzip
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import path
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from greenpact.cities.keeping import change_city
from greenpact.cities.models import City
from greenpact.deals.drafting import Parts, alter
from greenpact.pages.keeping import CACHE_CONTROL, KeptPages, page
from greenpact.pages.revision import stamp_of
from greenpact.pages.shelf import Shelf
from tests.makers import AT, BY, a_city, a_deal

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.pages.test_keeping")]

made: list[str] = []
GONE = "Gone"


@pytest.fixture(autouse=True)
def _one_connection() -> Iterator[None]:
    """Django closes connections around a request; the test's own must stay open, as its test client sees to."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def shown(request: HttpRequest, city: str = "") -> HttpResponse:
    made.append(request.get_full_path())
    if City.objects.filter(name__en=GONE).exists():
        return HttpResponse("nothing here any more", status=404)
    names = " ".join(str(name) for name in City.objects.order_by("slug").values_list("name", flat=True))
    return HttpResponse(f"{request.LANGUAGE_CODE} {names} {'x' * 1000}")


def private(request: HttpRequest, city: str) -> HttpResponse:
    made.append("private")
    return HttpResponse("draft", headers={"Cache-Control": "no-store"})


def missing(request: HttpRequest, city: str) -> HttpResponse:
    return HttpResponse("nothing here", status=404)


urlpatterns = [
    path("", page(shown)),
    path("<slug:city>/", page(shown)),
    path("<slug:city>/private/", page(private)),
    path("<slug:city>/missing/", page(missing)),
]


class Visitor:
    """Asks the server as a browser would, below Django."""

    def __init__(self, shelf: Shelf | None = None) -> None:
        self.pages = KeptPages(WSGIHandler(), shelf)
        made.clear()

    def get(self, address: str, method: str = "GET", **headers: str) -> tuple[str, dict[str, str], bytes]:
        path_part, _mark, query = address.partition("?")
        environ = RequestFactory().generic(method, path_part, QUERY_STRING=query).environ
        environ |= {f"HTTP_{name.upper()}": value for name, value in headers.items()}
        answered: list[Any] = []
        body = b"".join(
            self.pages(environ, lambda status, fields, exc_info=None: answered.extend([status, fields]))
        )
        return answered[0], {name.lower(): value for name, value in answered[1]}, body


def test_a_page_is_made_once_and_then_handed_out() -> None:
    a_city()
    visitor = Visitor()
    first, second = visitor.get("/heidelberg/"), visitor.get("/heidelberg/")
    assert first == second
    assert first[0] == "200 OK"
    assert first[1]["cache-control"] == CACHE_CONTROL
    assert made == ["/heidelberg/"]


def test_a_change_shows_on_the_next_request() -> None:
    city = a_city()
    visitor = Visitor()
    visitor.get("/heidelberg/")
    change_city(city, {"name": {"en": "Renamed"}}, by=BY, at=AT)
    assert b"Renamed" in visitor.get("/heidelberg/")[2]


def test_a_change_in_one_city_leaves_the_pages_of_another_and_renews_those_of_the_network() -> None:
    a_city("one")
    other = a_city("other")
    visitor = Visitor()
    for address in ("/one/", "/"):
        visitor.get(address)
    change_city(other, {"name": {"en": "Renamed"}}, by=BY, at=AT)
    for address in ("/one/", "/"):
        visitor.get(address)
    assert made == ["/one/", "/", "/"]


def test_after_a_change_elsewhere_a_page_is_looked_at_once_and_then_holds_again(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    a_city("one")
    other = a_city("other")
    visitor = Visitor()
    for _visit in range(2):
        visitor.get("/one/")
    with django_assert_num_queries(1):  # nothing changed anywhere
        visitor.get("/one/")
    change_city(other, {"name": {"en": "Renamed"}}, by=BY, at=AT)
    with django_assert_num_queries(2):
        visitor.get("/one/")
    with django_assert_num_queries(1):
        visitor.get("/one/")
    assert made == ["/one/"]


def test_a_shared_deal_renews_the_pages_of_all_its_cities() -> None:
    home, guest, third = a_city("home"), a_city("guest"), a_city("third")
    deal = a_deal(home, further_cities=[guest])
    now = timezone.now()
    before = [stamp_of(slug, now) for slug in ("home", "guest", "third")]
    alter(deal, Parts(head={"start_year": 2026}), by=BY, at=AT)
    after = [stamp_of(slug, now) for slug in ("home", "guest", "third")]
    assert [old == new for old, new in zip(before, after, strict=True)] == [False, False, True]
    change_city(guest, {"name": {"en": "Renamed"}}, by=BY, at=AT)
    assert stamp_of("home", now) != after[0]
    alter(deal, Parts(head={"further_cities": [third]}), by=BY, at=AT)
    assert stamp_of("guest", now).revision == f"{guest.chain_id}:2"


def test_a_private_change_makes_no_new_page() -> None:
    city = a_city()
    visitor = Visitor()
    visitor.get("/heidelberg/")
    a_deal(city, public=False, parts=Parts())
    visitor.get("/heidelberg/")
    assert made == ["/heidelberg/"]


def test_the_day_changes_at_midnight_of_the_city() -> None:
    a_city(timezone="Europe/Berlin")
    visitor = Visitor()
    for moment in (
        datetime(2026, 6, 15, 21, 59, tzinfo=UTC),
        datetime(2026, 6, 15, 22, 0, tzinfo=UTC),
        datetime(2026, 6, 15, 22, 1, tzinfo=UTC),
    ):
        with time_machine.travel(moment, tick=False):
            visitor.get("/heidelberg/")
    assert len(made) == 2


def test_a_reader_who_has_the_page_gets_304_also_from_a_new_process() -> None:
    a_city()
    tag = Visitor().get("/heidelberg/")[1]["etag"]
    for visitor in (Visitor(), Visitor()):
        status, headers, body = visitor.get("/heidelberg/", if_none_match=tag)
        assert (status, body) == ("304 Not Modified", b"")
        assert headers["etag"] == tag
        assert made == []


def test_a_304_is_given_from_the_shelf_too() -> None:
    a_city()
    visitor = Visitor()
    tag = visitor.get("/heidelberg/")[1]["etag"]
    assert visitor.get("/heidelberg/", if_none_match=tag)[0] == "304 Not Modified"
    assert made == ["/heidelberg/"]


def test_every_language_has_its_own_page() -> None:
    a_city()
    visitor = Visitor()
    german = visitor.get("/heidelberg/", accept_language="de-DE,de;q=0.9")
    english = visitor.get("/heidelberg/", accept_language="fr,en;q=0.5")
    remembered = visitor.get("/heidelberg/", accept_language="en", cookie="a=b; lang=de")
    assert german[2].startswith(b"de ")
    assert english[2].startswith(b"en ")
    assert remembered[2] == german[2]
    assert german[1]["etag"] != english[1]["etag"]
    assert german[1]["content-language"] == "de"
    assert "Accept-Language" in german[1]["vary"]


def test_the_address_chooses_the_language_and_is_remembered_also_from_the_shelf() -> None:
    a_city()
    visitor = Visitor()
    for _visit in range(2):
        _status, headers, body = visitor.get("/heidelberg/?lang=de", accept_language="en")
        assert body.startswith(b"de ")
        assert "lang=de" in headers["set-cookie"]
        assert "Accept-Language" not in headers["vary"]
    assert "set-cookie" not in visitor.get("/heidelberg/?lang=de", cookie="lang=de")[1]
    assert len(made) == 1


def test_an_unknown_language_is_passed_over() -> None:
    a_city()
    assert Visitor().get("/heidelberg/?lang=xx", accept_language="de")[2].startswith(b"de ")


def test_a_page_goes_out_zipped_to_those_who_can_read_it() -> None:
    a_city()
    visitor = Visitor()
    plain = visitor.get("/heidelberg/")
    zipped = visitor.get("/heidelberg/", accept_encoding="gzip, br")
    assert gzip.decompress(zipped[2]) == plain[2]
    assert zipped[1]["content-encoding"] == "gzip"
    assert int(zipped[1]["content-length"]) == len(zipped[2])
    assert "Accept-Encoding" in plain[1]["vary"]


def test_head_has_the_headers_without_the_page() -> None:
    a_city()
    visitor = Visitor()
    status, headers, body = visitor.get("/heidelberg/", "HEAD")
    assert (status, body) == ("200 OK", b"")
    assert headers["etag"] == visitor.get("/heidelberg/")[1]["etag"]


def test_what_must_not_be_stored_is_neither_kept_nor_tagged() -> None:
    a_city()
    visitor = Visitor()
    for _visit in range(2):
        assert "etag" not in visitor.get("/heidelberg/private/")[1]
    assert made == ["private", "private"]


def test_an_error_is_not_kept() -> None:
    a_city()
    visitor = Visitor()
    assert visitor.get("/heidelberg/missing/")[0].startswith("404")
    assert len(visitor.pages.shelf) == 0


def test_what_is_no_page_any_more_leaves_the_shelf() -> None:
    city = a_city(name={"en": "Heidelberg"})
    visitor = Visitor()
    visitor.get("/heidelberg/")
    change_city(city, {"name": {"en": GONE}}, by=BY, at=AT)
    assert visitor.get("/heidelberg/")[0].startswith("404")
    assert len(visitor.pages.shelf) == 0


def test_an_old_page_is_made_by_one_reader_while_the_others_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    city = a_city()
    visitor = Visitor()
    visitor.get("/heidelberg/")
    change_city(city, {"name": {"en": "Renamed"}}, by=BY, at=AT)
    waited: list[tuple[str, ...]] = []

    def turn_after_another(shelf: Shelf, *key: str) -> nullcontext[None]:
        waited.append(key)
        monkeypatch.undo()
        visitor.get("/heidelberg/")  # the reader whose turn came first
        return nullcontext()

    monkeypatch.setattr(Shelf, "turn", turn_after_another)
    assert b"Renamed" in visitor.get("/heidelberg/")[2]
    assert len(waited) == 1
    assert len(made) == 2


def test_only_reading_is_answered() -> None:
    a_city()
    assert Visitor().get("/heidelberg/", "POST")[0].startswith("405")


def test_hosts_do_not_share_pages() -> None:
    a_city()
    visitor = Visitor()
    visitor.get("/heidelberg/", host="localhost")
    visitor.get("/heidelberg/", host="127.0.0.1")
    assert len(made) == 2
