"""The text of an agreement in the workspace: for the city's people and the deal's parties, drafts included."""

import pytest
from django.test import Client

from greenpact.deals.models import Deal
from greenpact.deals.parts import Parts, PartyEntry
from greenpact.parties.rules import Role
from tests.makers import a_city, a_commitment, a_deal, a_goal, a_member, an_account, an_organisation
from tests.workspace.hands import at, signed_in, words

pytestmark = pytest.mark.django_db
FORMS = ["agreement/", "agreement.pdf", "agreement.docx"]


@pytest.fixture
def deal() -> Deal:
    city = a_city(languages=["de", "en"])
    company = an_organisation(city, "works", street="Werkstraße 1", postal_code="69117", place="Heidelberg")
    parts = Parts(parties=[PartyEntry(company, "signatory")], clauses=[a_goal(), a_commitment(company)])
    return a_deal(city, "solar", public=False, parts=parts)


@pytest.mark.parametrize("form", FORMS)
def test_an_officer_and_a_party_read_it(deal: Deal, form: str) -> None:
    company = deal.parties.get().organisation
    for account in (a_member(deal.city, Role.READER), a_member(deal.city, Role.PARTY_SIGNATORY, company)):
        assert signed_in(account).get(at(deal, form)).status_code == 200


@pytest.mark.parametrize("form", FORMS)
def test_a_stranger_and_the_people_of_others_find_nothing(deal: Deal, form: str) -> None:
    other = a_member(deal.city, Role.PARTY_EDITOR, an_organisation(deal.city, "other"))
    for account in (an_account(), other):
        assert signed_in(account).get(at(deal, form)).status_code == 404
    assert Client().get(at(deal, form)).status_code == 302


def test_a_draft_says_that_it_is_one_and_bears_addresses(deal: Deal) -> None:
    page = words(signed_in(a_member(deal.city, Role.PROGRAMME_OFFICE)).get(at(deal, "agreement/")))
    assert "A draft, written out from the clauses as they stand now." in page
    assert "Werkstraße 1, 69117 Heidelberg" in page


def test_a_public_text_names_its_version(deal: Deal) -> None:
    public = a_deal(deal.city, "public")
    page = words(signed_in(a_member(deal.city, Role.PROGRAMME_OFFICE)).get(at(public, "agreement/")))
    assert "This is version 1" in page
