"""Who hears of what in the negotiation room: those whose move it is, whoever is objected to, everybody in the end."""

import pytest

from greenpact.accounts.models import Account
from greenpact.deals.models import Change
from greenpact.deals.negotiation.answering import consent, object_to
from greenpact.deals.negotiation.proposing import counter
from greenpact.deals.negotiation.proposing import propose as lay_down
from greenpact.notices.models import Notice
from greenpact.parties.inviting import invite_person
from greenpact.parties.rules import Role
from greenpact.reactions.carrying_out import react
from tests.deals.negotiation.rooms import ARoom, a_room
from tests.makers import AT, BY, TODAY, a_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def room() -> ARoom:
    return a_room()


@pytest.fixture
def people(room: ARoom) -> dict[str, Account]:
    return {
        "office": a_member(room.deal.city, Role.PROGRAMME_OFFICE),
        "utility": a_member(room.deal.city, Role.PARTY_EDITOR, room.utility),
        "school": a_member(room.deal.city, Role.PARTY_ADMIN, room.school),
        "observer": a_member(room.deal.city, Role.OBSERVER, room.school),
    }


def told(people: dict[str, Account]) -> dict[str, list[str]]:
    """By person, the first words of what they were told since the last time, in order."""
    while react(AT):
        pass
    found = {
        name: [
            notice.subject.partition(":")[0].partition(" to ")[0]
            for notice in Notice.objects.filter(mail__account=account).order_by("pk")
        ]
        for name, account in people.items()
    }
    Notice.objects.all().delete()
    return {name: subjects for name, subjects in found.items() if subjects}


def propose(room: ARoom, people: dict[str, Account], text: str = "Other") -> Change:
    by = people["utility"].actor
    return lay_down(room.deal, room.worded("c1", text), party=room.utility, by=by, at=AT)


def test_a_change_is_told_to_those_whose_move_it_is(room: ARoom, people: dict[str, Account]) -> None:
    propose(room, people)
    assert told(people) == {"office": ["Your move"], "school": ["Your move"]}
    assert told(people) == {}


def test_an_objection_is_told_to_whoever_proposed(room: ARoom, people: dict[str, Account]) -> None:
    change = propose(room, people)
    told(people)
    object_to(change, party=room.school, reason="No", by=people["school"].actor, at=AT)
    assert told(people) == {"utility": ["Objection"]}


def test_a_counter_and_the_end_are_told_to_all_they_concern(room: ARoom, people: dict[str, Account]) -> None:
    change = propose(room, people)
    told(people)
    by = people["school"].actor
    new = counter(change, room.worded("c1", "Third"), party=room.school, by=by, at=AT)
    assert told(people) == {"office": ["Counter-proposal"], "utility": ["Counter-proposal"]}
    room.consent(new, room.utility)
    consent(new, party=room.city, seen=new.fingerprint, by=people["office"].actor, at=AT)
    assert told(people) == {"utility": ["Agreed"], "school": ["Agreed"]}


def test_a_lapse_is_told_to_all(room: ARoom, people: dict[str, Account]) -> None:
    first, second = propose(room, people, "One"), propose(room, people, "Two")
    told(people)
    room.consent(first, room.city, room.school)
    found = told(people)
    assert {name: subjects[-1] for name, subjects in found.items()} == dict.fromkeys(
        ("office", "utility", "school"), "Consents lapsed"
    )
    second.refresh_from_db()
    assert second.is_stale


def test_an_invitation_leads_to_a_password_of_ones_own(room: ARoom) -> None:
    invite_person(room.school, "new@example.org", role=Role.PARTY_EDITOR, since=TODAY, by=BY, at=AT)
    while react(AT):
        pass
    notice = Notice.objects.get(kind="account")
    assert "/password/" in notice.link
    assert "School" in notice.subject
