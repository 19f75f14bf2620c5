"""Three signatures in turn, what each must be like, and what the last one does."""

from datetime import timedelta

import pytest

from greenpact.cities.models import City
from greenpact.deals.models.signing import Round, SignatureRow
from greenpact.deals.signing.giving import Confirmation, NotGiven, Sheet, WhyNotGiven, click, take_paper
from greenpact.deals.signing.turns import NotNow
from greenpact.journal.models import Entry
from greenpact.journal.verifying import verify_chain
from greenpact.parties.mandate_rules import Reach, WhyNoMandate
from greenpact.parties.mandating import end
from tests.deals.signing.hands import (
    LATER,
    a_mandate,
    a_ready_deal,
    a_round,
    a_scan,
    clicked,
    confirmed,
    on_paper,
    seats,
)
from tests.makers import AT, BY, TODAY, a_city, an_account

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    return a_city("heidelberg", languages=["de", "en"], nuts3="DE125")


@pytest.fixture
def row(city: City) -> Round:
    return a_round(a_ready_deal(city))


def why(refused: pytest.ExceptionInfo[NotGiven]) -> WhyNotGiven:
    return refused.value.reason


def test_the_last_signature_turns_the_deal_to_signed_with_its_day(row: Round) -> None:
    for seat in seats(row):
        row.refresh_from_db()
        assert row.state == "open"
        clicked(seat)
    row.refresh_from_db()
    row.deal.refresh_from_db()
    assert (row.state, row.signed_on) == ("complete", TODAY)
    assert (row.deal.signature_state, row.deal.signed_on) == ("signed", TODAY)
    verbs = list(Entry.objects.order_by("-number").values_list("verb", flat=True)[:2])
    assert verbs == ["deal.signed", "deal.signature_given"]
    assert verify_chain(row.deal.city.chain) is None


def test_a_click_needs_a_fresh_second_factor(row: Round) -> None:
    seat = seats(row)[0]
    mandate = a_mandate(seat.organisation)
    stale = Confirmation("I sign.", ("password", "mfa"), LATER - timedelta(minutes=6))
    without = Confirmation("I sign.", ("password",), LATER)
    ahead = Confirmation("I sign.", ("password", "mfa"), LATER + timedelta(minutes=1))
    for wrong in (stale, without, ahead):
        with pytest.raises(NotGiven) as refused:
            click(seat, mandate, wrong, by=mandate.account.actor, at=LATER)
        assert why(refused) == WhyNotGiven.NOT_FRESH


def test_nobody_clicks_with_the_mandate_of_another(row: Round) -> None:
    seat = seats(row)[0]
    with pytest.raises(NotGiven) as refused:
        click(seat, a_mandate(seat.organisation), confirmed(), by="account:another", at=LATER)
    assert why(refused) == WhyNotGiven.OTHER_PERSON


def test_a_mandate_must_be_checked_in_force_for_this_party_and_wide_enough(row: Round) -> None:
    first, second, third = seats(row)
    unchecked = a_mandate(first.organisation, checked=False)
    ended = a_mandate(second.organisation, until=TODAY)
    elsewhere = a_mandate(third.organisation)
    found = []
    for seat, mandate in ((first, unchecked), (second, ended), (first, elsewhere)):
        with pytest.raises(NotGiven) as refused:
            clicked(seat, mandate)
        found.append(refused.value.mandate)
    assert found == [WhyNoMandate.NOT_CHECKED, WhyNoMandate.ENDED, WhyNoMandate.MISSING]


def test_a_mandate_for_statements_of_intent_signs_nothing_binding(city: City) -> None:
    row = a_round(a_ready_deal(city, nature="binding"))
    seat = seats(row)[1]
    with pytest.raises(NotGiven) as refused:
        on_paper(seat, an_account(), a_mandate(seat.organisation, reach=Reach.INTENT))
    assert refused.value.mandate == WhyNoMandate.TOO_NARROW


def test_a_binding_deal_takes_no_click_from_a_german_municipality(city: City) -> None:
    row = a_round(a_ready_deal(city, nature="binding"))
    with pytest.raises(NotGiven) as refused:
        clicked(seats(row)[0])
    assert why(refused) == WhyNotGiven.ROUTE_CLOSED
    on_paper(seats(row)[0], an_account())


