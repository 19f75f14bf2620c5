"""Keeping the register: adding, changing and removing rows, two people at once, and what is refused."""

from decimal import Decimal
from typing import Any

import pytest

from greenpact.cities.keeping import keep
from greenpact.cities.models import CountingRule, District, Field, Figure, Office, Programme, Target
from greenpact.deals.drafting import alter
from greenpact.deals.parts import Parts
from greenpact.parties.models import Organisation
from tests.makers import AT, BY, a_deal
from tests.workspace.people import Cast, a_cast, signed_in
from tests.workspace.saving import BASE, last_entry, save

HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def cast(db: None) -> Cast:
    return a_cast()


KINDS: list[tuple[str, type, dict[str, Any], dict[str, Any]]] = [
    (
        "programme",
        Programme,
        {"aim_de": "Gemeinsam klimaneutral", "sdgs": ["13", "7"], "since_year": "2024"},
        {"aim": {"de": "Gemeinsam klimaneutral"}, "sdgs": [7, 13], "since_year": 2024},
    ),
    (
        "fields",
        Field,
        {"name_de": "Energie", "name_en": "Energy", "sectors": ["energy"], "sdgs": ["7"], "position": "1"},
        {"name": {"de": "Energie", "en": "Energy"}, "sectors": ["energy"], "position": 1},
    ),
    (
        "offices",
        Office,
        {"name_de": "Umweltamt", "email": "umwelt@example.org", "position": "0"},
        {"name": {"de": "Umweltamt"}, "email": "umwelt@example.org"},
    ),
    (
        "districts",
        District,
        {"name": "Weststadt", "lat": "49.4", "lon": "8,68"},
        {"name": "Weststadt", "lat": 49.4},
    ),
    (
        "targets",
        Target,
        {"text_en": "Neutral by 2030", "target_year": "2030", "source_url": "example.org/plan"},
        {"text": {"en": "Neutral by 2030"}, "target_year": 2030, "source_url": "https://example.org/plan"},
    ),
    (
        "figures",
        Figure,
        {"kind": "population", "year": "2024", "value": "162,273", "unit": "persons"},
        {"value": Decimal(162273), "unit": "persons", "kind": "population"},
    ),
    (
        "counting-rules",
        CountingRule,
        {
            "text_en": "Signed deals count",
            "valid_from": "2026-01-01",
            "counts_kinds": ["deal"],
            "signed_only": "on",
        },
        {"counts_kinds": ["deal"], "signed_only": True},
    ),
    (
        "organisations",
        Organisation,
        {"name": "Uni", "kind": "university", "id_ror": "038t36y30", "web": "https://example.org"},
        {"name": "Uni", "identifiers": {"ror": "038t36y30"}, "web": "https://example.org"},
    ),
]


@pytest.mark.parametrize(("word", "model", "typed", "kept"), KINDS, ids=[kind[0] for kind in KINDS])
def test_every_kind_can_be_added(
    cast: Cast, word: str, model: type, typed: dict[str, Any], kept: dict[str, Any]
) -> None:
    answer = save(cast.office, f"{word}/new/", {**typed, "ref": "a-row"})

    assert answer.status_code == 302, answer.context["form"].errors
    row = model._default_manager.get(city=cast.city, ref="a-row")  # type: ignore[attr-defined]  # all are models
    assert {name: getattr(row, name) for name in kept} == kept
    entry = last_entry(cast.city)
    assert (entry.actor, entry.verb.partition(".")[2], entry.subject_ref) == (
        cast.officer.actor,
        "added",
        "a-row",
    )


@pytest.mark.parametrize(("word", "model", "typed", "kept"), KINDS, ids=[kind[0] for kind in KINDS])
def test_saving_a_row_as_it_was_opened_changes_nothing(
    cast: Cast, word: str, model: type, typed: dict[str, Any], kept: dict[str, Any]
) -> None:
    save(cast.office, f"{word}/new/", {**typed, "ref": "a-row"})
    before = last_entry(cast.city).number
    form = cast.office.get(f"{BASE}{word}/a-row/").context["form"]
    shown = {field.html_name: field.value() for field in form}
    fields = {name: _sent(value) for name, value in shown.items() if value is not None and value is not False}

    answer = save(cast.office, f"{word}/a-row/", fields)

    assert answer.status_code == 302, answer.context["form"].errors
    assert last_entry(cast.city).number == before


