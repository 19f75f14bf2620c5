"""The private pages of an idea: confirming it once, its status, the conversation, and what strangers get."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from greenpact.cities.keeping import keep
from greenpact.cities.models import City, Office
from greenpact.deals.lineage import Lineage
from greenpact.ideas.attaching import taken
from greenpact.ideas.handing_on import propose
from greenpact.ideas.links import confirmation_path, status_path
from greenpact.ideas.models import Answer, Idea, Message, Remark
from greenpact.ideas.rules import State
from greenpact.ideas.submitting import confirm, submit, write
from greenpact.journal.models import Entry
from greenpact.portal.ideas import limits
from tests.ideas.sending import a_pdf, again, values
from tests.makers import AT, BY, a_city, a_deal

pytestmark = pytest.mark.django_db

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>"


@pytest.fixture
def city() -> City:
    return a_city()


@pytest.fixture
def idea(city: City) -> Idea:
    """One that was sent just now."""
    return submit(city, values(), files=taken([a_pdf()], at=AT), at=timezone.now())


@pytest.fixture
def open_idea(idea: Idea) -> Idea:
    confirm(idea, by="sender:x", at=timezone.now())
    return again(idea)


def text(response: Any) -> str:
    return str(response.content.decode())


def get(client: Client, address: str) -> Any:
    return client.get(address, headers={"accept-language": "en"})


# Confirming


def test_opening_the_link_confirms_nothing_a_press_does_and_only_once(client: Client, idea: Idea) -> None:
    address = confirmation_path(idea)
    response = get(client, address)
    assert "Yes, hand it in" in text(response)
    assert again(idea).state == State.SUBMITTED
    response = client.post(address)
    assert response["Location"] == status_path(idea)
    assert again(idea).state == State.OPEN
    response = client.post(address, headers={"accept-language": "en"})
    assert response.status_code == 200
    assert "confirmed already" in text(response)
    assert status_path(idea) not in text(response)
    assert idea.title not in text(response)
    assert Entry.objects.filter(verb="idea.confirmed").count() == 1


def test_a_link_that_came_too_late_leads_back_to_the_form(client: Client, idea: Idea) -> None:
    Idea.objects.update(submitted_at=AT)
    response = client.post(confirmation_path(idea), headers={"accept-language": "en"})
    assert response.status_code == 410
    assert "/heidelberg/participate/new/cooperation/" in text(response)
    assert again(idea).confirmed_at is None


def test_confirming_works_where_tokens_against_forgery_are_asked_for(idea: Idea) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(confirmation_path(idea), HTTP_ORIGIN="null").status_code == 302


# Who finds what


def test_strangers_and_wrong_tokens_find_nothing(client: Client, open_idea: Idea) -> None:
    right = status_path(open_idea)
    for wrong in (
        f"{right[:-2]}x/",
        right.replace("heidelberg", "mannheim"),
        f"/heidelberg/ideas/{open_idea.ref}/",
        f"/heidelberg/ideas/{open_idea.ref}-/",
        "/heidelberg/ideas/-/",
        confirmation_path(open_idea).replace("/confirm", ""),
    ):
        assert client.get(wrong).status_code == 404, wrong
    for action in ("message", "withdraw", "link"):
        assert client.post(f"{right[:-2]}x/{action}/").status_code == 404
        assert client.get(f"{right}{action}/").status_code == 405


def test_private_pages_are_kept_nowhere_and_tell_nobody_their_address(
    client: Client, open_idea: Idea
) -> None:
    for address in (status_path(open_idea), confirmation_path(open_idea)):
        response = client.get(address)
        assert response["Referrer-Policy"] == "no-referrer"
        assert "no-store" in response["Cache-Control"]
        assert "noindex" in response["X-Robots-Tag"]
        assert '<meta name="robots" content="noindex">' in text(response)


def test_the_page_shows_both_sides_and_never_the_inner_layer(client: Client, open_idea: Idea) -> None:
    Remark.objects.create(idea=open_idea, text="INNER: they are difficult", at=AT, account=None)
    open_idea.checks.create(
        question="lawful", finding="yes", reason="INNER: ask the lawyer", at=AT, account=None
    )
    Message.objects.create(idea=open_idea, is_by_city=True, text=f"Which street? {HOSTILE}", at=AT)
    html = text(get(client, status_path(open_idea)))
    assert "Which street?" in html
    assert "The city has a question" in html
    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert "INNER" not in html


def test_who_answers_and_until_when(client: Client, open_idea: Idea) -> None:
    office, _outcome = keep(
        Office,
        open_idea.city,
        "energy",
        {"name": {"en": "Energy"}, "email": "energy@example.org"},
        by=BY,
        at=AT,
    )
    Idea.objects.update(office=office, due_on=timezone.now().date().replace(year=2099))
    html = text(get(client, status_path(open_idea)))
    assert "The office “Energy” looks at it" in html
    assert "energy@example.org" in html
    assert "2099" in html
    Idea.objects.update(due_on=AT.date().replace(year=2001))
    assert "late with its answer" in text(get(client, status_path(open_idea)))


# Writing


def test_a_sender_writes_and_attaches(client: Client, open_idea: Idea) -> None:
    address = status_path(open_idea)
    sent = {"text": f"In the Weststadt. {HOSTILE}", "attachments": [a_pdf("street.pdf")]}
    response = client.post(f"{address}message/", sent)
    assert response["Location"] == f"{address}#conversation"
    html = text(get(client, address))
    assert "In the Weststadt." in html
    assert "<script>alert" not in html
    message = open_idea.messages.get()
    file = message.attachments.get().file
    answer = client.get(f"{address}files/{file.ref}/")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Referrer-Policy"] == "no-referrer"


def test_the_files_of_another_idea_are_not_given_out(client: Client, city: City, open_idea: Idea) -> None:
    other = submit(city, values(), files=taken([a_pdf()], at=AT), at=timezone.now())
    file = other.attachments.get().file
    assert client.get(f"{status_path(open_idea)}files/{file.ref}/").status_code == 404


def test_what_cannot_be_written_stays_in_the_form(client: Client, open_idea: Idea) -> None:
    address = f"{status_path(open_idea)}message/"
    assert client.post(address, {"text": " "}).status_code == 422
    assert client.post(address, {"text": "x" * 4001}).status_code == 422
    response = client.post(
        address,
        {"text": "Look", "attachments": [a_pdf("x.pdf", b"<html>")]},
        headers={"accept-language": "en"},
    )
    assert response.status_code == 422
    assert "is no PDF" in text(response)
    assert ">\nLook</textarea>" in text(response)
    assert not open_idea.messages.exists()


def test_messages_by_one_link_are_counted(
    client: Client, open_idea: Idea, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "BY_LINK", limits.Limit("few", 1, limits.HOUR))
    address = f"{status_path(open_idea)}message/"
    assert client.post(address, {"text": "one"}).status_code == 302
    assert client.post(address, {"text": "two"}).status_code == 422


# Taking back, renewing, and the end


def test_taking_back_asks_for_a_tick(client: Client, open_idea: Idea) -> None:
    address = status_path(open_idea)
    assert client.post(f"{address}withdraw/").status_code == 422
    assert client.post(f"{address}withdraw/", {"sure": "yes"})["Location"] == address
    html = text(get(client, address))
    assert "You have taken it back" in html
    assert "<textarea" not in html
    assert client.post(f"{address}message/", {"text": "Wait"}).status_code == 422


def test_a_link_in_wrong_hands_is_made_worthless(client: Client, open_idea: Idea) -> None:
    address = status_path(open_idea)
    response = client.post(f"{address}link/")
    assert response.status_code == 200
    assert status_path(again(open_idea)) not in text(response)
    ended = client.get(address, headers={"accept-language": "en"})
    assert (ended.status_code, ended["Referrer-Policy"]) == (410, "no-referrer")
    assert "newest mail" in text(ended)
    assert open_idea.title not in text(ended)
    assert client.post(f"{address}message/", {"text": "Hello"}).status_code == 410
    assert client.get(status_path(again(open_idea))).status_code == 200


def test_a_decision_shows_its_reason_and_the_deal_once_it_is_public(client: Client, open_idea: Idea) -> None:
    deal = a_deal(open_idea.city, "charging", public=False)
    Answer.objects.create(idea=open_idea, decision="deal", reason=f"It fits. {HOSTILE}", at=AT, account=None)
    Idea.objects.update(state=State.DECIDED, decision="deal", decided_at=AT)
    Lineage.objects.create(deal=deal, idea=open_idea, began_it=True, at=AT)
    html = text(get(client, status_path(open_idea)))
    assert "Becomes a deal" in html
    assert "It fits." in html
    assert "<script>alert" not in html
    assert "/heidelberg/deals/charging/" not in html
    deal.published_at = AT
    deal.save()
    assert "/heidelberg/deals/charging/" in text(get(client, status_path(open_idea)))


def test_a_merged_idea_shows_what_became_of_the_one_it_went_into(client: Client, open_idea: Idea) -> None:
    leading = submit(open_idea.city, values(), at=timezone.now())
    Answer.objects.create(idea=leading, decision="kept", reason="Next year.", at=AT, account=None)
    Idea.objects.filter(pk=open_idea.pk).update(state=State.MERGED, merged_into=leading)
    html = text(get(client, status_path(open_idea)))
    assert "Next year." in html
    assert leading.title not in html


def test_the_public_feed_names_nobody_and_nothing(client: Client, open_idea: Idea) -> None:
    write(open_idea, "Private words", by="x", at=timezone.now())
    html = text(get(client, "/heidelberg/changes/"))
    assert "An idea was handed in." in html
    for secret in (open_idea.title, "Erika", "erika@example.org", "Sonnenhof", "Private words"):
        assert secret not in html


def test_the_figures_of_the_city_follow_a_confirmation_at_once(client: Client, idea: Idea) -> None:
    before = get(client, "/heidelberg/participate/")
    assert "Nothing has been handed in here yet" in text(before)
    confirm(idea, by="x", at=timezone.now())
    after = client.get(
        "/heidelberg/participate/", headers={"accept-language": "en", "if-none-match": before["ETag"]}
    )
    assert after.status_code == 200
    assert "Wait for an answer" in text(after)


def test_the_page_asks_few_queries(
    client: Client, open_idea: Idea, django_assert_max_num_queries: Any
) -> None:
    for number in range(10):
        write(open_idea, f"{number}", files=taken([a_pdf()], at=AT), by="x", at=timezone.now())
    address = status_path(open_idea)
    with django_assert_max_num_queries(9):
        client.get(address)


# Another city


def test_nothing_moves_to_another_city_unless_the_sender_agrees_here(client: Client, open_idea: Idea) -> None:
    there = a_city("mannheim", name={"en": "Mannheim"})
    address = status_path(open_idea)
    assert "Yes, I agree" not in text(get(client, address))
    propose(open_idea, there, reason=f"They are competent. {HOSTILE}", account=None, by=BY, at=timezone.now())
    html = text(get(client, address))
    assert "May Mannheim have what you wrote?" in html
    assert "The city asks for your consent" in html
    assert HOSTILE not in html
    assert client.post(f"{address}reply/", {"reply": "perhaps"}).status_code == 422
    assert client.get(f"{address}reply/").status_code == 405
    assert Idea.objects.filter(city=there).count() == 0
    assert client.post(f"{address}reply/", {"reply": "yes"}).status_code == 302
    assert Idea.objects.get(city=there).handed_from == open_idea
    assert "Handed to another city" in text(get(client, address))
    assert client.post(f"{address}reply/", {"reply": "no"}).status_code == 422


def test_a_sender_who_says_no_reads_that_it_stays(client: Client, open_idea: Idea) -> None:
    there = a_city("mannheim")
    propose(open_idea, there, reason="They are competent for it.", account=None, by=BY, at=timezone.now())
    address = status_path(open_idea)
    client.post(f"{address}reply/", {"reply": "no"})
    assert "Waiting for an answer" in text(get(client, address))
    assert Idea.objects.filter(city=there).count() == 0