def test_a_mandate_that_ended_after_signing_does_not_undo_the_signature(row: Round) -> None:
    given = clicked(seats(row)[0])
    end(given.mandate, until=TODAY, by=BY, at=LATER)
    for seat in seats(row)[1:]:
        clicked(seat)
    row.refresh_from_db()
    assert row.state == "complete"


def test_two_sign_together_where_neither_may_alone(row: Round) -> None:
    seat, *others = seats(row)
    for other in others:
        clicked(other)
    clicked(seat, a_mandate(seat.organisation, is_joint=True))
    row.refresh_from_db()
    assert row.state == "open"
    clicked(seat, a_mandate(seat.organisation, is_joint=True))
    row.refresh_from_db()
    assert row.state == "complete"


def test_one_person_never_counts_twice(row: Round) -> None:
    seat = seats(row)[0]
    joint = a_mandate(seat.organisation, is_joint=True, reach=Reach.INTENT)
    clicked(seat, joint)
    again = a_mandate(seat.organisation, joint.account, is_joint=True, reach=Reach.BINDING)
    with pytest.raises(NotGiven) as refused:
        clicked(seat, again)
    assert why(refused) == WhyNotGiven.SIGNED_ALREADY


def test_where_the_order_is_fixed_nobody_signs_before_their_turn(city: City) -> None:
    row = a_round(a_ready_deal(city), is_ordered=True)
    first, second, _third = seats(row)
    with pytest.raises(NotGiven) as refused:
        clicked(second)
    assert why(refused) == WhyNotGiven.NOT_YOUR_TURN
    clicked(first)
    clicked(second)


def test_after_the_last_day_nobody_signs(city: City) -> None:
    row = a_round(a_ready_deal(city), closes_on=TODAY)
    clicked(seats(row)[0])
    with pytest.raises(NotGiven) as refused:
        clicked(seats(row)[1], at=AT + timedelta(days=1))
    assert why(refused) == WhyNotGiven.TOO_LATE


def test_paper_needs_a_witness_a_day_and_a_place(row: Round) -> None:
    seat = seats(row)[0]
    mandate, witness = a_mandate(seat.organisation), an_account()
    cases = {
        WhyNotGiven.WITNESS_IS_SIGNER: (TODAY, "Registry", mandate.account),
        WhyNotGiven.PLACE_MISSING: (TODAY, " ", witness),
        WhyNotGiven.DAY_IN_FUTURE: (TODAY + timedelta(days=1), "Registry", witness),
        WhyNotGiven.DAY_BEFORE_FREEZE: (TODAY - timedelta(days=1), "Registry", witness),
    }
    for reason, (on, place, who) in cases.items():
        with pytest.raises(NotGiven) as refused:
            take_paper(seat, mandate, Sheet(a_scan(), on, place), witness=who, at=LATER)
        assert why(refused) == reason


def test_the_evidence_names_signer_mandate_and_version_and_no_device(row: Round) -> None:
    given = clicked(seats(row)[0])
    evidence = SignatureRow.objects.get(pk=given.pk).evidence
    assert evidence["sha256"] == row.sha256
    assert evidence["mandate"]["capacity"] == "Managing director"
    assert evidence["click"]["methods"] == ["password", "mfa"]
    assert not {"ip", "address", "user_agent"} & set(evidence["click"])


def test_the_journal_tells_who_signed_without_naming_anybody(row: Round) -> None:
    given = clicked(seats(row)[0])
    entry = Entry.objects.get(verb="deal.signature_given")
    assert set(entry.payload) == {"party", "route", "evidence"}
    assert given.mandate.account.email not in str(entry.payload)


def test_a_clock_that_was_set_back_signs_nothing(row: Round) -> None:
    seat = seats(row)[0]
    mandate = a_mandate(seat.organisation)
    with pytest.raises(NotNow):
        clicked(seat, mandate, at=AT - timedelta(minutes=10))
    assert not SignatureRow.objects.exists()
