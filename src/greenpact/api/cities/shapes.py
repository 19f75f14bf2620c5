"""The shapes of cities."""

from typing import Annotated

from pydantic import Field

from greenpact.api.common.shapes import (
    CityLink,
    Day,
    DistrictLink,
    FieldLink,
    Iri,
    Listing,
    Number,
    Position,
    Ref,
    Resource,
    Texts,
    Topmost,
)

Year = Annotated[int, Field(examples=[2030])]
Sdgs = Annotated[
    list[int], Field(description="Sustainable Development Goals, by number.", examples=[[11, 13]])
]
Source = Annotated[Iri | None, Field(description="Where it was read.")]


class CityHead(CityLink):
    """A city in a list."""

    url: Annotated[Iri, Field(description="Its page for people.")]
    country: Annotated[str, Field(description="ISO 3166 code.", examples=["DE"])]
    roles: Annotated[
        list[str], Field(description="Roles in the Intelligent Cities Challenge.", examples=[["core"]])
    ]
    position: Position | None
    nuts3: Annotated[str | None, Field(description="NUTS 3 region.", examples=["DE125"])]
    municipality_key: Annotated[str | None, Field(examples=["08221000"])]
    languages: list[str]
    timezone: Annotated[str, Field(examples=["Europe/Berlin"])]
    source: Source
    note: Texts


class CityList(Listing):
    """A page of the list of cities."""

    items: list[CityHead]


class Programme(Resource):
    """The frame a city gives its Local Green Deals."""

    ref: Ref
    aim: Texts
    text: Texts
    benefits: Texts
    audience: Texts
    sdgs: Sdgs
    since_year: Year | None
    until_year: Year | None
    source: Source


class FieldOfWork(FieldLink):
    """A field of work as the city names it, mapped to the network's sectors."""

    text: Texts
    sectors: Annotated[list[str], Field(examples=[["energy"]])]
    sdgs: Sdgs


class Office(Resource):
    """An office of the city, reached at a role address."""

    ref: Ref
    name: Texts
    text: Texts
    email: Annotated[str | None, Field(description="A role address, never a person's.")]
    deputy: Annotated[str | None, Field(description="The office that stands in, by its short name.")]
    fields: Annotated[list[str], Field(description="Its fields of work, by short name.")]


class District(DistrictLink):
    """A part of the city's territory."""

    position: Position | None


class Target(Resource):
    """A target as the city stated it; a city may have several at once, on different bases."""

    ref: Ref
    text: Texts
    target_year: Year | None
    base_year: Year | None
    scope: Texts
    adopted: Annotated[str | None, Field(description="When it was adopted, as stated.")]
    source: Source
    note: Texts


class Figure(Resource):
    """A number with its year, unit, basis and source."""

    ref: Ref
    kind: Annotated[str, Field(examples=["emissions"])]
    sector: Annotated[str | None, Field(description="What it is a figure of.")]
    year: Year | None
    value: Number
    unit: Annotated[str, Field(examples=["t CO2e"])]
    basis: Texts
    status: Annotated[str | None, Field(examples=["final"])]
    derived: Annotated[bool, Field(description="Calculated from other figures.")]
    source: Source
    note: Texts


class CountingRule(Resource):
    """What the city counts as a Local Green Deal from a day on."""

    ref: Ref
    text: Texts
    valid_from: Day
    kinds: Annotated[list[str], Field(description="Kinds of record that count; empty means all.")]
    tiers: Annotated[list[str], Field(description="Tiers that count; empty means all.")]
    signed_only: bool
    in_force: Annotated[bool, Field(description="Whether it is the rule of today.")]


class City(Topmost, CityHead):
    """A city with everything it says of itself."""

    revision: Annotated[
        int, Field(ge=0, description="Number of the last public entry in the city's journal.")
    ]
    outline: Annotated[dict[str, object] | None, Field(description="Its outline as GeoJSON.")]
    programme: Programme | None
    fields: list[FieldOfWork]
    offices: list[Office]
    districts: list[District]
    targets: list[Target]
    figures: list[Figure]
    counting_rules: list[CountingRule]
