"""A city says everything that it says in public, and invented cities keep to themselves."""

import pytest

from greenpact.api.common.shapes import CityLink
from tests.api.conftest import Ask
from tests.api.makers import a_full_city, row
from tests.makers import a_city

pytestmark = pytest.mark.django_db


def test_the_list_has_the_real_cities_by_slug(ask: Ask) -> None:
    for slug, is_invented in (("mannheim", False), ("heidelberg", False), ("musterstadt", True)):
        a_city(slug, is_invented=is_invented)
    answer = ask("cities")
    assert [city["slug"] for city in answer["items"]] == ["heidelberg", "mannheim"]
    assert answer["next"] is None
    assert answer["previous"] is None


def test_an_invented_city_says_so(ask: Ask) -> None:
    a_city("musterstadt", is_invented=True)
    assert ask("cities/musterstadt")["invented"] is True


def test_a_city_with_everything(ask: Ask) -> None:
    a_full_city()
    city = ask("cities/heidelberg")
    assert city["@id"] == "http://testserver/api/v1/cities/heidelberg"
    assert city["url"] == "http://testserver/heidelberg/"
    assert city["position"] == {"lat": 49.41, "lon": 8.69}
    assert city["outline"]["type"] == "Polygon"
    assert city["programme"]["sdgs"] == [11, 13]
    assert [field["ref"] for field in city["fields"]] == ["energy", "mobility"]
    assert [district["name"] for district in city["districts"]] == ["Weststadt"]
    assert city["targets"][0]["adopted"] == "autumn 2021"
    assert city["figures"][0]["value"] == "162273.5"
    assert city["revision"] > 0


def test_an_office_names_its_deputy_and_fields_by_ref(ask: Ask) -> None:
    a_full_city()
    office = next(one for one in ask("cities/heidelberg")["offices"] if one["ref"] == "climate-office")
    assert (office["deputy"], office["fields"], office["email"]) == (
        "mobility-office",
        ["energy"],
        "climate@example.org",
    )


def test_what_was_not_stated_is_null_or_empty(ask: Ask) -> None:
    a_city("mannheim")
    city = ask("cities/mannheim")
    assert (city["position"], city["nuts3"], city["programme"], city["source"]) == (None, None, None, None)
    assert (city["note"], city["offices"], city["figures"]) == ({}, [], [])


def test_one_counting_rule_is_in_force(ask: Ask) -> None:
    city = a_full_city()
    row(type(city.countingrules.get()), city, "future", text={"en": "Later"}, valid_from="2200-01-01")
    rules = ask("cities/heidelberg")["counting_rules"]
    assert [(rule["ref"], rule["in_force"]) for rule in rules] == [("future", False), ("rule", True)]


def test_an_unknown_city_is_not_found(ask: Ask) -> None:
    assert ask("cities/nowhere", status=404)["title"] == "Not found"


def test_links_to_cities_have_what_the_shape_says(ask: Ask) -> None:
    a_city("mannheim")
    assert CityLink.__required_keys__ <= ask("cities")["items"][0].keys()
