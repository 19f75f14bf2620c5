"""What can be undone before the last signature, and how what was signed ends."""

from datetime import timedelta

import pytest

from greenpact.cities.models import City
from greenpact.deals.drafting import Parts, alter
from greenpact.deals.models import Deal
from greenpact.deals.models.signing import EndingRow, Round
from greenpact.deals.signing.concluding import (
    Cause,
    NotConcluded,
    WhyNotConcluded,
    let_party_leave,
    succeed,
    terminate,
)
from greenpact.deals.signing.freezing import RoundTerms, open_signing
from greenpact.deals.signing.reading import seats_of
from greenpact.deals.signing.withdrawing import (
    NotWithdrawn,
    WhyNotWithdrawn,
    cancel,
    prolong,
    refuse,
    withdraw,
)
from greenpact.journal.models import Entry
from tests.deals.signing.hands import LATER, a_ready_deal, a_round, clicked, seats
from tests.makers import BY, TODAY, a_city, an_organisation

pytestmark = pytest.mark.django_db

CAUSE = Cause("The funding ended.", TODAY)


@pytest.fixture
def city() -> City:
    return a_city("heidelberg", languages=["de", "en"])


@pytest.fixture
def row(city: City) -> Round:
    return a_round(a_ready_deal(city))


@pytest.fixture
def signed(row: Round) -> Deal:
    for seat in seats(row):
        clicked(seat)
    return Deal.objects.get(pk=row.deal_id)


def test_a_signature_is_withdrawn_before_the_last_one_and_given_again(row: Round) -> None:
    first, second, third = seats(row)
    given = clicked(first)
    withdraw(given, by=BY, at=LATER)
    assert not seats_of(row)[0].signatures
    with pytest.raises(NotWithdrawn) as refused:
        withdraw(given, by=BY, at=LATER)
    assert refused.value.reason == WhyNotWithdrawn.WITHDRAWN_ALREADY
    clicked(first, given.mandate)
    clicked(second)
    last = clicked(third)
    with pytest.raises(NotWithdrawn) as refused:
        withdraw(last, by=BY, at=LATER)
    assert refused.value.reason == WhyNotWithdrawn.NOT_OPEN


def test_who_declines_gives_a_reason_that_the_journal_does_not_hold(row: Round) -> None:
    seat = seats(row)[0]
    with pytest.raises(NotWithdrawn):
        refuse(seat, reason=" ", by=BY, at=LATER)
    refuse(seat, reason="Ada Example is on leave.", by=BY, at=LATER)
    entry = Entry.objects.get(verb="deal.signing_refused")
    assert (entry.is_public, entry.payload) == (False, {"party": seat.organisation.ref})
    clicked(seat)
    seat.refresh_from_db()
    assert seat.refused_at is None
    with pytest.raises(NotWithdrawn) as refused:
        refuse(seat, reason="Too late.", by=BY, at=LATER)
    assert refused.value.reason == WhyNotWithdrawn.HAS_SIGNED


def test_a_cancelled_round_lets_the_text_be_changed_and_the_next_one_begin(row: Round) -> None:
    clicked(seats(row)[0])
    with pytest.raises(NotWithdrawn):
        cancel(row, reason="", by=BY, at=LATER)
    cancel(row, reason="A clause was wrong.", by=BY, at=LATER)
    row.deal.refresh_from_db()
    assert row.deal.signature_state == "unsigned"
    alter(row.deal, Parts(head={"title": {"de": "Neu", "en": "New"}}), by=BY, at=LATER)
    again = open_signing(row.deal, RoundTerms("de"), by=BY, at=LATER)
    assert again.number == 2
    with pytest.raises(NotWithdrawn) as refused:
        cancel(row, reason="Again.", by=BY, at=LATER)
    assert refused.value.reason == WhyNotWithdrawn.NOT_OPEN


def test_the_last_day_moves_but_not_into_the_past(row: Round) -> None:
    prolong(row, closes_on=TODAY + timedelta(days=9), by=BY, at=LATER)
    row.refresh_from_db()
    assert row.closes_on == TODAY + timedelta(days=9)
    with pytest.raises(NotWithdrawn):
        prolong(row, closes_on=TODAY - timedelta(days=1), by=BY, at=LATER)
    prolong(row, closes_on=None, by=BY, at=LATER)


