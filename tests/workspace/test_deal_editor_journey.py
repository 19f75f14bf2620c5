"""An officer at the deal editor with a real browser: typing, leaving, coming back, deciding; by keyboard alone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from greenpact.accounts.models import Account
from greenpact.cities.models import City
from greenpact.deals.models import Deal
from greenpact.parties.rules import Role
from tests import makers
from tests.browsers import faults
from tests.workspace.browsing import enter
from tests.workspace.hands import at, board_of

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def city() -> City:
    return makers.a_city(languages=["de", "en"])


@pytest.fixture
def deal(city: City) -> Deal:
    return makers.a_deal(city, "solar-roofs", title={"en": "Solar on roofs"})


@pytest.fixture
def anna(city: City) -> Account:
    return makers.a_member(city, Role.PROGRAMME_OFFICE)


@pytest.fixture
def page(context: BrowserContext, anna: Account, live_server: LiveServer) -> Page:
    return enter(context, anna, live_server.url)


@pytest.fixture
def without_scripts(browser: Browser, anna: Account, live_server: LiveServer) -> Iterator[Page]:
    with browser.new_context(java_script_enabled=False) as context:
        yield enter(context, anna, live_server.url)


def test_what_is_typed_survives_a_closed_window(deal: Deal, page: Page, live_server: LiveServer) -> None:
    address = live_server.url + at(deal, "texts/")
    page.goto(address)
    page.locator("#id_title_en").fill("Solar on every ro")
    expect(page.locator("#kept")).to_contain_text("Kept as a draft")
    page.goto(live_server.url + board_of(deal.city))
    page.get_by_role("link", name="Solar on roofs · Texts").click()
    expect(page.locator("#id_title_en")).to_have_value("Solar on every ro")
    page.locator("#id_title_en").fill("Solar on every roof")
    page.locator("#id_title_en").press("Enter")
    expect(page.get_by_role("heading", name="Solar on every roof")).to_be_visible()
    deal.refresh_from_db()
    assert deal.title == {"en": "Solar on every roof"}


def test_a_clash_is_seen_at_once_and_breaks_no_rule_of_access(
    deal: Deal, page: Page, live_server: LiveServer
) -> None:
    address = live_server.url + at(deal, "texts/")
    other = page.context.new_page()
    page.goto(address)
    other.goto(address)
    other.locator("#id_title_en").fill("Theirs")
    other.locator("#id_title_en").press("Enter")
    expect(other.get_by_role("heading", name="Theirs")).to_be_visible()
    page.locator("#id_title_en").fill("Mine")
    page.locator("#id_title_en").press("Enter")
    expect(page.locator("#clash")).to_be_focused()
    assert faults(page) == []
    page.get_by_label("Take the version of the other person").check()
    page.get_by_role("button", name="Save").last.click()
    expect(page.get_by_role("heading", name="Theirs")).to_be_visible()


def test_errors_take_the_focus_and_lead_to_their_fields(
    deal: Deal, page: Page, live_server: LiveServer
) -> None:
    page.goto(live_server.url + at(deal, "facts/"))
    page.locator("#id_start_year").fill("next")
    page.locator("#id_start_year").press("Enter")
    expect(page.locator("#errors")).to_be_focused()
    assert faults(page) == []
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#id_start_year")).to_be_focused()


def test_a_card_is_moved_by_keyboard_alone(deal: Deal, page: Page, live_server: LiveServer) -> None:
    page.goto(live_server.url + board_of(deal.city))
    assert faults(page) == []
    page.locator("summary", has_text="Move").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("is now: Negotiating")).to_be_visible()


def test_without_scripts_everything_can_be_done(
    deal: Deal, without_scripts: Page, live_server: LiveServer
) -> None:
    page, origin = without_scripts, live_server.url
    page.goto(origin + at(deal, "clauses/new/goal/"))
    page.locator("#id_text_en").fill("More trees")
    page.locator("#id_target").fill("12")
    page.get_by_role("button", name="Save").last.click()
    expect(page.get_by_text("More trees")).to_be_visible()
    page.goto(origin + at(deal, "measures/c1/"))
    page.locator("#id_steps-0-text_en").fill("First step")
    page.get_by_role("button", name="One more milestone").click()
    page.locator("#id_steps-1-text_en").fill("Second step")
    page.get_by_label("Under way").check()
    page.get_by_role("button", name="Save").last.click()
    expect(page.get_by_text("0 of 2 milestones reached")).to_be_visible()
    page.goto(origin + board_of(deal.city) + "?q=solar")
    page.locator("summary", has_text="Move").click()
    page.get_by_role("button", name="Implementing").click()
    expect(page.get_by_text("is now: Implementing")).to_be_visible()
