"""Nothing on any page of the doors keeps anybody out, on a telephone or at a desk."""

import mimetypes
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.db import transaction
from django.http import HttpResponseBase
from playwright.sync_api import Browser, Page, Route

from tests.browsers import faults
from tests.doors.people import client_of
from tests.doors.places import address_of, names_of
from tests.doors.stage import Stage, a_stage
from tests.doors.table import PORTAL, WORKSPACE
from tests.doors.test_matrix import Undone

#: With commits: a transaction that is begun before there is a browser is not the one that its tests see.
pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

TABLES = {"workspace": WORKSPACE, "portal": PORTAL}
#: Some pages of each area: whoever breaks the stage shall not think that nothing was wrong.
MUST_BE_SEEN = {
    "workspace": {
        *("deal_sign_click", "deal_sign_decline", "deal_conclude", "label_assessment", "label_appeal_decide"),
        *(
            "mandate_new",
            "room_change",
            "room_check",
            "idea_decision",
            "people_of",
            "group_members",
            "mails_off",
        ),
    },
    "portal": {"deal", "label", "verification", "hand_in", "idea_status", "label_rules_version"},
}
ORIGIN = "http://testserver"
VIEWS: dict[str, dict[str, Any]] = {
    "de": {"viewport": {"width": 320, "height": 800}, "color_scheme": "light"},
    "en": {"viewport": {"width": 1280, "height": 800}, "color_scheme": "dark"},
}


@pytest.mark.parametrize("language", sorted(VIEWS))
@pytest.mark.parametrize("door", sorted(TABLES))
def test_no_page_keeps_anybody_out(browser: Browser, door: str, language: str) -> None:
    stage, found, seen = a_stage(), dict[str, list[str]](), set[str]()
    with browser.new_context(**VIEWS[language]) as context:
        page = context.new_page()
        for name, keys in names_of(door):
            answer = answer_of(stage, door, name, keys, language)
            if answer is None:
                continue
            seen.add(name)
            if complaints := barriers_in(page, answer):
                found[name] = complaints
    assert found == {}
    assert seen >= MUST_BE_SEEN[door]


def answer_of(
    stage: Stage, door: str, name: str, keys: tuple[str, ...], language: str
) -> HttpResponseBase | None:
    """A page as somebody gets it who may look at it; None where there is none to look at.

    What was made for it is undone, so that the next one finds everything as it was.
    """
    may = TABLES[door][name].get
    if not may:
        return None
    who = "officer" if "officer" in may else min(may)
    answer = None
    try:
        with transaction.atomic():
            client = client_of(who, stage.city, stage.party, stage.other)
            client.cookies["lang"] = language
            answer = client.get(address_of(stage, door, name, keys))
            raise Undone
    except Undone:
        is_page = answer is not None and answer.headers.get("Content-Type", "").startswith("text/html")
        is_whole = is_page and b"<html" in getattr(answer, "content", b"")
        return answer if is_whole and answer is not None and answer.status_code == 200 else None


def barriers_in(page: Page, answer: HttpResponseBase) -> list[str]:
    """What axe finds on the page, and whether it must be pushed sideways."""
    content = answer.content  # type: ignore[attr-defined]  # it does not stream
    page.unroute_all()
    page.route("**/*", _serving(content))
    page.goto(f"{ORIGIN}/page/")
    complaints = faults(page)
    if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
        complaints.append("wider than the window")
    return complaints


def _serving(content: bytes) -> Callable[[Route], None]:
    """The page itself, and the files that it names as they lie in the source; nothing else is there."""

    def serve(route: Route) -> None:
        path = urlsplit(route.request.url).path
        if path == "/page/":
            route.fulfill(body=content, content_type="text/html; charset=utf-8")
        elif file := _static(path):
            route.fulfill(body=file.read_bytes(), content_type=mimetypes.guess_type(path)[0])
        else:
            route.fulfill(status=404)

    return serve


def _static(path: str) -> Path | None:
    if not path.startswith(settings.STATIC_URL):
        return None
    found = finders.find(path.removeprefix(settings.STATIC_URL))
    return Path(found) if isinstance(found, str) else None
