"""A city's home: what it shows with deals, with cooperations only, and with nothing at all."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from greenpact.cities.keeping import keep
from greenpact.cities.models import City, CountingRule, Field, Figure, Office, Programme, Target
from tests.makers import AT, BY, a_city, a_deal

pytestmark = pytest.mark.django_db

SIGNED: dict[str, Any] = {"signature_state": "signed", "signed_on": date(2026, 1, 1)}
BASIS = {"en": "Territorial balance"}


@pytest.fixture
def city() -> City:
    return a_city(note={"en": "Position rounded, from general knowledge."})


def page(client: Client, slug: str = "heidelberg", language: str = "en") -> str:
    response = client.get(f"/{slug}/", headers={"accept-language": language})
    assert response.status_code == 200
    return response.content.decode()


def a_figure(city: City, ref: str, year: int | None, value: str, **values: object) -> None:
    values = {
        "kind": "emissions",
        "sector": "total",
        "unit": "t CO₂",
        "basis": BASIS,
        "status": "final",
        **values,
    }
    keep(Figure, city, ref, {"year": year, "value": Decimal(value), **values}, by=BY, at=AT)


def furnish(city: City) -> None:
    """Everything a city can say of itself."""
    field, _ = keep(Field, city, "energy", {"name": {"en": "Energy"}, "sectors": ["energy"]}, by=BY, at=AT)
    deputy, _ = keep(Office, city, "climate", {"name": {"en": "Climate office"}}, by=BY, at=AT)
    office = {
        "name": {"en": "Energy office"},
        "email": "energy@example.org",
        "deputy": deputy,
        "fields": [field],
    }
    keep(Office, city, "energy", office, by=BY, at=AT)
    programme = {
        "aim": {"en": "Climate-neutral by 2040."},
        "audience": {"en": "Everyone."},
        "sdgs": [13],
        "since_year": 2023,
    }
    keep(Programme, city, "programme", programme, by=BY, at=AT)
    for ref, year in (("council", 2040), ("mission", 2030)):
        target = {
            "text": {"en": f"Neutral by {year}"},
            "target_year": year,
            "source_url": "https://example.org/",
        }
        keep(Target, city, ref, target, by=BY, at=AT)
    a_figure(city, "e1", 1990, "1000.5")
    a_figure(city, "e2", 2020, "750")
    keep(
        CountingRule,
        city,
        "rule",
        {"text": {"en": "We count all."}, "valid_from": date(2025, 1, 1)},
        by=BY,
        at=AT,
    )
    a_deal(city, "solar", field=field, **SIGNED)


def test_it_says_how_far_what_by_whom_and_how_to_join(client: Client, city: City) -> None:
    furnish(city)
    html = page(client)
    for words in (
        "Climate-neutral by 2040.",
        "signed Local Green Deal",
        "/heidelberg/deals/solar/",
        "Neutral by 2030",
        "base year not stated",
        "750",
        "−25% against 1990",
        "energy@example.org",
        "We count all.",
        "1 January 2025",
        "/heidelberg/sdgs/13/",
        "/heidelberg/fields/energy/",
        "/heidelberg/participate/",
        "Position rounded, from general knowledge.",
    ):
        assert words in html, words


def test_a_change_that_the_city_reports_stands_before_one_we_calculate(client: Client, city: City) -> None:
    furnish(city)
    basis = {"en": "Change against 1990"}
    a_figure(city, "i1", 2020, "-27", kind="indicator", sector="change_total", unit="%", basis=basis)
    html = page(client)
    assert "Change against 1990: −27%" in html
    assert "−25%" not in html


def test_emissions_on_different_bases_never_meet_in_one_drawing(client: Client, city: City) -> None:
    furnish(city)
    a_figure(city, "other", 2021, "333", basis={"en": "Source balance"})
    drawing = page(client).partition('<svg class="gp-columns-chart"')[2].partition("</svg>")[0]
    assert "750" in drawing
    assert "333" not in drawing


def test_cooperations_alone_are_no_deals(client: Client, city: City) -> None:
    a_deal(city, kind="cooperation", is_compiled=True, signature_state="unknown")
    html = page(client)
    assert "No signed Local Green Deal has been published yet" in html
    assert "running cooperation" in html
    assert "none published yet" in html


def test_a_city_without_anything_teaches_the_next_step(client: Client, city: City) -> None:
    html = page(client)
    assert "No Local Green Deal of Heidelberg has been published here yet" in html
    assert "gp-stat__value" not in html


def test_drafts_are_nowhere(client: Client, city: City) -> None:
    a_deal(city, "secret-plan", public=False)
    assert "Secret Plan" not in page(client)


def test_an_invented_city_says_so_and_is_not_to_be_indexed(client: Client, city: City) -> None:
    a_city("musterstadt", is_invented=True)
    html = page(client, "musterstadt")
    assert "This city is invented" in html
    assert '<meta name="robots" content="noindex">' in html
    assert "noindex" not in page(client)


def test_an_unknown_city_is_not_found(client: Client) -> None:
    assert client.get("/atlantis/").status_code == 404


def test_texts_are_escaped_everywhere(client: Client) -> None:
    bad = {"en": "</script><script>alert(1)</script>"}
    city = a_city(name=bad, note=bad)
    keep(Programme, city, "p", {"aim": bad, "text": bad, "benefits": bad, "audience": bad}, by=BY, at=AT)
    keep(Office, city, "o", {"name": bad, "text": bad}, by=BY, at=AT)
    keep(Field, city, "f", {"name": bad, "text": bad}, by=BY, at=AT)
    keep(Target, city, "t", {"text": bad, "scope": bad, "note": bad}, by=BY, at=AT)
    a_figure(city, "e", 2020, "1", basis=bad, note=bad, unit="<b>")
    a_deal(city, title=bad, summary=bad)
    assert "<script>alert" not in page(client)


def test_it_is_there_in_german(client: Client, city: City) -> None:
    assert '<html lang="de">' in page(client, language="de")


def test_it_costs_few_queries(
    client: Client, city: City, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    furnish(city)
    with django_assert_max_num_queries(18):
        page(client)
    with django_assert_max_num_queries(14):  # nothing has to be counted again
        page(client)


def test_deals_shared_with_other_cities_cost_three_queries_more(
    client: Client, city: City, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    furnish(city)
    a_deal(a_city("mannheim"), further_cities=[city])
    page(client)
    with django_assert_max_num_queries(18):
        page(client)
