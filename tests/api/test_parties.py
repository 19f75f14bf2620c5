"""Parties are organisations with a public deal; nobody else is named."""

import pytest

from greenpact.parties.models import RoleAddress
from tests.api.conftest import Ask
from tests.api.makers import a_full_city, a_full_deal
from tests.makers import a_city, a_deal, an_organisation

pytestmark = pytest.mark.django_db


def test_an_organisation_without_a_public_deal_is_not_named(ask: Ask) -> None:
    city = a_city("heidelberg")
    an_organisation(city, "shy")
    a_deal(city, "draft", public=False)
    assert ask("parties")["items"] == ask("cities/heidelberg/parties")["items"] == []
    ask("parties/heidelberg/shy", status=404)


def test_the_parties_of_public_deals(ask: Ask) -> None:
    a_full_deal(a_full_city())
    everywhere, in_city = ask("parties")["items"], ask("cities/heidelberg/parties")["items"]
    assert {party["ref"] for party in everywhere} == {"administration-solar-roofs", "company-solar-roofs"}
    assert in_city == everywhere
    assert [party["kind"] for party in ask("parties?kind=company")["items"]] == ["company"]


def test_a_party_with_its_deals(ask: Ask) -> None:
    deal = a_full_deal(a_full_city())
    company = deal.parties.get(organisation__kind="company").organisation
    RoleAddress.objects.create(organisation=company, label={"en": "Press"}, email="press@example.org")
    party = ask("parties/heidelberg/company-solar-roofs")
    assert party["@type"] == "Organization"
    assert party["url"] == "http://testserver/heidelberg/parties/company-solar-roofs/"
    assert party["identifiers"] == {"lei": "5299000J2N45DDNE4Y28"}
    assert party["role_addresses"] == [{"label": {"en": "Press"}, "email": "press@example.org"}]
    [held] = party["deals"]
    assert (held["deal"]["ref"], held["role"]) == ("solar-roofs", "signatory")


def test_invented_parties_are_in_no_list_of_the_network(ask: Ask) -> None:
    a_deal(a_city("musterstadt", is_invented=True), "made-up")
    assert ask("parties")["items"] == []
    assert len(ask("cities/musterstadt/parties")["items"]) == 2
