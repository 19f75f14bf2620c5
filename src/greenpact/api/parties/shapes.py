"""The shapes of parties."""

from typing import Annotated

from pydantic import Field
from typing_extensions import TypedDict

from greenpact.api.common.shapes import (
    CityLink,
    Day,
    DealLink,
    DistrictLink,
    Iri,
    Listing,
    PartyLink,
    Position,
    Texts,
    Topmost,
    among,
)
from greenpact.deals.choices import RoleInDeal


class PostalAddress(TypedDict):
    """Where an organisation has its seat."""

    street: str | None
    postal_code: str | None
    place: str | None


class RoleAddress(TypedDict):
    """A function's address; never a person's."""

    label: Texts
    email: str


class PartyHead(PartyLink):
    """An organisation with a public deal, in a list."""

    url: Annotated[Iri, Field(description="Its page for people.")]
    city: Annotated[CityLink, Field(description="The city in whose register it stands.")]
    count: Annotated[int | None, Field(description="How many organisations a group stands for.")]
    text: Texts
    identifiers: Annotated[
        dict[str, str],
        Field(description="Identifiers by scheme.", examples=[{"lei": "5299000J2N45DDNE4Y28"}]),
    ]
    address: PostalAddress
    district: DistrictLink | None
    position: Position | None
    nuts3: Annotated[str | None, Field(description="NUTS 3 region.", examples=["DE125"])]
    web: Iri | None
    source: Annotated[Iri | None, Field(description="Where it was read.")]


class PartyList(Listing):
    """A page of a list of parties."""

    items: list[PartyHead]


class DealOfParty(TypedDict):
    """A public deal of an organisation, and the role it plays there."""

    deal: DealLink
    role: Annotated[str, among(RoleInDeal.values)]
    joined_on: Day | None
    left_on: Day | None


class Party(Topmost, PartyHead):
    """An organisation with all its public deals."""

    role_addresses: list[RoleAddress]
    deals: list[DealOfParty]
