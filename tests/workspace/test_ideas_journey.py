"""The desk of ideas with a real browser: nothing there keeps anybody out."""

import pytest
from playwright.sync_api import BrowserContext
from pytest_django.live_server_helper import LiveServer

from greenpact.cities.models import City
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
