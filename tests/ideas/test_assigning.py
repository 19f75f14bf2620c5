"""Who gets an idea: first as proposed, then as assigned; and who is told of it."""

import pytest

from greenpact.cities.keeping import keep
from greenpact.cities.models import Field
from greenpact.ideas.assigning import (
    NotAssigned,
    WhyNotAssigned,
    assign,
    in_charge,
    programme_office,
    route,
    told_when_late,
)
from greenpact.ideas.setting_terms import Terms, set_terms
from greenpact.journal.models import Entry
from greenpact.parties.rules import Role
from tests.ideas.making import an_idea, an_office, an_officer, fresh
from tests.makers import AT, BY, TODAY, a_city, an_account

pytestmark = pytest.mark.django_db


def test_words_and_field_lead_an_idea_to_its_office_and_the_clock_starts() -> None:
    city = a_city(nuts3="DE125")
    office = an_office(city)
    set_terms(city, Terms(words={office: ["Solar"]}), by=BY, at=AT)
    idea = an_idea(city)
    assert idea.office == office
    assert [str(day) for day in (idea.half_on, idea.three_quarters_on, idea.due_on)] == [
        "2026-06-29",
        "2026-07-06",
        "2026-07-13",
    ]
    entry = Entry.objects.get(verb="idea.routed")
    assert entry.payload == {"office": "energy", "due_on": "2026-07-13"}
    assert not entry.is_public


def test_the_field_alone_leads_there_too() -> None:
    city = a_city()
    field, _outcome = keep(Field, city, "energy", {"name": {"en": "Energy"}}, by=BY, at=AT)
    office = an_office(city, fields=[field])
    assert an_idea(city, field=field, title="Hello", text="Nothing special").office == office


def test_routing_again_changes_nothing() -> None:
    city = a_city()
    idea = an_idea(city)
    route(idea, by=BY, at=AT)
    assert fresh(idea).edition == idea.edition
    assert Entry.objects.filter(verb="idea.routed").count() == 1


def test_the_owner_is_in_charge_else_the_office_else_its_deputy_else_the_programme_office() -> None:
    city = a_city()
    deputy = an_office(city, "climate")
    office = an_office(city, deputy=deputy)
    programme = an_officer(city, role=Role.PROGRAMME_OFFICE)
    idea = an_idea(city, office=office)
    assign(idea, office=office, by=BY, at=AT)
    assert in_charge(fresh(idea), TODAY) == [programme]
    second = an_officer(city, deputy)
    assert in_charge(fresh(idea), TODAY) == [second]
    first = an_officer(city, office)
    assert in_charge(fresh(idea), TODAY) == [first]
    assign(idea, office=office, owner=programme, by=BY, at=AT)
    assert in_charge(fresh(idea), TODAY) == [programme]
    assert programme_office(city, TODAY) == [programme]
    assert set(told_when_late(fresh(idea), TODAY)) == {programme, second}


def test_assigning_is_told_once_and_only_when_something_differs() -> None:
    city = a_city()
    office, officer = an_office(city), an_officer(city)
    idea = an_idea(city)
    assert assign(idea, office=office, owner=officer, by=BY, at=AT, seen=idea.edition)
    assert not assign(idea, office=office, owner=officer, by=BY, at=AT)
    entry = Entry.objects.get(verb="idea.assigned")
    assert entry.payload == {"office": "energy", "account": officer.actor}


def test_nobody_is_assigned_who_may_not_answer_and_no_other_citys_office() -> None:
    city, other = a_city(), a_city("mannheim")
    idea = an_idea(city)
    office = an_office(other)
    for values, reason in (
        ({"office": None, "owner": an_account()}, WhyNotAssigned.NOT_ANSWERING),
        ({"office": office}, WhyNotAssigned.OTHER_CITY),
        ({"office": None, "seen": 99}, WhyNotAssigned.CHANGED_MEANWHILE),
    ):
        with pytest.raises(NotAssigned) as refusal:
            assign(idea, by=BY, at=AT, **values)
        assert refusal.value.reason is reason
