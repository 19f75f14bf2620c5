"""The gallery in a real browser: no fault that axe knows, no complaint, nothing wider than the screen."""

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from tests.browsers import faults

pytestmark = [pytest.mark.urls("tests.ui.addresses"), pytest.mark.django_db]


def test_the_gallery_is_there_in_both_languages(client: Client) -> None:
    german, english = (client.get("/gallery/", {"lang": code}) for code in ("de", "en"))
    assert b'<html lang="de">' in german.content
    assert b'<html lang="en">' in english.content
    assert b"Jeder Baustein" in german.content


def test_a_citys_colours_are_a_style_sheet_that_never_changes(client: Client) -> None:
    answer = client.get("/colours/c8102e.css")
    assert answer["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in answer["Cache-Control"]
    assert b"--gp-accent:#c8102e" in answer.content
    assert client.get("/colours/red.css").status_code == 404


@pytest.mark.journey
@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_and_the_browser_complains_of_nothing(
    browser: Browser, live_server: object, language: str, theme: str
) -> None:
    with browser.new_context(color_scheme=theme, viewport={"width": 1280, "height": 900}) as context:  # type: ignore[arg-type]
        page = context.new_page()
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"{live_server}/gallery/?lang={language}")
        assert faults(page) == []
        assert complaints == []


@pytest.mark.journey
@pytest.mark.parametrize("width", [320, 375, 1280])
def test_nothing_is_wider_than_the_screen(browser: Browser, live_server: object, width: int) -> None:
    with browser.new_context(viewport={"width": width, "height": 800}) as context:
        page = context.new_page()
        page.goto(f"{live_server}/gallery/?lang=de")
        assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.journey
def test_the_switch_turns_light_to_dark_and_remembers_it(browser: Browser, live_server: object) -> None:
    with browser.new_context(color_scheme="light") as context:
        page = context.new_page()
        page.goto(f"{live_server}/gallery/?lang=en")
        switch = page.get_by_role("button", name="Dark display")
        expect(switch).to_have_attribute("aria-pressed", "false")
        switch.click()
        expect(switch).to_have_attribute("aria-pressed", "true")
        page.reload()
        expect(page.locator("html")).to_have_attribute("data-kern-theme", "dark")


@pytest.mark.journey
def test_without_scripts_the_page_is_whole_and_the_switch_is_not_offered(
    browser: Browser, live_server: object
) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{live_server}/gallery/?lang=en")
        expect(page.locator("[data-theme-switch]")).to_be_hidden()
        expect(page.locator("[data-map-open]")).to_be_hidden()
        expect(page.get_by_role("link", name="English")).to_be_visible()


@pytest.mark.journey
def test_the_skip_link_is_the_first_stop_and_leads_to_the_content(
    browser: Browser, live_server: object
) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{live_server}/gallery/?lang=en")
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("main")).to_be_focused()


SHOWN = """() => {
  const stop = document.activeElement;
  if (!stop || stop === document.body) return null;
  let around = stop;
  for (let steps = 0; steps < 4 && around; steps += 1, around = around.parentElement) {
    const style = getComputedStyle(around);
    if (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) return "";
  }
  return stop.outerHTML;
}"""


@pytest.mark.journey
def test_the_keyboard_always_shows_where_it_is(page: Page, live_server: object) -> None:
    page.goto(f"{live_server}/gallery/")
    hidden, stops = [], 0
    page.keyboard.press("Tab")
    while (stop := page.evaluate(SHOWN)) is not None and stops < 200:
        hidden += [stop] if stop else []
        stops += 1
        page.keyboard.press("Tab")
    assert stops > 60
    assert hidden == []


@pytest.mark.journey
def test_where_colours_are_forced_the_present_place_still_stands_out(page: Page, live_server: object) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(f"{live_server}/gallery/")
    line = "link => getComputedStyle(link).borderBottomColor"
    here = page.locator(".gp-nav__link[aria-current]").first.evaluate(line)
    elsewhere = page.locator(".gp-nav__link:not([aria-current])").first.evaluate(line)
    assert here != elsewhere
