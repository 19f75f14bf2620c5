"""A passkey from adding it to signing in with it alone, in a real browser with an authenticator made of software."""

import pytest
from playwright.sync_api import BrowserContext, expect
from pytest_django.live_server_helper import LiveServer

from tests.makers import an_account

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def test_a_passkey_signs_in_without_a_password(live_server: LiveServer, context: BrowserContext) -> None:
    an_account("ada@example.org")
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    devices = context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    here = live_server.url.replace("127.0.0.1", "localhost")

    page.goto(f"{here}/accounts/login/?next=/accounts/second/webauthn/add/&lang=en")
    page.get_by_label("E-mail address").fill("ada@example.org")
    page.get_by_label("Password").fill("a long password 123")
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_label("Password").fill("a long password 123")
    page.get_by_role("button", name="Confirm").click()
    page.get_by_label("Name").fill("Laptop")
    page.get_by_role("button", name="Add this device").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()

    page.get_by_role("button", name="Sign out").click()
    page.goto(f"{here}/accounts/login/?next=/accounts/second/webauthn/")
    page.get_by_role("button", name="Sign in with a passkey").click()

    expect(page.get_by_role("heading", name="Passkeys")).to_be_visible()
    expect(page.get_by_role("link", name="Rename Laptop")).to_be_visible()
    expect(page.get_by_text("signs in alone")).to_be_visible()
    assert complaints == []
