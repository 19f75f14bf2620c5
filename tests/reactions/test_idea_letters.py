"""What senders of ideas are told by mail: once, in their language, with a link that opens, and nothing inner."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from greenpact.cities.keeping import keep
from greenpact.cities.models import City, Office
from greenpact.ideas.handing_on import agree, propose
from greenpact.ideas.links import status_path
from greenpact.ideas.models import Answer, Idea, Message, Remark
from greenpact.ideas.rules import State
from greenpact.ideas.submitting import confirm, renew_link, sender_of, submit
from greenpact.journal.recording import record
from greenpact.notices.models import Notice
from greenpact.reactions import idea_letters
from greenpact.reactions.carrying_out import react
from tests.ideas.sending import again, values
from tests.makers import BY, a_city

pytestmark = pytest.mark.django_db

AT = timezone.now()


@pytest.fixture
def city() -> City:
    return a_city(languages=["de", "en"])


def sent(city: City, **more: Any) -> Idea:
    return submit(city, values(**more), at=AT)


def told(idea: Idea, verb: str, **payload: Any) -> Notice | None:
    """What an entry that others write makes go out."""
    with transaction.atomic():
        record(
            idea.city.chain_id,
            verb=f"idea.{verb}",
            subject=f"idea:{idea.ref}",
            by=BY,
            at=timezone.now(),
            public=False,
            payload=payload,
        )
    return newest()


def newest(at: datetime | None = None) -> Notice | None:
    react(at or AT + timedelta(minutes=1), table=idea_letters.REACTIONS)
    return Notice.objects.order_by("-pk").first()


def words(notice: Notice | None) -> str:
    assert notice is not None
    return "\n".join([notice.subject, *notice.lines])


def test_the_sender_confirms_by_the_link_in_the_mail(client: Client, city: City) -> None:
    idea = sent(city, title="Ladepunkte teilen")
    notice = newest()
    assert notice is not None
    assert notice.subject == "Bitte bestätigen: Ladepunkte teilen"
    assert notice.mail.email == "erika@example.org"
    assert client.post(notice.link).status_code == 302
    assert again(idea).state == State.OPEN


def test_a_mail_is_written_in_the_language_of_the_idea_or_the_nearest(city: City) -> None:
    sent(city, language="en")
    assert "Please confirm" in words(newest())
    sent(city, language="tr", email="ayse@example.org")
    assert "Bitte bestätigen" in words(newest())


def test_a_title_cannot_add_lines_to_the_head_of_a_mail(city: City) -> None:
    sent(city, title="Solar\r\nBcc: everybody@example.org")
    notice = newest()
    assert notice is not None
    assert "\n" not in notice.subject
    assert "\r" not in notice.subject


def test_nobody_is_asked_to_confirm_what_is_confirmed(city: City) -> None:
    idea = sent(city)
    confirm(idea, by="x", at=AT)
    assert newest() is None


def test_who_answers_and_until_when_comes_with_the_private_link(client: Client, city: City) -> None:
    idea = sent(city)
    confirm(idea, by="x", at=AT)
    office, _outcome = keep(
        Office, city, "energy", {"name": {"de": "Energie"}, "email": "energie@example.org"}, by=BY, at=AT
    )
    Idea.objects.update(office=office, due_on=date(2099, 3, 2))
    notice = told(idea, "routed")
    assert notice is not None
    assert "Das Amt „Energie“ antwortet Ihnen." in words(notice)
    assert "2. März 2099" in words(notice)
    assert notice.reply_to == "energie@example.org"
    assert client.get(notice.link).status_code == 200


def test_a_question_is_sent_on_and_the_same_entry_only_once(city: City) -> None:
    idea = sent(city)
    confirm(idea, by="x", at=AT)
    Remark.objects.create(idea=idea, text="INNER", at=AT, account=None)
    message = Message.objects.create(idea=idea, is_by_city=True, text="In welcher Straße?", at=AT)
    notice = told(idea, "asked", message=message.pk)
    assert "In welcher Straße?" in words(notice)
    assert "INNER" not in words(notice)
    count = Notice.objects.count()
    newest()
    assert Notice.objects.count() == count


def test_a_decision_reaches_all_whose_ideas_were_brought_together(client: Client, city: City) -> None:
    idea, other = sent(city), sent(city, email="other@example.org", language="en")
    for one in (idea, other):
        confirm(one, by="x", at=AT)
    Idea.objects.filter(pk=other.pk).update(merged_into=idea, state=State.MERGED)
    told(other, "merged", into=idea.ref)
    Answer.objects.create(idea=idea, decision="kept", reason="Erst nächstes Jahr.", at=AT, account=None)
    told(idea, "decided", decision="kept")
    found = Notice.objects.filter(subject__regex="Antwort|answer").order_by("pk")
    assert [notice.mail.email for notice in found] == ["erika@example.org", "other@example.org"]
    assert "Entscheidung: Für später vorgemerkt" in words(found[0])
    assert "Decision: Kept for later" in words(found[1])
    assert [client.get(notice.link).status_code for notice in found] == [200, 200]
    assert again(idea).title not in words(found[1])


def test_a_new_link_arrives_and_only_it_opens(client: Client, city: City) -> None:
    idea = sent(city)
    confirm(idea, by="x", at=AT)
    before = told(idea, "routed")
    renew_link(idea, by="x", at=AT)
    after = newest()
    assert before is not None
    assert after is not None
    assert client.get(before.link).status_code == 410
    assert client.get(after.link).status_code == 200


def test_an_erased_sender_gets_nothing(city: City) -> None:
    idea = sent(city)
    confirm(idea, by="x", at=AT)
    newest()
    Idea.objects.update(email="", erased_at=AT, state=State.ERASED)
    count = Notice.objects.count()
    told(idea, "routed")
    assert Notice.objects.count() == count


def test_a_sender_is_asked_before_another_city_gets_anything(city: City) -> None:
    there = a_city("mannheim", name={"en": "Mannheim", "de": "Mannheim"})
    idea = sent(city, title="Wärmenetz")
    confirm(idea, by=BY, at=AT)
    handover = propose(idea, there, reason="Dort liegt die Zuständigkeit.", account=None, by=BY, at=AT)
    while react(AT):
        pass
    notice = Notice.objects.get(subject="Ihre Zustimmung wird gebraucht: Wärmenetz")
    assert notice.link == status_path(again(idea))
    assert "Dort liegt die Zuständigkeit." in notice.lines
    agree(handover, by=sender_of(idea), at=AT)
    while react(AT):
        pass
    assert Notice.objects.filter(subject="Die Antwort der Stadt zu: Wärmenetz").exists()
