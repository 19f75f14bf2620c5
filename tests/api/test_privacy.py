"""The machine door knows nobody: a stranger, a party and an officer get the same answer, and no secrets."""

import pytest
from django.test import Client

from greenpact.parties.models import Person
from greenpact.parties.rules import Role
from tests.api.makers import a_small_network
from tests.makers import a_member

pytestmark = pytest.mark.django_db

ADDRESSES = [
    *("cities", "cities/heidelberg", "deals", "cities/heidelberg/deals", "deals/heidelberg/solar-roofs"),
    *("parties", "parties/heidelberg/company-solar-roofs", "clauses", "measures", "changes"),
    *("cities/heidelberg/changes", "cities/heidelberg/measures", "deals/heidelberg/unpublished", ""),
]


def test_three_people_get_the_same_answers_without_anything_private() -> None:
    city = a_small_network()
    company = city.organisations.get(ref="company-solar-roofs")
    Person.objects.create(
        organisation=company, name="Ada Private", email="ada@example.org", phone="+49 6221 1"
    )
    officer, partner = a_member(city, Role.PROGRAMME_OFFICE), a_member(city, Role.PARTY_EDITOR, company)
    stranger, signed_in = Client(), [Client(), Client()]
    for client, account in zip(signed_in, (officer, partner), strict=True):
        client.force_login(account)
    for address in ADDRESSES:
        answer = stranger.get(f"/api/v1/{address}").content.decode()
        assert all(client.get(f"/api/v1/{address}").content.decode() == answer for client in signed_in), (
            address
        )
        secrets = (
            "Ada",
            "ada@example.org",
            "account:",
            "membership",
            officer.email,
            officer.ref,
            "unpublished",
        )
        found = [
            secret for secret in secrets if secret in answer.replace("/deals/heidelberg/unpublished", "")
        ]
        assert not found, (address, found)


def test_answers_use_no_primary_keys() -> None:
    a_small_network()
    for address in ADDRESSES[:-1]:
        answer = Client().get(f"/api/v1/{address}").json()
        assert not {"id", "pk"} & _names(answer), address


def _names(answer: object) -> set[str]:
    """The names of all members, however deep."""
    if isinstance(answer, dict):
        return set(answer).union(*(_names(value) for value in answer.values()))
    return set().union(*(_names(one) for one in answer)) if isinstance(answer, list) else set()
