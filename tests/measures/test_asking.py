"""Owners are asked when a period is over: by day, on working days, each step once."""

from collections import Counter
from datetime import date, datetime

import pytest

from greenpact.cities.models import City
from greenpact.journal.models import Entry
from greenpact.measures.addressing import NoContact, WhyNoContact, address_for, set_contact
from greenpact.measures.asking import NotSet, Rules, ask, ask_due, remind_due, set_rules, usual_rules
from greenpact.measures.check_in_rules import Asking, Window
from greenpact.measures.indicator_rules import Rhythm
from greenpact.measures.models import CheckIn, CheckInLink
from greenpact.parties.contacting import RoleAddressEntry, set_role_addresses
from tests.makers import AT, BY, a_deal, an_organisation
from tests.measures.check_ins import CONTACT, DEPUTY, THEN, a_check_in, a_measure, a_working_deal, days
from tests.measures.makers import an_indicator, measure_of

pytestmark = pytest.mark.django_db


def told(city: City) -> Counter[str]:
    return Counter(
        Entry.objects.filter(chain=city.chain_id, verb__startswith="check_in.").values_list("verb", flat=True)
    )


def test_every_owner_is_asked_once_about_the_quarter_that_is_over() -> None:
    deal = a_working_deal()
    assert ask_due(THEN)
    assert not ask_due(THEN)
    asked = CheckIn.objects.get(measure=measure_of(deal))
    assert (asked.first_on, asked.until) == (date(2026, 4, 1), date(2026, 7, 1))
    assert asked.due_on == date(2026, 7, 15)
    assert told(deal.city)["check_in.owner_asked"] == CheckIn.objects.count() == 2


@pytest.mark.parametrize("hour", [2, 22])
def test_nobody_is_asked_at_night(hour: int) -> None:
    a_working_deal()
    assert not ask_due(THEN.replace(hour=hour))


def test_nobody_is_asked_at_weekends_or_holidays() -> None:
    a_working_deal()
    assert not ask_due(datetime(2026, 7, 4, 8, 0, tzinfo=THEN.tzinfo))
    assert not ask_due(datetime(2026, 10, 3, 8, 0, tzinfo=THEN.tzinfo))


def test_nobody_is_asked_who_was_not_to_be() -> None:
    a_deal(a_working_deal().city, "moon", work_state="implementing")
    assert ask_due(THEN)
    assert not CheckIn.objects.filter(measure__clause__deal__ref="moon").exists()


def test_last_days_avoid_the_holidays_of_the_city() -> None:
    deal = a_working_deal()
    set_rules(deal, Rules(True, Asking.QUARTER, Window(88, 7, 12)), by=BY, at=AT)
    asked = ask(measure_of(deal), by=BY, at=datetime(2026, 9, 28, 8, 0, tzinfo=THEN.tzinfo))
    assert asked is not None
    assert asked.due_on == date(2026, 12, 28)  # Christmas, then a weekend


def test_reminders_and_escalation_come_once_each() -> None:
    asked = a_check_in()
    city = asked.city
    for day in (7, 7, 8, 12, 13, 15, 16, 20):
        remind_due(THEN + days(day))
    verbs = told(city)
    assert verbs["check_in.owner_reminded"] == 2
    assert verbs["check_in.owner_late"] == 1
    assert [link.email for link in CheckInLink.objects.order_by("pk")] == [CONTACT, DEPUTY]


def test_who_missed_two_steps_gets_one_mail() -> None:
    asked = a_check_in()
    remind_due(THEN + days(13))
    assert told(asked.city)["check_in.owner_reminded"] == 1


def test_in_the_end_nobody_waits_any_more_and_the_addresses_are_gone() -> None:
    asked = a_check_in()
    assert remind_due(THEN + days(60))
    asked.refresh_from_db()
    assert asked.state == "closed"
    assert not CheckInLink.objects.exclude(email="").exists()


def test_without_a_contact_the_register_is_asked() -> None:
    deal = a_working_deal()
    measure = measure_of(deal, "c2")
    assert address_for(measure) is None
    owner = measure.clause.party
    assert owner is not None
    set_role_addresses(owner, [RoleAddressEntry({"en": "Energy"}, "role@example.org")], by=BY, at=AT)
    found = address_for(measure)
    assert found is not None
    assert found.email == "role@example.org"


def test_only_a_party_has_a_contact_and_a_deputy_is_somebody_else() -> None:
    deal = a_working_deal()
    stranger = an_organisation(deal.city)
    with pytest.raises(NoContact) as refusal:
        set_contact(deal, stranger, email="a@example.org", deputy_email="", by=BY, at=AT)
    assert refusal.value.reason is WhyNoContact.NOT_A_PARTY
    owner = measure_of(deal).clause.party
    assert owner is not None
    with pytest.raises(NoContact):
        set_contact(deal, owner, email="a@example.org", deputy_email="A@example.org", by=BY, at=AT)


def test_rules_follow_what_is_counted_and_keep_their_order() -> None:
    measure = a_measure()
    deal = measure.clause.deal
    an_indicator(measure, rhythm=Rhythm.MONTH)
    assert usual_rules(deal).asking is Asking.MONTH
    with pytest.raises(NotSet):
        set_rules(deal, Rules(True, Asking.YEAR, Window(10, 9, 5)), by=BY, at=AT)
