"""Open data: complete, the same in every form, harmless in a spreadsheet, and written piece by piece."""

import csv
import io
import json
from codecs import BOM_UTF8
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from greenpact.cities.keeping import keep
from greenpact.cities.models import City, Figure
from greenpact.deals.drafting import Parts, SourceEntry, alter
from greenpact.portal.open_data.catalogue import TABLES
from greenpact.portal.open_data.columns import CSV_LANGUAGES, Kind
from greenpact.portal.open_data.rows import CHUNK
from greenpact.portal.open_data.scope import Scope
from greenpact.portal.open_data.writing import FORMATS, as_csv, formats_of, harmless
from tests.makers import AT, BY, TODAY, a_city, a_deal, an_organisation

pytestmark = pytest.mark.django_db

SIGNED: dict[str, Any] = {"signature_state": "signed", "signed_on": date(2026, 1, 1)}


@pytest.fixture
def city() -> City:
    return a_city(lat=49.4, lon=-8.7)


def fetch(client: Client, address: str) -> bytes:
    response = client.get(address)
    assert response.status_code == 200
    assert response.streaming
    return response.getvalue()


def rows_of_csv(client: Client, address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(fetch(client, address).decode(), newline="")))


def rows_of_json(client: Client, address: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(fetch(client, address))["rows"]
    return found


def flat(table: str, row: dict[str, Any]) -> dict[str, str]:
    """A JSON row as the CSV file should have it."""
    cells: dict[str, str] = {}
    for column in TABLES[table].columns:
        value = row[column.name]
        if column.kind is Kind.TEXTS:
            cells |= {f"{column.name}_{code}": harmless(value.get(code, "")) for code in CSV_LANGUAGES}
        elif column.kind is Kind.YES_NO:
            cells[column.name] = "yes" if value else "no"
        elif column.kind is Kind.LIST:
            cells[column.name] = ";".join(str(one) for one in value)
        else:
            cells[column.name] = "" if value is None else str(value)
    return cells


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("base", ["/data/", "/heidelberg/data/"])
def test_csv_and_json_hold_the_same(client: Client, city: City, table: str, base: str) -> None:
    deal = a_deal(city, "solar", sdgs=[7, 13], lat=49.4, lon=-8.7, **SIGNED)
    alter(deal, Parts(sources=[SourceEntry("https://example.org/a;b", TODAY)]), by=BY, at=AT)
    keep(Figure, city, "f", {"kind": "indicator", "value": "-21.5", "unit": "%", "year": 2022}, by=BY, at=AT)
    as_rows = rows_of_csv(client, f"{base}{table}.csv")
    found = rows_of_json(client, f"{base}{table}.json")
    assert len(as_rows) == len(found)
    for cells, row in zip(as_rows, found, strict=True):
        assert {**cells, "sources": ""} == {**flat(table, row), "sources": ""}


def test_a_deal_brings_everything_along(client: Client, city: City) -> None:
    deal = a_deal(city, "solar", sdgs=[7, 13], is_compiled=True, **SIGNED)
    alter(deal, Parts(sources=[SourceEntry("https://example.org/a;b", TODAY)]), by=BY, at=AT)
    [cells] = rows_of_csv(client, "/data/deals.csv")
    assert (cells["city"], cells["ref"], cells["title_en"], cells["sdgs"]) == (
        "heidelberg",
        "solar",
        "Solar",
        "7;13",
    )
    assert (cells["counts"], cells["compiled"], cells["sources"]) == (
        "yes",
        "yes",
        "https://example.org/a%3Bb",
    )
    assert cells["page"] == "http://testserver/heidelberg/deals/solar/"
    assert len(rows_of_csv(client, "/data/parties.csv")) == 2
    assert len(rows_of_csv(client, "/data/clauses.csv")) == 3
    assert {row["state"] for row in rows_of_csv(client, "/data/measures.csv")} == {"planned"}


def test_geojson_puts_longitude_first_and_leaves_unknown_places_open(client: Client, city: City) -> None:
    a_deal(city, "here", lat=49.4, lon=-8.7)
    a_deal(city, "somewhere")
    found = json.loads(fetch(client, "/heidelberg/data/deals.geojson"))
    assert found["type"] == "FeatureCollection"
    places = {one["properties"]["ref"]: one["geometry"] for one in found["features"]}
    assert places == {"here": {"type": "Point", "coordinates": [-8.7, 49.4]}, "somewhere": None}


def test_formulas_are_made_harmless_and_numbers_left_alone(client: Client, city: City) -> None:
    formula = '=HYPERLINK("http://evil.example";"click")'
    a_deal(city, title={"en": formula, "de": "@SUM(A1)"}, original_title="\tcmd", lat=-1.5, lon=-2.5)
    [cells] = rows_of_csv(client, "/heidelberg/data/deals.csv")
    assert cells["title_en"] == f"'{formula}"
    assert cells["title_de"] == "'@SUM(A1)"
    assert cells["original_title"] == "'\tcmd"
    assert (cells["lat"], cells["lon"]) == ("-1.5", "-2.5")
    assert rows_of_json(client, "/heidelberg/data/deals.json")[0]["title"]["en"] == formula


def test_the_sheet_opens_by_itself_where_numbers_have_commas(client: Client, city: City) -> None:
    a_deal(city, "solar", title={"de": "Sonne; Dächer", "en": "-1"}, lat=-1.5, lon=8.7)
    written = fetch(client, "/heidelberg/data/deals.sheet.csv")
    assert written.startswith(BOM_UTF8)
    [cells] = csv.DictReader(io.StringIO(written.decode("utf-8-sig"), newline=""), delimiter=";")
    assert (cells["title_de"], cells["title_en"]) == ("Sonne; Dächer", "'-1")
    assert (cells["lat"], cells["lon"]) == ("-1,5", "8,7")
    response = client.get("/heidelberg/data/deals.sheet.csv")
    assert response["Content-Disposition"] == 'attachment; filename="heidelberg-deals.sheet.csv"'


def test_texts_in_other_languages_are_in_json(client: Client, city: City) -> None:
    a_deal(city, title={"pt": "Acordo"})
    assert rows_of_json(client, "/data/deals.json")[0]["title"] == {"pt": "Acordo"}


def test_what_is_not_public_is_in_no_file(client: Client, city: City) -> None:
    an_organisation(city, "bystander")
    a_deal(city, "secret-plan", public=False)
    for table in TABLES:
        written = fetch(client, f"/heidelberg/data/{table}.json").decode()
        assert "secret" not in written.lower()
        assert "tester" not in written
        if table != "changes":
            assert "bystander" not in written


def test_invented_cities_are_in_no_file_of_the_network(client: Client) -> None:
    a_deal(a_city("musterstadt", is_invented=True), "made-up")
    for table in TABLES:
        assert rows_of_json(client, f"/data/{table}.json") == []
    assert rows_of_json(client, "/musterstadt/data/deals.json")


def test_a_deal_of_two_cities_stands_once_in_the_network_and_in_both_cities(
    client: Client, city: City
) -> None:
    guest = a_city("mannheim")
    a_deal(city, "shared", further_cities=[guest])
    assert len(rows_of_json(client, "/data/deals.json")) == 1
    assert len(rows_of_json(client, "/heidelberg/data/deals.json")) == 1
    assert len(rows_of_json(client, "/mannheim/data/deals.json")) == 1


def test_files_name_licence_and_day(client: Client, city: City) -> None:
    about = json.loads(fetch(client, "/heidelberg/data/deals.json"))["about"]
    assert about["licence"] == "CC BY 4.0"
    response = client.get("/heidelberg/data/deals.csv")
    assert 'rel="license"' in response["Link"]
    assert response["Content-Disposition"] == 'attachment; filename="heidelberg-deals.csv"'
    assert response["Access-Control-Allow-Origin"] == "*"


def test_one_who_has_the_file_gets_304_until_something_changes(client: Client, city: City) -> None:
    tag = client.get("/heidelberg/data/deals.csv").headers["ETag"]
    assert client.get("/heidelberg/data/deals.csv", headers={"if-none-match": tag}).status_code == 304
    a_deal(city)
    assert client.get("/heidelberg/data/deals.csv", headers={"if-none-match": tag}).status_code == 200


def test_a_file_is_the_same_for_readers_of_all_languages(client: Client, city: City) -> None:
    german, english = (
        client.get("/data/cities.json", headers={"accept-language": code}) for code in ("de", "en")
    )
    assert german["ETag"] == english["ETag"]
    assert german.getvalue() == english.getvalue()
    assert "Accept-Language" not in german.get("Vary", "")
    assert german["Content-Language"] == "de, en"


def test_rows_are_fetched_while_they_are_written(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = 0

    def endless(_scope: Scope) -> Iterator[City]:
        nonlocal taken
        while True:
            taken += 1
            yield city

    table = TABLES["cities"]
    pieces = as_csv(type(table)(table.name, "", "", table.columns, endless), Scope("http://x", TODAY))
    assert next(pieces)
    assert taken <= CHUNK


@pytest.mark.parametrize("table", TABLES)
def test_the_number_of_queries_does_not_grow(
    client: Client, city: City, table: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(3):
        a_deal(city)
    with django_assert_max_num_queries(8):
        fetch(client, f"/heidelberg/data/{table}.csv")


@pytest.mark.parametrize("file", ["deals.pdf", "nothing.csv", "measures.geojson", "deals.csv.exe"])
def test_other_files_do_not_exist(client: Client, city: City, file: str) -> None:
    assert client.get(f"/heidelberg/data/{file}").status_code == 404
    assert client.get(f"/data/{file}").status_code == 404


def test_files_of_an_unknown_city_do_not_exist(client: Client) -> None:
    assert client.get("/atlantis/data/deals.csv").status_code == 404


@pytest.mark.parametrize("address", ["/data/", "/heidelberg/data/"])
def test_the_page_describes_exactly_what_the_files_hold(client: Client, city: City, address: str) -> None:
    page = client.get(address, headers={"accept-language": "en"}).content.decode()
    for table in TABLES.values():
        for ending in formats_of(table):
            assert f'href="{address}{table.name}.{ending}"' in page
        for column in table.columns:
            assert all(f"<code>{name}</code>" in page for name in column.names)
        assert f'id="{table.name}"' in page
    assert "CC BY 4.0" in page
    for interface in ("/api/v1/", "/api/v1/openapi.json", "/api/v1/context.jsonld"):
        assert f'href="{interface}"' in page


def test_every_form_has_its_media_type() -> None:
    assert {ending: media.partition(";")[0] for ending, (media, _write) in FORMATS.items()} == {
        "csv": "text/csv",
        "sheet.csv": "text/csv",
        "json": "application/json",
        "geojson": "application/geo+json",
        "parquet": "application/vnd.apache.parquet",
    }
