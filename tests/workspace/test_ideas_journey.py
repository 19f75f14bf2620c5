"""An officer at the desk with a real browser: a cooperation is asked back, judged, accepted, and becomes a deal."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from greenpact.cities.models import City
from greenpact.deals.models import Deal
from greenpact.ideas.models import Idea
from greenpact.parties.rules import Role
from tests import makers
from tests.ideas.making import a_judged_idea, an_idea, an_office
from tests.workspace.browsing import barriers, enter

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def city() -> City:
    city = makers.a_city(languages=["de", "en"], nuts3="DE125")
    an_office(city, name={"en": "Energy office", "de": "Amt für Energie"})
    return city


@pytest.fixture
def idea(city: City) -> Idea:
    return an_idea(city, kind="cooperation", title="Solar on schools", language="en", may_publish=True)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_running_cooperation_is_accepted(
    city: City, idea: Idea, browser: Browser, live_server: LiveServer, scripts: bool
) -> None:
    with browser.new_context(java_script_enabled=scripts) as context:
        page = enter(context, makers.a_member(city, Role.PROGRAMME_OFFICE), live_server.url)
        page.goto(f"{live_server.url}/workspace/heidelberg/ideas/")
        page.get_by_role("link", name="Solar on schools").click()
        _assign(page)
        _ask_back(page)
        _judge(page)
        _accept(page)
        expect(page.get_by_role("heading", name="Solar on schools", level=1)).to_be_visible()
    deal = Deal.objects.get(city=city)
    assert page.url.endswith(f"/workspace/heidelberg/deals/{deal.ref}/")
    assert [party.organisation.name for party in deal.parties.all()] == ["Heidelberg", "Sonnenhof GmbH"]
    idea.refresh_from_db()
    assert (idea.state, idea.decision) == ("decided", "deal")


def _assign(page: Page) -> None:
    page.get_by_label("Office").select_option(label="Energy office")
    page.get_by_role("button", name="Assign").click()
    expect(page.get_by_text("The idea is assigned as you said.")).to_be_visible()


def _ask_back(page: Page) -> None:
    page.get_by_label("Message to the sender").fill("Which schools are in it?")
    page.get_by_role("button", name="Send to the sender").click()
    expect(page.locator(".gw-said__ours")).to_contain_text("Which schools are in it?")
    page.get_by_role("textbox", name="Inner remark").fill("The building office has the list.")
    page.get_by_role("button", name="Note it for the offices").click()
    expect(page.locator(".gw-inner")).to_contain_text("The building office has the list.")


def _judge(page: Page) -> None:
    page.get_by_role("link", name="Answer the questions").click()
    for question, answer in (("competent", "Yes"), ("lawful", "Yes"), ("already_done", "In part")):
        page.locator(f"#id_{question}_group").get_by_label(answer, exact=True).check()
        page.locator(f"#id_{question}_reason").fill("We looked at it.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("The questions are answered as you said.")).to_be_visible()


def _accept(page: Page) -> None:
    page.get_by_role("link", name="Make a deal of it").click()
    expect(page.get_by_label("Or a new organisation")).to_have_value("Sonnenhof GmbH")
    page.get_by_label("Reason").fill("It runs already, and it helps us to reach our aim for 2030.")
    page.get_by_role("button", name="Decide and tell the sender").click()
    expect(page.get_by_text("Decided. The sender is told by mail.")).to_be_visible()


@pytest.mark.parametrize(("language", "width"), [("de", 1280), ("de", 320), ("en", 320)])
def test_nothing_at_the_desk_keeps_anybody_out(
    idea: Idea, context: BrowserContext, live_server: LiveServer, width: int, language: str
) -> None:
    city = idea.city
    judged = a_judged_idea(city, title="Solar for schools", may_publish=True)
    page = enter(context, makers.a_member(city, Role.PROGRAMME_OFFICE), live_server.url, language)
    page.set_viewport_size({"width": width, "height": 900})
    start = f"{live_server.url}/workspace/heidelberg/ideas/"
    pages = [
        "",
        "?show=late",
        "terms/",
        "retention/",
        f"{idea.ref}/",
        f"{judged.ref}/",
        f"{idea.ref}/questions/",
    ]
    pages += [
        f"{judged.ref}/decide/{way}/" for way in ("deal", "joins", "office", "city", "kept", "declined")
    ]
    assert barriers(page, [start + part for part in pages]) == {}
    assert barriers(page, [f"{live_server.url}/heidelberg/ideas/"]) == {}
