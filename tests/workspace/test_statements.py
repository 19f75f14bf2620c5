"""Speaking about a measure: each for their own, in public, side by side."""

from typing import Any

import pytest
from django.test import Client

from greenpact.deals.drafting import Parts, PartyEntry
from greenpact.deals.models import Deal
from greenpact.measures.models import Dispute, Reply, Statement
from greenpact.parties.models import Organisation
from greenpact.parties.rules import Role
from tests.makers import a_commitment, a_deal, a_goal, a_member, an_organisation
from tests.workspace.people import Cast, a_cast, signed_in

pytestmark = pytest.mark.django_db

BASE = "/workspace/heidelberg/deals/sun/measures/c1/statements/"


@pytest.fixture
def cast() -> Cast:
    return a_cast()


@pytest.fixture
def agency(cast: Cast) -> Organisation:
    return an_organisation(cast.city, "agency", name="Energy agency")


@pytest.fixture
def deal(cast: Cast, agency: Organisation) -> Deal:
    parties = [PartyEntry(cast.organisation, "signatory"), PartyEntry(agency, "evaluator")]
    return a_deal(
        cast.city, "sun", parts=Parts(parties=parties, clauses=[a_goal(), a_commitment(cast.organisation)])
    )


@pytest.fixture
def observer(cast: Cast, agency: Organisation, deal: Deal) -> Client:
    return signed_in(a_member(cast.city, Role.OBSERVER, agency))


def say(client: Client, part: str, **typed: str) -> Any:
    values = {"state": "under_way", "text": "So it is.", "language": "en", "on": "2026-06-01", "part": part}
    return client.post(f"{BASE}new/", {**values, **typed})


def test_owner_city_and_observer_stand_side_by_side(cast: Cast, observer: Client) -> None:
    assert say(signed_in(cast.party_editor), "owner-stadtwerke", text="All is well.").status_code == 302
    assert say(cast.office, "city", text="We see it alike.").status_code == 302
    assert say(observer, "observer-agency", text="We counted less.").status_code == 302
    page = (
        Client(headers={"accept-language": "en"}).get("/heidelberg/deals/sun/measures/c1/").content.decode()
    )
    order = [page.index(words) for words in ("All is well.", "We see it alike.", "We counted less.")]
    assert order == sorted(order)
    assert "Energy agency" in page


def test_nobody_speaks_for_another(cast: Cast, deal: Deal, observer: Client) -> None:
    for part in ("owner-stadtwerke", "city"):
        assert say(observer, part).status_code == 422
    assert say(cast.office, "owner-stadtwerke").status_code == 422
    assert not Statement.objects.exists()


def test_an_observer_disputes_the_owner_answers_and_the_city_replies(cast: Cast, observer: Client) -> None:
    party = signed_in(cast.party_editor)
    say(party, "owner-stadtwerke")
    said = Statement.objects.get()
    words = {"text": "We counted less.", "language": "en", "part": "observer-agency"}
    assert observer.post(f"{BASE}{said.ref}/dispute/", words).status_code == 302
    dispute = Dispute.objects.get()
    there = f"{BASE}disputes/{dispute.ref}/"
    assert cast.office.post(f"{there}answer/", {**words, "part": "city"}).status_code == 404
    assert party.post(f"{there}answer/", {**words, "part": "owner-stadtwerke"}).status_code == 302
    assert cast.office.post(f"{BASE}{said.ref}/reply/", {**words, "part": "city"}).status_code == 302
    assert observer.post(f"{there}end/", {**words, "then": "settled"}).status_code == 302
    assert Reply.objects.count() == 1
    dispute.refresh_from_db()
    assert dispute.state == "settled"
    for client in (party, observer, cast.office):
        assert client.get(BASE).status_code == 200


def test_a_reader_reads_and_says_nothing(cast: Cast, deal: Deal) -> None:
    reader = signed_in(cast.reader)
    assert reader.get(BASE).status_code == 200
    assert reader.get(f"{BASE}new/").status_code == 404


def test_strangers_find_nothing(cast: Cast, deal: Deal) -> None:
    say(cast.office, "city")
    stranger = signed_in(cast.stranger)
    said = Statement.objects.get()
    for part in ("", "new/", f"{said.ref}/reply/", f"{said.ref}/dispute/"):
        assert stranger.get(f"{BASE}{part}").status_code == 404
