"""What the desk finds among all that arrived in its city, and that neither other cities nor the public find it."""

import pytest

from greenpact.cities.models import City
from greenpact.ideas.erasing import erase
from greenpact.ideas.models import DeskText, Idea
from greenpact.ideas.searching import ideas_alike, ideas_alike_at_desk, index_missing
from greenpact.ideas.submitting import sender_of, withdraw
from tests.ideas.making import an_idea, fresh
from tests.ideas.sending import a_confirmed_idea, a_sent_idea
from tests.makers import AT, BY, a_city

pytestmark = pytest.mark.django_db


def found(city: City, text: str) -> list[int]:
    return list(ideas_alike_at_desk(city, text, most=10))


def test_the_desk_finds_what_is_not_public_in_its_own_city_alone() -> None:
    here, there = a_city(), a_city("mannheim")
    idea = a_confirmed_idea(here, title="Solarstrom auf Schuldächern")
    a_confirmed_idea(there, title="Solarstrom auf Schuldächern")
    assert found(here, "Solaranlagen für Schulen") == [idea.pk]
    assert ideas_alike("Solaranlagen für Schulen", most=10) == {}


def test_old_ideas_are_found_as_well_as_new_ones_also_by_their_text() -> None:
    city = a_city()
    old = a_confirmed_idea(city, title="Etwas", text="Lastenräder für Handwerksbetriebe")
    for number in range(20):
        a_confirmed_idea(city, title=f"Hochbeete {number}", text="Gemüse im Quartier")
    assert found(city, "Lastenräder für das Handwerk") == [old.pk]


def test_what_is_unconfirmed_taken_back_or_erased_is_not_found() -> None:
    city = a_city()
    a_sent_idea(city, title="Solarstrom")
    withdrawn, erased = a_confirmed_idea(city, title="Solarstrom"), a_confirmed_idea(city, title="Solarstrom")
    assert len(found(city, "Solarstrom")) == 2
    withdraw(withdrawn, by=sender_of(withdrawn), at=AT)
    Idea.objects.filter(pk=erased.pk).update(state="decided", decision="declined", decided_at=AT)
    erase(fresh(erased), by=BY, at=AT)
    assert found(city, "Solarstrom") == []


def test_ideas_from_before_there_was_an_index_are_taken_in_once() -> None:
    city = a_city()
    idea = an_idea(city, title="Solarstrom")
    DeskText.objects.all().delete()
    assert index_missing(AT)
    assert not index_missing(AT)
    assert found(city, "Solarstrom") == [idea.pk]
