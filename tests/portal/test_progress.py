"""How far a city's promises are: honest counts, nothing ranked, and the measures behind each count."""

import csv
import re
from datetime import date
from io import StringIO

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from greenpact.cities.keeping import keep
from greenpact.cities.models import City, Field
from greenpact.measures.models import Measure, Milestone
from tests.makers import AT, BY, a_city, a_deal

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(AT)]

STATES = ("late", "under_way", "done", "planned", "given_up", "unknown")


@pytest.fixture
def city() -> City:
    """Six measures of three deals, one in each column."""
    row = a_city(languages=["de", "en"])
    energy, _ = keep(Field, row, "energy", {"name": {"en": "Energy", "de": "Energie"}}, by=BY, at=AT)
    deals = [
        a_deal(row, "solar", field=energy),
        a_deal(row, "trams"),
        a_deal(row, "trees"),
        a_deal(row, "hidden", public=False),
    ]
    measures = list(Measure.objects.filter(clause__deal__in=deals[:3]).order_by("pk"))
    for measure, state in zip(measures, STATES, strict=True):
        is_late = state == "late"
        measure.state = "under_way" if is_late else state
        measure.due_on = date(2026, 1, 31) if is_late else date(2027, 1, 31)
        measure.save()
    return row


def html(client: Client, address: str, language: str = "en") -> str:
    response = client.get(f"/heidelberg/progress/{address}", headers={"accept-language": language})
    assert response.status_code == 200
    return response.content.decode()


def counts_in(page: str) -> list[str]:
    return re.findall(r'gp-stat__value">(?:<a href="[^"]*">)?(\d+)', page)


def test_every_measure_is_counted_once_and_late_ones_as_late(client: Client, city: City) -> None:
    page = html(client, "")
    assert counts_in(page) == ["1"] * 6
    assert "6 measures" in page
    assert "6 Maßnahmen" in html(client, "", "de")


def test_late_by_a_milestone_is_late_too(client: Client, city: City) -> None:
    planned = Measure.objects.get(state="planned", clause__deal__ref="trams")
    Milestone.objects.create(measure=planned, text={"en": "Order"}, due_on=date(2026, 2, 1))
    assert counts_in(html(client, "")) == ["2", "1", "1", "0", "1", "1"]


@pytest.mark.parametrize("state", STATES)
def test_each_count_leads_to_its_measures(client: Client, city: City, state: str) -> None:
    found = re.search(rf'href="(/heidelberg/progress/measures/\?state={state})"', html(client, ""))
    assert found
    page = client.get(found[1], headers={"accept-language": "en"}).content.decode()
    assert "1 measure<" in page
    assert page.count('class="gp-rows__title"') == 1


def test_fields_and_parties_stand_without_ranking(client: Client, city: City) -> None:
    page = html(client, "")
    assert page.index(">Energy<") < page.index(">In no field of the city<")
    parties = re.findall(r'href="/heidelberg/parties/[\w-]+/">([^<]+)</a></th>', page)
    assert parties == sorted(parties, key=str.casefold)
    assert len(parties) == 4
    assert "deal=hidden" not in page


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ("field=energy", 2),
        ("field=~", 4),
        ("deal=trams", 2),
        ("party=the-city", 3),
        ("party=the-city&field=energy", 1),
        ("due=2026", 1),
        ("due=2027", 5),
        ("due=~", 0),
        ("state=late&due=2026", 1),
        ("state=under_way", 1),
    ],
)
def test_counts_and_list_are_narrowed_alike(client: Client, city: City, asked: str, number: int) -> None:
    shown = html(client, f"?{asked}")
    assert sum(int(one) for one in counts_in(shown)) == number
    listed = html(client, f"measures/?{asked}")
    assert listed.count('class="gp-rows__title"') == number
    rows = list(csv.DictReader(StringIO(_file(client, f"measures.csv?{asked}"))))
    assert len(rows) == number


def _file(client: Client, address: str) -> str:
    response = client.get(f"/heidelberg/progress/{address}")
    assert response.status_code == 200
    return b"".join(response.streaming_content).decode()  # type: ignore[attr-defined]


def test_what_means_nothing_is_set_aside_and_said(client: Client, city: City) -> None:
    page = html(client, "?field=nowhere&state=good&due=banana&deal=hidden")
    assert sum(int(one) for one in counts_in(page)) == 6
    for word in ("nowhere", "good", "banana", "hidden"):
        assert f"“{word}”" in page


def test_an_empty_city_teaches_the_next_step(client: Client) -> None:
    a_city()
    assert "Nothing has been promised here yet" in html(client, "")


def test_the_list_goes_on_page_by_page(client: Client, city: City) -> None:
    for number in range(16):
        a_deal(city, f"more-{number}")
    first = html(client, "measures/")
    assert "38 measures" in first
    older = re.search(r'rel="next" href="([^"]+)"', first)
    assert older
    second = client.get(older[1].replace("&amp;", "&"), headers={"accept-language": "en"}).content.decode()
    assert second.count('class="gp-rows__title"') == 8
    assert client.get("/heidelberg/progress/measures/?page=forged").status_code == 400


def test_it_asks_the_database_seldom(
    client: Client, city: City, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(30):
        a_deal(city, f"more-{number}")
    html(client, "")
    with django_assert_max_num_queries(8):
        html(client, "?field=~")
    with django_assert_max_num_queries(9):
        html(client, "measures/?field=~")
