"""Programme office, two parties and two offices negotiate nine changes in a real browser, without scripts for one of
them, with an objection, a counter-proposal and a lapse; in the end the text is right to the letter."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from greenpact.accounts.models import Account
from greenpact.deals.changes.terms import terms_data
from greenpact.deals.models import Change
from greenpact.parties.rules import Role
from tests.browsers import faults
from tests.deals.negotiation.rooms import ARoom, a_room
from tests.journeys.papers import barriers_in
from tests.journeys.post import A_WEEK_LATER, let_the_worker_work, unreadable
from tests.journeys.words import LANGUAGES, Say
from tests.makers import a_member
from tests.notices.letters import sent
from tests.workspace.browsing import barriers, enter

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

ROOM = "/workspace/heidelberg/deals/solar/room/"
#: The clause of which nobody changed the words, only the place.
TAUGHT = {"de": "Teaches with the panels (deutsch)", "en": "Teaches with the panels"}
#: The whole text up to the signatures.
AGREEMENT = {
    "de": """
        Entwurf einer Vereinbarung
        Sun on every roof
        Welche Sprache gilt, ist noch offen.
        Zwischen den folgenden Parteien:
        1. The City – Stadtverwaltung – als unterzeichnende Partei
        2. Utility – Versorgungsunternehmen – als unterzeichnende Partei
        3. School – Schule – als unterzeichnende Partei
        Präambel
        Kurz gesagt.
        § 1 Gemeinsame Ziele
        Die Parteien verfolgen gemeinsam folgende Ziele:
        (1) Half the emissions by 2031
        § 2 Beiträge der Parteien
        Zu diesen Zielen tragen die Parteien wie folgt bei:
        Utility
        (1) Puts solar on 40 roofs
        Mittel: 5.000 Euro
        School
        (2) Teaches with the panels (deutsch)
        § 3 Weitere Regelungen
        (1) We report every March.
        § 4 Laufzeit
        (1) Die Parteien arbeiten vom 1. Januar 2027 bis zum 31. Dezember 2030 zusammen.
        § 5 Schlussbestimmungen
        (1) Ob dieses Dokument rechtlich bindet, haben die Parteien noch nicht festgelegt.
        (2) Dieses Dokument liegt auf Deutsch und Englisch vor. Welcher Wortlaut gilt, haben die Parteien noch nicht
        festgelegt.
    """,
    "en": """
        Draft agreement
        Sun on every roof
        Which language prevails has not been decided yet.
        Between the following parties:
        1. The City – City administration – as a signatory
        2. Utility – Utility – as a signatory
        3. School – School – as a signatory
        Preamble
        In short.
        Article 1 Shared goals
        Together, the parties pursue these goals:
        (1) Half the emissions by 2031
        Article 2 What each party brings
        The parties contribute to these goals as follows:
        Utility
        (1) Puts solar on 40 roofs
        Money: 5,000 euros
        School
        (2) Teaches with the panels
        Article 3 Further provisions
        (1) We report every March.
        Article 4 Duration
        (1) The parties work together from 1 January 2027 to 31 December 2030.
        Article 5 Final provisions
        (1) The parties have not yet decided whether this document is legally binding.
        (2) This document exists in German and English. The parties have not yet decided which version prevails.
    """,
}
SHOTS = os.environ.get("SHOTS", "")


@dataclass
class Table:
    """Everybody's page, and what they do there as people do."""

    room: ARoom
    origin: str
    pages: dict[str, Page]
    say: Say

    def text(self, words: str) -> dict[str, str]:
        """Words for the field of the language at the table."""
        return {f"text_{self.say.language}": words}

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
        page.get_by_role("button", name=self.say("Lay on the table")).click()
        expect(page.get_by_text(self.say("The change is on the table."))).to_be_visible()
        return Change.objects.order_by("number").last()  # type: ignore[return-value]  # there is one by now

    def consent(self, change: Change, *people: str) -> None:
        for who in people:
            page = self.open(who)
            page.get_by_role("button", name=f"{self.say('Consent')} {change.number}", exact=True).click()
            expect(page.get_by_text(self.say("You have consented."))).to_be_visible()


