"""Whatever is wrong with a request is told as a problem, in the reader's language."""

import logging

import pytest
from django.test import Client

from greenpact.cities.models import City
from greenpact.pages.keyset import NEWEST_FIRST, Cursor, sealed
from tests.api.conftest import Ask
from tests.makers import AT, a_city

pytestmark = pytest.mark.django_db

WRONG = {
    "year=never": ("year", "It must be a whole number."),
    "year=1600": ("year", "It must be at least 1990."),
    "sdg=18": ("sdg", "It may be at most 17."),
    "size=0": ("size", "It must be at least 1."),
    "size=201": ("size", "It may be at most 200."),
    f"size={'9' * 400}": ("size", "It may be at most 200."),
    f"q={'a' * 101}": ("q", "It may have at most 100 characters."),
    "field=a%20b": ("field", "It may have only letters, digits, hyphens and underscores."),
    "district=%00": ("district", "It may have only letters, digits, hyphens and underscores."),
    "tier=": ("tier", "It must be one of these: contribution, agreement, programme."),
    "lang=tlh": ("lang", "It must be one of these: de, en."),
    "kind=deal&kind=pact": ("kind", "It is there more than once."),
}


@pytest.mark.parametrize("query", WRONG)
def test_a_wrong_parameter_is_named_with_what_it_may_be(ask: Ask, query: str) -> None:
    name, detail = WRONG[query]
    problem = ask(f"deals?{query}", status=422)
    assert problem["errors"] == [{"in": "query", "name": name, "detail": detail}]
    assert problem["type"] == "http://testserver/api/v1/#problem-parameters"


def test_an_unknown_parameter_is_not_passed_over(ask: Ask) -> None:
    [error] = ask("cities?feld=1", status=422)["errors"]
    assert error["detail"] == "There is no such parameter here; there are: lang, page, size."


def test_all_that_is_wrong_is_told_at_once(ask: Ask) -> None:
    problem = ask("deals?sdg=0&year=0&size=-1", status=422)
    assert {error["name"] for error in problem["errors"]} == {"sdg", "year", "size"}


@pytest.mark.parametrize("page", ["x", "%00", "a" * 600, "ä", "AAAA", "=="])
def test_a_cursor_that_is_not_ours_is_refused(ask: Ask, page: str) -> None:
    problem = ask(f"deals?page={page}", status=400)
    assert problem["type"].endswith("#problem-page")
    assert "Begin again" in problem["detail"]


def test_the_cursor_of_another_list_is_refused(ask: Ask) -> None:
    ask(f"parties?page={sealed(NEWEST_FIRST, Cursor(AT, 1, is_onward=True))}", status=400)


@pytest.mark.parametrize(
    "address",
    [
        *(
            "nowhere",
            "cities/atlantis",
            "cities/atlantis/deals",
            "cities/a%20b",
            "cities/%00",
            "deals/atlantis/x",
        ),
        *(
            "cities/heidelberg/",
            "deals/heidelberg",
            f"cities/{'a' * 500}",
            "cities/ä",
            "parties/heidelberg/x",
        ),
    ],
)
def test_what_is_not_there_is_told_as_a_problem(client: Client, address: str) -> None:
    a_city("heidelberg")
    response = client.get(f"/api/v1/{address}")
    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"
    assert response["Cache-Control"] == "no-store"
    assert "There is nothing public at this address." in response.json()["detail"]


def test_a_problem_speaks_the_language_that_was_asked_for(client: Client) -> None:
    assert client.get("/api/v1/nowhere?lang=de")["Content-Language"] == "de"
    assert client.get("/api/v1/nowhere", headers={"Accept-Language": "de"})["Content-Language"] == "de"


def test_a_fault_of_ours_is_noted_and_told_without_the_inside(
    ask: Ask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    a_city("heidelberg")
    monkeypatch.setattr(City, "day", None)
    caplog.set_level(logging.ERROR)
    problem = ask("cities/heidelberg/measures", status=500)
    assert problem["title"] == "A fault on our side"
    assert "NoneType" not in str(problem)
    assert "the machine door failed at /api/v1/cities/heidelberg/measures" in caplog.text
