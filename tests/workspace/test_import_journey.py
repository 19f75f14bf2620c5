"""An officer who imports sheets with a real browser, with scripts and without."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, FilePayload, Page, expect
from pytest_django.live_server_helper import LiveServer

from greenpact.accounts.models import Account
from greenpact.deals.models import Deal
from greenpact.parties.rules import Role
from greenpact.workspace.importing.carrying_out import carry_out_next
from greenpact.workspace.imports import overview
from tests import makers
from tests.browsers import faults
from tests.workspace.sheets import SMALL

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

FILES: list[FilePayload] = [
    {"name": file.name, "mimeType": "text/csv", "buffer": file.content} for file in SMALL
]


@pytest.fixture
def officer() -> Account:
    return makers.a_member(makers.a_city(), Role.PROGRAMME_OFFICE)


def _enter(context: BrowserContext, account: Account, origin: str) -> Page:
    """The page of imports in a browser in which somebody is signed in."""
    client = Client()
    client.force_login(account)
    name = settings.SESSION_COOKIE_NAME
    session = {"name": name, "value": client.cookies[name].value, "url": origin}
    context.add_cookies([session, {"name": "lang", "value": "en", "url": origin}])  # type: ignore[list-item]
    page = context.new_page()
    page.goto(f"{origin}/workspace/heidelberg/imports/")
    return page


@pytest.fixture
def page(context: BrowserContext, officer: Account, live_server: LiveServer) -> Page:
    return _enter(context, officer, live_server.url)


@pytest.fixture
def without_scripts(browser: Browser, officer: Account, live_server: LiveServer) -> Iterator[Page]:
    with browser.new_context(java_script_enabled=False) as context:
        yield _enter(context, officer, live_server.url)


def send(page: Page) -> None:
    page.get_by_label("Files", exact=True).set_input_files(FILES)
    page.get_by_role("button", name="Read the files").click()


def test_choose_look_and_confirm_also_without_scripts(without_scripts: Page) -> None:
    send(without_scripts)
    expect(without_scripts.get_by_role("heading", name="What would be added")).to_be_visible()
    without_scripts.get_by_role("link", name="Look at the cells – Deals").click()
    expect(without_scripts.get_by_role("heading", name="Row 2")).to_be_visible()
    without_scripts.go_back()
    without_scripts.get_by_role("button", name="Import 3 records").click()
    expect(without_scripts.get_by_text("The import was carried out")).to_be_visible()
    assert Deal.objects.get().ref == "warm-ovens"


def test_the_page_of_a_large_import_follows_the_worker(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overview, "is_small", lambda _files: False)
    send(page)
    expect(page.get_by_text("The files are being read")).to_be_visible()
    assert carry_out_next(timezone.now() + timedelta(seconds=1))
    expect(page.get_by_role("button", name="Import 3 records")).to_be_visible()
    assert faults(page) == []
