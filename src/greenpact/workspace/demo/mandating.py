"""Who signs in the invented city: people with their mandates, checked, only stated, refused and ended."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from greenpact.accounts.inviting import invite
from greenpact.accounts.models import Account
from greenpact.cities.models import City
from greenpact.parties.granting import grant
from greenpact.parties.mandate_rules import MandateState, Reach
from greenpact.parties.mandating import Terms, decide, end, state
from greenpact.parties.models import Mandate, Organisation
from greenpact.parties.rules import Role
from greenpact.workspace.demo.loading import BY
from greenpact.workspace.demo.telling import CITY, Step

SINCE = date(2024, 1, 1)
SEEN = "Beschluss und Handelsregister für die Demo angesehen."
NOT_ENOUGH = "Die Vollmacht nennt nur Einkäufe bis 10.000 Euro, keine Vereinbarungen."


@dataclass(frozen=True, slots=True)
class Signer:
    """Somebody who signs for an organisation; who is not one of the demo's three sign-ins cannot sign in."""

    organisation: str
    email: str
    name: str
    capacity: str
    reach: Reach = Reach.BINDING

    @property
    def role(self) -> Role:
        return Role.SIGNATORY if self.organisation == "stadt-musterstadt" else Role.PARTY_SIGNATORY


MAYOR = Signer("stadt-musterstadt", "mayor@demo.invalid", "Maxi Muster", "Bürgermeisterei")
BEFORE = Signer("stadt-musterstadt", "former@demo.invalid", "Uli Vorlage", "Bürgermeisterei bis zur Wahl")
BOARD = Signer("musterheim", "board@demo.invalid", "Jo Beispiel", "Vorstand")
CLUB = Signer("klimaverein", "club@demo.invalid", "Kai Vorlage", "Vorsitz", Reach.INTENT)
DEAN = Signer("hochschule-musterstadt", "dean@demo.invalid", "Sam Probe", "Kanzleramt")
BUYER = Signer("beispielwerk", "buyer@demo.invalid", "Luca Test", "Einkauf")
FERRY = Signer("mustermobil", "party@demo.invalid", "", "Geschäftsführung")
UTILITY = Signer("stadtwerke-musterstadt", "party@demo.invalid", "", "Prokura")


def steps() -> list[Step]:
    """Who states a mandate, and what the city says to it."""
    checked = [Step(248, partial(_checked, who)) for who in (MAYOR, BEFORE, BOARD, CLUB, DEAN, FERRY)]
    return [
        *checked,
        Step(
            210,
            lambda at: end(
                mandate_of(BEFORE), until=mandate_of(BEFORE).organisation.city.day(at), by=BY, at=at
            ),
        ),
        Step(33, partial(_stated, BUYER)),
        Step(31, lambda at: decide(mandate_of(BUYER), MandateState.REFUSED, note=NOT_ENOUGH, by=BY, at=at)),
        Step(8, partial(_stated, UTILITY)),
    ]


def mandate_of(signer: Signer) -> Mandate:
    """The mandate that the story has given somebody."""
    rows = Mandate.objects.select_related("account", "organisation__city")
    return rows.get(
        organisation__city__slug=CITY, organisation__ref=signer.organisation, account__email=signer.email
    )


def _checked(signer: Signer, at: datetime) -> None:
    decide(_stated(signer, at), MandateState.CHECKED, note=SEEN, by=BY, at=at)


def _stated(signer: Signer, at: datetime) -> Mandate:
    city = City.objects.get(slug=CITY)
    organisation = Organisation.objects.get(city=city, ref=signer.organisation)
    account = Account.objects.filter(email=signer.email).first() or invite(signer.email, name=signer.name)
    if not account.memberships.filter(city=city).exists():
        own = None if signer.role is Role.SIGNATORY else organisation
        grant(account, city=city, role=signer.role, organisation=own, since=SINCE, by=BY, at=at)
    terms = Terms(capacity=signer.capacity, reach=signer.reach, since=SINCE)
    return state(organisation, account, terms=terms, by=BY, at=at)
