"""The shapes of clauses and measures."""

from typing import Annotated

from pydantic import Field
from typing_extensions import TypedDict

from greenpact.api.common.shapes import (
    Day,
    DealLink,
    Lateness,
    Listing,
    Number,
    PartyLink,
    Resource,
    Texts,
    among,
)
from greenpact.deals.choices import KindOfClause, KindOfDuty, ProvisionTopic
from greenpact.measures.models import MeasureState

ClauseRef = Annotated[str, Field(description="Short name, unique within its deal.", examples=["c1"])]


class Milestone(TypedDict):
    """A step of a measure."""

    text: Texts
    due_on: Day | None
    done_on: Day | None


class MeasureHead(Resource):
    """The carrying out of a commitment."""

    plan: Texts
    state: Annotated[
        Annotated[str, among(MeasureState.values)],
        Field(description="How it stands; unknown means that nobody has said."),
    ]
    starts_on: Day | None
    due_on: Day | None
    done_on: Day | None
    milestones: list[Milestone]
    lateness: Lateness


class Clause(Resource):
    """A clause of a deal: a goal, what one party will do, or a provision."""

    ref: ClauseRef
    kind: Annotated[str, among(KindOfClause.values)]
    order: Annotated[int, Field(ge=0, description="Its place in the document, from 0 on.")]
    text: Texts
    party: Annotated[
        PartyLink | None, Field(description="Whose commitment it is; null where no source says.")
    ]
    indicator: Texts
    target: Number | None
    quantity: Number | None
    unit: Annotated[str | None, Field(examples=["kWp"])]
    due_year: Annotated[int | None, Field(examples=[2030])]
    measure_type: str | None
    starts_on: Day | None
    ends_on: Day | None
    money_eur: Number | None
    staff_fte: Number | None
    serves: Annotated[list[str], Field(description="The goals it serves, by their short names.")]
    duty: Annotated[
        Annotated[str, among(KindOfDuty.values)], Field(description="Owed by law anyway, or on top of that.")
    ]
    topic: Annotated[
        Annotated[str, among(ProvisionTopic.values)] | None, Field(description="What a provision settles.")
    ]
    heading: Texts


class ClauseOfDeal(Clause):
    """A clause together with the measure that carries it out."""

    measure: MeasureHead | None


class ClauseInList(Clause):
    """A clause in a list: it names its deal."""

    deal: DealLink


class ClauseList(Listing):
    """A page of a list of clauses."""

    items: list[ClauseInList]


class MeasureInList(MeasureHead):
    """A measure in a list: it names its deal, its commitment and its owner."""

    deal: DealLink
    clause: ClauseRef
    commitment: Annotated[Texts, Field(description="The words of the commitment.")]
    party: PartyLink | None


class MeasureList(Listing):
    """A page of a list of measures."""

    on: Annotated[Day, Field(description="The day for which lateness was computed.")]
    items: list[MeasureInList]
