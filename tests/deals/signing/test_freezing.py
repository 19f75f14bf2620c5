"""What is frozen, what keeps a deal from going round, and that it stays as it is while it does."""

import json
from hashlib import sha256
from typing import Any

import pytest
import rfc8785

from greenpact.cities.models import City
from greenpact.deals.discarding import NotDiscarded, discard
from greenpact.deals.drafting import NotWritten, Parts, WhyNotWritten, alter
from greenpact.deals.models import Check, Deal, Version
from greenpact.deals.progressing import NotMoved, WhyNotMoved, move_signature
from greenpact.deals.rules import Lack, Signature
from greenpact.deals.signing.freezing import NotFrozen, RoundTerms, WhyNotFrozen, open_signing
from greenpact.deals.signing.frozen import FORMAT
from greenpact.files.taking import content_of
from greenpact.journal.models import Entry
from tests.deals.signing.hands import LATER, a_mandate, a_ready_deal, a_round, clicked, seats
from tests.makers import AT, BY, TODAY, a_city, a_deal, a_goal

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    return a_city("heidelberg", languages=["de", "en"])


@pytest.fixture
def deal(city: City) -> Deal:
    return a_ready_deal(city)


def refusal(deal: Deal, **terms: Any) -> NotFrozen:
    with pytest.raises(NotFrozen) as refused:
        open_signing(deal, RoundTerms(**{"binding_language": "de", **terms}), by=BY, at=LATER)
    return refused.value


def test_the_frozen_document_is_canonical_hashed_and_lies_in_its_pdf(deal: Deal) -> None:
    mandate = a_mandate(deal.parties.all()[1].organisation, capacity="Vorstand")
    row = a_round(deal)
    data = json.loads(row.canonical)
    assert rfc8785.dumps(data).decode() == row.canonical
    assert sha256(row.canonical.encode()).hexdigest() == row.sha256
    assert (data["format"], data["version"], data["binding_language"]) == (FORMAT, 1, "de")
    assert data["languages"] == ["de", "en"]
    assert data["document"]["binding_language"] == "de"
    assert data["signatories"][1]["may_sign"] == [
        {"capacity": "Vorstand", "up_to": "binding", "jointly": False}
    ]
    assert mandate.account.email not in row.canonical
    assert content_of(row.paper).startswith(b"%PDF-")
    assert row.document_sha256 == Version.objects.filter(deal=deal)[0].sha256
    entry = Entry.objects.get(verb="deal.signing_opened")
    assert entry.payload == {"version": 1, "sha256": row.sha256}


def test_all_signatories_are_asked_in_the_order_of_the_parties(deal: Deal) -> None:
    asked = [seat.organisation_id for seat in seats(a_round(deal))]
    assert asked == [party.organisation_id for party in deal.parties.all()]


def test_a_document_with_gaps_does_not_go_round(city: City) -> None:
    deal = a_deal(city, "bare", legal_nature="intent", parts=Parts(clauses=[a_goal()]), public=False)
    found = refusal(deal)
    assert found.reason == WhyNotFrozen.NOT_READY
    assert Lack.PARTIES in found.lacks


def test_what_a_deal_is_in_law_must_be_said_first(city: City) -> None:
    assert refusal(a_ready_deal(city, nature="unknown")).reason == WhyNotFrozen.NATURE_UNKNOWN


def test_open_checks_and_open_changes_keep_it_from_going_round(deal: Deal) -> None:
    Check.objects.filter(deal=deal, kind="council").update(answer="open")
    assert refusal(deal).reason == WhyNotFrozen.OPEN_CHECKS


def test_one_version_goes_round_at_a_time(deal: Deal) -> None:
    a_round(deal)
    assert refusal(deal).reason == WhyNotFrozen.ALREADY_OPEN


def test_the_binding_language_is_one_in_which_all_can_be_read(deal: Deal) -> None:
    assert refusal(deal, binding_language="fr").reason == WhyNotFrozen.OTHER_LANGUAGE


def test_the_last_day_is_not_over_already(deal: Deal) -> None:
    assert refusal(deal, closes_on=TODAY.replace(day=1)).reason == WhyNotFrozen.DAY_IS_PAST


def test_a_deal_signed_elsewhere_is_not_signed_here(city: City) -> None:
    deal = a_ready_deal(city)
    move_signature(deal, Signature.SIGNING, by=BY, at=AT)
    move_signature(deal, Signature.SIGNED, signed_on=TODAY, by=BY, at=AT)
    assert refusal(deal).reason == WhyNotFrozen.SIGNED_ELSEWHERE


def test_while_it_goes_round_the_document_stays_as_it_is(deal: Deal) -> None:
    a_round(deal)
    with pytest.raises(NotWritten) as refused:
        alter(deal, Parts(clauses=[a_goal(text="Another goal")]), by=BY, at=LATER)
    assert refused.value.reason in (WhyNotWritten.BEING_SIGNED, WhyNotWritten.NOT_A_GOAL)
    with pytest.raises(NotWritten):
        alter(deal, Parts(head={"title": {"en": "Another title"}}), by=BY, at=LATER)


def test_with_a_round_the_signature_moves_by_signing_alone(deal: Deal) -> None:
    a_round(deal)
    with pytest.raises(NotMoved) as refused:
        move_signature(deal, Signature.SIGNED, signed_on=TODAY, by=BY, at=LATER)
    assert refused.value.reason == WhyNotMoved.HAS_ROUND
    with pytest.raises(NotWritten):
        alter(deal, Parts(head={"signature_state": "signed"}), by=BY, at=LATER)


def test_a_draft_whose_signing_has_begun_is_not_thrown_away(city: City) -> None:
    deal = a_ready_deal(city)
    Deal.objects.filter(pk=deal.pk).update(published_at=None)
    Version.objects.all().delete()
    a_round(deal)
    with pytest.raises(NotDiscarded):
        discard(deal, by=BY, at=LATER)


def test_an_amendment_needs_a_change_a_reason_and_those_it_touches(deal: Deal) -> None:
    row = a_round(deal)
    for seat in seats(row):
        clicked(seat)
    assert refusal(deal).reason == WhyNotFrozen.NOTHING_CHANGED
    clauses = list(deal.clauses.all())
    owner = clauses[2].party
    assert owner is not None
    clauses[2].text = {"de": "Mehr Dächer", "en": "More roofs"}
    clauses[2].save()
    deal.refresh_from_db()
    assert refusal(deal).reason == WhyNotFrozen.REASON_MISSING
    other = deal.parties.all()[0].organisation.ref
    assert refusal(deal, reason="More.", signers=frozenset({other})).reason == WhyNotFrozen.MUST_SIGN_TOO
    assert refusal(deal, reason="More.", signers=frozenset()).reason == WhyNotFrozen.NO_SIGNATORY
    amendment = open_signing(
        deal, RoundTerms("de", reason="More.", signers=frozenset({owner.ref})), by=BY, at=LATER
    )
    assert [seat.organisation.ref for seat in seats(amendment)] == [owner.ref]
    deal.refresh_from_db()
    assert (deal.signature_state, amendment.replaces, amendment.number) == ("signed", row, 2)
    assert json.loads(amendment.canonical)["replaces"] == row.sha256