def _sent(value: Any) -> Any:
    return [getattr(part, "ref", part) for part in value] if isinstance(value, list) else value


def test_a_short_name_is_made_from_the_name(cast: Cast) -> None:
    for latitude in ("49", "50"):
        save(cast.office, "districts/new/", {"name": "Südstadt Höfe", "lat": latitude, "lon": "8"})

    assert set(District.objects.values_list("ref", flat=True)) == {"suedstadt-hoefe", "suedstadt-hoefe-2"}


def test_a_short_name_that_is_taken_is_refused_and_everything_stays_in_the_form(cast: Cast) -> None:
    save(cast.office, "districts/new/", {"name": "One", "ref": "one"})

    answer = save(cast.office, "districts/new/", {"name": "Another", "ref": "one"})

    assert answer.status_code == 422
    assert b"has this short name" in answer.content
    assert b'value="Another"' in answer.content


def test_an_office_has_a_deputy_and_fields_of_its_own_city(cast: Cast) -> None:
    save(cast.office, "fields/new/", {"name_en": "Energy", "position": "0", "ref": "energy"})
    save(cast.office, "offices/new/", {"name_en": "One", "position": "0", "ref": "one"})

    two = {"name_en": "Two", "position": "0", "ref": "two", "deputy": "one", "fields": ["energy"]}
    save(cast.office, "offices/new/", two)

    office = Office.objects.get(ref="two")
    assert office.deputy is not None
    assert (office.deputy.ref, [field.ref for field in office.fields.all()]) == ("one", ["energy"])


