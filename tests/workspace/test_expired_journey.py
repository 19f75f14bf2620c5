"""A session that ends while somebody types, in a real browser."""

import pytest
from playwright.sync_api import BrowserContext, expect
from pytest_django.live_server_helper import LiveServer

from greenpact.cities.keeping import keep
from greenpact.cities.models import District
from tests.makers import AT, BY
from tests.workspace.people import a_cast

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_what_was_typed_survives_the_end_of_the_session(
    live_server: LiveServer, context: BrowserContext
) -> None:
    cast = a_cast()
    keep(District, cast.city, "west", {"name": "West"}, by=BY, at=AT)
    page = context.new_page()

    def sign_in() -> None:
        page.get_by_label("E-mail address").fill(cast.officer.email)
        page.get_by_label("Password").fill("a long password 123")
        page.get_by_role("button", name="Sign in", exact=True).click()

    page.goto(f"{live_server.url}/workspace/heidelberg/register/districts/west/?lang=en")
    sign_in()
    page.get_by_label("Name").fill("Weststadt")
    context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Save").click()
    sign_in()

    expect(page.get_by_text("it is not saved yet")).to_be_visible()
    expect(page.get_by_label("Name")).to_have_value("Weststadt")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Districts")).to_be_visible()
    assert District.objects.get().name == "Weststadt"
