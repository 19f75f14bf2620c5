"""Mails about check-ins: one link, once; reminders, the deputy, and the office when it is late."""

import pytest

from greenpact.measures.answering import pass_on, say_unchanged
from greenpact.measures.asking import ask_due, remind_due
from greenpact.measures.check_in_links import path_of
from greenpact.measures.models import CheckInLink, Contact
from greenpact.notices.models import Notice
from greenpact.parties.rules import Role
from greenpact.reactions.carrying_out import react
from tests.makers import a_member
from tests.measures.check_ins import CONTACT, DEPUTY, THEN, a_link, a_measure, a_working_deal, days

pytestmark = pytest.mark.django_db


def everything() -> None:
    while react(THEN):
        pass


def told() -> list[tuple[str, str]]:
    rows = Notice.objects.filter(key__startswith="check-in:").order_by("pk").select_related("mail__account")
    mails = [(row.mail, row.subject) for row in rows]
    return [(mail.email or (mail.account.email if mail.account else ""), subject) for mail, subject in mails]


def test_the_contact_gets_one_mail_with_one_link() -> None:
    link = a_link()
    everything()
    assert [who for who, _subject in told()] == [CONTACT]
    notice = Notice.objects.get(mail__email=CONTACT)
    assert notice.link == path_of(link)
    assert any("15 July 2026" in line for line in notice.lines)
    everything()
    assert len(told()) == 1


def test_reminders_then_the_deputy_and_the_office() -> None:
    deal = a_working_deal()
    officer = a_member(deal.city, Role.PROGRAMME_OFFICE)
    ask_due(THEN)
    everything()
    for day in (7, 12, 16):
        remind_due(THEN + days(day))
        everything()
    found = [who for who, _subject in told()]
    assert found.count(CONTACT) == 3
    assert found.count(DEPUTY) == 1
    assert officer.email in found


def test_who_has_answered_is_left_alone() -> None:
    link = a_link()
    say_unchanged(link, language="en", at=THEN)
    everything()
    remind_due(THEN + days(12))
    everything()
    assert told() == []


def test_where_nobody_is_known_the_office_hears_of_it() -> None:
    measure = a_measure()
    Contact.objects.all().delete()
    officer = a_member(measure.city, Role.PROGRAMME_OFFICE)
    ask_due(THEN)
    everything()
    assert not CheckInLink.objects.exists()
    assert {who for who, _subject in told()} == {officer.email}


def test_who_it_is_passed_on_to_gets_a_link_of_their_own() -> None:
    other = pass_on(a_link(), DEPUTY, at=THEN)
    everything()
    assert Notice.objects.get(mail__email=DEPUTY).link == path_of(other)
