"""Who gets which mail when something happens to signatures; nobody gets one twice."""

from datetime import timedelta

import pytest

from greenpact.accounts.models import Account
from greenpact.cities.models import City
from greenpact.deals.models.signing import Round
from greenpact.deals.signing.withdrawing import cancel, refuse
from greenpact.notices.models import Notice
from greenpact.parties.rules import Role
from greenpact.reactions.carrying_out import react
from greenpact.reactions.signing import remind_of_deadlines
from tests.deals.signing.hands import LATER, a_mandate, a_ready_deal, a_round, clicked, seats
from tests.makers import BY, TODAY, a_city, a_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    return a_city("heidelberg", languages=["de", "en"])


@pytest.fixture
def office(city: City) -> Account:
    return a_member(city, Role.PROGRAMME_OFFICE)


def told() -> list[tuple[str, str]]:
    """What lies in the outbox: subject and address."""
    react(LATER)
    react(LATER)
    rows = Notice.objects.order_by("pk").values_list("subject", "mail__account__email")
    return [(str(subject), str(email)) for subject, email in rows]


def a_prepared_round(city: City, **terms: object) -> Round:
    deal = a_ready_deal(city)
    for party in deal.parties.all():
        a_mandate(party.organisation)
    return a_round(deal, **terms)


def test_everybody_with_a_mandate_is_asked_once(city: City) -> None:
    row = a_prepared_round(city)
    people = {seat.organisation.mandates.get().account.email for seat in seats(row)}
    asked = told()
    assert {email for _subject, email in asked} == people
    assert len(asked) == len(told()) == 3
    assert all("Solar Roofs" in subject for subject, _email in asked)


def test_where_the_order_is_fixed_the_next_one_is_asked_after_the_first_has_signed(
    city: City, office: Account
) -> None:
    row = a_prepared_round(city, is_ordered=True)
    first, second, _third = [seat.organisation.mandates.get() for seat in seats(row)]
    assert [email for _subject, email in told()] == [first.account.email]
    clicked(seats(row)[0], first)
    assert {email for _subject, email in told()[1:]} == {second.account.email, office.email}


def test_when_all_have_signed_everybody_is_told(city: City, office: Account) -> None:
    row = a_prepared_round(city)
    told()
    for seat in seats(row):
        clicked(seat, seat.organisation.mandates.get())
    signers = {seat.organisation.mandates.get().account.email for seat in seats(row)}
    found = {email for subject, email in told() if subject.startswith(("Signed by all", "Von allen"))}
    assert found == {*signers, office.email}


def test_the_office_hears_of_a_refusal_and_the_signers_of_a_cancellation(city: City, office: Account) -> None:
    row = a_prepared_round(city)
    first, second, _third = seats(row)
    clicked(first, first.organisation.mandates.get())
    before = len(told())
    refuse(second, reason="Not yet.", by=BY, at=LATER)
    assert [email for _subject, email in told()[before:]] == [office.email]
    cancel(row, reason="A clause was wrong.", by=BY, at=LATER)
    found = {email for _subject, email in told()[before + 1 :]}
    assert found == {office.email, first.organisation.mandates.get().account.email}


def test_whoever_is_missing_is_reminded_once_when_the_last_day_is_near(city: City) -> None:
    row = a_prepared_round(city, closes_on=TODAY + timedelta(days=5))
    clicked(seats(row)[0], seats(row)[0].organisation.mandates.get())
    before = len(told())
    remind_of_deadlines(LATER)
    assert len(told()) == before
    for _again in range(2):
        remind_of_deadlines(LATER + timedelta(days=2))
    assert len(told()) == before + 2
