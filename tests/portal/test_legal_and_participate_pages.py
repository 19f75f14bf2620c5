"""Legal pages with and without a city's own text, and how to take part."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from greenpact.cities.keeping import keep
from greenpact.cities.models import City, Office, Programme
from greenpact.portal.legal.markdown import as_html
from greenpact.portal.legal.pages import Which, operators_texts
from tests.makers import AT, BY, a_city

pytestmark = pytest.mark.django_db


def html(client: Client, address: str, language: str = "en") -> str:
    response = client.get(address, headers={"accept-language": language})
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def city() -> City:
    return a_city()


def test_a_missing_imprint_is_said_to_be_missing(client: Client, city: City) -> None:
    assert "has not entered an imprint yet" in html(client, "/heidelberg/imprint/")
    assert "Whoever runs this installation has to name themselves" in html(client, "/network/imprint/")


def test_the_citys_own_text_stands_instead(client: Client) -> None:
    a_city(imprint={"de": "# Stadt\n\n**Marktplatz 10**"})
    page = html(client, "/heidelberg/imprint/", "de")
    assert "<h2>Stadt</h2>" in page
    assert "<strong>Marktplatz 10</strong>" in page
    assert "has not entered" not in page
    assert 'lang="de">' in html(client, "/heidelberg/imprint/", "en")


def test_the_operators_texts_stand_on_the_networks_pages_as_soon_as_they_are_written(
    client: Client, settings: Any, tmp_path: Path
) -> None:
    settings.LEGAL_TEXTS = tmp_path / "legal"
    assert "is still missing here" in html(client, "/network/imprint/")
    settings.LEGAL_TEXTS.mkdir()
    (settings.LEGAL_TEXTS / "imprint.de.md").write_text("**Betreiber GmbH**", "utf-8")
    (settings.LEGAL_TEXTS / "privacy.en.md").write_text("Controller: the operator.", "utf-8")
    imprint = html(client, "/network/imprint/", "de")
    assert "<strong>Betreiber GmbH</strong>" in imprint
    assert "fehlt" not in imprint
    assert 'lang="de">' in html(client, "/network/imprint/", "en")
    privacy = html(client, "/network/privacy/")
    assert privacy.index("Controller: the operator.") < privacy.index("There are no trackers")
    assert "Still missing here" not in privacy


def test_only_files_of_a_known_language_are_read_and_broken_ones_harm_nobody(tmp_path: Path) -> None:
    (tmp_path / "imprint.de.md").write_bytes(b"Stra\xdfe")
    (tmp_path / "imprint.xx.md").write_text("no language", "utf-8")
    (tmp_path / "imprint.md").write_text("no language", "utf-8")
    (tmp_path / "imprint.en.md").mkdir()
    assert operators_texts(tmp_path, Which.IMPRINT) == {"de": "Stra\ufffde"}


def test_the_networks_legal_pages_are_asked_for_again_only_when_they_changed(client: Client) -> None:
    first = client.get("/network/imprint/")
    assert first["Cache-Control"] == "public, no-cache"
    assert {"Accept-Language", "Cookie"} <= set(re.split(r",\s*", first["Vary"]))
    again = client.get("/network/imprint/", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    assert client.post("/network/imprint/").status_code == 405


def test_privacy_says_what_the_platform_does_and_what_the_city_must_add(client: Client, city: City) -> None:
    page = html(client, "/heidelberg/privacy/")
    assert "There are no trackers" in page
    assert "Still missing here" in page


def test_an_own_privacy_notice_stands_before_what_the_platform_says(client: Client) -> None:
    a_city(privacy={"en": "Controller: the mayor."})
    page = html(client, "/heidelberg/privacy/")
    assert page.index("Controller: the mayor.") < page.index("There are no trackers")
    assert "Still missing here" not in page


def test_the_accessibility_statement_gives_a_way_to_answer(client: Client, city: City) -> None:
    assert "has not given an address for this here yet" in html(client, "/heidelberg/accessibility/")
    keep(Office, city, "o", {"name": {"en": "Office"}, "email": "deals@example.org"}, by=BY, at=AT)
    page = html(client, "/heidelberg/accessibility/")
    assert "mailto:deals@example.org" in page
    assert "enforcement body" in page


@pytest.mark.parametrize("address", ["/heidelberg/terms/", "/network/terms/", "/atlantis/imprint/"])
def test_other_legal_pages_do_not_exist(client: Client, city: City, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("<script>alert(1)</script>", "<script>"),
        ("[x](javascript:alert(1))", "href="),
        ("![x](https://tracker.example/p.png)", "<img"),
        ('<a href="x" onclick="y">z</a>', "<a"),
        ("[x](data:text/html;base64,x)", "href="),
    ],
)
def test_markdown_is_harmless(text: str, never: str) -> None:
    assert never not in as_html(text)


def test_the_lines_of_an_address_stay_lines() -> None:
    assert as_html("Stadt\nMarktplatz 10") == "<p>Stadt<br />\nMarktplatz 10</p>\n"


def test_headings_stand_below_the_pages_own() -> None:
    assert as_html("# One\n###### Six") == "<h2>One</h2>\n<h6>Six</h6>\n"


def test_taking_part_names_offices_with_role_addresses(client: Client, city: City) -> None:
    keep(Programme, city, "p", {"audience": {"en": "Whoever wants."}}, by=BY, at=AT)
    keep(Office, city, "o", {"name": {"en": "Energy office"}, "email": "energy@example.org"}, by=BY, at=AT)
    page = html(client, "/heidelberg/participate/")
    assert "Whoever wants." in page
    assert 'href="mailto:energy@example.org"' in page
    assert "No address is given here yet" not in page


def test_without_an_address_it_says_how_to_reach_the_city(client: Client, city: City) -> None:
    keep(Office, city, "o", {"name": {"en": "Energy office"}}, by=BY, at=AT)
    keep(Programme, city, "p", {"source_url": "https://example.org/programme"}, by=BY, at=AT)
    page = html(client, "/heidelberg/participate/")
    assert "No address is given here yet" in page
    assert "https://example.org/programme" in page
