"""Clauses and measures of public deals, across deals."""

import pytest
import time_machine

from tests.api.conftest import Ask
from tests.api.makers import a_full_city, a_full_deal
from tests.makers import a_city, a_deal

pytestmark = pytest.mark.django_db


@pytest.fixture
def _deals() -> None:
    city = a_full_city()
    a_full_deal(city)
    a_deal(city, "draft", public=False)
    a_deal(a_city("musterstadt", is_invented=True), "made-up")


@pytest.mark.usefixtures("_deals")
def test_clauses_come_deal_by_deal_from_public_deals_alone(ask: Ask) -> None:
    clauses = ask("clauses")["items"]
    assert [(clause["deal"]["ref"], clause["ref"]) for clause in clauses] == [
        ("solar-roofs", "g1"),
        ("solar-roofs", "c1"),
        ("solar-roofs", "c2"),
    ]
    assert ask("cities/heidelberg/clauses")["items"] == clauses
    assert [clause["ref"] for clause in ask("clauses?kind=goal")["items"]] == ["g1"]
    assert len(ask("cities/musterstadt/clauses")["items"]) == 3


@pytest.mark.usefixtures("_deals")
def test_a_clause_is_found_at_its_address(ask: Ask) -> None:
    clause = ask("clauses?kind=commitment")["items"][0]
    address, _mark, part = clause["@id"].partition("#")
    assert address == clause["deal"]["@id"]
    assert part == clause["ref"]


@pytest.mark.usefixtures("_deals")
@time_machine.travel("2026-01-11T10:00:00Z", tick=False)
def test_measures_with_their_lateness(ask: Ask) -> None:
    answer = ask("measures")
    assert answer["on"] == "2026-01-11"
    late, other = answer["items"]
    assert (late["clause"], late["lateness"]["days"], late["party"]["ref"]) == (
        "c1",
        10,
        "company-solar-roofs",
    )
    assert [step["done_on"] for step in late["milestones"]] == ["2024-02-01", None]
    assert (other["clause"], other["lateness"]["days"]) == ("c2", 0)
    assert other["commitment"]["en"] == "Opens its own roofs"


@pytest.mark.usefixtures("_deals")
@time_machine.travel("2026-01-11T10:00:00Z", tick=False)
def test_measures_narrowed(ask: Ask) -> None:
    assert [one["clause"] for one in ask("measures?late=yes")["items"]] == ["c1"]
    assert [one["clause"] for one in ask("cities/heidelberg/measures?state=planned")["items"]] == ["c1", "c2"]
    assert ask("measures?state=done")["items"] == []


@pytest.mark.usefixtures("_deals")
@time_machine.travel("2026-01-11T23:30:00Z", tick=False)
def test_the_day_of_a_city_is_its_own_and_that_of_the_network_is_utc(ask: Ask) -> None:
    assert ask("measures")["on"] == "2026-01-11"
    assert ask("cities/heidelberg/measures")["on"] == "2026-01-12"
