"""Handing over to a real server: what it refuses, where it breaks off, and what is known then."""

from collections.abc import Iterator

import pytest
from django.test import override_settings

from greenpact.cities.models import City
from greenpact.notices.composing import message_id
from greenpact.notices.models import Mail, MailState
from greenpact.notices.sending import send_due
from tests.makers import AT, a_city, an_account
from tests.notices.letters import a_letter, part, tell
from tests.notices.postbox import REFUSED, Postbox, a_postbox

SMTP = "django.core.mail.backends.smtp.EmailBackend"


@pytest.fixture
def postbox() -> Iterator[Postbox]:
    with a_postbox() as server:
        options = {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": server.port, "EMAIL_BACKEND": SMTP}
        with override_settings(**options, EMAIL_USE_TLS=False, EMAIL_USE_SSL=False, EMAIL_HOST_USER=""):
            yield server


@pytest.fixture
def city(db: None) -> City:
    return a_city("heidelberg", languages=["en"])


def told(city: City, *keys: str) -> None:
    for key in keys:
        tell(an_account(), city, key, letter=a_letter("Grüße", lines=(".", "..dots", f"About {key}")))


def state_of(key: str) -> tuple[str, str]:
    mail = Mail.objects.get(key=key)
    return mail.state, mail.fault


def test_a_server_takes_each_mail_whole(city: City, postbox: Postbox) -> None:
    told(city, "one", "two")
    send_due(AT)

    assert [message["Message-ID"] for message in postbox.taken] == [message_id("one"), message_id("two")]
    assert postbox.taken[0]["Subject"] == "Grüße"
    assert "\n.\n" in part(postbox.taken[0], "plain").replace("\r\n", "\n")
    assert "\n..dots\n" in part(postbox.taken[0], "plain").replace("\r\n", "\n")
    assert state_of("two") == (MailState.SENT, "")


@pytest.mark.parametrize("word", [b"MAIL", b"RCPT", b"DATA"])
def test_a_refusal_concerns_that_mail_alone(city: City, postbox: Postbox, word: bytes) -> None:
    told(city, "one")
    postbox.answers[word] = REFUSED
    send_due(AT)

    assert state_of("one") == (MailState.FAILED, "SMTP 550")
    assert postbox.taken == []


def test_a_server_that_asks_to_wait_gets_it_later(city: City, postbox: Postbox) -> None:
    told(city, "one")
    postbox.answers[b"RCPT"] = b"451 greylisted\r\n"
    send_due(AT)
    assert state_of("one") == (MailState.WAITING, "SMTP 451")

    postbox.answers.clear()
    send_due(Mail.objects.get().due_at)
    assert len(postbox.taken) == 1


@pytest.mark.parametrize("word", [b"MAIL", b"RCPT", b"DATA"])
def test_where_it_breaks_off_before_the_mail_has_left_it_is_sent_later(
    city: City, postbox: Postbox, word: bytes
) -> None:
    told(city, "one", "two")
    postbox.breaks_off_at = word
    send_due(AT)
    assert {state for state, _fault in map(state_of, ("one", "two"))} == {MailState.WAITING}

    postbox.breaks_off_at = b""
    send_due(max(mail.due_at for mail in Mail.objects.all()))
    assert len(postbox.taken) == 2


def test_where_it_breaks_off_after_that_nobody_knows_and_nothing_is_sent_twice(
    city: City, postbox: Postbox
) -> None:
    told(city, "one")
    postbox.breaks_off_at = b"."
    send_due(AT)
    assert state_of("one")[0] == MailState.IN_DOUBT

    postbox.breaks_off_at = b""
    send_due(AT)
    assert len(postbox.taken) == 1


def test_a_server_that_is_not_there_loses_nothing(city: City) -> None:
    with a_postbox() as gone:
        port = gone.port
    told(city, "one")
    with override_settings(EMAIL_BACKEND=SMTP, EMAIL_HOST="127.0.0.1", EMAIL_PORT=port):
        assert not send_due(AT)
    assert state_of("one") == (MailState.WAITING, "")
