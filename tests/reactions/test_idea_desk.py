"""Who gets which mail when something happens to an idea; each once, whoever was killed in between."""

from datetime import timedelta

import pytest

from greenpact.ideas.answer_rules import Decision
from greenpact.ideas.assigning import assign, route_arrived
from greenpact.ideas.conversing import ask, remark
from greenpact.ideas.deciding import Verdict, decide
from greenpact.ideas.erasing import erase
from greenpact.ideas.merging import merge
from greenpact.ideas.reminding import remind
from greenpact.journal.models import Cursor
from greenpact.notices.models import Notice
from greenpact.parties.rules import Role
from greenpact.reactions.carrying_out import READER, react
from tests.ideas.making import REASON, a_judged_idea, an_idea, an_office, an_officer
from tests.makers import AT, BY, a_city

pytestmark = pytest.mark.django_db


def told() -> list[tuple[str, str]]:
    """To whom which notice went, in their order."""
    rows = Notice.objects.select_related("mail__account").order_by("pk")
    return [(row.mail.account.email if row.mail.account else row.mail.email, row.subject) for row in rows]


def react_to_all() -> None:
    while react(AT):
        pass


def test_the_office_learns_of_a_new_idea() -> None:
    city = a_city()
    office = an_officer(city, role=Role.PROGRAMME_OFFICE)
    an_idea(city, is_routed=False, title="Solar")
    assert route_arrived(AT)
    assert not route_arrived(AT)
    react_to_all()
    assert (office.email, "New idea: Solar") in told()


def test_whoever_is_assigned_learns_of_it_unless_they_did_it_themselves() -> None:
    city = a_city()
    first, second = an_officer(city), an_officer(city)
    idea = an_idea(city, title="Solar")
    react_to_all()
    assign(idea, office=None, owner=first, by=first.actor, at=AT)
    assign(idea, office=None, owner=second, by=first.actor, at=AT)
    before = len(told())
    react_to_all()
    assert told()[before:] == [(second.email, "For you: Solar")]


def test_every_sender_hears_what_is_decided_about_ideas_that_go_together() -> None:
    city = a_city()
    idea, twin = a_judged_idea(city, language="en", title="One"), an_idea(city, language="de", title="Zwei")
    react_to_all()
    before = len(told())
    merge(twin, idea, by=BY, at=AT)
    ask(idea, "When would you begin?", account=None, by=BY, at=AT)
    decide(idea, Verdict(Decision.DECLINED, REASON), account=None, by=BY, at=AT)
    react_to_all()
    receivers = [email for email, _subject in told()[before:]]
    assert receivers == [twin.email, idea.email, idea.email, twin.email]
    assert all(REASON in row.lines for row in Notice.objects.filter(key__startswith="idea.decided"))


def test_an_inner_remark_is_in_no_mail() -> None:
    city = a_city()
    an_officer(city)
    remark(an_idea(city), "REMARK", account=None, by=BY, at=AT)
    react_to_all()
    assert "REMARK" not in str(list(Notice.objects.values_list("subject", "lines")))


def test_reminders_and_the_escalation_reach_those_they_are_for_and_once() -> None:
    city = a_city()
    deputy = an_office(city, "climate")
    office = an_office(city, deputy=deputy)
    owner, second, programme = (
        an_officer(city, office),
        an_officer(city, deputy),
        an_officer(city, role=Role.PROGRAMME_OFFICE),
    )
    idea = an_idea(city, title="Solar")
    assign(idea, office=office, owner=owner, by=owner.actor, at=AT)
    react_to_all()
    before = len(told())
    for day in range(60):
        remind(AT + timedelta(days=day))
        react_to_all()
    Cursor.objects.filter(reader=READER).update(number=0)  # as if every place had been lost
    react_to_all()
    later = told()[before:]
    assert later[:3] == [(owner.email, "Reminder: Solar")] * 3
    assert set(later[3:]) == {(person.email, "Overdue: Solar") for person in (owner, second, programme)}
    assert len(later) == 6


def test_nobody_is_told_of_what_was_erased() -> None:
    idea = a_judged_idea(a_city())
    decide(idea, Verdict(Decision.DECLINED, REASON), account=None, by=BY, at=AT)
    erase(idea, by=BY, at=AT)
    react_to_all()
    assert told() == []
