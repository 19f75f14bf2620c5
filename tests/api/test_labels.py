"""Labels for machines: what holds, what no longer does, and the documents of the parties at their addresses."""

import pytest
import time_machine
from django.test import Client
from pydantic import TypeAdapter

from greenpact.api.labels.shapes import Label, LabelList
from greenpact.labels.rules import Suspension
from greenpact.labels.suspending import suspend
from tests.api.conftest import Ask
from tests.labels.makers import a_label, a_signed_deal
from tests.makers import AT, BY, a_city

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today() -> object:
    with time_machine.travel(AT, tick=False):
        yield


def test_labels_of_the_network_leave_out_invented_cities(ask: Ask) -> None:
    label = a_label(a_signed_deal(a_city()))
    a_label(a_signed_deal(a_city("musterstadt", is_invented=True)))
    answer = ask("labels")
    assert [one["ref"] for one in answer["items"]] == [label.ref]
    assert len(ask("cities/musterstadt/labels")["items"]) == 1
    TypeAdapter(LabelList).validate_python(answer)
    one = answer["items"][0]
    assert (one["level"], one["standing"], one["deal"]["ref"], one["scheme"]) == (
        "committed",
        "awarded",
        "sun",
        1,
    )


def test_a_label_leads_to_the_documents_of_its_parties(ask: Ask, client: Client) -> None:
    label = a_label(a_signed_deal(a_city()))
    answer = ask(f"labels/heidelberg/{label.ref}")
    TypeAdapter(Label).validate_python(answer)
    holder = answer["holders"][0]
    addresses = [holder["credential"], holder["credential_jwt"], *holder["certificates"]]
    addresses += [answer["badge"], answer["url"], answer["keys"], answer["rules"]]
    assert {client.get(address.removeprefix("http://testserver")).status_code for address in addresses} == {
        200
    }
    assert answer["@id"].endswith(f"/api/v1/labels/heidelberg/{label.ref}")
    assert ask("labels/mannheim/" + label.ref, status=404)


def test_a_suspended_label_says_why_and_is_not_among_those_that_hold(ask: Ask) -> None:
    label = a_label(a_signed_deal(a_city()))
    assert len(ask("labels?holds=yes&level=committed")["items"]) == 1
    suspend(label, Suspension.REPORTING_STOPPED, by=BY, at=AT)
    one = ask(f"labels/heidelberg/{label.ref}")
    assert (one["standing"], one["reason"]) == ("suspended", "reporting_stopped")
    assert one["holders"][0]["certificates"] == []
    assert ask("labels?holds=yes")["items"] == []
    assert ask("labels?level=proven")["items"] == []


def test_what_was_never_awarded_or_is_not_public_is_not_there(ask: Ask) -> None:
    label = a_label(a_signed_deal(a_city()))
    type(label.deal).objects.update(published_at=None)
    assert ask("labels")["items"] == []
    ask(f"labels/heidelberg/{label.ref}", status=404)


@pytest.mark.parametrize(("address", "budget"), [("labels", 6), ("cities/heidelberg/labels", 6), ("one", 9)])
def test_labels_stay_within_their_budget(
    client: Client, django_assert_max_num_queries: object, address: str, budget: int
) -> None:
    city = a_city()
    made = [a_label(a_signed_deal(city, f"deal-{number}")) for number in range(4)]
    asked = f"labels/heidelberg/{made[0].ref}" if address == "one" else address
    with django_assert_max_num_queries(budget):  # type: ignore[operator]  # the plugin's fixture
        assert client.get(f"/api/v1/{asked}").status_code == 200
