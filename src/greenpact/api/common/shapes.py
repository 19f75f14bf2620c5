"""The shapes that answers share. They are types for the program and the schema for its readers; nothing runs in them.

Every member is always there: null, an empty list or an empty mapping says that nothing was stated.
"""

from collections.abc import Collection
from typing import Annotated, Any

from pydantic import Field
from typing_extensions import TypeAliasType, TypedDict

from greenpact.parties.models import OrganisationKind


def among(values: Collection[str]) -> Any:
    """The annotation of a text that is one of these."""
    return Field(json_schema_extra={"enum": list(values)})


Ref = Annotated[str, Field(description="Short name, unique within its city.", examples=["solar-roofs"])]
Iri = Annotated[str, Field(json_schema_extra={"format": "uri"})]
Day = Annotated[str, Field(json_schema_extra={"format": "date"}, examples=["2026-06-15"])]
Moment = Annotated[str, Field(json_schema_extra={"format": "date-time"}, examples=["2026-06-15T10:00:00Z"])]
Number = Annotated[
    str, Field(description="A decimal number as text, so that no digit is lost.", examples=["1250.5"])
]
Texts = TypeAliasType(
    "Texts",
    Annotated[
        dict[str, str],
        Field(
            description="A text per language code (BCP 47); empty where nothing was written.",
            examples=[{"de": "Solardächer", "en": "Solar roofs"}],
        ),
    ],
)

Resource = TypedDict(
    "Resource",
    {
        "@id": Annotated[Iri, Field(description="The address that names this thing.")],
        "@type": Annotated[str, Field(description="Its kind, as the context explains it.")],
    },
)
Topmost = TypedDict(
    "Topmost",
    {"@context": Annotated[Iri, Field(description="The address of the JSON-LD context.")]},
)


class Position(TypedDict):
    """A point on the map, in degrees (WGS 84)."""

    lat: Annotated[float, Field(ge=-90, le=90, examples=[49.4094])]
    lon: Annotated[float, Field(ge=-180, le=180, examples=[8.6947])]


class CityLink(Resource):
    """A city, named."""

    slug: Annotated[str, Field(description="Its name in addresses.", examples=["heidelberg"])]
    name: Texts
    invented: Annotated[bool, Field(description="Made up for trials: nothing about it is real.")]


class FieldLink(Resource):
    """A field of work of a city, named."""

    ref: Ref
    name: Texts


class DistrictLink(Resource):
    """A district of a city, named."""

    ref: Ref
    name: str


class DealLink(Resource):
    """A deal, named."""

    ref: Ref
    city: CityLink
    title: Texts


class PartyLink(Resource):
    """An organisation, named."""

    ref: Ref
    name: str
    kind: Annotated[str, among(OrganisationKind.values)]


class Listing(Topmost, Resource):
    """A page of a list. The next and the previous page are found at the addresses given here."""

    next: Annotated[Iri | None, Field(description="The next page; null on the last one.")]
    previous: Annotated[Iri | None, Field(description="The previous page; null on the first one.")]


class Lateness(TypedDict):
    """How late a measure was on a day; computed from its dates, never stored."""

    on: Annotated[Day, Field(description="The day it was computed for.")]
    days: Annotated[int, Field(ge=0, description="Days overdue; 0 when nothing is.")]
    by: Annotated[
        Annotated[str, among(["measure", "milestone"])] | None,
        Field(description="What is overdue: the measure, or a step of it."),
    ]
