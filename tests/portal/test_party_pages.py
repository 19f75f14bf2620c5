"""Parties: who takes part, and everything each of them promised."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

import pytest
import time_machine
from django.test import Client

from greenpact.cities.models import City
from greenpact.deals.drafting import Parts, PartyEntry, alter
from greenpact.measures.models import Measure
from greenpact.measures.planning import Plan, replan
from greenpact.measures.recording import record_state
from greenpact.measures.rules import State
from greenpact.parties.models import RoleAddress
from tests.makers import AT, BY, a_city, a_commitment, a_deal, an_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    return a_city()


def page(client: Client, path: str = "", **query: str) -> str:
    response = client.get(f"/heidelberg/parties/{path}?{urlencode(query)}", headers={"accept-language": "en"})
    assert response.status_code == 200
    return response.content.decode()


class TestThem:
    def test_only_parties_to_public_deals_are_named(self, client: Client, city: City) -> None:
        seen, negotiating = an_organisation(city, "seen-works"), an_organisation(city, "quiet-works")
        an_organisation(city, "idle-works")
        a_deal(city, parts=Parts(parties=[PartyEntry(seen, "signatory")], clauses=[]))
        a_deal(city, parts=Parts(parties=[PartyEntry(negotiating, "signatory")], clauses=[]), public=False)
        text = page(client)
        assert "Seen Works" in text
        assert "Quiet Works" not in text
        assert "Idle Works" not in text
        assert client.get("/heidelberg/parties/quiet-works/").status_code == 404

    @pytest.mark.parametrize(
        ("query", "found"), [({"kind": "school"}, 1), ({"q": "ÖKO strom"}, 1), ({"q": "%"}, 0), ({}, 2)]
    )
    def test_they_can_be_narrowed(
        self, client: Client, city: City, query: dict[str, str], found: int
    ) -> None:
        school, works = (
            an_organisation(city, "school", "school"),
            an_organisation(city, "oeko", name="Ökostrom Süd"),
        )
        a_deal(
            city,
            parts=Parts(parties=[PartyEntry(school, "signatory"), PartyEntry(works, "funder")], clauses=[]),
        )
        text = page(client, **query)
        assert text.count("gp-rows__title") == found

    def test_an_impossible_kind_is_named(self, client: Client, city: City) -> None:
        a_deal(city)
        assert "“&lt;b&gt;” is not a kind of party" in page(client, kind="<b>")

    def test_a_tampered_cursor_gets_a_sentence(self, client: Client, city: City) -> None:
        for path in ("", "the-city/"):
            a_deal(city)
            response = client.get(f"/heidelberg/parties/{path}?page=x", headers={"accept-language": "en"})
            assert response.status_code == 400
            assert "This page of the list does not exist" in response.content.decode()

    def test_they_cost_few_queries(
        self, client: Client, city: City, django_assert_max_num_queries: Any
    ) -> None:
        parties = [PartyEntry(an_organisation(city), "signatory") for _number in range(5)]
        a_deal(city, parts=Parts(parties=parties, clauses=[]))
        with django_assert_max_num_queries(5):
            page(client)


class TestOne:
    def test_its_page_names_every_promise_with_its_state(self, client: Client, city: City) -> None:
        works = an_organisation(city, "works", web="https://example.org/", text={"en": "Makes things."})
        for ref in ("sun", "wind"):
            clauses = [a_commitment(works, "c1", f"Builds {ref}"), a_commitment(works, "c2", f"Sells {ref}")]
            a_deal(city, ref, parts=Parts(parties=[PartyEntry(works, "signatory")], clauses=clauses))
        late, done, *_rest = Measure.objects.order_by("pk")
        replan(late, Plan(due_on=date(2026, 6, 1)), by=BY, at=AT)
        record_state(done, State.DONE, by=BY, at=AT)
        with time_machine.travel(AT, tick=False):
            response = client.get("/heidelberg/parties/works/", headers={"accept-language": "en"})
        text = response.content.decode()
        assert all(
            words in text
            for words in ("Builds sun", "Sells sun", "Builds wind", "Sells wind", "Makes things.")
        )
        assert 'href="https://example.org/" rel="noopener nofollow external"' in text
        counts = [(count.state, count.number) for count in response.context["counts"]]
        assert counts == [("late", 1), ("done", 1), ("planned", 2)]

    def test_drafts_are_not_part_of_it(self, client: Client, city: City) -> None:
        works = an_organisation(city, "works")
        for ref, public in (("sun", True), ("secret", False)):
            parts = Parts(
                parties=[PartyEntry(works, "signatory")], clauses=[a_commitment(works, text=f"Builds {ref}")]
            )
            a_deal(city, ref, parts=parts, public=public)
        text = page(client, "works/")
        assert "Builds sun" in text
        assert "Builds secret" not in text

    def test_one_that_left_stays_in_the_history(self, client: Client, city: City) -> None:
        works, other = an_organisation(city, "works"), an_organisation(city, "other")
        deal = a_deal(
            city,
            parts=Parts(parties=[PartyEntry(works, "funder"), PartyEntry(other, "signatory")], clauses=[]),
        )
        alter(deal, Parts(parties=[PartyEntry(other, "signatory")]), by=BY, at=AT)
        assert "left on 15 June 2026" in page(client, "works/")

    def test_a_group_says_how_many_stand_behind_it(self, client: Client, city: City) -> None:
        schools = an_organisation(city, "schools", "group", count=29)
        a_deal(city, parts=Parts(parties=[PartyEntry(schools, "signatory")], clauses=[]))
        assert "Group of organisations (29)" in page(client, "schools/")

    def test_role_addresses_are_shown_and_people_never(self, client: Client, city: City) -> None:
        works = an_organisation(city, "works", identifiers={"lei": "529900ABC"})
        RoleAddress.objects.create(
            organisation=works, label={"en": "Energy office"}, email="energy@example.org"
        )
        works.people.create(name="Erika Mustermann", email="erika@example.org")
        a_deal(city, parts=Parts(parties=[PartyEntry(works, "signatory")], clauses=[]))
        text = page(client, "works/")
        assert "energy@example.org" in text
        assert "529900ABC" in text
        assert "Mustermann" not in text
        assert "erika@" not in text

    def test_it_costs_few_queries(
        self, client: Client, city: City, django_assert_max_num_queries: Any
    ) -> None:
        works = an_organisation(city, "works")
        for _number in range(3):
            parts = Parts(parties=[PartyEntry(works, "signatory")], clauses=[a_commitment(works)])
            a_deal(city, parts=parts)
        with django_assert_max_num_queries(9):
            page(client, "works/")
