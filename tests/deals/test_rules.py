"""The two lifecycles, and what a document needs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenpact.deals.choices import DealKind, DealTier, LegalNature, RoleInDeal, SignatureState, WorkState
from greenpact.deals.document import Clause, ClauseKind, Document, DocumentParty
from greenpact.deals.rules import (
    SIGNATURE_FOLLOWS,
    WORK_FOLLOWS,
    Kind,
    Lack,
    Nature,
    PartyRole,
    Signature,
    Tier,
    Work,
    counts,
    lacks_for_publishing,
    lacks_for_signing,
    may_signature_become,
    may_work_become,
)


def test_every_state_has_its_row_and_every_choice_its_words() -> None:
    assert set(WORK_FOLLOWS) == set(Work)
    assert set(SIGNATURE_FOLLOWS) == set(Signature)
    pairs = [
        (Work, WorkState),
        (Signature, SignatureState),
        (Kind, DealKind),
        (Tier, DealTier),
        (Nature, LegalNature),
        (PartyRole, RoleInDeal),
    ]
    for rule, choice in pairs:
        assert [member.value for member in rule] == choice.values


def test_what_was_signed_is_never_unsigned() -> None:
    assert not may_signature_become(Signature.SIGNED, Signature.UNSIGNED)
    assert not may_signature_become(Signature.SIGNED, Signature.UNKNOWN)
    assert not SIGNATURE_FOLLOWS[Signature.TERMINATED]


@given(st.sampled_from(Signature))
def test_no_signature_becomes_unknown(state: Signature) -> None:
    assert not may_signature_become(state, Signature.UNKNOWN)


def test_a_deal_can_be_carried_out_before_it_is_signed() -> None:
    assert may_work_become(Work.EXPLORING, Work.IMPLEMENTING)


@given(st.sampled_from(Work))
def test_no_state_follows_itself_and_all_can_go_on(state: Work) -> None:
    assert state not in WORK_FOLLOWS[state]
    assert WORK_FOLLOWS[state]


CITY = DocumentParty("city", "City", "signatory")
COMPANY = DocumentParty("works", "Works", "signatory")
GOAL = Clause("g1", ClauseKind.GOAL, {"en": "Less"})


def commitment(ref: str, party: str) -> Clause:
    return Clause(ref, ClauseKind.COMMITMENT, {"en": "Does"}, party=party)


def document(
    *clauses: Clause, title: str = "T", summary: str = "S", parties: tuple[DocumentParty, ...] = ()
) -> Document:
    return Document(
        {"en": title} if title else {},
        {"en": summary} if summary else {},
        parties or (CITY, COMPANY),
        tuple(clauses),
    )


def test_an_empty_document_lacks_everything() -> None:
    empty = Document({}, {}, (), (Clause("c1", ClauseKind.COMMITMENT, {}),))
    assert lacks_for_publishing(empty, is_compiled=False) == [
        Lack.TITLE,
        Lack.SUMMARY,
        Lack.PARTIES,
        Lack.CLAUSE_TEXT,
        Lack.OWNER,
    ]


def test_only_a_compiled_record_may_leave_open_whose_a_commitment_is() -> None:
    open_owner = document(commitment("c1", ""))
    assert lacks_for_publishing(open_owner, is_compiled=True) == []
    assert lacks_for_publishing(open_owner, is_compiled=False) == [Lack.OWNER]


def test_every_signatory_brings_a_measure_the_city_too() -> None:
    assert lacks_for_signing(document(GOAL, commitment("c1", "works"))) == [Lack.COMMITMENT]
    assert lacks_for_signing(document(GOAL, commitment("c1", "works"), commitment("c2", "city"))) == []
    assert lacks_for_signing(document(commitment("c1", "works"), commitment("c2", "city"))) == [Lack.GOAL]


@pytest.mark.parametrize(
    ("signature", "tier", "counted"),
    [("signed", "agreement", True), ("unknown", "agreement", False), ("signed", "programme", False)],
)
def test_the_counting_rule_decides(signature: str, tier: str, counted: bool) -> None:
    assert (
        counts(
            kind="deal",
            tier=tier,
            signature=signature,
            kinds=["deal"],
            tiers=["agreement", "contribution"],
            signed_only=True,
        )
        is counted
    )
