"""Every page of the workspace and of one's account, read by a machine that looks for barriers, and on a telephone."""

from datetime import date
from typing import Literal

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from greenpact.cities.keeping import keep
from greenpact.cities.models import CountingRule, Field, Office
from greenpact.deals.patterns.delivered import delivered
from greenpact.deals.patterns.keeping import take_over
from greenpact.measures.models import Measure
from greenpact.notices.links import link_to_leave_off
from greenpact.notices.models import Mail, MailState
from greenpact.notices.rules import Kind
from greenpact.parties.contacting import RoleAddressEntry, keep_person, set_role_addresses
from greenpact.parties.models import Membership, Person
from tests.makers import AT, BY, TODAY, a_deal
from tests.notices.letters import tell
from tests.workspace.browsing import barriers, enter
from tests.workspace.people import Cast, a_cast

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

REGISTER = "/workspace/heidelberg/register/"
DEALS = "/workspace/heidelberg/deals/"

#: Of a deal that is not public.
PARTS = (
    "",
    "texts/",
    "facts/",
    "parties/",
    "parties/the-city/remove/",
    "clauses/",
    "clauses/g1/",
    "clauses/c1/",
    "clauses/new/provision/",
    "clauses/c1/remove/",
    "measures/",
    "measures/c1/",
    "sources/",
    "agreement/",
    "publish/",
    "discard/",
)


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
    take_over(cast.city, "ours", delivered()["agreement-intent"], by=BY, at=AT)
    a_deal(cast.city, "draft", public=False)
    Measure.objects.update(state="under_way", due_on=date(2020, 1, 1))
    a_deal(cast.city, "public")
    tell(cast.reader, cast.city)
    Mail.objects.update(state=MailState.FAILED, fault="SMTP 550")
    return cast


def pages(cast: Cast) -> list[str]:
    own = f"{REGISTER}organisations/stadtwerke/"
    paths = (
        "city/",
        "city/legal/",
        "city/outline/",
        "offices/",
        "offices/new/",
        "figures/",
        "programme/new/",
        "fields/energy/",
        "figures/new/",
    )
    return [
        "/workspace/?all",
        "/workspace/mails/",
        "/workspace/mails/undelivered/",
        link_to_leave_off(cast.officer, Kind.LABEL).removeprefix("http://testserver"),
        "/workspace/heidelberg/",
        DEALS,
        f"{DEALS}?show=late",
        f"{DEALS}?q=nothing",
        f"{DEALS}new/",
        "/workspace/heidelberg/patterns/",
        "/workspace/heidelberg/patterns/basic-duties-and-choice/",
        "/workspace/heidelberg/patterns/ours/edit/",
        *(f"{DEALS}draft/{part}" for part in PARTS),
        *(f"{DEALS}public/{part}" for part in ("", "versions/", "signature/", "take-back/")),
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


@pytest.mark.parametrize(("language", "theme"), [("de", "light"), ("en", "dark")])
def test_no_page_has_a_barrier_or_is_too_wide(
    browser: Browser, live_server: LiveServer, cast: Cast, language: str, theme: Literal["light", "dark"]
) -> None:
    width = 320 if theme == "light" else 1280
    with browser.new_context(color_scheme=theme, viewport={"width": width, "height": 800}) as context:
        page = enter(context, cast.officer, live_server.url, language)
        assert barriers(page, [live_server.url + address for address in pages(cast)]) == {}


def test_a_party_finds_no_barrier_either(browser: Browser, live_server: LiveServer, cast: Cast) -> None:
    with browser.new_context(viewport={"width": 375, "height": 800}) as context:
        page = enter(context, cast.party_editor, live_server.url, "de")
        own = [f"{REGISTER}organisations/stadtwerke/{part}/" for part in ("own", "addresses")]
        addresses = ["/workspace/heidelberg/", "/workspace/heidelberg/deals/", *own]
        assert barriers(page, [live_server.url + address for address in addresses]) == {}
