"""Programme office, two parties and two offices negotiate nine changes in a real browser, without scripts for one of
them, with an objection, a counter-proposal and a lapse; in the end the text is right to the letter."""

import os
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from greenpact.accounts.models import Account
from greenpact.deals.changes.terms import terms_data
from greenpact.deals.models import Change
from greenpact.parties.rules import Role
from tests.browsers import faults
from tests.deals.negotiation.rooms import ARoom, a_room
from tests.makers import a_member
from tests.workspace.browsing import enter

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

ROOM = "/workspace/heidelberg/deals/solar/room/"
SHOTS = os.environ.get("SHOTS", "")


@dataclass
class Table:
    """Everybody's page, and what they do there as people do."""

    room: ARoom
    origin: str
    pages: dict[str, Page]

    def open(self, who: str, part: str = "") -> Page:
        self.pages[who].goto(f"{self.origin}{ROOM}{part}")
        return self.pages[who]

    def propose(self, who: str, part: str, why: str = "", **typed: str) -> Change:
        page = self.open(who, f"propose/{part}")
        for name, value in typed.items():
            field = page.locator(f"[name={name}]").first
            if field.evaluate("field => field.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)
        page.locator("[name=reason]").fill(why)
        page.get_by_role("button", name="Lay on the table").click()
        expect(page.get_by_text("The change is on the table.")).to_be_visible()
        return Change.objects.order_by("number").last()  # type: ignore[return-value]  # there is one by now

    def consent(self, change: Change, *people: str) -> None:
        for who in people:
            page = self.open(who)
            page.get_by_role("button", name=f"Consent {change.number}", exact=True).click()
            expect(page.get_by_text("You have consented.")).to_be_visible()


@pytest.fixture
def table(browser: Browser, live_server: LiveServer) -> Iterator[Table]:
    room = a_room()
    city = room.deal.city
    people: dict[str, Account] = {
        "office": a_member(city, Role.PROGRAMME_OFFICE),
        "energy": a_member(city, Role.OFFICE_EDITOR),
        "law": a_member(city, Role.OFFICE_EDITOR),
        "utility": a_member(city, Role.PARTY_EDITOR, room.utility),
        "school": a_member(city, Role.PARTY_ADMIN, room.school),
    }
    contexts = {who: browser.new_context(java_script_enabled=who != "school") for who in people}
    pages = {who: enter(contexts[who], account, live_server.url) for who, account in people.items()}
    yield Table(room, live_server.url, pages)
    for context in contexts.values():
        context.close()


def test_nine_changes_come_to_an_agreement_right_to_the_letter(table: Table) -> None:
    title = table.propose("energy", "title/", title_en="Sun on every roof")
    goal = table.propose("law", "clauses/g1/", text_en="Half the emissions by 2029")
    solar = table.propose("utility", "clauses/c1/", "We can do more.", text_en="Puts solar on 40 roofs")
    rival = table.propose("school", "clauses/c1/", money_eur="5000")
    report = table.propose(
        "school", "new/provision/", "So that it is seen.", text_en="We report every March."
    )
    days = table.propose("office", "period/", starts_on="2027-01-01", ends_on="2030-12-31")
    moved = table.propose("utility", "clauses/c3/move/", behind="g1")

    _talk_inside(table)
    counter = _object_and_counter(table, goal)
    if SHOTS:
        _look(table)

    for change, people in (
        (title, ("utility", "school")),
        (counter, ("law", "utility")),
        (report, ("office", "utility")),
        (days, ("utility", "school")),
        (moved, ("energy", "school")),
    ):
        table.consent(change, *people)
    table.consent(rival, "office")
    table.consent(solar, "office", "school")
    rival.refresh_from_db()
    assert not rival.stances.filter(ended="").exists()
    page = table.open("school", f"changes/{rival.ref}/")
    expect(page.get_by_text("lapsed: the text changed").first).to_be_visible()
    table.consent(rival, "school", "office", "utility")
    last = table.propose("utility", "clauses/c2/remove/")
    table.consent(last, "energy", "school")

    expect(table.open("school").get_by_text("Nothing is open")).to_be_visible()
    assert faults(table.open("office")) == []
    _is_right_to_the_letter(table)
    assert Change.objects.filter(state="entered").count() == 8
    assert Change.objects.count() == 9


def _is_right_to_the_letter(table: Table) -> None:
    found = terms_data(table.room.terms)
    assert found["head"]["title"]["en"] == "Sun on every roof"
    assert (found["head"]["starts_on"], found["head"]["ends_on"]) == ("2027-01-01", "2030-12-31")
    assert [(one["ref"], one["text"]["en"], one.get("money_eur", "")) for one in found["clauses"]] == [
        ("g1", "Half the emissions by 2031", ""),
        ("c3", "Teaches with the panels", ""),
        ("c1", "Puts solar on 40 roofs", "5000"),
        ("p1", "We report every March.", ""),
    ]


def _talk_inside(table: Table) -> None:
    """Two offices talk where no party reads it."""
    page = table.open("office", "clauses/c1/")
    page.locator("#inside textarea").fill("Is 40 enough?")
    page.locator("#inside").get_by_role("button").click()
    expect(page.locator("#inside").get_by_text("Is 40 enough?")).to_be_visible()
    expect(table.open("utility", "clauses/c1/").get_by_text("Is 40 enough?")).to_have_count(0)


def _object_and_counter(table: Table, goal: Change) -> Change:
    """The school objects to a goal and proposes another; the new change."""
    page = table.open("office", f"changes/{goal.ref}/")
    expect(page.get_by_text("has not answered").first).to_be_visible()
    page = table.open("school", f"changes/{goal.ref}/")
    page.locator("#object textarea").fill("2029 is too early for us.")
    page.get_by_role("button", name="Object").click()
    expect(page.get_by_text("Objected to by School")).to_be_visible()
    page = table.open("school", f"changes/{goal.ref}/")
    page.get_by_role("link", name="Counter").click()
    page.locator("[name=text_en]").fill("Half the emissions by 2031")
    page.get_by_role("button", name="Lay on the table").click()
    return Change.objects.get(counters=goal)


def _look(table: Table) -> None:
    """Pictures of the room, for eyes."""
    page = table.pages["utility"]
    for name, width in (("wide", 1280), ("narrow", 375)):
        for dark in (False, True):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme="dark" if dark else "light")
            for part, where in (("room", ""), ("talk", "clauses/c1/"), ("form", "propose/clauses/c1/")):
                table.open("utility", where)
                page.screenshot(
                    path=f"{SHOTS}/{part}-{name}-{'dark' if dark else 'light'}.png", full_page=True
                )
