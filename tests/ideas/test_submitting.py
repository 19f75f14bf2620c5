"""Handing in, confirming once, writing, taking back, renewing the link, forgetting."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from greenpact.files.models import Content, File
from greenpact.files.taking import NotTaken, WhyNotTaken
from greenpact.ideas.attaching import taken
from greenpact.ideas.links import idea_of_status, status_token
from greenpact.ideas.models import Idea
from greenpact.ideas.rules import CONFIRM_WITHIN, LONGEST_MESSAGE, MOST_MESSAGES_OF_SENDER, State
from greenpact.ideas.submitting import (
    NotHandedIn,
    WhyNotHandedIn,
    confirm,
    forget_unconfirmed,
    renew_link,
    sender_of,
    submit,
    withdraw,
    write,
)
from greenpact.journal.models import Entry
from tests.ideas.sending import LATER, a_confirmed_idea, a_pdf, a_picture, a_sent_idea, again, values
from tests.makers import AT, a_city

pytestmark = pytest.mark.django_db


def last_entry() -> Entry:
    return Entry.objects.latest("pk")


def refused(act: Any, *arguments: Any, **options: Any) -> WhyNotHandedIn:
    with pytest.raises(NotHandedIn) as refusal:
        act(*arguments, **options)
    return refusal.value.reason


def test_what_is_sent_waits_for_its_sender_and_nobody_is_told_who_it_is() -> None:
    idea = a_sent_idea(a_city())
    assert (idea.state, idea.confirmed_at) == (State.SUBMITTED, None)
    entry = last_entry()
    assert (entry.verb, entry.subject, entry.is_public) == ("idea.submitted", f"idea:{idea.ref}", False)
    assert entry.payload == {"kind": "cooperation"}
    assert "Erika" not in str(vars(entry))
    assert entry.actor == f"sender:{idea.ref}"


def test_what_does_not_fit_its_column_is_not_kept() -> None:
    with pytest.raises(ValidationError):
        submit(a_city(), values(email="no address"), at=AT)
    assert not Idea.objects.exists()


def test_a_link_confirms_once() -> None:
    idea = a_sent_idea(a_city())
    confirm(idea, by=sender_of(idea), at=LATER)
    assert (again(idea).state, again(idea).confirmed_at) == (State.OPEN, LATER)
    assert (last_entry().verb, last_entry().is_public) == ("idea.confirmed", True)
    assert refused(confirm, idea, by=sender_of(idea), at=LATER) is WhyNotHandedIn.CONFIRMED_ALREADY
    assert Entry.objects.filter(verb="idea.confirmed").count() == 1


def test_after_a_week_a_link_confirms_nothing() -> None:
    idea = a_sent_idea(a_city())
    assert refused(confirm, idea, by="x", at=AT + CONFIRM_WITHIN) is WhyNotHandedIn.TOO_LATE
    confirm(idea, by="x", at=AT + CONFIRM_WITHIN - timedelta(seconds=1))


def test_what_was_taken_back_is_not_confirmed_any_more() -> None:
    idea = a_sent_idea(a_city())
    withdraw(idea, by="x", at=LATER)
    assert last_entry().is_public is False  # the public never knew of it
    assert refused(confirm, idea, by="x", at=LATER) is WhyNotHandedIn.NOT_FROM_HERE


def test_a_sender_writes_with_files() -> None:
    idea = a_confirmed_idea(a_city())
    files = taken([a_pdf(), a_picture()], at=LATER)
    message = write(idea, "  Here is the plan. ", files=files, by=sender_of(idea), at=LATER)
    assert (message.text, message.is_by_city) == ("Here is the plan.", False)
    assert [one.file.name for one in message.attachments.all()] == ["plan.pdf", "roof.png"]
    assert (last_entry().verb, last_entry().payload) == ("idea.answered", {"message": message.pk})


def test_what_a_sender_writes_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    idea = a_confirmed_idea(a_city())
    assert refused(write, idea, " \n ", by="x", at=LATER) is WhyNotHandedIn.EMPTY
    assert refused(write, idea, "x" * (LONGEST_MESSAGE + 1), by="x", at=LATER) is WhyNotHandedIn.TOO_LONG
    monkeypatch.setattr("greenpact.ideas.submitting.MOST_ATTACHMENTS_IN_ALL", 0)
    files = taken([a_pdf()], at=LATER)
    reason = refused(write, idea, "x", files=files, by="x", at=LATER)
    assert reason is WhyNotHandedIn.TOO_MANY_FILES
    for _number in range(MOST_MESSAGES_OF_SENDER):
        idea.messages.create(is_by_city=False, text="x", at=LATER)
    assert refused(write, idea, "x", by="x", at=LATER) is WhyNotHandedIn.TOO_MANY_MESSAGES


def test_nobody_writes_about_what_is_over() -> None:
    idea = a_confirmed_idea(a_city())
    withdraw(idea, by="x", at=LATER)
    assert again(idea).closed_at == LATER
    assert refused(write, idea, "Still there?", by="x", at=LATER) is WhyNotHandedIn.NOT_FROM_HERE
    assert refused(withdraw, idea, by="x", at=LATER) is WhyNotHandedIn.NOT_FROM_HERE


def test_a_new_link_makes_the_former_one_worthless() -> None:
    city = a_city()
    idea = a_confirmed_idea(city)
    before = status_token(idea)
    renew_link(idea, by=sender_of(idea), at=LATER)
    assert idea_of_status(before, city=city, at=LATER) is None
    assert idea_of_status(status_token(again(idea)), city=city, at=LATER) == idea


def test_files_are_taken_all_or_none() -> None:
    with pytest.raises(NotTaken) as refusal:
        taken([a_pdf(), a_pdf("page.html", b"<html><script>alert(1)</script>")], at=AT)
    assert refusal.value.reason is WhyNotTaken.OTHER_KIND
    with pytest.raises(NotTaken) as refusal:
        taken([a_pdf()] * 6, at=AT)
    assert refusal.value.reason is WhyNotTaken.TOO_MANY
    assert not File.objects.exists()


def test_what_nobody_confirms_is_forgotten_with_its_files_and_nothing_else() -> None:
    city = a_city()
    kept = a_confirmed_idea(city)
    submit(city, values(), files=taken([a_pdf()], at=AT), at=AT)
    assert forget_unconfirmed(AT + CONFIRM_WITHIN - timedelta(seconds=1)) == 0
    assert forget_unconfirmed(AT + CONFIRM_WITHIN) == 1
    assert list(Idea.objects.all()) == [kept]
    assert not Content.objects.exists()
