"""The shapes of labels."""

from typing import Annotated

from pydantic import Field
from typing_extensions import TypedDict

from greenpact.api.common.shapes import Day, DealLink, Iri, Listing, PartyLink, Resource, Topmost, among
from greenpact.labels.choices import REASONS, LabelLevel
from greenpact.labels.rules import AWARDED_ONCE


class LabelHead(Resource):
    """A label that was awarded to a deal, whether it holds now or not. It speaks of the deal, not of its parties."""

    ref: Annotated[str, Field(description="Its name in addresses.", examples=["k3v9m2xq7d4t"])]
    deal: DealLink
    level: Annotated[
        Annotated[str, among(LabelLevel.values)],
        Field(description="How far the deal has come, as far as somebody has checked it."),
    ]
    standing: Annotated[
        Annotated[str, among(sorted(AWARDED_ONCE))],
        Field(description="Where it stands on the day of the answer; only an awarded label holds."),
    ]
    on: Annotated[Day, Field(description="The day for which its standing was computed.")]
    reason: Annotated[
        Annotated[str, among(list(REASONS))] | None,
        Field(description="Why it is suspended or was withdrawn; null otherwise."),
    ]
    awarded_on: Annotated[Day, Field(description="The day of the first award.")]
    checked_on: Annotated[Day, Field(description="The day of the last check.")]
    valid_until: Annotated[
        Day, Field(description="The first day on which it no longer holds unless renewed.")
    ]
    scheme: Annotated[
        int, Field(ge=1, description="The version of the city's rules by which it was checked.")
    ]
    version: Annotated[int, Field(ge=1, description="The version of the deal that was checked.")]
    url: Annotated[Iri, Field(description="The page on which everyone can check it.")]
    badge: Annotated[Iri, Field(description="The badge as it stands now (SVG); it greys out with the label.")]


class LabelList(Listing):
    """A page of a list of labels."""

    items: list[LabelHead]


class Holder(TypedDict):
    """A party with its own documents of a label. A credential can be read after it has ended: its status says so."""

    party: PartyLink
    issued_on: Annotated[Day, Field(description="The day on which the certificate was issued.")]
    ended_on: Annotated[
        Day | None, Field(description="The day on which the party was out; null while it is in.")
    ]
    credential: Annotated[
        Iri, Field(description="The verifiable credential (W3C VC 2.0, Open Badges 3.0) with its proof.")
    ]
    credential_jwt: Annotated[Iri, Field(description="The same credential as a signed token (VC-JWT).")]
    certificates: Annotated[
        list[Iri],
        Field(description="The certificate for people (PDF), one for each language; none unless it holds."),
    ]


class Label(Topmost, LabelHead):
    """A label with the documents of its parties, and where the keys lie by which they are verified."""

    holders: Annotated[list[Holder], Field(description="The parties that were given a certificate.")]
    observer: Annotated[
        PartyLink | None,
        Field(description="Who took the independent look; null where the level asks for none."),
    ]
    keys: Annotated[Iri, Field(description="The document of the city's keys (did:web).")]
    rules: Annotated[Iri, Field(description="The rules by which it was checked, as the city published them.")]
