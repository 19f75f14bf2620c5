"""Setting on what terms a city answers ideas."""

import pytest
from django.core.exceptions import ValidationError

from greenpact.cities.keeping import keep
from greenpact.cities.models import City, Office
from greenpact.ideas.setting_terms import NotSet, Terms, WhyNotSet, set_terms
from greenpact.ideas.terms import settings_of
from greenpact.journal.models import Entry
from tests.makers import AT, BY, a_city

pytestmark = pytest.mark.django_db


def an_office(city: City, ref: str = "energy") -> Office:
    row, _outcome = keep(Office, city, ref, {"name": {"en": ref.title()}}, by=BY, at=AT)
    return row


def test_a_city_that_set_nothing_goes_by_the_defaults() -> None:
    settings = settings_of(a_city(nuts3="DE125"))
    assert (settings.answer_days, settings.retention_months, settings.edition) == (20, 6, 0)
    assert settings.calendar.state == "BW"


def test_terms_are_set_once_and_told_in_one_public_entry() -> None:
    city = a_city()
    office = an_office(city)
    terms = Terms(answer_days=15, words={office: ["Wärme", " wärme ", "Solar", ""]})
    assert set_terms(city, terms, by=BY, at=AT, seen=0) == ["answer_days", "routing_words"]
    assert set_terms(city, terms, by=BY, at=AT) == []
    assert [row.folded for row in office.routing_words.all()] == ["solar", "warme"]
    entry = Entry.objects.get(verb="city.idea_terms_set")
    assert entry.is_public
    assert entry.payload == {"changed": ["answer_days", "routing_words"], "answer_days": 15}


def test_words_that_are_gone_from_the_list_are_gone() -> None:
    city = a_city()
    office = an_office(city)
    set_terms(city, Terms(words={office: ["Wärme", "Solar"]}), by=BY, at=AT)
    set_terms(city, Terms(words={office: ["Solar", "Dach"]}), by=BY, at=AT)
    assert [row.word for row in office.routing_words.all()] == ["Dach", "Solar"]


def test_nobody_overwrites_what_they_have_not_seen() -> None:
    city = a_city()
    set_terms(city, Terms(answer_days=15), by=BY, at=AT)
    with pytest.raises(NotSet) as refusal:
        set_terms(city, Terms(answer_days=10), by=BY, at=AT, seen=0)
    assert refusal.value.reason is WhyNotSet.CHANGED_MEANWHILE


def test_another_citys_office_gets_no_words() -> None:
    other = an_office(a_city("mannheim"))
    with pytest.raises(NotSet) as refusal:
        set_terms(a_city(), Terms(words={other: ["Dach"]}), by=BY, at=AT)
    assert refusal.value.reason is WhyNotSet.OTHER_CITY


@pytest.mark.parametrize(
    "terms", [Terms(answer_days=0), Terms(retention_months=0), Terms(holiday_state="nowhere")]
)
def test_terms_out_of_bounds_are_refused(terms: Terms) -> None:
    with pytest.raises(ValidationError):
        set_terms(a_city(), terms, by=BY, at=AT)
