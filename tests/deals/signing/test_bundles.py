"""The evidence bundle of rounds that went another way than straight on still verifies, and holds what counts alone."""

import json

import pytest
from django.utils import timezone

from evidence.bundle import unpack
from evidence.findings import State
from greenpact.cities.models import City
from greenpact.deals.models import Deal
from greenpact.deals.models.signing import Round
from greenpact.deals.signing.freezing import RoundTerms, open_signing
from greenpact.deals.signing.sealing import seal_next
from greenpact.deals.signing.withdrawing import cancel, withdraw
from tests.deals.signing.hands import a_mandate, a_ready_deal, clicked, seats
from tests.deals.signing.test_verifying import Papers, papers_of
from tests.evidence.authority import Authority
from tests.makers import BY, a_city

pytestmark = pytest.mark.django_db


@pytest.fixture
def city(trusted: Authority) -> City:
    return a_city("heidelberg", languages=["de", "en"])


@pytest.fixture
def deal(city: City) -> Deal:
    return a_ready_deal(city)


def opened(deal: Deal, **terms: object) -> Round:
    deal.refresh_from_db()
    return open_signing(deal, RoundTerms("de", **terms), by=BY, at=timezone.now())  # type: ignore[arg-type]


def signed_by_all(row: Round) -> None:
    for seat in seats(row):
        clicked(seat, at=timezone.now())


def sealed(row: Round) -> Papers:
    while seal_next(timezone.now()):
        pass
    row.refresh_from_db()
    return papers_of(row)


def test_the_bundle_of_an_amendment_verifies_and_names_what_it_replaces(deal: Deal) -> None:
    first = opened(deal)
    signed_by_all(first)
    before = sealed(first)
    clause = deal.clauses.all()[2]
    clause.text = {"de": "Mehr Dächer", "en": "More roofs"}
    clause.save()
    amendment = opened(deal, reason="More roofs are to be had.")
    signed_by_all(amendment)
    papers = sealed(amendment)
    for data in (papers.pdf, papers.public, papers.bundle, before.pdf, before.bundle):
        assert papers.verdict(data).state is State.GENUINE
    document = json.loads(unpack(papers.bundle).files["document.json"])
    assert (document["version"], document["replaces"]) == (2, first.sha256)


def test_a_signature_withdrawn_and_given_again_is_in_the_bundle_once(deal: Deal) -> None:
    row = opened(deal)
    one, other, third = seats(row)
    mandate = a_mandate(one.organisation)
    withdraw(clicked(one, mandate, at=timezone.now()), by=BY, at=timezone.now())
    clicked(other, at=timezone.now())
    again = clicked(one, mandate, at=timezone.now())
    clicked(third, at=timezone.now())
    papers = sealed(row)
    assert papers.verdict(papers.bundle).state is State.GENUINE
    proofs = [name for name in unpack(papers.bundle).files if name.startswith("signatures/001-")]
    assert proofs == [f"signatures/001-{one.organisation.ref}-{again.ref}.json"]


def test_after_a_cancelled_round_the_next_one_verifies(deal: Deal) -> None:
    row = opened(deal)
    clicked(seats(row)[0], at=timezone.now())
    cancel(row, reason="A clause was wrong.", by=BY, at=timezone.now())
    again = opened(deal)
    signed_by_all(again)
    papers = sealed(again)
    assert papers.verdict(papers.bundle).state is State.GENUINE


def test_the_bundle_says_where_it_can_be_checked(deal: Deal) -> None:
    row = opened(deal)
    signed_by_all(row)
    told = unpack(sealed(row).bundle).files["README.txt"].decode()
    assert "/heidelberg/verify/seal.pem" in told
    assert row.sha256 in told
