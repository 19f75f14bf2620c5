"""Changes enter when all consent to exactly their text, and nothing else alters what is negotiated."""

import json
from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError

from greenpact.deals.changes.operations import (
    UNNUMBERED,
    add,
    move,
    operations_from,
    remove,
    set_head,
    set_role,
)
from greenpact.deals.changes.operations import alter as alter_clause
from greenpact.deals.changes.rules import Misfit, Move, RuleKind, replayed
from greenpact.deals.changes.terms import canonical_terms, terms_from
from greenpact.deals.drafting import Parts, alter
from greenpact.deals.models import Deal, Room
from greenpact.deals.negotiation.answering import consent, lift_objection, object_to
from greenpact.deals.negotiation.entering import why_it_waits
from greenpact.deals.negotiation.opening import open_room
from greenpact.deals.negotiation.proposing import counter, propose, withdraw
from greenpact.deals.negotiation.reading import Table, lay_table
from greenpact.deals.negotiation.refusing import NotNegotiated, WhyNotNegotiated
from greenpact.deals.parts import NotWritten, PartyEntry, WhyNotWritten
from greenpact.journal.models import Entry
from tests.deals.negotiation.rooms import ARoom, a_room, later
from tests.makers import AT, BY, a_city, a_commitment, a_deal, a_goal, an_organisation

pytestmark = pytest.mark.django_db


def table_of(room: ARoom) -> Table:
    deal = Deal.objects.get(pk=room.deal.pk)
    return lay_table(deal, deal.room)


def verbs() -> list[str]:
    return list(Entry.objects.order_by("number").values_list("verb", flat=True))


def test_a_change_enters_with_the_last_consent_and_not_before() -> None:
    room = a_room()
    change = room.propose(room.worded("c1", "Puts solar on all roofs"), room.utility)
    room.consent(change, room.city)
    assert change.state == "open"
    assert room.clause("c1").text["en"] == "Puts solar on roofs"
    assert room.consent(change, room.school).state == "entered"
    assert room.clause("c1").text == {"en": "Puts solar on all roofs"}
    assert verbs()[-4:] == [
        "deal.change_proposed",
        "deal.change_consented",
        "deal.change_consented",
        "deal.change_entered",
    ]


def test_nothing_negotiated_is_altered_past_the_room() -> None:
    room = a_room()
    deal = Deal.objects.get(pk=room.deal.pk)
    attempts = [
        Parts(head={"title": {"en": "Mine now"}}),
        Parts(head={"legal_nature": "binding"}),
        Parts(head={"end_year": 2040}),
        Parts(clauses=[a_goal()]),
        Parts(
            parties=[PartyEntry(room.city, "broker"), *(PartyEntry(row, "signatory") for row in room.all[1:])]
        ),
    ]
    for parts in attempts:
        with pytest.raises(NotWritten) as refusal:
            alter(deal, parts, by=BY, at=AT)
        assert refusal.value.reason is WhyNotWritten.NEGOTIATED
    assert alter(deal, Parts(head={"sdgs": [7]}), by=BY, at=AT) == ["sdgs"]


def test_a_deal_without_a_room_is_edited_as_ever() -> None:
    deal = a_deal(a_city(), public=False)
    assert alter(deal, Parts(head={"title": {"en": "Other"}}), by=BY, at=AT) == ["title"]


def test_a_room_opens_before_anything_is_agreed_and_is_never_one_sided() -> None:
    city = a_city()
    agreed = a_deal(city, work_state="agreed")
    with pytest.raises(NotNegotiated) as refusal:
        open_room(agreed, city_party=None, rule=RuleKind.ALL, by=BY, at=AT)
    assert refusal.value.reason is WhyNotNegotiated.TOO_LATE
    deal = a_deal(city)
    with pytest.raises(NotNegotiated) as refusal:
        open_room(deal, city_party=None, rule=RuleKind.NAMED, named=["the-city"], by=BY, at=AT)
    assert refusal.value.reason is WhyNotNegotiated.RULE_ONE_SIDED
    open_room(deal, city_party=None, rule=RuleKind.ALL, by=BY, at=AT)
    deal.refresh_from_db()
    assert deal.work_state == "negotiating"
    with pytest.raises(NotNegotiated) as refusal:
        open_room(deal, city_party=None, rule=RuleKind.ALL, by=BY, at=AT)
    assert refusal.value.reason is WhyNotNegotiated.ALREADY_OPEN


def test_a_signed_deal_gets_its_room_for_amendments_and_goes_on_being_carried_out() -> None:
    deal = a_deal(a_city(), work_state="implementing", signature_state="signed")
    open_room(deal, city_party=None, rule=RuleKind.ALL, by=BY, at=AT)
    deal.refresh_from_db()
    assert (deal.work_state, deal.signature_state) == ("implementing", "signed")
    with pytest.raises(NotWritten) as refusal:
        alter(deal, Parts(clauses=[]), by=BY, at=AT)
    assert refusal.value.reason is WhyNotWritten.NEGOTIATED


