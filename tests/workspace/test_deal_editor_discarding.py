"""Throwing away a draft: who may, what goes with it, and what stays."""

import pytest
from django.test import Client

from greenpact.cities.models import City
from greenpact.deals.models import Deal
from greenpact.deals.progressing import move_signature
from greenpact.deals.rules import Signature
from greenpact.journal.models import Entry
from greenpact.parties.models import Organisation
from greenpact.parties.rules import Role
from greenpact.workspace.models import Draft
from tests import makers
from tests.makers import AT, BY
from tests.workspace.hands import at, board_of, drafts_of, save, signed_in, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    return makers.a_city()


@pytest.fixture
def draft(city: City) -> Deal:
    return makers.a_deal(city, "solar-roofs", public=False)


@pytest.fixture
def office(city: City) -> Client:
    return signed_in(makers.a_member(city, Role.PROGRAMME_OFFICE))


def test_an_officer_throws_a_draft_away_once_it_is_confirmed(draft: Deal, office: Client) -> None:
    assert at(draft, "discard/") in words(office.get(at(draft)))
    page = office.get(at(draft, "discard/"))
    assert Deal.objects.filter(pk=draft.pk).exists()
    answer = save(office, at(draft, "discard/"), page)
    assert answer.headers["Location"] == board_of(draft.city)
    assert "was thrown away" in words(office.get(answer.headers["Location"]))
    assert not Deal.objects.filter(pk=draft.pk).exists()
    entry = Entry.objects.latest("number")
    assert (entry.verb, entry.subject, entry.is_public) == ("deal.discarded", "deal:solar-roofs", False)


def test_what_was_typed_and_not_saved_goes_with_it(city: City, draft: Deal, office: Client) -> None:
    other = makers.a_deal(city, "solar-roofs-2", public=False)
    for deal in (draft, other):
        office.post(drafts_of(city), {"subject": f"deal:{deal.ref}/texts", "title_en": "Not saved"})
    save(office, at(draft, "discard/"))
    assert [kept.subject for kept in Draft.objects.all()] == ["deal:solar-roofs-2/texts"]


def test_a_party_reads_the_draft_and_cannot_throw_it_away(city: City, draft: Deal) -> None:
    company = Organisation.objects.get(parties__deal=draft, kind="company")
    partner = signed_in(makers.a_member(city, Role.PARTY_EDITOR, company))
    assert "discard/" not in words(partner.get(at(draft)))
    assert partner.get(at(draft, "discard/")).status_code == 404
    assert partner.post(at(draft, "discard/")).status_code == 404
    assert Deal.objects.filter(pk=draft.pk).exists()


def test_a_stranger_and_an_officer_of_another_city_find_nothing(draft: Deal) -> None:
    elsewhere = makers.a_member(makers.a_city("elsewhere"), Role.PROGRAMME_OFFICE)
    for account in (makers.an_account(), elsewhere):
        client = signed_in(account)
        assert client.get(at(draft, "discard/")).status_code == 404
        assert client.post(at(draft, "discard/")).status_code == 404
    assert Deal.objects.filter(pk=draft.pk).exists()


def test_somebody_signed_out_is_led_to_the_door(draft: Deal) -> None:
    assert Client().get(at(draft, "discard/")).status_code == 302


def test_a_draft_that_somebody_changed_meanwhile_is_asked_about_again(draft: Deal, office: Client) -> None:
    page = office.get(at(draft, "discard/"))
    save(office, at(draft, "texts/"), title_en="Better than before")
    again = save(office, at(draft, "discard/"), page)
    assert again.status_code == 422
    assert "Somebody else changed this meanwhile" in words(again)
    assert Deal.objects.filter(pk=draft.pk).exists()


def test_a_public_deal_and_one_being_signed_say_why_they_stay(city: City, office: Client) -> None:
    public = makers.a_deal(city, "public")
    signing = makers.a_deal(city, "signing", public=False)
    move_signature(signing, Signature.SIGNING, by=BY, at=AT)
    for deal, why in ((public, "was public once"), (signing, "signing of this deal has begun")):
        assert at(deal, "discard/") not in words(office.get(at(deal)))
        assert why in words(office.get(at(deal, "discard/")))
        refused = office.post(at(deal, "discard/"), {"seen": office.get(at(deal)).context["seen"]})
        assert refused.status_code == 422
        assert Deal.objects.filter(pk=deal.pk).exists()
