"""What a city says of itself: settings, legal texts, outline."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from greenpact.cities.models import City
from tests.workspace.people import Cast, a_cast
from tests.workspace.saving import BASE, last_entry, save


@pytest.fixture
def cast(db: None) -> Cast:
    return a_cast()


def test_the_city_changes_its_settings(cast: Cast) -> None:
    fields = {
        "name_de": "Heidelberg",
        "name_en": "Heidelberg",
        "country": "DE",
        "timezone": "Europe/Berlin",
        "main_language": "de",
        "further_languages": ["fr", "en"],
        "roles": ["core"],
        "colour": "#0a6b3c",
        "host_name": "deals.heidelberg.example",
    }
    assert save(cast.office, "city/", fields).status_code == 302

    city = City.objects.get()
    assert (city.languages, city.roles, city.colour) == (["de", "en", "fr"], ["core"], "#0a6b3c")
    assert last_entry(cast.city).payload["changed"] == ["colour", "host_name", "languages", "roles"]


def test_the_city_writes_its_legal_texts(cast: Cast) -> None:
    save(cast.office, "city/legal/", {"imprint_de": "Stadt Heidelberg\r\nMarktplatz 10"})

    assert City.objects.get().imprint == {"de": "Stadt Heidelberg\nMarktplatz 10"}


SQUARE = b'{"type": "Polygon", "coordinates": [[[8, 49], [9, 49], [9, 50], [8, 49]]]}'


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"no json", "cannot be read as JSON"),
        (b"[" * 100_000, "cannot be read as JSON"),
        (b"\xff\xfe", "cannot be read as JSON"),
        (b'{"type": "Point", "coordinates": [8, 49]}', "must be a GeoJSON Polygon"),
        (b" " * 1_000_001, "larger than one megabyte"),
    ],
)
def test_an_outline_that_is_none_is_refused(cast: Cast, content: bytes, sentence: str) -> None:
    answer = cast.office.post(f"{BASE}city/outline/", {"file": SimpleUploadedFile("a.json", content)})

    assert sentence in answer.content.decode()
    assert City.objects.get().outline is None


def test_an_outline_is_taken_and_taken_away(cast: Cast) -> None:
    feature = b'{"type": "Feature", "geometry": ' + SQUARE + b"}"
    cast.office.post(f"{BASE}city/outline/", {"file": SimpleUploadedFile("a.json", feature)})
    city = City.objects.get()
    assert city.outline is not None
    assert city.outline["type"] == "Polygon"

    cast.office.post(f"{BASE}city/outline/", {})
    assert City.objects.get().outline is None
