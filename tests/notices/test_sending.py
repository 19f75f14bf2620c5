"""Sending: each mail once, put off when it is not accepted, in doubt when nobody knows; no words left behind."""

from datetime import timedelta
from pathlib import Path
from smtplib import SMTPServerDisconnected
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import override_settings

from greenpact.accounts.models import Account
from greenpact.cities.models import City
from greenpact.notices import sending
from greenpact.notices.choosing import leave_off
from greenpact.notices.composing import compose
from greenpact.notices.handing_over import NotAccepted, ServerAway
from greenpact.notices.models import Mail, MailState, Notice
from greenpact.notices.rules import PAUSES, Kind
from greenpact.notices.sending import LEASE, claim, send_due
from greenpact.notices.settling import forget_address, forget_undelivered, let_go, send_again
from tests.makers import AT, a_city, an_account
from tests.notices.letters import a_letter, part, read, sent, tell, write_to

FILES = "django.core.mail.backends.filebased.EmailBackend"


@pytest.fixture
def city(db: None) -> City:
    return a_city("heidelberg", languages=["de", "en"])


@pytest.fixture
def reader(db: None) -> Account:
    return an_account("ada@example.org", language="en")


def left_while(state: MailState) -> None:
    """As a killed worker leaves a mail, its lease run out."""
    Mail.objects.update(state=state, leased_until=AT - timedelta(seconds=1))


def test_what_is_due_is_sent_once_and_the_rest_waits(city: City, reader: Account) -> None:
    tell(reader, city)
    tell(reader, city, "later", kind=Kind.NEGOTIATION)

    assert [send_due(AT), send_due(AT)] == [True, False]
    assert [message["To"] for message in sent()] == ["ada@example.org"]
    send_due(AT + timedelta(days=1))
    assert len(mail.outbox) == 2


def test_what_was_sent_keeps_its_key_and_no_words(city: City, reader: Account) -> None:
    write_to(
        "somebody@example.org", city, subject="Private matters", link="/secret/", reply_to="a@example.org"
    )
    send_due(AT)

    row, notice = Mail.objects.get(), Notice.objects.get()
    assert (row.state, row.sent_at, row.email) == (MailState.SENT, AT, "")
    assert (notice.subject, notice.lines, notice.link, notice.reply_to) == ("", [], "", "")
    write_to("somebody@example.org", city)
    assert not send_due(AT)


def test_a_mail_says_who_sends_it_and_how_it_ends(city: City, reader: Account) -> None:
    tell(reader, city, letter=a_letter(link="/heidelberg/deals/x/", reply_to="climate@example.org"))
    send_due(AT)
    (message,) = sent()

    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Reply-To"] == "climate@example.org"
    assert message["Message-ID"].startswith("<")
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["List-Unsubscribe"].strip().startswith("<http://testserver/workspace/mails/stop/")
    assert message["Content-Language"] == "en"
    for kind in ("plain", "html"):
        assert "http://testserver/heidelberg/deals/x/" in part(message, kind)
        assert "http://testserver/workspace/mails/" in part(message, kind)


def test_a_mail_that_somebody_waits_for_offers_no_leaving_off(city: City) -> None:
    write_to("somebody@example.org", city)
    send_due(AT)

    (message,) = sent()
    assert message["List-Unsubscribe"] is None
    assert "/workspace/mails/" not in part(message, "plain")


def test_html_shows_hostile_texts_as_texts_and_fetches_nothing(city: City, reader: Account) -> None:
    hostile = '<img src="https://evil.example/x">'
    tell(reader, city, letter=a_letter(hostile, lines=(hostile,), link_words=hostile, link='/"><b>'))
    send_due(AT)

    html = part(sent()[0], "html")
    assert "<img" not in html
    assert "<b>" not in html
    assert "&lt;img" in html


