"""Links in mails: whole without a request, and such that nobody can make or bend one."""

import pytest
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from greenpact.accounts.models import Account
from greenpact.cities.models import City
from greenpact.notices.links import LeavingOff, absolute, link_to_leave_off, read_link
from greenpact.notices.models import Preferences
from greenpact.notices.rules import Kind, Rhythm
from tests.makers import an_account


@pytest.fixture
def account(db: None) -> Account:
    return an_account()


def token_for(account: Account, what: Kind | Rhythm = Kind.LABEL) -> str:
    return link_to_leave_off(account, what).rstrip("/").rpartition("/")[2]


@pytest.mark.parametrize("what", [Kind.LABEL, Rhythm.DAILY])
def test_a_link_says_what_it_leaves_off(account: Account, what: Kind | Rhythm) -> None:
    assert read_link(token_for(account, what)) == LeavingOff(account, what)


def test_a_bent_link_says_nothing(account: Account) -> None:
    token = token_for(account)
    other = an_account()
    assert read_link(token.replace(account.ref, other.ref)) is None
    assert read_link(token.replace("label", "signature")) is None
    for place, sign in enumerate(token):
        bent = token[:place] + ("x" if sign != "x" else "y") + token[place + 1 :]
        assert read_link(bent) is None


@given(st.text())
def test_what_was_never_made_here_says_nothing(token: str) -> None:
    assert read_link(token) is None


def test_a_link_ends_with_its_number_with_the_account_and_with_the_key(account: Account) -> None:
    token = token_for(account)
    with override_settings(SECRET_KEY="another key"):
        assert read_link(token) is None
    Preferences.objects.create(account=account, link_number=2)
    assert read_link(token) is None
    assert read_link(token_for(account)) is not None
    Account.objects.update(is_active=False)
    assert read_link(token_for(account)) is None


def test_public_pages_of_a_city_with_a_host_of_its_own_lie_there() -> None:
    city = City(slug="heidelberg", host_name="deals.example.org")
    with override_settings(ORIGIN="https://greenpact.example", ALLOWED_HOSTS=["deals.example.org"]):
        assert absolute("/heidelberg/", city) == "https://deals.example.org/heidelberg/"
        assert absolute("/workspace/heidelberg/", city) == "https://greenpact.example/workspace/heidelberg/"
        assert absolute("/heidelberg/") == "https://greenpact.example/heidelberg/"
    assert absolute("/heidelberg/", city) == "http://testserver/heidelberg/"
    assert absolute("/x/", City(slug="x")) == "http://testserver/x/"
