"""How answers come: conditional, kept, as linked data, for any origin, and only for reading."""

from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client, RequestFactory

from greenpact.deals.drafting import Parts, alter
from greenpact.pages.keeping import KeptPages
from tests.makers import AT, BY, a_city, a_deal

pytestmark = pytest.mark.django_db

DEALS = "/api/v1/cities/heidelberg/deals"


def test_an_unchanged_answer_comes_without_its_body(client: Client) -> None:
    deal = a_deal(a_city("heidelberg"))
    first = client.get(DEALS)
    assert first["Cache-Control"] == "public, no-cache"
    again = client.get(DEALS, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert again["Access-Control-Allow-Origin"] == "*"
    alter(deal, Parts(head={"summary": {"en": "Shorter."}}), by=BY, at=AT)
    changed = client.get(DEALS, headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200
    assert changed["ETag"] != first["ETag"]


@pytest.mark.usefixtures("one_connection")
def test_kept_answers_keep_json_and_linked_data_apart() -> None:
    a_deal(a_city("heidelberg"))
    pages = KeptPages(WSGIHandler())
    for _time in range(2):
        for accept in ("application/json", "application/ld+json", "*/*"):
            expected = "application/ld+json" if "ld" in accept else "application/json"
            assert _content_type(pages, accept) == expected
    assert len(pages.shelf) == 2


def _content_type(pages: KeptPages, accept: str) -> str:
    found: list[Any] = []
    environ = RequestFactory().get(DEALS, headers={"Accept": accept}).environ
    b"".join(pages(environ, lambda _status, headers, _exc=None: found.extend(headers)))
    return str(dict(found)["Content-Type"])


def test_plain_json_links_to_its_context(client: Client) -> None:
    a_city("heidelberg")
    response = client.get(DEALS)
    assert response["Content-Type"] == "application/json"
    assert response["Link"] == (
        '<http://testserver/api/v1/context.jsonld>; rel="http://www.w3.org/ns/json-ld#context"; '
        'type="application/ld+json"'
    )
    linked = client.get(DEALS, headers={"Accept": "application/ld+json"})
    assert linked["Content-Type"] == "application/ld+json"
    assert "context" not in linked.get("Link", "")
    assert linked.content == response.content
    assert "Accept" in [name.strip() for name in response["Vary"].split(",")]


def test_pages_of_any_origin_may_read(client: Client) -> None:
    a_city("heidelberg")
    for response in (client.get(DEALS), client.get("/api/v1/nowhere"), client.get("/api/v1/openapi.json")):
        assert response["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in response
    ahead = client.options(DEALS)
    assert (ahead.status_code, ahead["Access-Control-Allow-Methods"]) == (204, "GET, HEAD, OPTIONS")
    assert "If-None-Match" in ahead["Access-Control-Allow-Headers"]


def test_the_rest_of_the_site_is_for_its_own_origin(client: Client) -> None:
    assert "Access-Control-Allow-Origin" not in client.get("/healthz")


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE"])
def test_nothing_can_be_written(client: Client, method: str) -> None:
    response = client.generic(method, DEALS)
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD, OPTIONS"
    assert response["Content-Type"] == "application/problem+json"


def test_head_is_get_without_a_body(client: Client) -> None:
    a_city("heidelberg")
    head, get = client.head(DEALS), client.get(DEALS)
    assert head.content == b""
    assert head["ETag"] == get["ETag"]


def test_an_answer_names_addresses_of_the_host_that_was_asked(client: Client) -> None:
    a_city("heidelberg")
    answer = client.get("/api/v1/cities", headers={"Host": "localhost"}).json()
    assert answer["items"][0]["@id"] == "http://localhost/api/v1/cities/heidelberg"