def test_a_party_leaves_and_the_others_go_on(signed: Deal) -> None:
    leaving = signed.parties.all()[2].organisation
    let_party_leave(signed, leaving, CAUSE, by=BY, at=LATER)
    signed.refresh_from_db()
    assert signed.signature_state == "signed"
    assert signed.parties.present().count() == 2
    assert not signed.clauses.standing().filter(party=leaving).exists()
    entry = Entry.objects.get(verb="deal.party_left")
    assert entry.is_public
    assert entry.payload["party"] == leaving.ref
    assert "funding" not in str(entry.payload)
    amendment = open_signing(signed, RoundTerms("de", reason="Exit"), by=BY, at=LATER)
    for seat in seats(amendment):
        clicked(seat, seat.organisation.mandates.get())
    amendment.refresh_from_db()
    assert amendment.state == "complete"


def test_of_two_none_leaves(signed: Deal) -> None:
    first, second, third = [party.organisation for party in signed.parties.all()]
    let_party_leave(signed, third, CAUSE, by=BY, at=LATER)
    for organisation, reason in (
        (second, WhyNotConcluded.LAST_PARTIES),
        (third, WhyNotConcluded.NOT_A_PARTY),
        (an_organisation(signed.city), WhyNotConcluded.NOT_A_PARTY),
    ):
        with pytest.raises(NotConcluded) as refused:
            let_party_leave(signed, organisation, CAUSE, by=BY, at=LATER)
        assert refused.value.reason == reason
    assert first is not None


def test_termination_keeps_what_was_signed(signed: Deal) -> None:
    terminate(signed, CAUSE, by=BY, at=LATER)
    signed.refresh_from_db()
    assert signed.signature_state == "terminated"
    assert signed.rounds.signed().count() == 1
    assert EndingRow.objects.get().reason == "The funding ended."
    with pytest.raises(NotConcluded) as refused:
        terminate(signed, CAUSE, by=BY, at=LATER)
    assert refused.value.reason == WhyNotConcluded.NOT_SIGNED


@pytest.mark.parametrize(
    ("cause", "reason"),
    [
        (Cause(" ", TODAY), WhyNotConcluded.REASON_MISSING),
        (Cause("Over.", TODAY + timedelta(days=1)), WhyNotConcluded.DAY_IN_FUTURE),
        (Cause("Over.", TODAY - timedelta(days=1)), WhyNotConcluded.DAY_BEFORE_SIGNATURE),
    ],
)
def test_an_end_has_a_reason_and_a_fitting_day(signed: Deal, cause: Cause, reason: WhyNotConcluded) -> None:
    with pytest.raises(NotConcluded) as refused:
        terminate(signed, cause, by=BY, at=LATER)
    assert refused.value.reason == reason


def test_a_successor_is_another_signed_deal_of_the_city(signed: Deal) -> None:
    unsigned = a_ready_deal(signed.city, "later")
    for other in (signed, unsigned):
        with pytest.raises(NotConcluded) as refused:
            succeed(signed, other, CAUSE, by=BY, at=LATER)
        assert refused.value.reason == WhyNotConcluded.OTHER_DEAL
    for seat in seats(a_round(unsigned)):
        clicked(seat, seat.organisation.mandates.first())
    unsigned.refresh_from_db()
    succeed(signed, unsigned, CAUSE, by=BY, at=LATER)
    signed.refresh_from_db()
    assert signed.signature_state == "terminated"
    assert Entry.objects.get(verb="deal.succeeded").payload["deal"] == "later"


def test_nothing_ends_while_an_amendment_goes_round(signed: Deal) -> None:
    alter(signed, Parts(head={"title": {"de": "Neu", "en": "New"}}), by=BY, at=LATER)
    open_signing(signed, RoundTerms("de", reason="Renamed."), by=BY, at=LATER)
    with pytest.raises(NotConcluded) as refused:
        terminate(signed, CAUSE, by=BY, at=LATER)
    assert refused.value.reason == WhyNotConcluded.BEING_SIGNED
