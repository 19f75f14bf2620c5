"""The whole life of a label with a real browser, without scripts too: applied, assessed, awarded, suspended, restored,
withdrawn; the badge follows each time.
"""

from collections.abc import Iterator

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from greenpact.labels.models import Label
from tests.labels.makers import a_scheme, a_signed_deal
from tests.workspace.browsing import barriers, enter
from tests.workspace.people import Cast, a_cast

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

BASE = "/workspace/heidelberg/labels/"


@pytest.fixture
def cast(db: None) -> Cast:
    cast = a_cast()
    a_scheme(cast.city, at=timezone.now())
    a_signed_deal(cast.city, "sun", cast.organisation)
    return cast


@pytest.fixture
def party(context: BrowserContext, cast: Cast, live_server: LiveServer) -> Page:
    return enter(context, cast.party_editor, live_server.url)


@pytest.fixture
def office(browser: Browser, cast: Cast, live_server: LiveServer) -> Iterator[Page]:
    """The officer has switched scripts off."""
    with browser.new_context(java_script_enabled=False) as context:
        yield enter(context, cast.officer, live_server.url)


def badge_says(page: Page, live_server: LiveServer, words: str) -> None:
    label = Label.objects.get()
    answer = page.request.get(f"{live_server.url}/heidelberg/labels/{label.ref}/badge.en.svg")
    assert words in answer.text()


def answer_open_ones(office: Page) -> None:
    for criterion in ("signed", "checks", "wording"):
        box = office.locator(f"#{criterion}")
        if not box.locator("form").is_visible():
            box.locator("summary").click()
        box.get_by_label("Met", exact=True).check()
        box.get_by_label("Reason").fill("All of it was read.")
        if criterion == "signed":  # where it was signed is shown, not only said
            box.get_by_label("Public address that shows it").fill("https://example.org/signed.pdf")
        box.get_by_role("button", name="Keep the answer").click()
        expect(office.get_by_text("The answer is kept.")).to_be_visible()


def give_reason(office: Page, step: str, reason: str, button: str) -> None:
    office.get_by_role("link", name=step, exact=True).click()
    office.get_by_label(reason).check()
    office.get_by_role("button", name=button).click()
    expect(office.get_by_text("Done. The public sees it at once.")).to_be_visible()


def test_the_life_of_a_label(party: Page, office: Page, live_server: LiveServer) -> None:
    party.goto(live_server.url + BASE)
    party.get_by_role("link", name="Apply for a label").click()
    party.get_by_role("button", name="Apply", exact=True).click()
    expect(party.get_by_text("The label is applied for.")).to_be_visible()

    office.goto(live_server.url + BASE)
    office.get_by_role("link", name="Sun").first.click()
    office.get_by_role("button", name="Committed").click()
    expect(office.get_by_text("The assessment has begun.")).to_be_visible()
    answer_open_ones(office)
    assert barriers(party, [live_server.url + f"{BASE}{Label.objects.get().ref}/assessment/"]) == {}
    office.get_by_role("button", name="Conclude the assessment").click()
    office.get_by_role("button", name="Award").click()
    expect(office.get_by_text("The label is awarded.")).to_be_visible()
    badge_says(party, live_server, "Committed")

    give_reason(office, "Suspend", "Evidence is in doubt.", "Suspend the label")
    badge_says(party, live_server, "Suspended")
    office.get_by_role("button", name="Let it hold again").click()
    badge_says(party, live_server, "Committed")
    give_reason(office, "Withdraw", "The parties asked for it.", "Withdraw the label")
    badge_says(party, live_server, "Withdrawn")

    label = Label.objects.get()
    pages = (f"{BASE}", f"{BASE}{label.ref}/", f"{BASE}{label.ref}/appeal/")
    public = ("/heidelberg/labels/", f"/heidelberg/labels/{label.ref}/", "/heidelberg/labels/rules/1/")
    addresses = [live_server.url + path for path in (*pages, *public)]
    assert barriers(party, addresses) == {}
    party.set_viewport_size({"width": 375, "height": 800})
    assert barriers(party, addresses) == {}
