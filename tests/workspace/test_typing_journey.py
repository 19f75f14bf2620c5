"""Somebody who types while the connection comes and goes, and who presses twice, in a real browser."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from greenpact.cities.models import City
from greenpact.deals.models import Deal
from greenpact.parties.rules import Role
from tests import makers
from tests.workspace.browsing import enter
from tests.workspace.hands import at, board_of

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def city() -> City:
    return makers.a_city(languages=["de", "en"])


@pytest.fixture
def page(context: BrowserContext, city: City, live_server: LiveServer) -> Page:
    return enter(context, makers.a_member(city, Role.PROGRAMME_OFFICE), live_server.url)


def test_without_a_connection_the_text_stays_and_the_page_says_so(
    city: City, page: Page, live_server: LiveServer
) -> None:
    deal = makers.a_deal(city, "solar-roofs", title={"en": "Solar on roofs"})
    page.goto(live_server.url + at(deal, "texts/"))
    page.context.set_offline(True)
    page.locator("#id_title_en").fill("Solar on every roof")
    expect(page.locator("#kept")).to_contain_text("could not be kept as a draft")
    page.get_by_role("button", name="Save").last.click()
    expect(page.locator("#kept")).to_contain_text("No connection: nothing was saved")
    expect(page.locator("#id_title_en")).to_have_value("Solar on every roof")
    page.context.set_offline(False)
    page.get_by_role("button", name="Save").last.click()
    expect(page.get_by_role("heading", name="Solar on every roof")).to_be_visible()


def test_a_button_that_is_pressed_twice_sends_once(city: City, page: Page, live_server: LiveServer) -> None:
    sent: list[str] = []
    page.goto(live_server.url + board_of(city) + "new/")
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.locator("#id_title_en").fill("Heat for all")
    page.locator(".gw-foot button").dblclick()
    expect(page.get_by_role("heading", name="Heat for all")).to_be_visible()
    assert len([address for address in sent if address.endswith("/new/")]) == 1
    assert Deal.objects.count() == 1


def test_the_way_to_publication_by_keyboard_alone(city: City, page: Page, live_server: LiveServer) -> None:
    deal = makers.a_deal(city, "solar-roofs", public=False, title={"en": "Solar on roofs"})

    def follow(name: str) -> None:
        page.get_by_role("link", name=name).first.focus()
        page.keyboard.press("Enter")

    page.goto(live_server.url + board_of(city))
    follow("Solar on roofs")
    follow("Clauses")
    follow("Edit c1")
    page.locator("#id_text_en").fill("Cover ten roofs")
    page.get_by_role("button", name="Save").last.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Cover ten roofs")).to_be_visible()
    page.get_by_role("button", name="Move c1 down").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("The order was changed.")).to_be_visible()
    page.get_by_label("Parts of this deal").get_by_role("link", name="Overview").focus()
    page.keyboard.press("Enter")
    follow("Publish")
    page.get_by_role("button", name="Publish").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("The deal is public now.")).to_be_visible()
    deal.refresh_from_db()
    assert deal.is_published
    assert [row.ref for row in deal.clauses.filter(kind="commitment")] == ["c2", "c1"]