@pytest.mark.parametrize(
    ("work", "signature"), [("ended", "signed"), ("agreed", "signing"), ("ended", "terminated")]
)
def test_while_people_sign_and_after_the_end_no_room_opens(work: str, signature: str) -> None:
    deal = a_deal(a_city(), work_state=work, signature_state=signature)
    with pytest.raises(NotNegotiated) as refusal:
        open_room(deal, city_party=None, rule=RuleKind.ALL, by=BY, at=AT)
    assert refusal.value.reason is WhyNotNegotiated.TOO_LATE


def test_an_objection_blocks_until_it_is_taken_back() -> None:
    room = a_room()
    change = room.propose(room.worded("c1", "Less"), room.utility)
    room.consent(change, room.city)
    object_to(change, party=room.school, reason="Too little", by=BY, at=later(1))
    (turn,) = table_of(room).turns["utility"]
    assert (turn.move, turn.since) == (Move.REWORK, later(1))
    lift_objection(change, party=room.school, by=BY, at=later(2))
    assert table_of(room).turns["school"][0].move is Move.ANSWER
    assert room.consent(change, room.school).state == "entered"


def test_an_objection_needs_its_reason_and_consents_can_take_its_place() -> None:
    room = a_room()
    change = room.propose(room.worded("c1", "Less"), room.utility)
    with pytest.raises(NotNegotiated) as refusal:
        object_to(change, party=room.school, reason=" ", by=BY, at=AT)
    assert refusal.value.reason is WhyNotNegotiated.REASON_MISSING
    object_to(change, party=room.school, reason="No", by=BY, at=AT)
    assert room.consent(change, room.city).state == "open"
    assert room.consent(change, room.school).state == "entered"


def test_a_counter_takes_the_place_of_the_old_change() -> None:
    room = a_room()
    old = room.propose(room.worded("c1", "Half the roofs"), room.utility)
    object_to(old, party=room.city, reason="All of them", by=BY, at=AT)
    new = counter(old, room.worded("c1", "Two thirds"), party=room.city, by=BY, at=AT)
    old.refresh_from_db()
    assert (old.state, new.counters_id) == ("countered", old.pk)
    assert not old.stances.filter(ended="").exists()
    assert room.consent(new, room.utility, room.school).state == "entered"
    with pytest.raises(NotNegotiated) as refusal:
        consent(old, party=room.city, seen=old.fingerprint, by=BY, at=AT)
    assert refusal.value.reason is WhyNotNegotiated.NOT_OPEN


def test_consents_lapse_when_the_clause_changes_and_the_wish_moves_on_to_the_new_text() -> None:
    room = a_room()
    money = room.propose(room.worded("c1", "Puts solar on roofs", money_eur="5000"), room.school)
    room.consent(money, room.city)
    days = room.propose([*room.worded("c1", "Puts solar on roofs", starts_on="2027-01-01")], room.utility)
    assert money.fingerprint != days.fingerprint
    room.consent(days, room.city, room.school, at=later(5))
    money.refresh_from_db()
    assert money.is_stale  # both word the text
    assert money.since == later(5)
    assert not money.stances.filter(ended="").exists()
    assert verbs()[-1] == "deal.consent_lapsed"
    with pytest.raises(NotNegotiated) as refusal:
        consent(money, party=room.city, seen=money.fingerprint, by=BY, at=AT)
    assert refusal.value.reason is WhyNotNegotiated.STALE


def test_changes_of_different_fields_of_a_clause_both_enter_but_are_looked_at_again() -> None:
    room = a_room()
    now = room.clause("c1")
    money = room.propose([alter_clause(now, replace(now, money_eur="5000"))], room.school)
    days = room.propose([alter_clause(now, replace(now, starts_on="2027-01-01"))], room.utility)
    room.consent(money, room.city)
    seen = money.fingerprint
    room.consent(days, room.city, room.school)
    money.refresh_from_db()
    assert not money.is_stale
    assert money.fingerprint != seen
    with pytest.raises(NotNegotiated) as refusal:
        consent(money, party=room.utility, seen=seen, by=BY, at=AT)
    assert refusal.value.reason is WhyNotNegotiated.CHANGED_MEANWHILE
    assert room.consent(money, *room.all).state == "entered"
    both = room.clause("c1")
    assert (both.money_eur, both.starts_on) == ("5000", "2027-01-01")


def test_those_named_and_whoever_is_bound_decide() -> None:
    room = a_room(rule=RuleKind.NAMED, named=("the-city", "utility"))
    text = room.propose(room.worded("g1", "Half by 2029"), room.city)
    assert room.consent(text, room.utility).state == "entered"
    bound = room.propose(room.worded("c3", "Teaches much more"), room.city)
    assert room.consent(bound, room.utility).state == "open"
    assert room.consent(bound, room.school).state == "entered"


