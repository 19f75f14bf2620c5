"""Files of readings at the staff door: sent, answered, taken in, by an officer and a party; not by others."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from greenpact.deals.drafting import Parts, PartyEntry
from greenpact.deals.models import Deal
from greenpact.measures.models import Delivery, DeliveryState, Indicator, Reading
from greenpact.parties.models import ApiToken
from greenpact.parties.rules import Role
from greenpact.workspace.readings import overview
from tests.makers import a_commitment, a_deal, a_goal, a_member, an_organisation
from tests.measures.makers import an_indicator, measure_of
from tests.measures.test_intake import MESSY
from tests.workspace.people import Cast, a_cast, signed_in

BASE = "/workspace/heidelberg/readings/"


@pytest.fixture
def cast(db: None) -> Cast:
    return a_cast()


@pytest.fixture
def deal(cast: Cast) -> Deal:
    city = an_organisation(cast.city, "the-city", "city")
    clauses = [a_goal(), a_commitment(cast.organisation), a_commitment(city, "c2", "Opens its own roofs")]
    parties = [PartyEntry(cast.organisation, "signatory"), PartyEntry(city, "signatory")]
    return a_deal(cast.city, "power", parts=Parts(parties=parties, clauses=clauses))


@pytest.fixture
def power(deal: Deal) -> Indicator:
    return an_indicator(measure_of(deal))


def send(client: Client, content: str, **fields: str) -> Any:
    file = SimpleUploadedFile("Strom 2024.csv", content.encode())
    return client.post(BASE, {"file": file, "deal": "", "provenance": "measured", "source": "", **fields})


def test_a_party_sends_a_messy_sheet_and_puts_two_rows_right(cast: Cast, power: Indicator) -> None:
    browser = signed_in(cast.party_editor, "de")
    there = send(browser, MESSY)["Location"]
    page = browser.get(there).content.decode()
    assert "„13x“ ist keine Zahl." in page
    assert "20255" in page
    key, other = "0|5|D", "0|6|C"
    again = browser.post(
        there,
        {
            "series-0": f"power/{power.ref}",
            f"do-{key}": "instead",
            f"text-{key}": "1.310.000",
            f"text-{other}": "2025",
        },
    )
    assert again.status_code == 302
    found = Delivery.objects.get()
    assert (found.open_count, found.counts) == (0, {"new": 5})
    done = browser.post(f"{there}confirm/", follow=True).content.decode()
    assert "5 neu, 0 ersetzt" in done or "5 new" in done
    assert Reading.objects.count() == 5
    assert Reading.objects.filter(provenance="measured").count() == 5
    send(browser, MESSY)
    page = browser.get(f"{BASE}{Delivery.objects.latest('pk').ref}/").content.decode()
    assert "Strom 2024.csv" in page
    assert browser.get(f"{there}rows/").status_code == 200


def test_a_wrong_answer_is_told_at_its_field(cast: Cast, power: Indicator) -> None:
    there = send(cast.office, "Messgröße;Jahr;Wert\nGas;2021;12,5\n")["Location"]
    answered = cast.office.post(there, {"series-0": f"power/{power.ref}", "unit-0": "quux"})
    assert answered.status_code == 422
    assert "This unit is not known" in answered.content.decode()
    answered = cast.office.post(there, {"series-0": f"power/{power.ref}", "unit-0": "kWh"})
    assert answered.status_code == 302
    assert Delivery.objects.get().counts == {"new": 1}


def test_one_may_not_choose_what_is_not_ones_own(cast: Cast, deal: Deal, power: Indicator) -> None:
    theirs = an_indicator(measure_of(deal, "c2"))
    browser = signed_in(cast.party_editor)
    there = send(browser, "Messgröße;Einheit;Jahr;Wert\nGas;MWh;2021;12,5\n")["Location"]
    assert browser.post(there, {"series-0": f"power/{theirs.ref}"}).status_code == 422
    assert power.readings.count() == 0


def test_what_one_sends_is_not_seen_by_others(cast: Cast, power: Indicator) -> None:
    there = send(signed_in(cast.party_editor), MESSY)["Location"]
    assert cast.office.get(there).status_code == 404
    assert signed_in(cast.reader).get(BASE).status_code == 404
    assert signed_in(cast.stranger).get(there).status_code == 404
    assert Client().get(BASE).status_code == 302


def test_a_file_that_is_none_is_told_in_a_sentence(cast: Cast, power: Indicator) -> None:
    there = send(cast.office, "%PDF-1.7 whatever")["Location"]
    page = cast.office.get(there).content.decode()
    assert "This is no sheet but PDF" in page
    assert Delivery.objects.get().state == DeliveryState.FAILED
    assert send(cast.office, "").status_code == 422


def test_a_file_that_is_too_large_is_refused(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overview.deliveries, "most_upload_bytes", 50)
    answer = send(cast.office, MESSY)
    assert answer.status_code == 422
    assert "at most 100 MB" in answer.content.decode()
    assert not Delivery.objects.exists()


def test_a_file_is_cancelled(cast: Cast, power: Indicator) -> None:
    there = send(cast.office, MESSY)["Location"]
    cast.office.post(f"{there}discard/")
    assert Delivery.objects.get().state == DeliveryState.DISCARDED
    assert "discarded" in cast.office.get(there).content.decode()


def test_an_administrator_issues_a_token_that_is_shown_once(cast: Cast) -> None:
    browser = signed_in(a_member(cast.city, Role.PARTY_ADMIN, cast.organisation))
    there = "/workspace/heidelberg/people/stadtwerke/tokens/"
    until = timezone.localdate() + timedelta(days=100)
    answer = browser.post(
        there, {"name": "SCADA", "scopes": ["readings:write"], "expires_on": until.isoformat()}
    )
    assert b"gp_" in answer.content
    assert b"gp_" not in browser.get(there).content.replace(b"gp_more", b"")
    token = ApiToken.objects.get()
    browser.post(f"{there}{token.ref}/revoke/")
    assert b"revoked" in browser.get(there).content
    assert browser.post(there, {"name": "", "scopes": []}).status_code == 422
    assert signed_in(cast.party_editor).get(there).status_code == 404
