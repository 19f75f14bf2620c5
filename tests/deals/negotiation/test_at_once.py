"""Two at once in the room: what enters had every consent, what did not is told, and the chain holds."""

from functools import partial

import pytest
from django.db import connection

from greenpact.deals.negotiation.answering import consent
from greenpact.deals.negotiation.proposing import propose, withdraw
from greenpact.deals.negotiation.refusing import NotNegotiated, WhyNotNegotiated
from greenpact.journal.models import Chain, Entry
from greenpact.journal.verifying import verify_chain
from tests.deals.negotiation.rooms import a_room
from tests.deals.test_taking_turns import at_once as refused_at_once
from tests.makers import AT, BY

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*deeds: object) -> list[Exception]:
    """As elsewhere, with the room's own refusals caught."""
    found: list[Exception] = []

    def caught(deed: object) -> None:
        try:
            deed()  # type: ignore[operator]
        except NotNegotiated as refusal:
            found.append(refusal)
        finally:
            connection.close()

    refused_at_once(*(partial(caught, deed) for deed in deeds))
    return found


def test_of_two_last_consents_to_rivals_one_enters_and_the_other_lapses() -> None:
    room = a_room()
    rivals = [room.propose(room.worded("c1", text), room.utility) for text in ("One", "Two")]
    for change in rivals:
        room.consent(change, room.city)
    seen = [change.fingerprint for change in rivals]
    refusals = at_once(
        *(
            partial(consent, change, party=room.school, seen=mark, by=BY, at=AT)
            for change, mark in zip(rivals, seen, strict=True)
        )
    )
    states = sorted((change.state, change.is_stale) for change in room.deal.changes.all())
    assert states == [("entered", False), ("open", True)]
    assert all(isinstance(one, NotNegotiated) and one.reason is WhyNotNegotiated.STALE for one in refusals)
    assert len(refusals) == 1
    assert Entry.objects.filter(verb="deal.change_entered").count() == 1
    assert verify_chain(Chain.objects.get(pk=room.deal.city.chain_id)) is None


def test_consenting_and_withdrawing_at_once_ends_in_one_of_both() -> None:
    room = a_room()
    change = room.propose(room.worded("c1", "One"), room.utility)
    room.consent(change, room.city)
    refusals = at_once(
        partial(consent, change, party=room.school, seen=change.fingerprint, by=BY, at=AT),
        partial(withdraw, change, party=room.utility, by=BY, at=AT),
    )
    change.refresh_from_db()
    entered = change.state == "entered"
    assert change.state in ("entered", "withdrawn")
    assert (room.clause("c1").text == {"en": "One"}) is entered
    assert len(refusals) == 1


def test_many_proposals_at_once_get_numbers_without_gaps() -> None:
    room = a_room()
    wishes = [room.worded("c1", f"Text {number}") for number in range(6)]
    assert (
        at_once(*(partial(propose, room.deal, wish, party=room.city, by=BY, at=AT) for wish in wishes)) == []
    )
    assert sorted(room.deal.changes.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6]
