"""Several who sign, withdraw and cancel at the same moment: each signature counts once, and one outcome holds."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django.utils import timezone

from greenpact.deals.models.signing import Round, SignatureRow
from greenpact.deals.signing.freezing import NotFrozen, RoundTerms, open_signing
from greenpact.deals.signing.giving import NotGiven
from greenpact.deals.signing.withdrawing import NotWithdrawn, cancel
from greenpact.journal.models import Entry
from greenpact.journal.verifying import verify_chain
from tests.deals.signing.hands import a_mandate, a_ready_deal, clicked, seats
from tests.makers import BY, a_city

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def at_once(*deeds: Callable[[], object]) -> list[str]:
    """Do all of them at the same time; the refusals by their reason."""

    def tried(deed: Callable[[], object]) -> str:
        try:
            deed()
        except (NotGiven, NotWithdrawn, NotFrozen) as refusal:
            return str(refusal.reason)
        finally:
            connections.close_all()
        return ""

    with ThreadPoolExecutor(len(deeds)) as threads:
        return [answer for answer in threads.map(tried, deeds) if answer]


@pytest.fixture
def row() -> Round:
    deal = a_ready_deal(a_city("heidelberg", languages=["de", "en"]))
    for party in deal.parties.all():
        a_mandate(party.organisation)
    return open_signing(deal, RoundTerms("de"), by=BY, at=timezone.now())


def test_who_presses_twice_signs_once_and_all_three_complete_the_round_once(row: Round) -> None:
    deeds = [
        lambda seat=seat: clicked(seat, seat.organisation.mandates.get(), at=timezone.now())
        for seat in seats(row)
        for _press in range(2)
    ]
    refusals = at_once(*deeds)
    assert set(refusals) <= {"signed_already", "not_open"}
    assert SignatureRow.objects.standing().count() == 3
    assert Entry.objects.filter(verb="deal.signed").count() == 1
    assert verify_chain(row.deal.city.chain) is None


def test_a_round_is_either_complete_or_cancelled(row: Round) -> None:
    first, second, third = seats(row)
    for seat in (first, second):
        clicked(seat, seat.organisation.mandates.get(), at=timezone.now())
    mandate = third.organisation.mandates.get()
    refusals = at_once(
        lambda: clicked(third, mandate, at=timezone.now()),
        lambda: cancel(row, reason="Stop.", by=BY, at=timezone.now()),
    )
    row.refresh_from_db()
    row.deal.refresh_from_db()
    assert len(refusals) == 1
    assert (row.state, row.deal.signature_state) in {("complete", "signed"), ("cancelled", "unsigned")}


def test_of_two_who_open_a_round_one_does(row: Round) -> None:
    cancel(row, reason="Again.", by=BY, at=timezone.now())
    deal = row.deal
    deeds = [lambda: open_signing(deal, RoundTerms("de"), by=BY, at=timezone.now())] * 2
    assert at_once(*deeds) == ["already_open"]
    assert Round.objects.open().count() == 1
