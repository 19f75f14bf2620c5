"""Memberships: who may do what, from when to when."""

from datetime import date, timedelta

import pytest

from greenpact.journal.models import Entry
from greenpact.parties.granting import NotGranted, WhyNotGranted, end, grant, standing_of
from greenpact.parties.rules import PERMITS, Deed, Role, standing
from tests.makers import AT, BY, TODAY, a_city, a_member, an_account, an_organisation, membership_of

pytestmark = pytest.mark.django_db


def test_every_role_has_its_row_in_the_table() -> None:
    assert set(PERMITS) == set(Role)
    assert all(Deed.ENTER in deeds for deeds in PERMITS.values())


def test_a_stranger_may_nothing_and_an_operator_everything() -> None:
    assert not any(standing([]).may(deed) for deed in Deed)
    assert all(standing([], is_operator=True).may(deed) for deed in Deed)


def test_a_membership_holds_in_its_city_and_its_period_only() -> None:
    city, other = a_city("one"), a_city("other")
    account = an_account()
    until = TODAY + timedelta(days=10)
    grant(account, city=city, role=Role.OFFICE_EDITOR, since=TODAY, until=until, by=BY, at=AT)
    assert standing_of(account, city, TODAY).may(Deed.EDIT_DEALS)
    assert not standing_of(account, city, until).may(Deed.ENTER)
    assert not standing_of(account, city, TODAY - timedelta(days=1)).may(Deed.ENTER)
    assert not standing_of(account, other, TODAY).may(Deed.ENTER)


def test_a_party_editor_acts_for_one_organisation_only() -> None:
    city = a_city()
    mine, theirs = an_organisation(city), an_organisation(city)
    account = a_member(city, Role.PARTY_EDITOR, mine)
    stands = standing_of(account, city, TODAY)
    assert stands.acts_for(mine.pk)
    assert not stands.acts_for(theirs.pk)
    assert not stands.may(Deed.EDIT_DEALS)


def test_observing_one_organisation_is_not_speaking_for_it() -> None:
    both = standing([(Role.OBSERVER, 1), (Role.PARTY_EDITOR, 2)])
    assert both.organisations == {1, 2}
    assert not both.acts_for(1)
    assert both.acts_for(2)


def test_refusals_say_why() -> None:
    city, other = a_city("one"), a_city("other")
    account = an_account()
    cases = {
        WhyNotGranted.NEEDS_ORGANISATION: {"role": Role.PARTY_EDITOR},
        WhyNotGranted.OTHER_CITY: {"role": Role.PARTY_EDITOR, "organisation": an_organisation(other)},
        WhyNotGranted.ENDS_BEFORE_IT_BEGINS: {"role": Role.READER, "until": TODAY},
    }
    for reason, options in cases.items():
        with pytest.raises(NotGranted) as refusal:
            grant(account, city=city, since=TODAY, by=BY, at=AT, **options)  # type: ignore[arg-type]  # a table of cases
        assert refusal.value.reason is reason
    assert not Entry.objects.filter(verb="membership.granted").exists()


def test_two_memberships_alike_share_no_day() -> None:
    city, account = a_city(), an_account()

    def give(since: date, until: date | None) -> None:
        grant(account, city=city, role=Role.READER, since=since, until=until, by=BY, at=AT)

    give(date(2027, 1, 1), date(2028, 1, 1))
    for since, until in [(TODAY, None), (date(2027, 12, 31), None), (TODAY, date(2027, 1, 2))]:
        with pytest.raises(NotGranted) as refusal:
            give(since, until)
        assert refusal.value.reason is WhyNotGranted.ALREADY_GRANTED
    give(TODAY, date(2027, 1, 1))
    give(date(2028, 1, 1), None)
    assert account.memberships.count() == 3


def test_what_has_ended_is_not_prolonged() -> None:
    membership = membership_of(a_member(a_city(), Role.READER))
    end(membership, until=TODAY, by=BY, at=AT)
    for day in (TODAY, TODAY + timedelta(days=100)):
        with pytest.raises(NotGranted) as refusal:
            end(membership, until=day, by=BY, at=AT)
        assert refusal.value.reason is WhyNotGranted.ENDED_ALREADY
    end(membership, until=TODAY - timedelta(days=1), by=BY, at=AT)
    membership.refresh_from_db()
    assert membership.until == TODAY - timedelta(days=1)


def test_the_last_programme_office_stays() -> None:
    city = a_city()
    only = membership_of(a_member(city, Role.PROGRAMME_OFFICE))
    with pytest.raises(NotGranted) as refusal:
        end(only, until=TODAY, by=BY, at=AT)
    assert refusal.value.reason is WhyNotGranted.LAST_PROGRAMME_OFFICE
    a_member(city, Role.PROGRAMME_OFFICE)
    end(only, until=TODAY, by=BY, at=AT)
    only.refresh_from_db()
    assert only.until == TODAY


def test_the_journal_names_nobody() -> None:
    city = a_city()
    account = an_account("jane.doe@example.org", name="Jane Doe")
    grant(account, city=city, role=Role.READER, since=date(2026, 1, 1), by=BY, at=AT)
    entry = Entry.objects.get(verb="membership.granted")
    assert not entry.is_public
    assert entry.payload == {"account": account.actor, "role": "reader"}
