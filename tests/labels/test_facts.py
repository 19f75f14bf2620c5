"""Where a deal was signed, as the criterion asks: here by a round, elsewhere and written down, or nowhere."""

import pytest

from greenpact.deals.models import Deal
from greenpact.labels.checks import Signed
from greenpact.labels.facts import signed_where
from tests.deals.signing.hands import a_ready_deal, a_round, checked, clicked, seats
from tests.labels.makers import a_signed_deal
from tests.makers import a_city

pytestmark = pytest.mark.django_db


def test_signatures_given_here_are_told_from_one_written_down_by_the_city() -> None:
    city = a_city()
    row = a_round(checked(a_ready_deal(city)))
    assert signed_where(row.deal) is Signed.NOT
    for seat in seats(row):
        clicked(seat)
    assert signed_where(Deal.objects.get(pk=row.deal_id)) is Signed.HERE
    assert signed_where(a_signed_deal(city)) is Signed.ELSEWHERE


def test_a_record_compiled_from_public_sources_is_not_signed() -> None:
    deal = a_signed_deal(a_city())
    deal.is_compiled = True
    assert signed_where(deal) is Signed.NOT
