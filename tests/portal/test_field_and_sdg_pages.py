"""Fields of work and Sustainable Development Goals of a city."""

import pytest
from django.test import Client

from greenpact.cities.keeping import keep
from greenpact.cities.models import City, Field, Office
from tests.makers import AT, BY, a_city, a_deal

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    return a_city()


def html(client: Client, address: str) -> str:
    response = client.get(address, headers={"accept-language": "en"})
    assert response.status_code == 200
    return response.content.decode()


def test_a_field_shows_its_deals_and_its_offices(client: Client, city: City) -> None:
    energy, _ = keep(
        Field, city, "energy", {"name": {"en": "Energy"}, "sectors": ["energy"], "sdgs": [7]}, by=BY, at=AT
    )
    keep(Office, city, "o", {"name": {"en": "Energy office"}, "fields": [energy]}, by=BY, at=AT)
    a_deal(city, "solar", field=energy)
    a_deal(city, "trams")
    page = html(client, "/heidelberg/fields/energy/")
    assert "/heidelberg/deals/solar/" in page
    assert "/heidelberg/deals/trams/" not in page
    assert "Energy office" in page
    assert "/heidelberg/deals/?field=energy" in page
    assert "/heidelberg/deals/?sector=energy" in page


def test_an_empty_field_teaches_the_next_step(client: Client, city: City) -> None:
    keep(Field, city, "energy", {"name": {"en": "Energy"}}, by=BY, at=AT)
    assert "Nothing has been published here yet" in html(client, "/heidelberg/fields/energy/")


def test_a_goal_shows_its_deals_their_sectors_and_other_goals(client: Client, city: City) -> None:
    field, _ = keep(Field, city, "energy", {"name": {"en": "Energy"}, "sectors": ["energy"]}, by=BY, at=AT)
    a_deal(city, "solar", field=field, sdgs=[7, 13])
    a_deal(city, "trams", sdgs=[11])
    page = html(client, "/heidelberg/sdgs/7/")
    assert "Goal 7: Affordable and Clean Energy" in page
    assert "/heidelberg/deals/solar/" in page
    assert "/heidelberg/deals/trams/" not in page
    assert "/heidelberg/deals/?sector=energy" in page
    assert "/heidelberg/sdgs/11/" in page


@pytest.mark.parametrize("address", ["fields/none/", "sdgs/18/", "sdgs/0/", "sdgs/seven/"])
def test_what_does_not_exist_is_not_found(client: Client, city: City, address: str) -> None:
    assert client.get(f"/heidelberg/{address}").status_code == 404


def test_a_field_of_another_city_is_not_found(client: Client, city: City) -> None:
    keep(Field, a_city("mannheim"), "energy", {"name": {"en": "Energy"}}, by=BY, at=AT)
    assert client.get("/heidelberg/fields/energy/").status_code == 404
