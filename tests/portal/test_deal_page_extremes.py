"""The page of a deal that has very much, or next to nothing, to tell."""

import pytest
from django.test import Client

from greenpact.cities.models import City
from greenpact.deals.document import Clause, ClauseKind
from greenpact.deals.drafting import Parts, PartyEntry
from tests.makers import a_city, a_deal, an_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    return a_city()


def page(client: Client, ref: str = "sun", language: str = "en") -> str:
    response = client.get(f"/heidelberg/deals/{ref}/", headers={"accept-language": language})
    assert response.status_code == 200
    return response.content.decode()


def test_a_long_first_paragraph_is_text_and_not_the_lead(client: Client, city: City) -> None:
    a_deal(city, "sun", summary={"en": f"In short.\n\n{'Long. ' * 100}"})
    assert '<p class="gp-lead">In short.</p>' in page(client)
    a_deal(city, "moon", summary={"en": "Long. " * 100})
    text = page(client, "moon")
    assert "gp-lead" not in text
    assert text.index("What it is about") < text.index("Long. Long.", text.index("<main"))


def test_bars_that_could_only_be_empty_are_not_drawn(client: Client, city: City) -> None:
    a_deal(city, "sun", parts=Parts(parties=[PartyEntry(an_organisation(city), "signatory")]))
    assert "Time gone" not in page(client)
    a_deal(
        city,
        "moon",
        parts=Parts(parties=[PartyEntry(an_organisation(city), "signatory")]),
        start_year=2025,
    )
    assert "Time gone" not in page(client, "moon")
    a_deal(city, "star", start_year=2025, end_year=2030)
    assert "Time gone" in page(client, "star")


def test_many_parties_stand_folded_beside_the_text(client: Client, city: City) -> None:
    parties = [PartyEntry(an_organisation(city, f"works-{number}"), "signatory") for number in range(12)]
    a_deal(city, "sun", parts=Parts(parties=parties))
    beside = page(client).split('aria-labelledby="parties"')[1].split("</section>")[0]
    shown, folded = beside.split("<details")
    assert (shown.count("<li>"), folded.count("<li>")) == (8, 4)


def test_cents_are_written_with_both_digits(client: Client, city: City) -> None:
    clause = Clause("c1", ClauseKind.COMMITMENT, {"en": "Builds"}, "works", money_eur="1200.5")
    a_deal(
        city,
        "sun",
        parts=Parts(parties=[PartyEntry(an_organisation(city, "works"), "signatory")], clauses=[clause]),
    )
    assert "1,200.50\u00a0euros" in page(client)
    assert "1.200,50\u00a0Euro" in page(client, language="de")
