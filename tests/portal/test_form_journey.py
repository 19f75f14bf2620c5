"""The form with its scripts: a place is pointed at or moved by keys; a chosen file survives a reload."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from greenpact.cities.keeping import keep
from greenpact.cities.mapping import city_map
from greenpact.cities.models import City, District
from tests.browsers import faults
from tests.ideas.sending import PDF
from tests.makers import AT, BY, a_city

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

FORM = "/heidelberg/participate/new/idea/"
NEAR = 0.0002  # degrees: some twenty metres, less than a pixel


@pytest.fixture
def city() -> City:
    city = a_city(lat=49.41, lon=8.69, languages=["en", "de"])
    keep(District, city, "west", {"name": "Weststadt", "lat": 49.400, "lon": 8.680}, by=BY, at=AT)
    keep(District, city, "north", {"name": "Nordstadt", "lat": 49.425, "lon": 8.700}, by=BY, at=AT)
    return city


def test_a_place_is_pointed_at_moved_by_keys_and_taken_away(
    browser: Browser, live_server: LiveServer, city: City
) -> None:
    page = browser.new_page(locale="en-GB", viewport={"width": 1280, "height": 900})
    page.goto(live_server.url + FORM)
    surface, said = page.locator("[data-place-surface]"), page.locator("[data-place-said]")
    expect(said).to_have_text("No place is chosen.")
    box, drawn = surface.bounding_box(), city_map(city)
    assert box is not None
    assert drawn is not None
    x, y = drawn.sheet.place(49.402, 8.683)
    surface.click(
        position={"x": x / drawn.sheet.width * box["width"], "y": y / drawn.sheet.height * box["height"]}
    )
    latitude, longitude = page.locator("#id_lat"), page.locator("#id_lon")
    assert float(latitude.input_value()) == pytest.approx(49.402, abs=NEAR)
    assert float(longitude.input_value()) == pytest.approx(8.683, abs=NEAR)
    expect(said).to_contain_text("near Weststadt")
    before = float(longitude.input_value())
    surface.press("ArrowRight")
    assert float(longitude.input_value()) > before
    assert faults(page) == []
    surface.press("Delete")
    expect(latitude).to_have_value("")
    surface.press("Shift+ArrowUp")
    expect(said).to_contain_text("near")
    page.get_by_role("button", name="Take the point away").click()
    expect(said).to_have_text("No place is chosen.")


def test_without_scripts_a_place_is_told_in_words(
    browser: Browser, live_server: LiveServer, city: City
) -> None:
    page = browser.new_context(java_script_enabled=False, locale="en-GB").new_page()
    page.goto(live_server.url + FORM)
    expect(page.locator("[data-place]")).to_be_hidden()
    expect(page.get_by_label("Address or place")).to_be_visible()
    expect(page.get_by_label("District")).to_be_visible()


def test_a_chosen_file_survives_a_reload(
    browser: Browser, live_server: LiveServer, city: City, tmp_path: Path
) -> None:
    plan = tmp_path / "plan.pdf"
    plan.write_bytes(PDF)
    page = browser.new_page(locale="en-GB")
    page.goto(live_server.url + FORM)
    page.fill("#id_title", "Roofs")
    page.set_input_files("#id_attachments", plan)
    expect(page.get_by_text("Kept with your draft")).to_be_visible()
    assert faults(page) == []
    page.reload()
    expect(page.get_by_text("plan.pdf").first).to_be_visible()
    expect(page.locator("#id_title")).to_have_value("Roofs")
    page.get_by_role("button", name="Take away plan.pdf").click()
    expect(page.get_by_text("plan.pdf")).to_have_count(0)
    page.set_input_files("#id_attachments", plan)
    page.set_input_files("#id_attachments", plan)
    expect(page.locator("#files li")).to_have_count(1)
