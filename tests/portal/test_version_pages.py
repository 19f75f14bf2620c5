"""Versions: the document as it was frozen, its very bytes, and what changed from one to the next."""

import json
from dataclasses import replace
from hashlib import sha256

import pytest
from django.test import Client

from greenpact.cities.models import City
from greenpact.deals.drafting import Parts, alter
from greenpact.deals.models import Deal, Version
from greenpact.deals.versions import document_of
from tests.makers import AT, BY, a_city, a_deal

pytestmark = pytest.mark.django_db
HERE = "/heidelberg/deals/sun/"


@pytest.fixture
def city() -> City:
    return a_city()


@pytest.fixture
def deal(city: City) -> Deal:
    """A deal with two versions: a goal was reworded, a commitment taken out, the summary changed."""
    deal = a_deal(city, "sun")
    goal, first, *_rest = document_of(deal).clauses
    clauses = [replace(goal, text={**goal.text, "en": "Half the emissions by 2035"}, due_year=2035), first]
    alter(
        deal,
        Parts(clauses=clauses, head={"summary": {"en": "In very short.", "de": "Kurz gesagt."}}),
        by=BY,
        at=AT,
    )
    return deal


def page(client: Client, path: str) -> str:
    response = client.get(f"{HERE}{path}", headers={"accept-language": "en"})
    assert response.status_code == 200
    return response.content.decode()


def test_a_version_shows_what_was_frozen(client: Client, deal: Deal) -> None:
    text = page(client, "versions/1/")
    assert "Half the emissions by 2030" in text
    assert "Opens its own roofs" in text
    assert "Unaltered since it was published" in text
    assert deal.versions.get(number=1).sha256 in text


def test_its_file_has_the_very_bytes(client: Client, deal: Deal) -> None:
    response = client.get(f"{HERE}versions/1.json")
    version = deal.versions.get(number=1)
    assert response["Content-Type"] == "application/json"
    assert sha256(response.content).hexdigest() == version.sha256
    assert json.loads(response.content)["deal"] == "heidelberg/sun"


@pytest.mark.parametrize(
    "canonical", ['{"format":"other"}', "not JSON at all", '{"format":"greenpact/deal-document/1"}']
)
def test_one_that_was_tampered_with_says_so(client: Client, deal: Deal, canonical: str) -> None:
    Version.objects.filter(deal=deal, number=1).update(canonical=canonical)
    assert "This is not what was published" in page(client, "versions/1/")
    assert client.get(f"{HERE}compare/1/2/").status_code == 404


def test_a_comparison_says_word_by_word_what_changed(client: Client, deal: Deal) -> None:
    text = " ".join(page(client, "compare/1/2/").split())
    assert "<del>" in text
    assert "<ins>" in text
    assert "Deleted:" in text
    assert "taken out" in text
    assert "1 clause is unchanged" in text
    redlines = [line.split("</p>")[0] for line in text.split('<p class="gp-redline"')[1:]]
    assert any("2030" in line and "2035" in line for line in redlines)
    assert not any("Kurz gesagt" in line for line in redlines)


def test_a_version_compared_with_itself_has_not_changed(client: Client, deal: Deal) -> None:
    assert "No clause has changed." in page(client, "compare/2/2/")


@pytest.mark.parametrize(
    "path",
    [
        "versions/3/",
        "versions/0/",
        "versions/3.json",
        "compare/1/3/",
        "versions/99999999999999999999/",
        "versions/-1/",
    ],
)
def test_what_does_not_exist_is_not_found(client: Client, deal: Deal, path: str) -> None:
    assert client.get(f"{HERE}{path}").status_code == 404
