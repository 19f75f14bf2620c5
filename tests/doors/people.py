"""Everybody who may come to a door, and the groups that a page lets in."""

from collections.abc import Callable
from datetime import date

from django.test import Client

from greenpact.accounts.models import Account
from greenpact.cities.models import City
from greenpact.parties.granting import grant
from greenpact.parties.models import Organisation
from greenpact.parties.rules import Role
from tests.deals.signing.hands import a_mandate
from tests.makers import AT, BY, a_city, a_member, an_account

Group = frozenset[str]

EVERYONE: Group = frozenset(
    [
        "visitor",  # signed out
        "stranger",  # signed in, without a role anywhere
        "neighbour",  # the programme office of another city
        "other_party",  # negotiates for an organisation that has no part in the deal
        "observer",
        "reviewer",  # decides on appeals about labels, and nothing else
        "party_signatory",
        "party_editor",
        "party_admin",
        "reader",
        "signatory",
        "funding_officer",
        "office_editor",
        "officer",
        "operator",
    ]
)

SIGNED_IN = EVERYONE - {"visitor"}
OFFICE: Group = frozenset({"officer", "operator"})
EDITORS = OFFICE | {"office_editor"}
STAFF = EDITORS | {"reader", "signatory", "funding_officer"}
#: Who speaks for the party of the deal, or keeps the register in which it stands.
TENDING = EDITORS | {"party_editor", "party_admin"}
#: Who may read a deal that is not public.
DEAL = STAFF | {"party_signatory", "party_editor", "party_admin", "observer"}
MEMBERS = DEAL | {"other_party", "reviewer"}
NOBODY: Group = frozenset()


def client_of(who: str, city: City, party: Organisation, other: Organisation) -> Client:
    """The browser of one of them, signed in where they have an account."""
    client = Client(headers={"accept-language": "en"})
    if who != "visitor":
        client.force_login(_ACCOUNTS.get(who, _member)(who, city, party, other))
    return client


def _member(who: str, city: City, party: Organisation, _other: Organisation) -> Account:
    role = Role.PROGRAMME_OFFICE if who == "officer" else Role(who)
    is_at_party = who.startswith("party_") or role is Role.OBSERVER
    account = a_member(city, role, party if is_at_party else None)
    if role is Role.PARTY_SIGNATORY:
        a_mandate(party, account)
    return account


def _neighbour(_who: str, _city: City, _party: Organisation, _other: Organisation) -> Account:
    return a_member(a_city("elsewhere"), Role.PROGRAMME_OFFICE)


def _other_party(_who: str, city: City, _party: Organisation, other: Organisation) -> Account:
    return a_member(city, Role.PARTY_ADMIN, other)


def _stranger(_who: str, city: City, party: Organisation, _other: Organisation) -> Account:
    """Somebody whose time with the party is over."""
    account = an_account()
    grant(
        account,
        city=city,
        role=Role.PARTY_ADMIN,
        organisation=party,
        since=date(2020, 1, 1),
        until=date(2021, 1, 1),
        by=BY,
        at=AT,
    )
    return account


def _operator(_who: str, _city: City, _party: Organisation, _other: Organisation) -> Account:
    return an_account(is_superuser=True)


_ACCOUNTS: dict[str, Callable[[str, City, Organisation, Organisation], Account]] = {
    "neighbour": _neighbour,
    "other_party": _other_party,
    "stranger": _stranger,
    "operator": _operator,
}
