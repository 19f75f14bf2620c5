"""Every page and mail of signing in is our own: none comes from the library as it is."""

from pathlib import Path
from typing import cast

import allauth
import pytest
from django.contrib.auth.password_validation import MinimumLengthValidator, get_default_password_validators
from django.template.backends.django import Template
from django.template.loader import get_template, render_to_string
from django.test import Client
from django.urls import get_resolver
from django.utils import translation

from greenpact import accounts
from greenpact.accounts.forms import PASSWORD_RULE
from tests.makers import an_account

STOCK = Path(allauth.__file__).parent / "templates"
MAILS = Path(accounts.__file__).parent / "templates"

#: Pages that no address of ours leads to: signing up, signing in by a code, several e-mail addresses, trusted browsers.
NOT_OFFERED = {
    "account/base_confirm_code.html",
    "account/base_entrance.html",
    "account/base_manage.html",
    "account/base_manage_email.html",
    "account/base_manage_password.html",
    "account/base_manage_phone.html",
    "account/confirm_email_verification_code.html",
    "account/confirm_login_code.html",
    "account/confirm_password_reset_code.html",
    "account/confirm_phone_verification_code.html",
    "account/email.html",
    "account/email_change.html",
    "account/email_confirm.html",
    "account/phone_change.html",
    "account/request_login_code.html",
    "account/signup.html",
    "account/signup_by_passkey.html",
    "account/verification_sent.html",
    "account/verified_email_required.html",
    "mfa/base_entrance.html",
    "mfa/base_manage.html",
    "mfa/recovery_codes/base.html",
    "mfa/totp/base.html",
    "mfa/trust.html",
    "mfa/webauthn/base.html",
    "mfa/webauthn/signup_form.html",
    "socialaccount/base_entrance.html",
    "socialaccount/base_manage.html",
    "socialaccount/connections.html",
    "socialaccount/login_redirect.html",
    "socialaccount/signup.html",
}


def pages() -> list[str]:
    found = [path for part in ("account", "mfa", "socialaccount") for path in (STOCK / part).rglob("*.html")]
    return sorted(str(path.relative_to(STOCK)) for path in found if "snippets" not in path.parts)


def test_every_page_that_we_offer_is_ours() -> None:
    theirs = {
        name for name in pages() if str(cast(Template, get_template(name)).origin).startswith(str(STOCK))
    }

    assert theirs == NOT_OFFERED


def test_addresses_of_what_we_do_not_offer_do_not_exist(client: Client, db: None) -> None:
    offered = set(get_resolver().reverse_dict)

    assert not offered & {"account_email", "socialaccount_connections", "account_request_login_code"}


@pytest.mark.parametrize(
    "address",
    [
        "/accounts/login/",
        "/accounts/signup/",
        "/accounts/closed/",
        "/accounts/password/forgotten/",
        "/accounts/password/forgotten/sent/",
        "/accounts/password/new/done/",
        "/accounts/password/new/1-nothing/",
        "/accounts/other/cancelled/",
        "/accounts/other/error/",
        "/accounts/other/signup/",
        "/accounts/second/authenticate/",
        "/accounts/second/webauthn/login/",
    ],
)
def test_pages_before_the_door_open_for_everyone(client: Client, db: None, address: str) -> None:
    answer = client.get(address, follow=True)

    assert answer.status_code == (401 if address.endswith("/error/") else 200)
    assert b'class="gp-head"' in answer.content


@pytest.mark.parametrize(
    "address",
    [
        "/accounts/",
        "/accounts/logout/",
        "/accounts/password/",
        "/accounts/again/",
        "/accounts/second/",
        "/accounts/second/totp/activate/",
        "/accounts/second/recovery-codes/",
        "/accounts/second/recovery-codes/generate/",
        "/accounts/second/webauthn/",
        "/accounts/second/webauthn/add/",
        "/accounts/second/webauthn/reauthenticate/",
    ],
)
def test_pages_of_ones_own_account_open_for_whoever_is_signed_in(
    client: Client, db: None, address: str
) -> None:
    client.post(
        "/accounts/login/", {"login": an_account("ada@example.org").email, "password": "a long password 123"}
    )

    answer = client.get(address, follow=True)

    assert answer.status_code in (200, 404)
    assert answer.status_code == 404 or b'class="gp-head"' in answer.content


def test_every_page_of_signing_in_leads_to_imprint_privacy_and_accessibility(
    client: Client, db: None
) -> None:
    page = client.get("/accounts/login/").content.decode()

    for which in ("imprint", "privacy", "accessibility"):
        assert f'href="/network/{which}/"' in page
        assert client.get(f"/network/{which}/").status_code == 200


def test_the_rule_for_passwords_says_what_is_checked() -> None:
    (shortest,) = [
        one for one in get_default_password_validators() if isinstance(one, MinimumLengthValidator)
    ]

    assert f"At least {shortest.min_length} characters" in str(PASSWORD_RULE)


@pytest.mark.parametrize(
    "template", sorted(MAILS.glob("*/email/[!b]*_message.txt")), ids=lambda path: path.stem
)
def test_a_mail_goes_on_after_its_german_greeting_in_small_letters(template: Path) -> None:
    with translation.override("de"):
        text = render_to_string(str(template.relative_to(MAILS)), {"city": "Heidelberg", "role": "Amt"})

    _greeting, said = text.strip().split("\n\n")[:2]
    assert said[0].islower() or said.startswith(("Ihr ", "Sie "))
