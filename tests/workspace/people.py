"""The people who come to the staff door, and the city they come to."""

from dataclasses import dataclass
from functools import cached_property

from django.test import Client

from greenpact.accounts.models import Account
from greenpact.cities.models import City
from greenpact.parties.models import Organisation
from greenpact.parties.rules import Role
from tests.makers import a_city, a_member, an_account, an_organisation


@dataclass
class Cast:
    """A city, one organisation in it, and people who are made when a test asks for them."""

    city: City
    organisation: Organisation

    @cached_property
    def officer(self) -> Account:
        return a_member(self.city, Role.PROGRAMME_OFFICE)

    @cached_property
    def party_editor(self) -> Account:
        return a_member(self.city, Role.PARTY_EDITOR, self.organisation)

    @cached_property
    def reader(self) -> Account:
        return a_member(self.city, Role.READER)

    @cached_property
    def stranger(self) -> Account:
        return an_account()

    @cached_property
    def office(self) -> Client:
        """The officer's browser."""
        return signed_in(self.officer)


def a_cast() -> Cast:
    city = a_city("heidelberg", languages=["de", "en"])
    return Cast(city, an_organisation(city, "stadtwerke", "utility", name="Stadtwerke"))


def signed_in(account: Account, language: str = "en") -> Client:
    """A browser in which an account is signed in."""
    client = Client(headers={"accept-language": language})
    client.force_login(account)
    return client
