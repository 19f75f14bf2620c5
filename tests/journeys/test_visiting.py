"""A visitor finds what was promised: with and without scripts, in both languages, on any screen."""

import re

import pytest
from playwright.sync_api import expect

from tests.browsers import faults
from tests.journeys.conftest import Opening

pytestmark = [
    pytest.mark.journey,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("_programme"),
]

PAGES = (
    "/",
    "/changes/",
    "/data/",
    "/network/imprint/",
    "/network/privacy/",
    "/network/accessibility/",
    "/heidelberg/",
    "/heidelberg/deals/",
    "/heidelberg/participate/",
    "/heidelberg/changes/",
    "/heidelberg/data/",
    "/heidelberg/fields/energy/",
    "/heidelberg/sdgs/13/",
    "/heidelberg/imprint/",
    "/heidelberg/privacy/",
    "/heidelberg/accessibility/",
    "/mannheim/deals/?view=table",
    "/mannheim/deals/?view=map",
    "/mannheim/parties/",
    "/sofia/",
    "/sofia/deals/",
    "/musterstadt/",
    "/musterstadt/deals/?work=implementing&signature=signed",
    "/accounts/login/",
    "/api/v1/",
)


def first_deal(opened: Opening, city: str) -> str:
    with opened() as visitor:
        visitor.go(f"/{city}/deals/")
        deals = f'main a[href^="/{city}/deals/"]:not([href*="?"]):not([href="/{city}/deals/"])'
        link = visitor.page.locator(deals).first
        return str(link.get_attribute("href"))


@pytest.mark.parametrize("language", ["de-DE", "en-GB"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_public_page_can_be_read_by_everyone(opened: Opening, language: str, theme: str) -> None:
    own = first_deal(opened, "musterstadt")
    pages = [*PAGES, own, f"{own}agreement/", first_deal(opened, "pescara")]
    found = {}
    with opened(locale=language, color_scheme=theme) as visitor:
        for address in pages:
            visitor.go(address)
            assert visitor.page.locator("html").get_attribute("lang") == language[:2]
            if complaints := faults(visitor.page):
                found[address] = complaints
    assert found == {}


@pytest.mark.parametrize("language", ["de-DE", "en-GB"])
def test_no_public_page_is_wider_than_a_small_telephone(opened: Opening, language: str) -> None:
    pages = [*PAGES, first_deal(opened, "musterstadt")]
    with opened(locale=language, width=320) as visitor:
        wide = []
        for address in pages:
            visitor.go(address)
            if visitor.is_too_wide:
                wide.append(address)
    assert wide == []


@pytest.mark.parametrize("scripts", [True, False])
def test_from_the_network_to_what_one_party_promised(opened: Opening, scripts: bool) -> None:
    with opened(locale="en-GB", java_script_enabled=scripts) as visitor:
        page = visitor.page
        visitor.go("/")
        page.get_by_role("link", name="Pescara").first.click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Pescara")
        page.get_by_role("link", name="Deals", exact=True).first.click()
        page.get_by_role("link", name=re.compile("two industrial companies")).click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("two industrial companies")
        expect(page.locator("main")).to_contain_text("10,000 trees")
        page.get_by_role("link", name="Walter Tosto SpA").first.click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Walter Tosto")


def test_a_list_narrows_while_typing_and_its_address_can_be_shared(opened: Opening) -> None:
    with opened(locale="en-GB") as visitor:
        page = visitor.page
        visitor.go("/cork/deals/")
        page.get_by_role("searchbox").press_sequentially("coffee")
        expect(page.get_by_role("link", name=re.compile("Velo Coffee"))).to_be_visible()
        expect(page.get_by_role("link", name=re.compile("Boston Scientific"))).to_have_count(0)
        expect(page).to_have_url(re.compile(r"q=coffee"))
        shared = page.url
        page.goto(shared)
        expect(page.get_by_role("link", name=re.compile("Velo Coffee"))).to_be_visible()


def test_the_language_can_be_changed_on_a_list_that_was_narrowed_while_typing(opened: Opening) -> None:
    with opened(locale="en-GB") as visitor:
        page = visitor.page
        visitor.go("/cork/deals/?view=table")
        page.get_by_role("searchbox").press_sequentially("coffee")
        expect(page).to_have_url(re.compile(r"q=coffee"))
        expect(page.get_by_role("link", name=re.compile("Boston Scientific"))).to_have_count(0)
        page.get_by_role("link", name="Deutsch").click()
        expect(page.locator("html")).to_have_attribute("lang", "de")
        expect(page).to_have_url(re.compile(r"/cork/deals/\?q=coffee&view=table&lang=de$"))
        expect(page.get_by_role("link", name=re.compile("Velo Coffee"))).to_be_visible()
        expect(page.get_by_role("link", name=re.compile("Boston Scientific"))).to_have_count(0)


def test_the_same_list_narrows_without_scripts(opened: Opening) -> None:
    with opened(locale="en-GB", java_script_enabled=False) as visitor:
        page = visitor.page
        visitor.go("/cork/deals/")
        page.get_by_role("searchbox").fill("coffee")
        page.get_by_role("button", name="Search").click()
        expect(page.get_by_role("link", name=re.compile("Velo Coffee"))).to_be_visible()
        expect(page.get_by_role("link", name=re.compile("Boston Scientific"))).to_have_count(0)


def test_the_language_is_changed_and_stays(opened: Opening) -> None:
    with opened(locale="en-GB") as visitor:
        page = visitor.page
        visitor.go("/heidelberg/")
        page.get_by_role("link", name="Deutsch").click()
        expect(page.locator("html")).to_have_attribute("lang", "de")
        visitor.go("/heidelberg/deals/")
        expect(page.locator("html")).to_have_attribute("lang", "de")


def test_heidelberg_shows_its_programme_and_no_invented_deal(opened: Opening) -> None:
    with opened(locale="de-DE") as visitor:
        visitor.go("/heidelberg/")
        main = visitor.page.locator("main")
        expect(main).to_contain_text("Nachhaltiges Wirtschaften")
        expect(main).to_contain_text("noch kein")
        visitor.go("/heidelberg/deals/?signature=signed")
        links = visitor.page.locator("main a").evaluate_all(
            "links => links.map(link => link.getAttribute('href'))"
        )
        assert [link for link in links if re.fullmatch(r"/heidelberg/deals/[\w-]+/", link)] == []


def test_the_invented_city_says_so_everywhere_and_is_nowhere_in_the_network(opened: Opening) -> None:
    with opened(locale="de-DE") as visitor:
        for address in (
            "/musterstadt/",
            "/musterstadt/deals/",
            "/musterstadt/parties/",
            "/musterstadt/changes/",
        ):
            visitor.go(address)
            expect(visitor.page.locator("body")).to_contain_text("erfunden")
        visitor.go("/changes/")
        expect(visitor.page.locator("main")).not_to_contain_text("Musterstadt")


def test_the_page_is_reached_by_keyboard_alone(opened: Opening) -> None:
    with opened(locale="en-GB") as visitor:
        page = visitor.page
        visitor.go("/cork/deals/")
        page.keyboard.press("Tab")
        expect(page.locator(":focus")).to_have_attribute("href", "#main")
        page.keyboard.press("Enter")
        for _step in range(40):
            page.keyboard.press("Tab")
            address = page.locator(":focus").get_attribute("href") or ""
            if re.fullmatch(r"/cork/deals/[\w-]+/", address):
                break
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page).to_have_url(re.compile(r"/cork/deals/[\w-]+/$"))
