"""Going through the workspace with a real browser: coming in, and looking for what keeps somebody out."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page

from tests.browsers import faults

if TYPE_CHECKING:  # conftest files read this before there are any models
    from greenpact.accounts.models import Account


def enter(context: BrowserContext, account: "Account", origin: str, language: str = "en") -> Page:
    """A page of a browser in which somebody is signed in."""
    sign_in(context, account, origin, language)
    return context.new_page()


def sign_in(context: BrowserContext, account: "Account", origin: str, language: str = "en") -> None:
    """Somebody is signed in with all pages of a browser, and reads them in a language."""
    client = Client()
    client.force_login(account)
    name = settings.SESSION_COOKIE_NAME
    session = {"name": name, "value": client.cookies[name].value, "url": origin}
    context.add_cookies([session, {"name": "lang", "value": language, "url": origin}])  # type: ignore[list-item]


def barriers(page: Page, addresses: Iterable[str]) -> dict[str, list[str]]:
    """By address, what axe finds on the page, and whether it is wider than the window."""
    found = {}
    for address in addresses:
        answer = page.goto(address)
        complaints = faults(page) if answer and answer.ok else ["cannot be opened"]
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            complaints.append("wider than the window")
        if complaints:
            found[address] = complaints
    return found
