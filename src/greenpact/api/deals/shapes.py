"""The shapes of deals."""

from typing import Annotated, NotRequired

from pydantic import Field
from typing_extensions import TypedDict

from greenpact.api.clauses.shapes import ClauseOfDeal
from greenpact.api.common.shapes import (
    CityLink,
    Day,
    DealLink,
    DistrictLink,
    FieldLink,
    Iri,
    Listing,
    Moment,
    PartyLink,
    Position,
    Resource,
    Texts,
    Topmost,
    among,
)
from greenpact.deals.choices import (
    DealKind,
    DealTier,
    Detail,
    LegalNature,
    RoleInDeal,
    SignatureState,
    WorkState,
)

Year = Annotated[int | None, Field(examples=[2030])]


class PartyInDeal(TypedDict):
    """An organisation in a deal, with the role it plays there. One that left stays in the history."""

    organisation: PartyLink
    role: Annotated[str, among(RoleInDeal.values)]
    joined_on: Day | None
    left_on: Day | None


class DealHead(DealLink):
    """A deal in a list."""

    url: Annotated[Iri, Field(description="Its page for people.")]
    kind: Annotated[str, among(DealKind.values)]
    original_title: Annotated[str | None, Field(description="The title in the language of the document.")]
    original_language: Annotated[str | None, Field(examples=["nl"])]
    summary: Texts
    field: FieldLink | None
    tier: Annotated[str, among(DealTier.values)] | None
    legal_nature: Annotated[str, among(LegalNature.values)]
    work_state: Annotated[str, among(WorkState.values)]
    signature_state: Annotated[str, among(SignatureState.values)]
    start_year: Year
    end_year: Year
    starts_on: Day | None
    ends_on: Day | None
    signed_on: Day | None
    sdgs: Annotated[
        list[int], Field(description="Sustainable Development Goals, by number.", examples=[[11, 13]])
    ]
    districts: list[DistrictLink]
    further_cities: Annotated[list[CityLink], Field(description="Other cities that take part.")]
    position: Position | None
    compiled: Annotated[
        bool, Field(description="Compiled from public sources: not the statement of the parties themselves.")
    ]
    detail: Annotated[
        Annotated[str, among(Detail.values)] | None,
        Field(description="How much the source of a compiled record tells."),
    ]
    parties: list[PartyInDeal]
    published_at: Moment
    changed_at: Moment


class DealList(Listing):
    """A page of a list of deals."""

    items: list[DealHead]


class VersionHead(Resource):
    """A version of the document as it was published; its own address gives the very bytes that were hashed."""

    number: Annotated[int, Field(ge=1)]
    sha256: Annotated[str, Field(min_length=64, max_length=64)]
    published_at: Moment


class Source(TypedDict):
    """Where the facts of a record were read."""

    url: Iri
    checked_on: Day | None
    note: Texts


class Deal(Topmost, DealHead):
    """A deal with everything that was agreed and what comes of it."""

    on: Annotated[Day, Field(description="The day for which lateness was computed.")]
    clauses: list[ClauseOfDeal]
    versions: list[VersionHead]
    sources: list[Source]


class DocumentParty(TypedDict):
    """A party as the document names it."""

    organisation: str
    name: str
    role: str


class DocumentVersion(TypedDict):
    """The document as canonical JSON (RFC 8785). Clauses have only the members that were filled in, and so has the
    document where it does not name a member as required."""

    format: Annotated[str, Field(examples=["greenpact/deal-document/1"])]
    deal: Annotated[str, Field(examples=["heidelberg/solar-roofs"])]
    title: Texts
    summary: Texts
    legal_nature: str
    starts_on: NotRequired[str]
    ends_on: NotRequired[str]
    binding_language: NotRequired[str]
    parties: list[DocumentParty]
    clauses: list[dict[str, object]]
