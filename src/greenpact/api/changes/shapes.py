"""The shapes of changes."""

from typing import Annotated, Any

from pydantic import Field
from typing_extensions import TypedDict

from greenpact.api.common.shapes import CityLink, Iri, Listing, Moment, Resource, Topmost


class Subject(TypedDict):
    """What a change is about."""

    kind: Annotated[str, Field(examples=["deal"])]
    ref: Annotated[
        str | None,
        Field(description="Its short name; null when that is not public.", examples=["solar-roofs"]),
    ]
    found_at: Annotated[
        Iri | None, Field(description="Where it is found now; null when nothing public is left of it.")
    ]


class Change(Resource):
    """A public entry of a city's journal."""

    city: CityLink
    number: Annotated[
        int,
        Field(ge=1, description="Its number in the city's journal; numbers grow, and entries never change."),
    ]
    at: Moment
    verb: Annotated[str, Field(description="What happened to the subject.", examples=["deal.published"])]
    subject: Subject
    details: Annotated[
        dict[str, Any],
        Field(
            description="What belongs to the verb: fields that changed, states before and after, a new version.",
            examples=[{"from": "agreed", "to": "implementing"}],
        ),
    ]


class ChangeList(Listing):
    """A page of the changes of all cities, the newest first."""

    items: list[Change]


class Stream(Topmost, Resource):
    """A part of a city's stream of changes, in order. Nothing is missing from it, and nothing comes in between."""

    revision: Annotated[int, Field(ge=0, description="Number of the last public entry there is.")]
    next: Annotated[Iri | None, Field(description="Where it goes on; null when this is the present end.")]
    items: list[Change]
