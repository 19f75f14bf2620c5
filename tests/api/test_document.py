"""The OpenAPI document is a promise: it changes only when somebody means it to."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pydantic import TypeAdapter

from greenpact.api.changes.shapes import ChangeList, Stream
from greenpact.api.cities.shapes import City, CityList
from greenpact.api.clauses.shapes import ClauseList, MeasureList
from greenpact.api.context import CONTEXT, VOCABULARY
from greenpact.api.deals.shapes import Deal, DealList, DocumentVersion
from greenpact.api.description import INFO, document, operations
from greenpact.api.labels.shapes import LabelList
from greenpact.api.meanings import MEANINGS
from greenpact.api.parties.shapes import Party, PartyList
from greenpact.api.terms import is_ours
from greenpact.api.urls import urlpatterns
from greenpact.portal.open_data.writing import LICENCE
from greenpact.ui.wording import CONTENT_LANGUAGES
from tests.api.conftest import Ask
from tests.api.makers import a_small_network

SNAPSHOT = Path(__file__).with_name("openapi.json")

RENEW = """
The interface differs from tests/api/openapi.json. If that is meant, look at the difference, and write it anew:

    GREENPACT_DEMO=1 ./greenpact manage openapi > tests/api/openapi.json

Within version 1 members and parameters may be added; nothing may be taken away or change its meaning.
"""

SHAPES: dict[str, Any] = {
    "cities": CityList,
    "cities/heidelberg": City,
    "deals": DealList,
    "deals/heidelberg/solar-roofs": Deal,
    "deals/heidelberg/solar-roofs/versions/1": DocumentVersion,
    "parties": PartyList,
    "parties/heidelberg/company-solar-roofs": Party,
    "clauses": ClauseList,
    "measures": MeasureList,
    "labels": LabelList,
    "changes": ChangeList,
    "cities/heidelberg/changes": Stream,
}


def test_the_document_is_the_one_that_was_promised() -> None:
    assert json.loads(SNAPSHOT.read_text(encoding="utf-8")) == document(), RENEW


@pytest.mark.django_db
def test_the_document_is_at_its_address(client: Client) -> None:
    response = client.get("/api/v1/openapi.json")
    assert response["Content-Type"] == "application/json"
    assert response.json() == document()


def test_the_licence_is_that_of_the_open_data() -> None:
    assert INFO["license"]["name"] == LICENCE


def test_every_operation_is_described_with_its_errors() -> None:
    for path, operation in operations():
        assert operation["summary"], path
        assert operation["description"], path
        if "security" in operation:
            assert {"200", "401", "403", "404", "429"} <= operation["responses"].keys(), path
            continue
        assert {"200", "304", "422", "500"} <= operation["responses"].keys(), path
        assert ("404" in operation["responses"]) == ("{" in path), path
        for parameter in operation["parameters"]:
            assert parameter["description"], (path, parameter["name"])
            bounds = {"enum", "maxLength", "maximum"} & parameter["schema"].keys()
            assert bounds, (path, parameter["name"])


def test_every_address_of_the_door_is_in_the_document() -> None:
    routes = {re.sub(r"<\w+:(\w+)>", r"{\1}", str(one.pattern)) for one in urlpatterns}
    documented = {path.removeprefix("/api/v1/") for path, _one in operations()}
    assert routes == documented | {"", "openapi.json", "context.jsonld"}


@pytest.mark.django_db
@pytest.mark.parametrize("address", SHAPES)
def test_answers_have_exactly_the_members_of_their_shape(ask: Ask, address: str) -> None:
    a_small_network()
    answer = ask(address)
    adapter = TypeAdapter(SHAPES[address])
    assert adapter.dump_python(adapter.validate_python(answer)) == answer


@pytest.mark.django_db
@pytest.mark.parametrize("address", [address for address in SHAPES if "versions" not in address])
def test_answers_are_linked_data(ask: Ask, address: str) -> None:
    """What a JSON-LD reader would stumble over: addresses that are no texts, words that are not per language."""
    a_small_network()
    context = CONTEXT["@context"]
    per_language = {
        name for name, term in context.items() if isinstance(term, dict) and "@language" in term.values()
    }
    numbers = {
        name for name, term in context.items() if isinstance(term, dict) and "xsd:decimal" in term.values()
    }
    for name, value in _members(ask(address)):
        if name in {"@id", "@type", "@context"}:
            assert isinstance(value, str), (name, value)
        if name in per_language:
            assert isinstance(value, dict | str), (name, value)
        if name in numbers:
            assert value is None or isinstance(value, str), (name, value)
        if name == "position":
            assert value is None or set(value) == {"lat", "lon"}


@pytest.mark.django_db
@pytest.mark.parametrize("address", [address for address in SHAPES if "versions" not in address])
def test_every_word_of_ours_in_an_answer_is_described_where_the_context_is(
    ask: Ask, client: Client, address: str
) -> None:
    a_small_network()
    described = {
        word["@id"].removeprefix(VOCABULARY) for word in client.get("/api/v1/context.jsonld").json()["@graph"]
    }
    for name, value in _members(ask(address)):
        assert name in described or not is_ours(name) or name in CONTENT_LANGUAGES, name
        if name == "@type" and value not in CONTEXT["@context"]:
            assert value in described


def test_no_meaning_is_written_for_a_member_that_does_not_exist_or_speaks_for_itself() -> None:
    shapes = document()["components"]["schemas"].values()
    said = {member["description"] for shape in shapes for member in shape.get("properties", {}).values()}
    assert [name for name, meaning in MEANINGS.items() if meaning not in said] == []


def _members(answer: Any) -> list[tuple[str, Any]]:
    """All members, however deep; what has names of its own inside is not looked into."""
    if isinstance(answer, list):
        return [found for one in answer for found in _members(one)]
    if not isinstance(answer, dict):
        return []
    inside = [
        found
        for name, value in answer.items()
        if name not in {"outline", "details", "identifiers"}
        for found in _members(value)
    ]
    return [*answer.items(), *inside]
