"""The programme office publishes the yearly report and the council paper in a real browser, in both languages."""

import os
import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from greenpact.parties.rules import Role
from greenpact.reports.models import Report
from tests.browsers import faults
from tests.makers import a_member
from tests.reports.makers import a_city_with_much
from tests.workspace.browsing import enter

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

BASE = "/workspace/heidelberg/reports/"

#: What is pressed and read, by language.
WORDS = {
    "de": (
        "Zusammenstellen",
        "Texte schreiben",
        "Speichern",
        "Ich habe ihn geprüft",
        "Veröffentlichen",
        "Ratsvorlage",
    ),
    "en": ("Compile", "Write the texts", "Save", "I have checked it", "Publish", "Council paper"),
}

#: Where pictures of the pages are kept for somebody to look at, if anywhere.
PICTURES = os.environ.get("GREENPACT_PICTURES", "")


@pytest.mark.parametrize("language", sorted(WORDS))
def test_the_yearly_report_and_the_council_paper_in_under_five_minutes(
    browser: Browser, live_server: LiveServer, language: str
) -> None:
    city, _deal = a_city_with_much()
    compile_it, write, save, check, publish, paper = WORDS[language]
    officer, colleague = a_member(city, Role.PROGRAMME_OFFICE), a_member(city, Role.SIGNATORY)
    began = time.monotonic()
    with (
        browser.new_context(locale=language, viewport={"width": 375, "height": 800}) as small,
        browser.new_context(locale=language, java_script_enabled=False) as plain,
    ):
        office, mayor = (
            enter(small, officer, live_server.url, language),
            enter(plain, colleague, live_server.url, language),
        )
        office.goto(f"{live_server.url}{BASE}new/?lang={language}")
        office.get_by_role("button", name=compile_it, exact=True).click()
        report = Report.objects.get()
        here = f"{live_server.url}{BASE}{report.ref}/"
        expect(office).to_have_url(here)
        office.get_by_role("link", name=write).click()
        office.locator("[name=proposal_de]").fill("Der Rat nimmt den Bericht zur Kenntnis.")
        office.locator("[name=costs_de]").fill("Keine.")
        office.get_by_role("button", name=save, exact=True).click()
        expect(office).to_have_url(here)
        assert faults(office) == []
        _picture(office, f"report-375-{language}")
        mayor.goto(f"{here}?lang={language}")
        mayor.get_by_role("button", name=check, exact=True).click()
        _picture(mayor, f"report-1280-{language}")
        office.reload()
        office.get_by_role("button", name=publish, exact=True).click()
        office.goto(f"{live_server.url}/heidelberg/reports/{report.ref}/?lang={language}")
        expect(office.get_by_text(paper).first).to_be_visible()
        assert faults(office) == []
        _picture(office, f"public-375-{language}")
        for ending, start in (("pdf", b"%PDF"), ("docx", b"PK")):
            file = office.request.get(
                f"{live_server.url}/heidelberg/reports/{report.ref}/council-de.{ending}"
            )
            assert file.body().startswith(start)
    assert time.monotonic() - began < 300


def _picture(page: object, name: str) -> None:
    if PICTURES:
        page.screenshot(path=str(Path(PICTURES) / f"{name}.png"), full_page=True)  # type: ignore[attr-defined]
