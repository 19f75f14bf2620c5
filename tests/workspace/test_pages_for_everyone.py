"""Every page of the workspace and of one's account, read by a machine that looks for barriers, and on a telephone."""

from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from greenpact.cities.keeping import keep
from greenpact.cities.models import CountingRule, Field, Office
from greenpact.parties.contacting import RoleAddressEntry, keep_person, set_role_addresses
from greenpact.parties.models import Membership, Person
from tests.browsers import faults
from tests.makers import AT, BY, TODAY, a_deal
from tests.workspace.people import Cast, a_cast

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

REGISTER = "/workspace/heidelberg/register/"


@pytest.fixture
def cast(db: None) -> Cast:
    """A city in which every page has something to show."""
    cast = a_cast()
    keep(Office, cast.city, "climate", {"name": {"de": "Klimaamt"}}, by=cast.officer.actor, at=AT)
    keep(Field, cast.city, "energy", {"name": {"de": "Energie"}, "sdgs": [7]}, by=BY, at=AT)
    keep(CountingRule, cast.city, "rule", {"text": {"en": "Signed deals"}, "valid_from": TODAY}, by=BY, at=AT)
    set_role_addresses(
        cast.organisation, [RoleAddressEntry({"en": "Press"}, "press@example.org")], by=BY, at=AT
    )
    keep_person(Person(organisation=cast.organisation), {"name": "Ada"}, by=BY, at=AT)
    a_deal(cast.city, public=False)
    return cast


def pages(cast: Cast) -> list[str]:
    own = f"{REGISTER}organisations/stadtwerke/"
    paths = (
        "city/",
        "city/legal/",
        "city/outline/",
        "offices/",
        "offices/new/",
        "fields/energy/",
        "figures/new/",
    )
    return [
        "/workspace/?all",
        "/workspace/heidelberg/",
        REGISTER,
        *(REGISTER + path for path in paths),
        f"{REGISTER}fields/energy/remove/",
        f"{REGISTER}counting-rules/rule/",
        own,
        *(f"{own}{part}/" for part in ("own", "addresses", "people", "people/new")),
        "/workspace/heidelberg/members/",
        "/workspace/heidelberg/members/new/",
        f"/workspace/heidelberg/members/{Membership.objects.get(account=cast.officer).ref}/",
        "/workspace/heidelberg/trail/?kind=office",
        "/accounts/",
        "/accounts/password/",
        "/accounts/second/",
        "/accounts/logout/",
    ]


def enter(context: BrowserContext, cast: Cast, server: LiveServer) -> Page:
    """A page of a browser in which the officer is signed in."""
    session = cast.office.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": server.url}])
    return context.new_page()


@pytest.mark.parametrize(("language", "theme"), [("de-DE", "light"), ("en-GB", "dark")])
def test_no_page_has_a_barrier(
    browser: Browser, live_server: LiveServer, cast: Cast, language: str, theme: Literal["light", "dark"]
) -> None:
    found = {}
    with browser.new_context(locale=language, color_scheme=theme) as context:
        page = enter(context, cast, live_server)
        for address in pages(cast):
            page.goto(live_server.url + address)
            if complaints := faults(page):
                found[address] = complaints
    assert found == {}


def test_no_page_is_wider_than_a_small_telephone(
    browser: Browser, live_server: LiveServer, cast: Cast
) -> None:
    wide = []
    with browser.new_context(locale="de-DE", viewport={"width": 320, "height": 700}) as context:
        page = enter(context, cast, live_server)
        for address in pages(cast):
            page.goto(live_server.url + address)
            if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
                wide.append(address)
    assert wide == []