@pytest.fixture(params=LANGUAGES)
def table(browser: Browser, live_server: LiveServer, request: pytest.FixtureRequest) -> Iterator[Table]:
    room = a_room(languages=("de", "en"))
    city = room.deal.city
    people: dict[str, Account] = {
        "office": a_member(city, Role.PROGRAMME_OFFICE),
        "energy": a_member(city, Role.OFFICE_EDITOR),
        "law": a_member(city, Role.OFFICE_EDITOR),
        "utility": a_member(city, Role.PARTY_EDITOR, room.utility),
        "school": a_member(city, Role.PARTY_ADMIN, room.school),
    }
    contexts = {who: browser.new_context(java_script_enabled=who != "school") for who in people}
    pages = {
        who: enter(contexts[who], account, live_server.url, request.param) for who, account in people.items()
    }
    yield Table(room, live_server.url, pages, Say(request.param))
    for context in contexts.values():
        context.close()


def test_nine_changes_come_to_an_agreement_right_to_the_letter(table: Table, tmp_path: Path) -> None:
    language = table.say.language
    title = table.propose("energy", "title/", **{f"title_{language}": "Sun on every roof"})
    goal = table.propose("law", "clauses/g1/", **table.text("Half the emissions by 2029"))
    solar = table.propose("utility", "clauses/c1/", "We can do more.", **table.text("Puts solar on 40 roofs"))
    rival = table.propose("school", "clauses/c1/", money_eur="5000")
    report = table.propose(
        "school", "new/provision/", "So that it is seen.", **table.text("We report every March.")
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
    expect(page.get_by_text(table.say("lapsed: the text changed")).first).to_be_visible()
    table.consent(rival, "school", "office", "utility")
    last = table.propose("utility", "clauses/c2/remove/")
    table.consent(last, "energy", "school")

    expect(
        table.open("school").get_by_text(
            table.say("Nothing is open: the document stands as all have agreed.")
        )
    ).to_be_visible()
    assert faults(table.open("office")) == []
    _is_right_to_the_letter(table)
    _can_be_read_aloud(table, tmp_path)
    assert Change.objects.filter(state="entered").count() == 8
    assert Change.objects.count() == 9


def _is_right_to_the_letter(table: Table) -> None:
    found = terms_data(table.room.terms)
    language = table.say.language
    assert found["head"]["title"][language] == "Sun on every roof"
    assert (found["head"]["starts_on"], found["head"]["ends_on"]) == ("2027-01-01", "2030-12-31")
    assert [(one["ref"], one["text"][language], one.get("money_eur", "")) for one in found["clauses"]] == [
        ("g1", "Half the emissions by 2031", ""),
        ("c3", TAUGHT[language], ""),
        ("c1", "Puts solar on 40 roofs", "5000"),
        ("p1", "We report every March.", ""),
    ]

    agreement = table.open("school", "../agreement/").locator(".gp-agreement")
    written = agreement.locator("xpath=./*[not(.//*[contains(@class, 'gp-agreement__signatures')])]")
    assert " ".join(written.all_inner_texts()).split() == AGREEMENT[language].replace(" – ", " ").split()


def _can_be_read_aloud(table: Table, folder: Path) -> None:
    """The pages, the PDF and the mails of the way."""
    reader = table.pages["utility"]
    change = Change.objects.latest("number").ref
    parts = ("", "changes/", f"changes/{change}/", "clauses/c1/", "propose/clauses/c1/", "../agreement/")
    assert barriers(reader, [f"{table.origin}{ROOM}{part}" for part in parts]) == {}
    pdf = folder / "agreement.pdf"
    pdf.write_bytes(reader.request.get(f"{table.origin}{ROOM}../agreement.pdf").body())
    assert barriers_in(pdf, table.say.language) == []
    let_the_worker_work()
    let_the_worker_work(A_WEEK_LATER)
    mails = sent()
    assert len({mail["To"] for mail in mails}) == len(table.pages)
    assert [complaint for mail in mails for complaint in unreadable(mail, mail["Content-Language"])] == []


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
    expect(page.get_by_text(table.say("has not answered")).first).to_be_visible()
    page = table.open("school", f"changes/{goal.ref}/")
    page.locator("#object textarea").fill("2029 is too early for us.")
    page.get_by_role("button", name=table.say("Object"), exact=True).click()
    expect(page.get_by_text(table.say("Objected to by %(names)s", names="School"))).to_be_visible()
    page = table.open("school", f"changes/{goal.ref}/")
    page.get_by_role("link", name=table.say("Counter")).click()
    page.locator(f"[name=text_{table.say.language}]").fill("Half the emissions by 2031")
    page.get_by_role("button", name=table.say("Lay on the table")).click()
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
