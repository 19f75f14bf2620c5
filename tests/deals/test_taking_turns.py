"""People who write at once: each refusal is one of ours, nobody waits in a circle, the chain holds."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from greenpact.cities.keeping import NotKept, remove
from greenpact.deals.discarding import NotDiscarded, discard
from greenpact.deals.drafting import NotWritten, Parts, PartyEntry, WhyNotWritten, alter, draft
from greenpact.deals.models import Deal
from greenpact.deals.publishing import NotPublished, publish
from greenpact.journal.models import Chain
from greenpact.journal.verifying import verify_chain
from greenpact.measures.models import Measure
from greenpact.measures.recording import record_state
from greenpact.measures.rules import State
from greenpact.parties.granting import NotGranted, WhyNotGranted, grant
from greenpact.parties.models import Membership, Organisation
from greenpact.parties.rules import Role
from tests.makers import AT, BY, TODAY, a_city, a_deal, an_account, an_organisation

pytestmark = pytest.mark.django_db(transaction=True)

REFUSALS = (NotWritten, NotKept, NotPublished, NotDiscarded, NotGranted)


def at_once(*deeds: Callable[[], object]) -> list[Exception]:
    """Do all deeds at the same moment, each with a connection of its own; what they were refused."""
    barrier = Barrier(len(deeds))

    def do(deed: Callable[[], object]) -> Exception | None:
        barrier.wait()
        try:
            deed()
        except REFUSALS as refusal:
            return refusal
        finally:
            connection.close()
        return None

    with ThreadPoolExecutor(len(deeds)) as pool:
        return [refusal for refusal in pool.map(do, deeds) if refusal]


def test_of_two_who_draft_under_one_name_the_second_is_told() -> None:
    city = a_city()

    def enter() -> None:
        draft(city, "roofs", Parts(head={"title": {"en": "Roofs"}}), by=BY, at=AT)

    (refusal,) = at_once(enter, enter)
    assert isinstance(refusal, NotWritten)
    assert refusal.reason is WhyNotWritten.REF_TAKEN
    assert Deal.objects.count() == 1


def test_of_two_who_grant_the_same_role_the_second_is_told() -> None:
    city, account = a_city(), an_account()

    def give() -> None:
        grant(account, city=city, role=Role.READER, since=TODAY, by=BY, at=AT)

    (refusal,) = at_once(give, give)
    assert isinstance(refusal, NotGranted)
    assert refusal.reason is WhyNotGranted.ALREADY_GRANTED
    assert Membership.objects.count() == 1


def test_an_organisation_is_not_removed_while_it_becomes_a_party() -> None:
    city = a_city()
    deal, works = a_deal(city, public=False), an_organisation(city, "works")
    with_works = Parts(parties=[PartyEntry(works, "signatory")], clauses=[])
    refusals = at_once(
        lambda: alter(deal, with_works, by=BY, at=AT),
        lambda: remove(works, by=BY, at=AT),
    )
    assert len(refusals) == 1
    assert (
        deal.parties.filter(organisation__ref="works").exists()
        == Organisation.objects.filter(ref="works").exists()
    )


def test_a_deal_is_published_or_discarded_never_both() -> None:
    deal = a_deal(a_city(), public=False)
    (refusal,) = at_once(
        lambda: publish(deal, by=BY, at=AT, seen=1),
        lambda: discard(deal, by=BY, at=AT, seen=1),
    )
    assert isinstance(refusal, NotPublished if Deal.objects.count() == 0 else NotDiscarded)
    assert_chain_holds(deal.city.chain_id)


def test_writers_of_one_deal_never_wait_in_a_circle() -> None:
    deal = a_deal(a_city())
    one, other = Measure.objects.order_by("pk")

    def move_on(measure: Measure) -> None:
        for state in (State.UNDER_WAY, State.PLANNED) * 4:
            record_state(measure, state, by=BY, at=AT)

    def word(name: str) -> None:
        for number in range(8):
            alter(deal, Parts(head={"title": {"en": f"{name} {number}"}}), by=BY, at=AT)

    refusals = at_once(lambda: move_on(one), lambda: move_on(other), lambda: word("A"), lambda: word("B"))
    assert refusals == []
    assert deal.versions.count() == 17
    assert_chain_holds(deal.city.chain_id)


def assert_chain_holds(chain_id: int) -> None:
    assert verify_chain(Chain.objects.get(pk=chain_id)) is None
