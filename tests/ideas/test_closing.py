"""Closing ideas: by itself once nobody writes any more, by the desk, with the deal; and until when a link opens."""

from datetime import timedelta

import pytest

from greenpact.deals.progressing import move_work
from greenpact.deals.rules import Work
from greenpact.deals.starting import join_idea
from greenpact.ideas.answer_rules import Decision
from greenpact.ideas.closing import NotClosed, WhyNotClosed, close, close_quiet, closes_at, read_until
from greenpact.ideas.conversing import ask
from greenpact.ideas.deciding import Verdict, decide
from greenpact.ideas.links import idea_of_status, status_token
from greenpact.ideas.merging import merge
from greenpact.ideas.models import Idea
from greenpact.ideas.rules import QUIET_BEFORE_CLOSING, READ_AFTER_CLOSING
from greenpact.journal.models import Entry
from greenpact.reactions.carrying_out import react
from tests.ideas.making import REASON, a_judged_idea, an_idea, fresh
from tests.makers import AT, BY, a_city, a_deal

pytestmark = pytest.mark.django_db

END = AT + QUIET_BEFORE_CLOSING
SECOND = timedelta(seconds=1)


def declined(idea: Idea) -> Idea:
    decide(idea, Verdict(Decision.DECLINED, REASON), account=None, by=BY, at=AT)
    return fresh(idea)


def test_what_came_to_nothing_closes_four_weeks_after_the_last_word_and_its_link_ends_later() -> None:
    idea = declined(a_judged_idea(a_city()))
    assert closes_at(idea) == END
    assert read_until(idea) is None
    assert not close_quiet(END - SECOND)
    assert close_quiet(END)
    assert not close_quiet(END)
    idea = fresh(idea)
    assert (idea.state, read_until(idea)) == ("closed", END + READ_AFTER_CLOSING)
    token = status_token(idea)
    assert idea_of_status(token, city=idea.city, at=END + READ_AFTER_CLOSING - SECOND) == idea
    assert idea_of_status(token, city=idea.city, at=END + READ_AFTER_CLOSING) is None
    assert not Entry.objects.get(verb="idea.closed").is_public


def test_a_word_after_the_decision_keeps_it_open() -> None:
    idea = declined(a_judged_idea(a_city()))
    ask(idea, "One thing more.", account=None, by=BY, at=AT + timedelta(days=10))
    assert closes_at(idea) == END + timedelta(days=10)
    assert not close_quiet(END)
    assert close_quiet(END + timedelta(days=10))


def test_what_waits_or_was_kept_for_later_is_not_closed() -> None:
    city = a_city()
    waiting, kept = an_idea(city), an_idea(city)
    decide(kept, Verdict(Decision.KEPT, REASON), account=None, by=BY, at=AT)
    assert not close_quiet(END)
    for idea in (waiting, kept):
        with pytest.raises(NotClosed) as refusal:
            close(idea, by=BY, at=AT)
        assert refusal.value.reason is WhyNotClosed.NOT_ANSWERED


def test_those_that_went_along_end_with_it() -> None:
    city = a_city()
    twin, idea = an_idea(city), a_judged_idea(city)
    merge(twin, idea, by=BY, at=AT)
    close(declined(idea), by=BY, at=END)
    assert (fresh(twin).state, fresh(twin).closed_at) == ("merged", END)


def test_an_idea_closes_when_the_work_on_its_deal_is_over() -> None:
    city = a_city()
    deal, idea = a_deal(city), a_judged_idea(city)
    join_idea(deal, idea, reason=REASON, account=None, by=BY, at=AT)
    for then in (Work.NEGOTIATING, Work.AGREED, Work.IMPLEMENTING):
        move_work(deal, then, by=BY, at=AT)
    while react(AT):
        pass
    assert (fresh(idea).state, closes_at(fresh(idea))) == ("decided", None)
    move_work(deal, Work.COMPLETED, by=BY, at=END)
    while react(END):
        pass
    assert (fresh(idea).state, fresh(idea).closed_at) == ("closed", END)
