"""The check-ins of a deal: the office keeps rules, contacts and links, a party answers, strangers find nothing."""

import pytest
from django.test import Client

from greenpact.deals.drafting import Parts, PartyEntry
from greenpact.deals.models import Deal
from greenpact.measures.models import CheckIn, CheckInLink, CheckInRules, Contact
from tests.makers import a_commitment, a_deal, a_goal
from tests.measures.check_ins import CONTACT, DEPUTY
from tests.measures.makers import measure_of
from tests.workspace.people import Cast, a_cast, signed_in

pytestmark = pytest.mark.django_db

RULES = {
    "is_on": "on",
    "asking": "quarter",
    "days": 14,
    "first_after": 7,
    "second_after": 12,
    "escalates": "on",
    "seen": 0,
}


@pytest.fixture
def cast() -> Cast:
    return a_cast()


@pytest.fixture
def deal(cast: Cast) -> Deal:
    parts = Parts(
        parties=[PartyEntry(cast.organisation, "signatory")],
        clauses=[a_goal(), a_commitment(cast.organisation)],
    )
    return a_deal(cast.city, "sun", parts=parts, work_state="implementing")


def at(part: str = "") -> str:
    return f"/workspace/heidelberg/deals/sun/check-ins/{part}"


def asked(cast: Cast, deal: Deal) -> CheckIn:
    cast.office.post(
        at(f"contacts/{cast.organisation.ref}/"), {"email": CONTACT, "deputy_email": DEPUTY, "language": "en"}
    )
    cast.office.post(at(f"ask/{measure_of(deal).clause.ref}/"))
    return CheckIn.objects.get()


def test_the_office_sets_the_rules(cast: Cast, deal: Deal) -> None:
    assert cast.office.get(at("rules/")).status_code == 200
    assert cast.office.post(at("rules/"), RULES).status_code == 302
    assert CheckInRules.objects.get(deal=deal).is_on
    assert "every quarter" in cast.office.get(at()).content.decode()


def test_reminders_out_of_order_are_refused_in_words(cast: Cast, deal: Deal) -> None:
    page = cast.office.post(at("rules/"), {**RULES, "first_after": 13})
    assert page.status_code == 422
    assert "The first reminder comes before the second" in page.content.decode()
    assert not CheckInRules.objects.filter(deal=deal).exists()


def test_whoever_saw_other_rules_is_told(cast: Cast, deal: Deal) -> None:
    cast.office.post(at("rules/"), RULES)
    page = cast.office.post(at("rules/"), {**RULES, "days": 20})
    assert page.status_code == 422
    assert CheckInRules.objects.get(deal=deal).window_days == 14


def test_the_office_asks_now_and_ends_a_link(cast: Cast, deal: Deal) -> None:
    check_in = asked(cast, deal)
    assert Contact.objects.get().email == CONTACT
    link = check_in.links.get()
    assert CONTACT in cast.office.get(at()).content.decode()
    cast.office.post(at(f"links/{link.ref}/revoke/"))
    link.refresh_from_db()
    assert link.revoked_at
    assert link.email == ""


def test_a_party_answers_under_its_own_name(cast: Cast, deal: Deal) -> None:
    check_in = asked(cast, deal)
    party = signed_in(cast.party_editor)
    page = party.get(at())
    assert page.status_code == 200
    assert CONTACT not in page.content.decode()
    there = party.post(at(f"{check_in.ref}/answer/"))
    assert there.status_code == 302
    party.post(f"{there['Location']}unchanged/")
    check_in.refresh_from_db()
    assert check_in.answered_by == cast.party_editor.actor
    assert CheckInLink.objects.count() == 2


def test_a_party_sets_nothing(cast: Cast, deal: Deal) -> None:
    link = asked(cast, deal).links.get()
    party = signed_in(cast.party_editor)
    assert party.get(at("rules/")).status_code == 404
    assert party.post(at(f"links/{link.ref}/revoke/")).status_code == 404
    assert party.post(at("ask/c1/")).status_code == 404


def test_strangers_find_nothing(cast: Cast, deal: Deal) -> None:
    check_in = asked(cast, deal)
    stranger = signed_in(cast.stranger)
    for part in ("", "rules/", f"contacts/{cast.organisation.ref}/", f"{check_in.ref}/file/"):
        assert stranger.get(at(part)).status_code == 404
    assert stranger.post(at(f"{check_in.ref}/answer/")).status_code == 404
    assert Client().get(at()).status_code == 302