def test_whoever_is_not_needed_cannot_answer() -> None:
    room = a_room(rule=RuleKind.NAMED, named=("the-city", "utility"))
    change = room.propose(room.worded("g1", "Half by 2029"), room.city)
    with pytest.raises(NotNegotiated) as refusal:
        consent(change, party=room.school, seen=change.fingerprint, by=BY, at=AT)
    assert refusal.value.reason is WhyNotNegotiated.NOT_NEEDED


def test_a_party_that_leaves_waits_for_its_commitments_to_go() -> None:
    room = a_room()
    leave = room.propose([set_role(room.terms, "school", "")], room.school)
    room.consent(leave, room.city, room.utility)
    table = table_of(room)
    assert why_it_waits(table, table.proposals[leave.ref]) is Misfit.NOT_A_PARTY
    drop = room.propose([remove(room.terms, room.clause("c3"))], room.school)
    room.consent(drop, room.city, room.utility)
    leave.refresh_from_db()
    assert leave.state == "entered"
    assert list(room.terms.parties) == ["the-city", "utility"]


def test_clauses_are_added_with_the_next_number_and_moved() -> None:
    room = a_room()
    new = add(a_commitment(room.utility, UNNUMBERED, "Charges cars"), behind="c1")
    change = room.consent(room.propose([new], room.utility), room.city, room.school)
    assert change.subject == "clause:c4"
    assert [clause.ref for clause in room.terms.clauses] == ["g1", "c1", "c4", "c2", "c3"]
    moved = room.propose([move(room.terms, "c3", behind="g1")], room.school)
    room.consent(moved, room.city, room.utility)
    assert [clause.ref for clause in room.terms.clauses] == ["g1", "c3", "c1", "c4", "c2"]


def test_dates_and_texts_of_the_head_are_changes_too() -> None:
    room = a_room(public=True)
    days = [set_head(room.terms, "starts_on", "2027-01-01"), set_head(room.terms, "ends_on", "2030-12-31")]
    room.consent(room.propose(days, room.city), room.utility, room.school)
    title = room.propose([set_head(room.terms, "title", {"en": "Sun for all"})], room.school)
    room.consent(title, room.city, room.utility)
    deal = Deal.objects.get(pk=room.deal.pk)
    assert str(deal.ends_on) == "2030-12-31"
    assert deal.versions.count() == 3  # the period is part of the document, as the title is
    assert Entry.objects.filter(verb="deal.change_entered", is_public=True).count() == 2
    assert not Entry.objects.filter(verb="deal.change_proposed", is_public=True).exists()


@pytest.mark.parametrize("value", [("starts_on", "soon"), ("end_year", 99999), ("legal_nature", "holy")])
def test_wrong_values_are_refused_as_everywhere(value: tuple[str, object]) -> None:
    room = a_room()
    with pytest.raises(ValidationError):
        room.propose([set_head(room.terms, *value)], room.city)


def test_what_changes_nothing_or_two_things_or_was_not_seen_is_refused() -> None:
    room = a_room()
    stale = room.worded("c1", "Other")
    cases = {
        WhyNotNegotiated.NOTHING_CHANGES: [set_head(room.terms, "legal_nature", "unknown")],
        WhyNotNegotiated.NOT_ONE_SUBJECT: [*room.worded("c1", "A"), *room.worded("c2", "B")],
    }
    for reason, operations in cases.items():
        with pytest.raises(NotNegotiated) as refusal:
            room.propose(operations, room.city)
        assert refusal.value.reason is reason
    room.consent(room.propose(room.worded("c1", "New"), room.city), room.utility, room.school)
    with pytest.raises(NotNegotiated) as refusal:
        room.propose(stale, room.city)
    assert refusal.value.reason is WhyNotNegotiated.CHANGED_MEANWHILE


def test_only_the_proposer_withdraws() -> None:
    room = a_room()
    change = room.propose(room.worded("c1", "Other"), room.city)
    with pytest.raises(NotNegotiated) as refusal:
        withdraw(change, party=room.utility, by=BY, at=AT)
    assert refusal.value.reason is WhyNotNegotiated.NOT_YOURS
    withdraw(change, party=room.city, by=BY, at=AT)
    assert table_of(room).turns == {}


def test_a_stranger_organisation_proposes_nothing() -> None:
    room = a_room()
    other = an_organisation(room.deal.city, "other")
    with pytest.raises(NotNegotiated) as refusal:
        propose(room.deal, room.worded("c1", "Mine"), party=other, by=BY, at=AT)
    assert refusal.value.reason is WhyNotNegotiated.NOT_A_PARTY


def test_the_document_can_be_told_again_from_its_opening() -> None:
    room = a_room()
    for text in ("One", "Two"):
        room.consent(room.propose(room.worded("c2", text), room.city), room.utility, room.school)
    base = terms_from(json.loads(Room.objects.get(deal=room.deal).base))
    entered = room.deal.changes.filter(state="entered").order_by("entered_as")
    again = replayed(base, [operations_from(change.operations) for change in entered])
    assert canonical_terms(again) == canonical_terms(room.terms)
