"""Posting: once for each key, when its reader wants it, and in their language."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from django.utils.translation import get_language

from greenpact.accounts.models import Account
from greenpact.cities.models import City
from greenpact.notices.choosing import choose, leave_off
from greenpact.notices.models import Mail, MailState, Notice
from greenpact.notices.posting import LONGEST_LINE, Letter, post_to_account
from greenpact.notices.rules import Kind, Quiet, Rhythm
from tests.makers import AT, a_city, an_account
from tests.notices.letters import a_letter, tell, write_to

NIGHT = datetime(2026, 6, 15, 22, tzinfo=UTC)
MORNING = datetime(2026, 6, 16, 5, tzinfo=UTC)  # 7:00 in Berlin


@pytest.fixture
def city(db: None) -> City:
    return a_city("heidelberg", languages=["de", "en"])


@pytest.fixture
def reader(db: None) -> Account:
    return an_account("ada@example.org", language="en")


def test_the_same_key_is_told_once(city: City, reader: Account) -> None:
    for _time in range(3):
        tell(reader, city)
        write_to("somebody@example.org", city)

    assert sorted(Notice.objects.values_list("key", flat=True)) == ["change:1", "idea:1"]
    assert Mail.objects.count() == 2


def test_a_letter_is_written_only_if_it_is_new_and_wanted(city: City, reader: Account) -> None:
    written: list[str | None] = []

    def write() -> Letter:
        written.append(get_language())
        return a_letter()

    for key in ("one", "one"):
        post_to_account(reader, kind=Kind.LABEL, write=write, key=key, city=city, at=AT)
    leave_off(reader, [Kind.LABEL])
    post_to_account(reader, kind=Kind.LABEL, write=write, key="two", city=city, at=AT)

    assert written == ["en"]


@pytest.mark.parametrize(("language", "spoken"), [("de", "de"), ("en", "en"), ("fr", "de"), ("", "de")])
def test_it_is_written_in_the_readers_language_else_in_the_citys(
    city: City, language: str, spoken: str
) -> None:
    tell(an_account(language=language), city)

    assert Mail.objects.get().language == spoken


def test_what_is_undone_was_never_posted(city: City, reader: Account) -> None:
    with transaction.atomic():
        tell(reader, city)
        transaction.set_rollback(True)

    assert not Notice.objects.exists()
    assert not Mail.objects.exists()


def test_at_night_it_waits_for_the_morning_unless_it_is_urgent(city: City, reader: Account) -> None:
    tell(reader, city, "quiet", at=NIGHT)
    tell(reader, city, "urgent", at=NIGHT, urgent=True)
    tell(reader, city, "account", at=NIGHT, kind=Kind.ACCOUNT)

    due = dict(Mail.objects.values_list("key", "due_at"))
    assert due == {"quiet": MORNING, "urgent": NIGHT, "account": NIGHT}


def test_what_is_urgent_goes_at_once_also_for_those_who_want_digests(city: City, reader: Account) -> None:
    tell(reader, city, kind=Kind.NEGOTIATION, urgent=True)

    assert Mail.objects.get().due_at == AT


def test_a_kind_that_was_left_off_stays_off_even_if_urgent(city: City, reader: Account) -> None:
    leave_off(reader, [Kind.SIGNATURE])

    tell(reader, city, urgent=True)

    assert not Mail.objects.exists()


def test_mails_that_somebody_waits_for_cannot_be_left_off(city: City, reader: Account) -> None:
    leave_off(reader, list(Kind))

    tell(reader, city, "idea", kind=Kind.IDEA)
    tell(reader, city, "account", kind=Kind.ACCOUNT)
    tell(reader, city, "label", kind=Kind.LABEL)

    assert sorted(Mail.objects.values_list("key", flat=True)) == ["account", "idea"]


def test_a_day_makes_one_digest_over_all_cities(city: City, reader: Account) -> None:
    mannheim = a_city("mannheim")
    for number in range(5):
        at = AT + timedelta(hours=number)
        tell(reader, mannheim if number % 2 else city, f"n{number}", kind=Kind.NEGOTIATION, at=at)
    tell(reader, city, "next", kind=Kind.NEGOTIATION, at=AT + timedelta(days=1))

    assert [mail.notices.count() for mail in Mail.objects.order_by("due_at")] == [5, 1]
    assert Mail.objects.earliest("due_at").due_at == MORNING


def test_what_comes_when_the_digest_has_just_left_lies_in_the_next(city: City, reader: Account) -> None:
    tell(reader, city, "early", kind=Kind.NEGOTIATION)
    Mail.objects.update(state=MailState.LEAVING)

    tell(reader, city, "late", kind=Kind.NEGOTIATION)

    early, late = Mail.objects.order_by("due_at")
    assert list(late.notices.values_list("key", flat=True)) == ["late"]
    assert late.due_at == early.due_at + timedelta(days=1)


def test_everybody_has_digests_of_their_own_and_in_their_rhythm(city: City, reader: Account) -> None:
    other = an_account()
    choose(other, rhythms={Kind.NEGOTIATION: Rhythm.WEEKLY}, quiet=Quiet(0, 0, False))

    for account in (reader, other):
        tell(account, city, f"n:{account.ref}", kind=Kind.NEGOTIATION)

    days = {mail.account_id: mail.due_at for mail in Mail.objects.all()}
    assert days[reader.pk] == MORNING
    assert days[other.pk] == datetime(2026, 6, 22, 5, tzinfo=UTC)


def test_a_closed_account_gets_nothing(city: City, reader: Account) -> None:
    reader.is_active = False

    tell(reader, city)

    assert not Mail.objects.exists()


def test_with_the_account_goes_all_that_was_told_to_it(city: City, reader: Account) -> None:
    tell(reader, city)
    tell(reader, city, "more", kind=Kind.NEGOTIATION)

    reader.delete()

    assert not Mail.objects.exists()
    assert not Notice.objects.exists()


def test_a_hostile_subject_stays_one_line(city: City, reader: Account) -> None:
    tell(reader, city, letter=a_letter("Hello\r\nBcc: all@example.org\x00\u2028there"))

    assert Notice.objects.get().subject == "Hello Bcc: all@example.org there"


def test_texts_are_cut_where_no_mail_needs_more(city: City, reader: Account) -> None:
    tell(reader, city, letter=a_letter("s" * 5_000, lines=("l" * 100_000,) * 500, about="a" * 900))

    notice = Notice.objects.get()
    assert len(notice.subject) == len(notice.about) == 180
    assert len(notice.lines) == 60
    assert all(len(line) == LONGEST_LINE and line.endswith("…") for line in notice.lines)


@pytest.mark.parametrize(
    "link", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"]
)
def test_a_letter_links_to_this_site_alone(city: City, reader: Account, link: str) -> None:
    with pytest.raises(ValueError, match="a path on this site"):
        tell(reader, city, letter=a_letter(link=link))
