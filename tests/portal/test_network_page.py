"""The network's home: every real city, none of the invented ones, and figures with what they count."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from greenpact.cities.keeping import change_city, keep
from greenpact.cities.models import CountingRule
from tests.makers import AT, BY, a_city, a_deal

pytestmark = pytest.mark.django_db

SIGNED: dict[str, Any] = {"signature_state": "signed", "signed_on": date(2026, 1, 1)}


def page(client: Client, query: str = "") -> str:
    response = client.get(f"/{query}", headers={"accept-language": "en"})
    assert response.status_code == 200
    return response.content.decode()


def test_cities_with_records_come_first(client: Client) -> None:
    a_city("aachen")
    a_deal(a_city("zwickau"), **SIGNED)
    html = page(client)
    assert html.index("/zwickau/") < html.index("/aachen/")
    assert "<strong>1</strong> signed Local Green Deal" in html


def test_the_list_can_be_narrowed(client: Client) -> None:
    a_city("wien", country="AT", roles=["mentor"])
    a_city("bonn", roles=["core"])
    assert "/bonn/" not in page(client, "?country=AT")
    assert "/wien/" not in page(client, "?role=core")
    assert "No city matches both filters" in page(client, "?country=AT&role=core")


def test_each_city_counts_by_its_own_rule(client: Client) -> None:
    strict, lax = a_city("strict"), a_city("lax")
    rule = {"text": {"en": "All of them."}, "valid_from": date(2024, 1, 1), "signed_only": False}
    keep(CountingRule, lax, "all", rule, by=BY, at=AT)
    for city in (strict, lax):
        a_deal(city)
    assert '<dd class="gp-stat__value">1</dd>' in page(client)


def test_a_deal_of_two_cities_counts_once(client: Client) -> None:
    a_deal(a_city("home"), **SIGNED, further_cities=[a_city("guest")])
    assert '<dd class="gp-stat__value">1</dd>' in page(client)


@pytest.mark.parametrize("query", ["?country=<b>", "?role=king", "?country=DEU"])
def test_a_filter_that_means_nothing_narrows_nothing(client: Client, query: str) -> None:
    a_city("bonn")
    assert "/bonn/" in page(client, query)


def test_an_invented_city_is_only_where_trials_are_named(client: Client) -> None:
    a_deal(a_city("bonn"), "real", **SIGNED)
    a_deal(a_city("musterstadt", is_invented=True), "made-up", **SIGNED)
    html = page(client)
    assert html.count("/musterstadt/") == 1
    assert html.index("For trials there are invented cities") < html.index("/musterstadt/")
    assert "Made Up" not in html
    assert '<dd class="gp-stat__value">1</dd>' in html


def test_what_is_not_said_is_said_to_be_so(client: Client) -> None:
    a_deal(a_city(), is_compiled=True, signature_state="unknown")
    a_deal(a_city("bonn"), kind="pact", **SIGNED)
    html = page(client)
    assert "of 1 more the signature is not stated" in html
    assert "counted apart from the deals" in html


def test_a_city_with_its_own_host_has_its_home_there(client: Client, settings: object) -> None:
    settings.ALLOWED_HOSTS = ["deals.bonn.example", "testserver"]  # type: ignore[attr-defined]
    change_city(a_city("bonn"), {"host_name": "deals.bonn.example"}, by=BY, at=AT)
    response = client.get("/", headers={"host": "deals.bonn.example:443", "accept-language": "en"})
    assert "Local Green Deals in Bonn" in response.content.decode()
    assert "Local Green Deals in Bonn" not in page(client)


def test_names_are_escaped(client: Client) -> None:
    a_deal(a_city("bonn", name={"en": "<script>alert(1)</script>"}), title={"en": "<img src=x onerror=1>"})
    html = page(client)
    assert "<script>alert" not in html
    assert "<img src=x" not in html


def test_66_cities_cost_no_more_queries_than_one(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(66):
        a_city(f"city-{number}")
    a_deal(a_city("bonn"), **SIGNED)
    with django_assert_max_num_queries(10):
        page(client)
    with django_assert_max_num_queries(6):  # nothing has to be counted again
        page(client, "?country=DE")


def test_one_who_has_the_page_gets_304(client: Client) -> None:
    a_city("bonn")
    tag = client.get("/").headers["ETag"]
    assert client.get("/", headers={"if-none-match": tag}).status_code == 304
    a_city("wien")
    assert client.get("/", headers={"if-none-match": tag}).status_code == 200
