"""An energy agency sends a messy German sheet with a real browser, answers what is doubtful and takes it in."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from greenpact.deals.drafting import Parts, PartyEntry
from greenpact.measures.models import Reading
from greenpact.parties.models import Organisation
from greenpact.parties.rules import Role
from tests.browsers import faults
from tests.makers import a_city, a_commitment, a_deal, a_goal, a_member, an_organisation
from tests.measures.makers import an_indicator, measure_of

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

SHEET = """Energiebericht der Agentur;;;
Messgröße;Einheit;Jahr;Wert
Strom;kWh;2017;1.250.000,5
Strom;kWh;2018;1.300.000
Strom;kWh;2019;1.280.000
Strom;kWh;2020;1.190
Strom;kWh;2021;1.240.000
Strom;kWh;2022;k. A.
Strom;kWh;2023;13x
Strom;kWh;20244;1.200.000
"""

WORDS = {
    "de": {
        "read": "Datei lesen",
        "thousand": "Tausendmal größer oder kleiner als üblich",
        "answer": "Antworten",
        "take": "8 Messwerte übernehmen",
        "done": "Die Messwerte wurden übernommen",
        "again": "Genau diese Datei wurde schon einmal übernommen",
        "nothing": "Alle Messwerte sind schon da.",
    },
    "en": {
        "read": "Read the file",
        "thousand": "A thousand times more or less than usual",
        "answer": "Answer",
        "take": "Take 8 readings in",
        "done": "The readings were taken in",
        "again": "This very file was taken in before",
        "nothing": "All readings are there already.",
    },
}


@pytest.fixture
def agency() -> Organisation:
    found = an_organisation(a_city(), "energieagentur", "association", name="Energieagentur")
    parts = Parts(parties=[PartyEntry(found, "signatory")], clauses=[a_goal(), a_commitment(found)])
    an_indicator(measure_of(a_deal(found.city, "power", parts=parts)), name={"de": "Strom", "en": "Strom"})
    return found


def enter(context: BrowserContext, agency: Organisation, origin: str, language: str) -> Page:
    client = Client()
    client.force_login(a_member(agency.city, Role.PARTY_EDITOR, agency))
    name = settings.SESSION_COOKIE_NAME
    session: Any = {"name": name, "value": client.cookies[name].value, "url": origin}
    context.add_cookies([session, {"name": "lang", "value": language, "url": origin}])
    page = context.new_page()
    page.goto(f"{origin}/workspace/heidelberg/readings/")
    return page


def send(page: Page, words: dict[str, str]) -> None:
    page.locator("input[type=file]").set_input_files(
        {"name": "Energie 2024.csv", "mimeType": "text/csv", "buffer": SHEET.encode("cp1252")}
    )
    page.get_by_role("button", name=words["read"]).click()


def walk(page: Page, words: dict[str, str]) -> None:
    send(page, words)
    expect(page.get_by_role("heading", name=words["thousand"])).to_be_visible()
    page.locator('select[name="do-0|6|D"]').select_option("right")
    page.locator('input[name="text-0|9|D"]').fill("1.310.000")
    page.locator('input[name="text-0|10|C"]').fill("2024")
    page.get_by_role("button", name=words["answer"], exact=True).click()
    page.get_by_role("button", name=words["take"]).click()
    expect(page.get_by_text(words["done"])).to_be_visible()
    assert Reading.objects.count() == 8
    page.goto(page.url.rsplit("/", 2)[0] + "/")
    send(page, words)
    expect(page.get_by_text(words["again"])).to_be_visible()


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_messy_sheet_is_put_right_and_taken_in(
    browser: Browser, agency: Organisation, live_server: LiveServer, language: str
) -> None:
    with browser.new_context(viewport={"width": 390, "height": 800}) as context:
        page = enter(context, agency, live_server.url, language)
        walk(page, WORDS[language])
        assert faults(page) == []


def test_it_works_without_scripts(browser: Browser, agency: Organisation, live_server: LiveServer) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        walk(enter(context, agency, live_server.url, "en"), WORDS["en"])
