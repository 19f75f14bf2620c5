"""Preview links: for one deal, for a week, and only as they were made."""

from datetime import timedelta

import pytest
import time_machine
from django.core import signing

from greenpact.deals.discarding import discard
from greenpact.deals.previewing import VALID_FOR, may_preview, preview_token
from tests.makers import AT, BY, a_city, a_deal

pytestmark = pytest.mark.django_db


def test_a_token_opens_its_deal_and_no_other() -> None:
    city = a_city()
    deal, other = a_deal(city, public=False), a_deal(city, public=False)
    assert may_preview(deal, preview_token(deal))
    assert not may_preview(other, preview_token(deal))


def test_a_token_does_not_open_what_was_drafted_later_under_the_same_name() -> None:
    city = a_city()
    token = preview_token(first := a_deal(city, "roofs", public=False))
    discard(first, by=BY, at=AT)
    assert not may_preview(a_deal(city, "roofs", public=False), token)


def test_a_token_is_valid_for_a_week() -> None:
    deal = a_deal(a_city(), public=False)
    with time_machine.travel(AT, tick=False) as clock:
        token = preview_token(deal)
        clock.move_to(AT + VALID_FOR)
        assert may_preview(deal, token)
        clock.move_to(AT + VALID_FOR + timedelta(seconds=1))
        assert not may_preview(deal, token)


@pytest.mark.parametrize("token", ["", "x", "a:b:c", "é", "signed for another purpose"])
def test_nothing_else_opens_anything(token: str) -> None:
    assert not may_preview(a_deal(a_city(), "deal", public=False), token)


def test_what_was_signed_for_another_purpose_opens_nothing() -> None:
    deal = a_deal(a_city(), "deal", public=False)
    assert not may_preview(deal, signing.dumps("heidelberg/deal", salt="another"))
