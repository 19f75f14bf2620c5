"""Second factors: an authenticator app, recovery codes, and how their secrets are kept."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.test import Client, override_settings

from greenpact.accounts.models import Account
from greenpact.accounts.sealing import seal, unseal
from tests.accounts.test_signing_in import PASSWORD, sign_in
from tests.makers import an_account


@pytest.fixture
def account(db: None) -> Account:
    return an_account("ada@example.org")


def code(secret: str, steps: int = 0) -> str:
    """What the app shows now, or some steps of thirty seconds later."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps)))


@pytest.fixture
def secret(account: Account) -> str:
    """The account uses an app with this secret, and has recovery codes."""
    client = Client()
    client.force_login(account)
    client.post("/accounts/again/", {"password": PASSWORD})
    secret = str(client.get("/accounts/second/totp/activate/").context["form"].secret)
    answer = client.post("/accounts/second/totp/activate/", {"code": code(secret, -1)})
    assert answer.headers["Location"] == "/accounts/second/recovery-codes/"
    return secret


def test_the_password_alone_is_no_longer_enough(client: Client, account: Account, secret: str) -> None:
    assert sign_in(client, account.email) == "/accounts/second/authenticate/"
    assert client.get("/workspace/").status_code == 302


def test_a_code_of_the_app_opens(client: Client, account: Account, secret: str) -> None:
    sign_in(client, account.email, next="/workspace/heidelberg/")

    answer = client.post("/accounts/second/authenticate/", {"code": code(secret)})

    assert answer.headers["Location"] == "/workspace/heidelberg/"


def test_a_wrong_code_is_refused_in_words(client: Client, account: Account, secret: str) -> None:
    sign_in(client, account.email)

    answer = client.post("/accounts/second/authenticate/", {"code": "000000"})

    assert b"This code is not right" in answer.content


def test_a_code_opens_once(account: Account, secret: str) -> None:
    shown, answers = code(secret), []
    for _attempt in range(2):
        client = Client()
        sign_in(client, account.email)
        answers.append(client.post("/accounts/second/authenticate/", {"code": shown}).status_code)

    assert answers == [302, 200]


def test_a_recovery_code_opens_once(account: Account, secret: str) -> None:
    stored = Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES)
    recovery = stored.wrap().get_unused_codes()[0]
    answers = []
    for _attempt in range(2):
        client = Client()
        sign_in(client, account.email)
        answers.append(client.post("/accounts/second/authenticate/", {"code": recovery}).status_code)

    assert answers == [302, 200]


def test_setting_up_asks_for_the_password_once_more(client: Client, account: Account) -> None:
    client.force_login(account)
    answer = client.get("/accounts/second/totp/activate/")
    assert answer.headers["Location"].startswith("/accounts/again/")

    answer = client.post(
        answer.headers["Location"], {"password": PASSWORD, "next": "/accounts/second/totp/activate/"}
    )
    assert answer.headers["Location"] == "/accounts/second/totp/activate/"


def test_the_secret_lies_sealed_in_the_database(account: Account, secret: str) -> None:
    stored = Authenticator.objects.get(type=Authenticator.Type.TOTP).data["secret"]

    assert secret not in stored
    assert unseal(stored) == secret


def test_a_former_key_still_opens_what_it_has_sealed() -> None:
    sealed = seal("JBSWY3DP")

    with override_settings(SECRET_KEY="another key", SECRET_KEY_FALLBACKS=[settings.SECRET_KEY]):
        assert unseal(sealed) == "JBSWY3DP"


def test_without_the_key_there_is_a_secret_that_nobody_can_guess(caplog: pytest.LogCaptureFixture) -> None:
    sealed = seal("JBSWY3DP")

    with override_settings(SECRET_KEY="another key"):
        assert len({unseal(sealed), unseal(sealed), "JBSWY3DP"}) == 3
    assert "GREENPACT_FORMER_SECRET_KEYS" in caplog.text
