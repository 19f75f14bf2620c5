"""Signing in by password: what is said, what is limited, and what a lost password leads to."""

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import translation
from django.utils.translation import gettext

from greenpact.accounts.inviting import address_of_link, awaits_its_owner, invite
from greenpact.accounts.models import Account
from tests.makers import an_account

PASSWORD = "a long password 123"


def sign_in(client: Client, email: str, password: str = PASSWORD, **more: str) -> str:
    """Send the sign-in form; where it leads, or the page itself."""
    answer = client.post("/accounts/login/", {"login": email, "password": password, **more})
    return answer.headers.get("Location", "") or answer.content.decode()


@pytest.fixture
def account(db: None) -> Account:
    return an_account("ada@example.org")


def test_the_right_password_leads_to_the_workspace(client: Client, account: Account) -> None:
    assert sign_in(client, "Ada@Example.org") == "/workspace/"


def test_it_leads_to_the_page_that_was_asked_for(client: Client, account: Account) -> None:
    assert sign_in(client, account.email, next="/workspace/heidelberg/") == "/workspace/heidelberg/"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_it_leads_nowhere_else(client: Client, account: Account, elsewhere: str) -> None:
    assert sign_in(client, account.email, next=elsewhere) == "/workspace/"


@pytest.mark.parametrize("email", ["ada@example.org", "nobody@example.org"])
def test_a_wrong_password_and_an_unknown_address_get_the_same_sentence(
    client: Client, account: Account, email: str
) -> None:
    assert "E-mail address or password is not right." in sign_in(client, email, "something else")


def test_after_five_wrong_passwords_the_address_has_to_wait(client: Client, account: Account) -> None:
    for _attempt in range(5):
        sign_in(client, account.email, "something else")

    assert "Too many attempts" in sign_in(client, account.email)


def test_a_closed_account_stays_outside(client: Client, account: Account) -> None:
    Account.objects.update(is_active=False)

    assert sign_in(client, account.email) == "/accounts/closed/"
    assert b"This account is closed" in client.get("/accounts/closed/").content


def test_nobody_can_sign_up(client: Client, db: None) -> None:
    fields = {"email": "new@example.org", "password1": PASSWORD, "password2": PASSWORD}

    for answer in (client.get("/accounts/signup/"), client.post("/accounts/signup/", fields)):
        assert b"Accounts are made by invitation" in answer.content
    assert not Account.objects.exists()


def link_in_mail() -> str:
    (message,) = mail.outbox
    found = re.search(r"https?://testserver(/accounts/password/new/\S+)", str(message.body))
    assert found is not None
    return found[1]


def set_password(client: Client, link: str, password: str) -> str:
    page = client.get(link, follow=True).redirect_chain[-1][0]
    answer = client.post(page, {"password1": password, "password2": password})
    return answer.headers.get("Location", "") or answer.content.decode()


def test_a_forgotten_password_is_set_anew_by_mail(client: Client, account: Account) -> None:
    client.post("/accounts/password/forgotten/", {"email": account.email})
    link = link_in_mail()

    assert set_password(client, link, "another long password") == "/workspace/"
    assert sign_in(Client(), account.email, "another long password") == "/workspace/"


def test_the_link_works_once(client: Client, account: Account) -> None:
    link = address_of_link(account)
    set_password(client, link, "another long password")

    assert b"This link does not hold any more" in Client().get(link).content


def test_asking_for_a_link_does_not_tell_who_has_an_account(client: Client, account: Account) -> None:
    answers = [
        client.post("/accounts/password/forgotten/", {"email": email}, follow=True).content
        for email in (account.email, "nobody@example.org")
    ]

    assert b"Look into your mail" in answers[0]
    assert re.sub(rb"csrf\S+ value=\S+", b"", answers[0]) == re.sub(rb"csrf\S+ value=\S+", b"", answers[1])
    assert len(mail.outbox) == 1


def test_mails_come_in_the_language_of_the_account(client: Client, account: Account) -> None:
    Account.objects.update(language="de")

    client.post("/accounts/password/forgotten/", {"email": account.email}, headers={"accept-language": "en"})

    with translation.override("de"):
        assert mail.outbox[0].subject == gettext("Your new password")


def test_whoever_changes_a_password_is_told_by_mail(client: Client, account: Account) -> None:
    client.force_login(account)
    new = {
        "oldpassword": PASSWORD,
        "password1": "another long password",
        "password2": "another long password",
    }

    assert client.post("/accounts/password/", new).status_code == 302

    assert [message.to for message in mail.outbox] == [[account.email]]
    assert "tell your programme office" in str(mail.outbox[0].body)


def test_a_mail_server_that_is_away_does_not_tell_who_has_an_account(
    client: Client, account: Account, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    answers = [
        client.post("/accounts/password/forgotten/", {"email": email}, follow=True)
        for email in (account.email, "nobody@example.org")
    ]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert all(b"could not be sent" not in answer.content for answer in answers)
    assert all(b"ask your programme office" in answer.content for answer in answers)


def test_short_and_common_passwords_are_refused_in_words(client: Client, account: Account) -> None:
    answer = set_password(client, address_of_link(account), "short")

    assert "too short" in answer


def test_two_passwords_that_differ_are_refused(client: Client, account: Account) -> None:
    page = client.get(address_of_link(account), follow=True).redirect_chain[-1][0]

    answer = client.post(page, {"password1": "another long password", "password2": "another long passwort"})

    assert b"The two passwords differ." in answer.content


def test_an_invited_person_sets_a_password_and_is_in(client: Client, db: None) -> None:
    invited = invite("new@example.org", name="Nia")
    assert awaits_its_owner(invited)

    assert set_password(client, address_of_link(invited), PASSWORD) == "/workspace/"

    invited.refresh_from_db()
    assert not awaits_its_owner(invited)


def test_people_keep_their_own_name_and_language(client: Client, account: Account) -> None:
    client.force_login(account)

    client.post("/accounts/", {"name": "Ada <b>", "language": "de"})

    account.refresh_from_db()
    assert (account.name, account.language) == ("Ada <b>", "de")
    assert b"Ada <b>" not in client.get("/accounts/").content
