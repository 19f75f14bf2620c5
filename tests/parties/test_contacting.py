"""Role addresses and people: what is written, what is refused, and what the journal tells of it."""

import pytest

from greenpact.cities.keeping import NotKept, WhyNotKept
from greenpact.journal.models import Entry
from greenpact.parties.contacting import (
    RoleAddressEntry,
    erase_person,
    keep_person,
    role_addresses_of,
    set_role_addresses,
)
from greenpact.parties.models import Organisation, Person
from tests.makers import AT, BY, a_city, an_organisation

ENERGY = RoleAddressEntry({"en": "Energy"}, "energy@example.org")
PRESS = RoleAddressEntry({"en": "Press"}, "press@example.org")


@pytest.fixture
def organisation(db: None) -> Organisation:
    return an_organisation(a_city())


def verbs() -> list[str]:
    return list(Entry.objects.order_by("pk").values_list("verb", flat=True))


def test_role_addresses_keep_their_order(organisation: Organisation) -> None:
    set_role_addresses(organisation, [PRESS, ENERGY], by=BY, at=AT)

    assert role_addresses_of(organisation) == [PRESS, ENERGY]
    entry = Entry.objects.latest("pk")
    assert (entry.verb, entry.is_public, entry.payload) == (
        "organisation.changed",
        True,
        {"changed": ["role_addresses"]},
    )


def test_the_same_addresses_once_more_are_no_change(organisation: Organisation) -> None:
    set_role_addresses(organisation, [ENERGY], by=BY, at=AT)
    before = verbs()

    assert not set_role_addresses(organisation, [ENERGY], by=BY, at=AT)
    assert verbs() == before


def test_an_edition_that_is_no_longer_the_one_seen_is_refused(organisation: Organisation) -> None:
    set_role_addresses(organisation, [ENERGY], by=BY, at=AT, seen=1)

    with pytest.raises(NotKept) as refusal:
        set_role_addresses(organisation, [PRESS], by=BY, at=AT, seen=1)

    assert refusal.value.reason == WhyNotKept.CHANGED_MEANWHILE
    assert role_addresses_of(organisation) == [ENERGY]


def test_the_journal_knows_that_there_is_a_person_but_not_who(organisation: Organisation) -> None:
    person = Person(organisation=organisation)
    keep_person(person, {"name": "Ada", "email": "ada@example.org"}, by=BY, at=AT)
    keep_person(person, {"name": "Ada", "email": "ada@example.org"}, by=BY, at=AT)
    keep_person(person, {"name": "Ada King", "email": ""}, by=BY, at=AT)

    erase_person(person, by=BY, at=AT)

    entries = Entry.objects.filter(subject=f"person:{person.ref}").order_by("pk")
    assert [entry.verb for entry in entries] == ["person.added", "person.changed", "person.erased"]
    assert not any(entry.is_public or "Ada" in str(entry.payload) for entry in entries)
    assert (person.name, person.email, person.erased_at) == ("", "", AT)
