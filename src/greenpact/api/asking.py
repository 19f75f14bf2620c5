"""What may stand in an address: references in its path, and parameters, each typed and bounded.

A parameter that is not known, or is there twice, is refused: a filter with a slip of the pen would otherwise let
everything pass unnoticed.
"""

from collections.abc import Callable, Collection
from functools import wraps
from typing import Annotated, Any, TypeVar, cast

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext_noop as _
from ninja import Path, Schema
from pydantic import AfterValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from greenpact.api.problems import Slip, Unreadable
from greenpact.cities.sectors import Sector
from greenpact.deals.choices import DealKind, DealTier, KindOfClause, SignatureState, WorkState
from greenpact.deals.filtering import EARLIEST_YEAR, LATEST_YEAR, DealFilter
from greenpact.deals.searching import LONGEST_QUERY
from greenpact.labels.choices import LabelLevel
from greenpact.measures.models import MeasureState
from greenpact.pages.keyset import LONGEST
from greenpact.parties.models import OrganisationKind
from greenpact.ui.languages import INTERFACE

SLUG = r"^[A-Za-z0-9_-]+$"
DEFAULT_SIZE, LARGEST_SIZE = 50, 200
LARGEST_NUMBER = 2**53 - 1  # what every JSON reader can hold
LARGEST_VERSION = 2**31 - 1


def one_of(values: Collection[str]) -> tuple[AfterValidator, WithJsonSchema]:
    """The annotations of a text that must be one of these."""

    def check(value: str) -> str:
        if value not in values:
            raise PydanticCustomError("one_of", "not one of these", {"known": ", ".join(values)})
        return value

    return AfterValidator(check), WithJsonSchema({"type": "string", "enum": list(values)})


CitySlug = Annotated[
    str,
    Path(description=_("The city's name in addresses."), example="heidelberg", pattern=SLUG, max_length=60),
]
RowRef = Annotated[
    str,
    Path(
        description=_("Short name, unique within its city."),
        example="solar-roofs",
        pattern=SLUG,
        max_length=80,
    ),
]
VersionNumber = Annotated[
    int, Path(description=_("Number of a version, from 1 on."), example=1, ge=1, le=LARGEST_VERSION)
]


class Asked(Schema):
    """Parameters of every address. Their defaults, an empty text or 0, stand for what was not asked."""

    lang: Annotated[str, *one_of(INTERFACE)] = Field(
        "", description=_("The language of error messages; otherwise the Accept-Language header decides.")
    )


class Paged(Asked):
    """Parameters of lists."""

    page: str = Field(
        "",
        max_length=LONGEST,
        description=_("Where a page begins; take it from “next” or “previous” as it is."),
    )
    size: int = Field(DEFAULT_SIZE, ge=1, le=LARGEST_SIZE, description=_("How many rows a page has at most."))


class DealsAsked(Paged):
    """The filters of lists of deals: the same as on the pages for people."""

    q: str = Field(
        "", max_length=LONGEST_QUERY, description=_("Words that must all occur, also within words.")
    )
    field: str = Field("", max_length=80, pattern=SLUG, description=_("A field of work, by its short name."))
    sector: Annotated[str, *one_of(Sector.values)] = Field("", description=_("A sector of the network."))
    sdg: int = Field(0, ge=1, le=17, description=_("A Sustainable Development Goal, by its number."))
    kind: Annotated[str, *one_of(DealKind.values)] = Field("", description=_("The kind of record."))
    tier: Annotated[str, *one_of(DealTier.values)] = Field("", description=_("The tier."))
    work: Annotated[str, *one_of(WorkState.values)] = Field("", description=_("How far the work is."))
    signature: Annotated[str, *one_of(SignatureState.values)] = Field(
        "", description=_("How far the signature is.")
    )
    party: Annotated[str, *one_of(OrganisationKind.values)] = Field(
        "", description=_("A kind of organisation that is party to the deal.")
    )
    district: str = Field("", max_length=80, pattern=SLUG, description=_("A district, by its short name."))
    year: int = Field(
        0, ge=EARLIEST_YEAR, le=LATEST_YEAR, description=_("A year within the stated period of the deal.")
    )

    def filter(self) -> DealFilter:
        values = self.model_dump(exclude={"lang", "page", "size"})
        return DealFilter(**{name: str(value) if value else "" for name, value in values.items()})


class PartiesAsked(Paged):
    """The filters of lists of parties."""

    kind: Annotated[str, *one_of(OrganisationKind.values)] = Field(
        "", description=_("The kind of organisation.")
    )


class ClausesAsked(Paged):
    """The filters of lists of clauses."""

    kind: Annotated[str, *one_of(KindOfClause.values)] = Field("", description=_("The kind of clause."))


class MeasuresAsked(Paged):
    """The filters of lists of measures."""

    state: Annotated[str, *one_of(MeasureState.values)] = Field("", description=_("How the measure stands."))
    late: Annotated[str, *one_of(["yes"])] = Field(
        "", description=_("Only measures that are overdue today, or of which a step is.")
    )


class LabelsAsked(Paged):
    """The filters of lists of labels."""

    level: Annotated[str, *one_of(LabelLevel.values)] = Field("", description=_("The level."))
    holds: Annotated[str, *one_of(["yes"])] = Field("", description=_("Only labels that hold today."))


class ChangesAsked(Asked):
    """Where to go on in a city's stream of changes."""

    since: int = Field(
        0,
        ge=0,
        le=LARGEST_NUMBER,
        description=_("Only entries after this number; the last one you have read."),
    )
    size: int = Field(DEFAULT_SIZE, ge=1, le=LARGEST_SIZE, description=_("How many rows a page has at most."))


View = TypeVar("View", bound=Callable[..., HttpResponse])


def only_known(view: View) -> View:
    """Refuse parameters that the view does not know, or that are there twice; raises `Unreadable`."""

    @wraps(view)
    def checked(request: HttpRequest, **values: Any) -> HttpResponse:
        known = {
            name for value in values.values() if isinstance(value, Asked) for name in type(value).model_fields
        }
        if slips := _slips(request.GET, known):
            raise Unreadable(slips)
        return view(request, **values)

    return cast(View, checked)


def _slips(query: QueryDict, known: Collection[str]) -> list[Slip]:
    unknown = [
        Slip("query", name, "unknown", {"known": ", ".join(sorted(known))})
        for name in query
        if name not in known
    ]
    return unknown or [Slip("query", name, "twice") for name, values in query.lists() if len(values) > 1]


def unknown_here(name: str, known: Collection[str]) -> Unreadable:
    """The refusal of a value that the city asked for does not have."""
    slip: dict[str, Any] = {"known": ", ".join(sorted(known))}
    return Unreadable([Slip("query", name, "one_of", slip)])
