"""People on their way through the pages: a server, the demo programme, and a browser that is watched."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest
from django.core.management import call_command
from playwright.sync_api import Browser, Page, Request
from pytest_django.live_server_helper import LiveServer

from tests.browsers import faults
from tests.workspace.browsing import sign_in

if TYPE_CHECKING:  # read before there are any models
    from greenpact.accounts.models import Account


class Watched:
    """A page, with what it complained of and what it asked for on the way."""

    def __init__(self, page: Page, origin: str) -> None:
        self.page = page
        self.origin = origin
        self.complaints: list[str] = []
        self.elsewhere: list[str] = []
        page.on(
            "console",
            lambda said: (
                self.complaints.append(f"{said.text} {said.location.get('url', '')}".strip())
                if said.type in {"error", "warning"}
                else None
            ),
        )
        page.on("pageerror", lambda fault: self.complaints.append(str(fault)))
        page.on("request", self._notice)

    def _notice(self, request: Request) -> None:
        if not request.url.startswith((self.origin, "data:", "blob:")):
            self.elsewhere.append(request.url)

    def go(self, address: str) -> None:
        self.page.goto(self.origin + address.removeprefix(self.origin))

    def barriers(self, *addresses: str) -> list[str]:
        """What keeps somebody from reading pages, or the page as it stands where none is named; it needs scripts."""
        found = []
        for address in addresses or ("",):
            if address:
                self.go(address)
            complaints = faults(self.page)
            if self.is_too_wide:
                complaints.append("wider than the window")
            found += [f"{self.page.url.removeprefix(self.origin)}: {complaint}" for complaint in complaints]
        return found

    @property
    def is_too_wide(self) -> bool:
        """Whether the page has to be pushed sideways to be read."""
        return bool(self.page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))


Opening = Callable[..., Any]


@pytest.fixture
def opened(browser: Browser, live_server: LiveServer) -> Opening:
    """Opens a watched browser, `with opened(width=320) as visitor`, signed in where an account is given.

    At the end it complains for the page.
    """

    @contextmanager
    def opening(
        *, width: int = 1280, account: "Account | None" = None, locale: str = "en", **options: Any
    ) -> Iterator[Watched]:
        view: Any = {"width": width, "height": 900}
        with browser.new_context(viewport=view, locale=locale, **options) as context:
            if account:
                sign_in(context, account, live_server.url, locale[:2])
            watched = Watched(context.new_page(), live_server.url)
            yield watched
            assert watched.complaints == []
            assert watched.elsewhere == []

    return opening


@pytest.fixture
def _programme(transactional_db: None, settings: Any) -> None:
    """The demo programme, loaded as the demo loads it."""
    settings.IS_DEMO = True
    call_command("load_demo", stdout=StringIO())


@pytest.fixture
def _mails_lead_here(live_server: LiveServer, settings: Any) -> None:
    """Links in mails, codes on paper and credentials lead to the server of the journey."""
    settings.ORIGIN = live_server.url