def test_errors_are_sentences_tied_to_their_fields(cast: Cast) -> None:
    answer = save(
        cast.office, "figures/new/", {"kind": "population", "value": "many", "unit": "", "year": "20"}
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#id_value"' in page
    assert 'aria-describedby="id_value_error"' in page or "id_value" in page
    assert "Write a number" in page


@pytest.mark.parametrize(
    ("path", "fields", "sentence"),
    [
        ("fields/new/", {"position": "0"}, "Give a name in at least one language."),
        ("districts/new/", {"name": "x", "lat": "49"}, "A position needs latitude and longitude."),
        ("districts/new/", {"name": "x", "lat": "490", "lon": "8"}, "less than or equal to 90"),
        ("districts/new/", {"name": "x", "ref": "not a slug"}, "Enter a valid"),
        ("districts/new/", {"name": "x", "ref": "new"}, "one of our own addresses"),
        ("organisations/new/", {"name": "x", "kind": "company", "count": "3"}, "Only a group"),
        ("organisations/new/", {"name": "x", "kind": "unheard"}, "Select a valid choice"),
        (
            "organisations/new/",
            {"name": "x", "kind": "company", "web": "javascript:alert(1)"},
            "Enter a valid URL",
        ),
        (
            "programme/new/",
            {"aim_en": "x", "since_year": "2030", "until_year": "2020"},
            "end before it begins",
        ),
        ("targets/new/", {"text_en": "x" * 2001}, "at most 2000"),
        ("targets/new/", {"text_xx": "x"}, "is not a known language"),
        ("city/", {"name_en": "x", "country": "de", "timezone": "Moon/Base"}, "is not a known time zone"),
        ("city/", {"name_en": "x", "country": "de"}, "Two capital letters"),
        ("city/", {"name_en": "x", "country": "DE", "colour": "red"}, "Such as #0a6b3c."),
    ],
)
def test_what_is_wrong_is_said(cast: Cast, path: str, fields: dict[str, str], sentence: str) -> None:
    office, before = cast.office, last_entry(cast.city).number

    answer = save(office, path, fields)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert last_entry(cast.city).number == before


def test_text_in_another_language_can_be_asked_for_without_losing_what_was_typed(cast: Cast) -> None:
    answer = save(
        cast.office, "fields/new/", {"name_en": "Energy", "position": "0", "also": "el", "more": "language"}
    )

    assert b'name="name_el"' in answer.content
    assert b'value="Energy"' in answer.content
    assert not Field.objects.exists()


def test_nothing_typed_is_markup(cast: Cast) -> None:
    save(cast.office, "districts/new/", {"name": HOSTILE, "ref": "bad"})
    save(cast.office, "organisations/stadtwerke/", {"name": HOSTILE, "kind": "utility", "text_en": HOSTILE})

    paths = (
        "districts/",
        "districts/bad/",
        "districts/bad/remove/",
        "organisations/",
        "organisations/stadtwerke/",
    )
    pages = [*(BASE + path for path in paths), "/workspace/heidelberg/", "/workspace/heidelberg/trail/"]
    assert [page for page in pages if HOSTILE.encode() in cast.office.get(page).content] == []


def test_organisations_are_found_by_their_name(cast: Cast) -> None:
    found = cast.office.get(f"{BASE}organisations/", {"q": "stadt"}).content
    assert b"Stadtwerke" in found

    missed = cast.office.get(f"{BASE}organisations/", {"q": "nobody\0" + "x" * 500, "page": "99x"})
    assert b"Nothing found" in missed.content


def test_a_long_list_has_pages(cast: Cast) -> None:
    for number in range(60):
        keep(District, cast.city, f"d-{number}", {"name": f"District {number:02}"}, by=BY, at=AT)

    assert b"1 to 50 of 60" in cast.office.get(f"{BASE}districts/").content
    assert b"District 59" in cast.office.get(f"{BASE}districts/", {"page": "2"}).content


def test_nul_and_endless_numbers_get_a_sentence(cast: Cast) -> None:
    endless, none = {"lat": "9" * 400, "lon": "1e400"}, {"lat": "NaN", "lon": "Infinity"}

    for fields in ({"name": "a\0b"}, {"name": "x", **endless}, {"name": "x", **none}):
        assert save(cast.office, "districts/new/", fields).status_code == 422


def test_figures_are_called_by_words_in_the_readers_language(cast: Cast) -> None:
    emissions = {"kind": "emissions", "sector": "stationary", "year": 2022, "value": 5, "unit": "t CO₂"}
    people = {"kind": "population", "year": 2022, "value": 160_000, "unit": "inhabitants"}
    keep(Figure, cast.city, "e", emissions, by=BY, at=AT)
    keep(Figure, cast.city, "p", people, by=BY, at=AT)
    german = signed_in(cast.officer, "de")

    page = german.get(f"{BASE}figures/").content.decode()

    assert "Emissionen · Gebäude und Betriebe (stationär) · 2022" in page
    assert "160.000 Menschen" in page
    assert "stationary" not in page


def test_a_figure_keeps_a_code_that_has_no_words(cast: Cast) -> None:
    values = {"kind": "emissions", "sector": "ships_at_sea", "value": 5, "unit": "t"}
    keep(Figure, cast.city, "e", values, by=BY, at=AT)

    assert "ships at sea" in cast.office.get(f"{BASE}figures/e/").content.decode()
    save(cast.office, "figures/e/", {**values, "value": "6"})

    figure = Figure.objects.get()
    assert (figure.sector, figure.value) == ("ships_at_sea", Decimal(6))


def test_a_district_that_a_deal_names_stays_and_the_page_says_why(cast: Cast) -> None:
    west, _kept = keep(District, cast.city, "west", {"name": "West"}, by=BY, at=AT)
    deal = a_deal(cast.city)
    alter(deal, Parts(head={"districts": [west]}), by=BY, at=AT)

    answer = cast.office.post(f"{BASE}districts/west/remove/", {"edition": "1"})

    assert "This is still used elsewhere, so it cannot be removed." in answer.content.decode()
    assert District.objects.filter(ref="west").exists()