def test_long_lines_and_foreign_letters_arrive_whole(city: City, reader: Account) -> None:
    line = "Größe überall: " + "ßäöü€𝄞 " * 500
    tell(reader, city, letter=a_letter("Grüße 𝄞", lines=(line.strip(),)))
    send_due(AT)

    raw = mail.outbox[0].message().as_bytes()
    assert max(map(len, raw.splitlines())) <= 998
    assert read(raw)["Subject"] == "Grüße 𝄞"
    assert line.strip() in part(read(raw), "plain")


def test_a_digest_groups_by_city_and_deal(city: City, reader: Account) -> None:
    mannheim = a_city("mannheim")
    for number, (where, about) in enumerate(
        [(city, "Solar roofs"), (mannheim, "Heat"), (city, "Solar roofs"), (city, "")]
    ):
        tell(
            reader, where, f"n{number}", kind=Kind.NEGOTIATION, letter=a_letter(f"News {number}", about=about)
        )
    send_due(AT + timedelta(days=1))

    (message,) = sent()
    assert message["Subject"] == "4 pieces of news from Heidelberg, Mannheim"
    text = part(message, "plain")
    assert text.count("Heidelberg · Solar roofs") == 1
    places = [text.index(words) for words in ("News 3", "News 0", "News 2", "Mannheim · Heat", "News 1")]
    assert places == sorted(places)
    assert "No more of these digests" in text


def test_a_kind_left_off_meanwhile_is_left_out(city: City, reader: Account) -> None:
    tell(reader, city, "one", kind=Kind.NEGOTIATION)
    tell(reader, city, "two", kind=Kind.DUTY)
    leave_off(reader, [Kind.DUTY])
    send_due(AT + timedelta(days=1))
    assert sent()[0]["Subject"].startswith("1 piece of news")

    tell(reader, city, "three")
    leave_off(reader, [Kind.SIGNATURE])
    send_due(AT)
    assert Mail.objects.get(key="three").state == MailState.DROPPED
    assert len(mail.outbox) == 1


def test_of_two_workers_one_gets_a_mail(city: City, reader: Account) -> None:
    tell(reader, city)
    pk = Mail.objects.get().pk

    assert claim(pk, at=AT) is not None
    assert claim(pk, at=AT) is None


def test_who_was_killed_before_it_left_is_followed_by_the_next(city: City, reader: Account) -> None:
    tell(reader, city)
    claim(Mail.objects.get().pk, at=AT)

    send_due(AT + LEASE - timedelta(seconds=1))
    assert not mail.outbox
    send_due(AT + LEASE)
    assert len(mail.outbox) == 1


def test_a_mail_killed_while_it_left_is_not_sent_twice_but_shown(city: City, reader: Account) -> None:
    tell(reader, city)
    left_while(MailState.LEAVING)

    send_due(AT)
    assert not mail.outbox
    assert Mail.objects.undelivered().get().state == MailState.IN_DOUBT
    assert send_again(Mail.objects.get(), at=AT)
    send_due(AT)
    assert len(mail.outbox) == 1


def test_a_mail_that_somebody_waits_for_is_repeated_once_under_the_same_name(city: City) -> None:
    write_to("somebody@example.org", city)
    left_while(MailState.LEAVING)
    send_due(AT)
    assert len(mail.outbox) == 1

    write_to("somebody@example.org", city, "other")
    for _kill in range(2):
        Mail.objects.filter(key="other").update(state=MailState.LEAVING, leased_until=AT)
        sending.take_up_left(AT)
    assert Mail.objects.get(key="other").state == MailState.IN_DOUBT


