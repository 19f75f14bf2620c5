"""The two axes move by their tables; refusals say why; publishing can be taken back, a signature cannot."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from greenpact.deals.drafting import NotWritten, Parts, alter, draft
from greenpact.deals.models import Deal
from greenpact.deals.progressing import NotMoved, WhyNotMoved, move_signature, move_work
from greenpact.deals.publishing import NotPublished, WhyNotPublished, publish, take_back
from greenpact.deals.rules import Lack, Signature, TakenBack, Work
from greenpact.deals.versions import document_of
from greenpact.journal.models import Entry
from tests.makers import AT, BY, a_city, a_deal

pytestmark = pytest.mark.django_db


def test_work_moves_by_its_table() -> None:
    deal = a_deal(a_city())
    move_work(deal, Work.NEGOTIATING, by=BY, at=AT)
    with pytest.raises(NotMoved) as refusal:
        move_work(deal, Work.COMPLETED, by=BY, at=AT)
    assert refusal.value.reason is WhyNotMoved.NOT_FROM_HERE
    deal.refresh_from_db()
    assert deal.work_state == "negotiating"
    assert Entry.objects.get(verb="deal.work_moved").payload == {"from": "exploring", "to": "negotiating"}


def test_signing_needs_a_day_that_has_come() -> None:
    deal = a_deal(a_city())
    move_signature(deal, Signature.SIGNING, by=BY, at=AT)
    for day, reason in [
        (None, WhyNotMoved.DAY_MISSING),
        (AT.date() + timedelta(days=1), WhyNotMoved.DAY_IN_FUTURE),
    ]:
        with pytest.raises(NotMoved) as refusal:
            move_signature(deal, Signature.SIGNED, signed_on=day, by=BY, at=AT)
        assert refusal.value.reason is reason
    move_signature(deal, Signature.SIGNED, signed_on=AT.date(), by=BY, at=AT)
    deal.refresh_from_db()
    assert (deal.signature_state, deal.signed_on) == ("signed", AT.date())


def test_a_deal_is_not_signed_while_a_signatory_brings_nothing() -> None:
    deal = a_deal(a_city())
    alter(deal, Parts(clauses=[c for c in document_of(deal).clauses if c.ref != "c2"]), by=BY, at=AT)
    with pytest.raises(NotMoved) as refusal:
        move_signature(deal, Signature.SIGNING, by=BY, at=AT)
    assert refusal.value.lacks == (Lack.COMMITMENT,)


def test_what_was_signed_stays_public() -> None:
    deal = a_deal(a_city())
    move_signature(deal, Signature.SIGNING, by=BY, at=AT)
    move_signature(deal, Signature.SIGNED, signed_on=AT.date(), by=BY, at=AT)
    with pytest.raises(NotPublished) as refusal:
        take_back(deal, reason=TakenBack.BY_MISTAKE, by=BY, at=AT)
    assert refusal.value.reason is WhyNotPublished.SIGNED


def test_a_deal_published_by_mistake_can_be_taken_back_and_published_again() -> None:
    deal = a_deal(a_city())
    take_back(deal, reason=TakenBack.TOO_EARLY, by=BY, at=AT)
    assert not Deal.objects.published().exists()
    deal.refresh_from_db()
    assert Entry.objects.get(verb="deal.taken_back").is_public
    publish(deal, by=BY, at=AT)
    assert Deal.objects.published().get() == deal
    assert deal.versions.count() == 1
    with pytest.raises(NotPublished):
        publish(deal, by=BY, at=AT)


def test_publishing_lists_what_is_missing() -> None:
    city = a_city()
    deal = draft(city, "roofs", Parts(head={"title": {"en": "Roofs"}}), by=BY, at=AT)
    with pytest.raises(NotWritten) as refusal:
        publish(deal, by=BY, at=AT)
    assert refusal.value.lacks == (Lack.SUMMARY, Lack.PARTIES)


STALE_MOVES: dict[str, Callable[[Deal], None]] = {
    "work": lambda deal: move_work(deal, Work.NEGOTIATING, by=BY, at=AT, seen=1),
    "signature": lambda deal: move_signature(deal, Signature.SIGNING, by=BY, at=AT, seen=1),
    "publication": lambda deal: take_back(deal, reason=TakenBack.WRONG, by=BY, at=AT, seen=1),
}


@pytest.mark.parametrize("axis", STALE_MOVES)
def test_a_stale_view_moves_nothing(axis: str) -> None:
    deal = a_deal(a_city())
    alter(deal, Parts(head={"start_year": 2026}), by=BY, at=AT)
    with pytest.raises((NotMoved, NotPublished)):
        STALE_MOVES[axis](deal)
