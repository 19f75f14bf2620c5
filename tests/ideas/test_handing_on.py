"""Handing an idea to another city: nothing moves before its sender agreed, and whatever they reply is known."""

import pytest

from greenpact.ideas.answer_rules import Decision, Reply
from greenpact.ideas.answers import Handover
from greenpact.ideas.deciding import NotDecided, Verdict, WhyNotDecided, decide
from greenpact.ideas.erasing import erase
from greenpact.ideas.handing_on import agree, open_handover, propose, refuse, take_back
from greenpact.ideas.models import Idea
from greenpact.ideas.submitting import sender_of, withdraw
from greenpact.journal.models import Entry
from tests.ideas.making import REASON, a_judged_idea, an_idea, fresh
from tests.makers import AT, BY, a_city

pytestmark = pytest.mark.django_db


@pytest.fixture
def idea() -> Idea:
    return an_idea(a_city())


@pytest.fixture
def handover(idea: Idea) -> Handover:
    return propose(idea, a_city("mannheim"), reason=REASON, account=None, by=BY, at=AT)


def test_a_proposal_moves_nothing_and_is_nobody_elses_business(idea: Idea, handover: Handover) -> None:
    assert Idea.objects.count() == 1
    assert (fresh(idea).state, open_handover(fresh(idea))) == ("open", handover)
    assert not Entry.objects.get(verb="idea.handing_proposed").is_public
    assert not Entry.objects.filter(chain=handover.city.chain_id, subject__startswith="idea:").exists()


def test_a_sender_who_agrees_lets_it_begin_there_and_end_here(idea: Idea, handover: Handover) -> None:
    handed = agree(handover, by=sender_of(idea), at=AT)
    assert (handed.city, handed.handed_from) == (handover.city, idea)
    assert (fresh(idea).state, fresh(idea).decision) == ("decided", "city")
    handover.refresh_from_db()
    assert (handover.reply, handover.replied_at) == (Reply.AGREED, AT)
    entry = Entry.objects.get(verb="idea.handing_answered")
    assert (entry.actor, entry.payload) == (sender_of(idea), {"city": "mannheim", "reply": "agreed"})


def test_a_sender_who_refuses_keeps_it_here_and_may_be_asked_once_more(
    idea: Idea, handover: Handover
) -> None:
    refuse(handover, by=sender_of(idea), at=AT)
    assert (Idea.objects.count(), fresh(idea).state, open_handover(fresh(idea))) == (1, "open", None)
    with pytest.raises(NotDecided):
        agree(handover, by=sender_of(idea), at=AT)
    propose(idea, a_city("konstanz"), reason=REASON, account=None, by=BY, at=AT)


def test_only_one_question_waits_at_a_time(idea: Idea, handover: Handover) -> None:
    with pytest.raises(NotDecided) as refusal:
        propose(idea, handover.city, reason=REASON, account=None, by=BY, at=AT)
    assert refusal.value.reason is WhyNotDecided.ASKED_ALREADY
    take_back(handover, by=BY, at=AT)
    assert open_handover(fresh(idea)) is None
    propose(idea, handover.city, reason=REASON, account=None, by=BY, at=AT)


def test_what_is_decided_or_taken_back_meanwhile_goes_nowhere() -> None:
    city, there = a_city(), a_city("mannheim")
    declined, withdrawn = a_judged_idea(city), an_idea(city)
    asked = [
        propose(idea, there, reason=REASON, account=None, by=BY, at=AT) for idea in (declined, withdrawn)
    ]
    decide(declined, Verdict(Decision.DECLINED, REASON), account=None, by=BY, at=AT)
    withdraw(withdrawn, by=sender_of(withdrawn), at=AT)
    for handover in asked:
        with pytest.raises(NotDecided) as refusal:
            agree(handover, by="x", at=AT)
        assert refusal.value.reason is WhyNotDecided.NOT_WAITING
    assert Idea.objects.filter(city=there).count() == 0


def test_erasing_an_idea_erases_why_it_was_to_move(idea: Idea, handover: Handover) -> None:
    agree(handover, by=sender_of(idea), at=AT)
    erase(fresh(idea), by=BY, at=AT)
    handover.refresh_from_db()
    assert handover.reason == ""