def test_who_lost_the_claim_sends_nothing(
    city: City, reader: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(reader, city)

    def erase_meanwhile(row: Mail, notices: Any) -> Any:
        message = compose(row, notices)
        reader.delete()
        return message

    monkeypatch.setattr(sending, "compose", erase_meanwhile)
    send_due(AT)

    assert not mail.outbox


def refuse_with(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_all: object) -> None:
        raise error

    monkeypatch.setattr("greenpact.notices.handing_over._by_the_backend", refuse)


def test_what_is_not_accepted_is_tried_again_with_growing_pauses_and_given_up(
    city: City, reader: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse_with(NotAccepted("SMTP 451", is_final=False), monkeypatch)
    tell(reader, city)
    at = AT
    for pause in PAUSES:
        send_due(at)
        row = Mail.objects.get()
        assert (row.state, row.due_at, row.fault) == (MailState.WAITING, at + pause, "SMTP 451")
        at += pause
    send_due(at)
    assert Mail.objects.undelivered().get().state == MailState.FAILED


def test_what_is_refused_for_good_is_not_tried_again(
    city: City, reader: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse_with(NotAccepted("SMTP 550", is_final=True), monkeypatch)
    tell(reader, city)
    send_due(AT)

    assert Mail.objects.get().state == MailState.FAILED


def test_one_mail_that_cannot_be_made_holds_up_no_other(
    city: City, reader: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(reader, city, "bad")
    tell(an_account(), city, "good")

    def fail_at_bad(row: Mail, notices: Any) -> Any:
        if row.key == "bad":
            raise KeyError(row.key)
        return compose(row, notices)

    monkeypatch.setattr(sending, "compose", fail_at_bad)
    send_due(AT)

    assert Mail.objects.get(key="bad").fault == "KeyError"
    assert Mail.objects.get(key="good").state == MailState.SENT


def test_while_no_server_can_be_reached_all_wait_and_nothing_is_counted(
    city: City, reader: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(_self: object) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr(EmailBackend, "open", away)
    tell(reader, city)

    assert not send_due(AT)
    row = Mail.objects.get()
    assert (row.state, row.attempts, row.due_at) == (MailState.WAITING, 0, AT + sending.AWAY)


def test_a_mail_at_which_the_connection_breaks_does_not_block_for_ever(
    city: City, reader: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse_with(ServerAway("SMTPServerDisconnected"), monkeypatch)
    tell(reader, city)
    send_due(AT)

    row = Mail.objects.get()
    assert (row.state, row.attempts) == (MailState.WAITING, 1)


def test_a_backend_that_breaks_off_leaves_doubt(
    city: City, reader: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_off(*_all: object) -> None:
        raise SMTPServerDisconnected

    monkeypatch.setattr(EmailBackend, "send_messages", break_off)
    tell(reader, city)
    send_due(AT)

    assert Mail.objects.get().state == MailState.IN_DOUBT


def test_a_file_is_written_once_whatever_breaks_off(city: City, reader: Account, tmp_path: Path) -> None:
    with override_settings(EMAIL_BACKEND=FILES, EMAIL_FILE_PATH=str(tmp_path)):
        tell(reader, city)
        send_due(AT)
        (file,) = tmp_path.glob("*")
        before = file.read_bytes()
        Mail.objects.update(state=MailState.LEAVING, leased_until=AT)
        Notice.objects.update(subject="As if it had not been noted")
        send_due(AT)

        assert [path.read_bytes() for path in tmp_path.glob("*")] == [before]
        assert Mail.objects.get().state == MailState.SENT


def test_an_address_is_forgotten_with_all_that_was_told_to_it(city: City) -> None:
    write_to("somebody@example.org", city, "one")
    send_due(AT)
    write_to("Somebody@example.org", city, "two")
    write_to("other@example.org", city, "three")

    forget_address("somebody@EXAMPLE.org", city=city)
    send_due(AT)

    assert [message["To"] for message in sent()] == ["somebody@example.org", "other@example.org"]
    assert not Mail.objects.exclude(email="").exists()


def test_undelivered_mails_are_let_go_by_hand_or_after_a_month(city: City, reader: Account) -> None:
    for key in ("one", "two"):
        tell(reader, city, key)
    Mail.objects.update(state=MailState.FAILED)

    let_go(Mail.objects.get(key="one"))
    assert Notice.objects.get(key="one").subject == ""
    assert not send_again(Mail.objects.get(key="one"), at=AT)
    forget_undelivered(AT + timedelta(days=31))
    assert not Mail.objects.undelivered().exists()
