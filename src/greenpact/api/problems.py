"""Errors as problem details (RFC 9457), in words of the reader's language."""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, Any, NotRequired

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy
from ninja.errors import ValidationError
from pydantic import Field
from typing_extensions import TypedDict

from greenpact.api.addresses import addresses_for
from greenpact.measures.indicator_rules import WhyNoReading
from greenpact.pages.keyset import TamperedCursor

logger = logging.getLogger("greenpact.api")

MEDIA_TYPE = "application/problem+json"


class Kind(StrEnum):
    """The kinds of problem there are, as the last part of their address."""

    NOT_HERE = "not-here"
    PAGE = "page"
    PARAMETERS = "parameters"
    METHOD = "method"
    TOKEN = "token"  # noqa: S105 — the name of a problem
    SCOPE = "scope"
    CONFLICT = "conflict"
    BODY = "body"
    OFTEN = "often"
    FAULT = "fault"
    NO_SOURCE = "no-source"
    ONLY_POST = "only-post"
    TOO_LARGE = "too-large"
    NOTIFICATION = "notification"
    PAUSED = "paused"
    TOO_MANY = "too-many"


@dataclass(frozen=True, slots=True)
class About:
    """What is always the same about a kind of problem."""

    status: int
    title: Promise
    detail: Promise


ABOUT: Mapping[Kind, About] = {
    Kind.NOT_HERE: About(
        404,
        gettext_lazy("Not found"),
        gettext_lazy("There is nothing public at this address. It may have been withdrawn."),
    ),
    Kind.PAGE: About(
        400,
        gettext_lazy("No such page of the list"),
        gettext_lazy("The parameter “page” was altered or belongs to another list. Begin again without it."),
    ),
    Kind.PARAMETERS: About(
        422,
        gettext_lazy("Parameters that cannot be read"),
        gettext_lazy("Some parameters of the address are not possible; each is named with what it may be."),
    ),
    Kind.METHOD: About(
        405,
        gettext_lazy("Only reading"),
        gettext_lazy("This interface can only be read: by GET, HEAD and OPTIONS."),
    ),
    Kind.TOKEN: About(
        401,
        gettext_lazy("No valid token"),
        gettext_lazy(
            "Send a token of your organisation as “Authorization: Bearer …”. This one is missing, unknown, revoked or "
            "expired."
        ),
    ),
    Kind.SCOPE: About(
        403,
        gettext_lazy("The token does not reach that far"),
        gettext_lazy("This token was not issued for that. Issue another one in the workspace."),
    ),
    Kind.CONFLICT: About(
        409,
        gettext_lazy("Another request under this key"),
        gettext_lazy(
            "Something else was sent under this Idempotency-Key before. Send it once more as it was, or under a new "
            "key."
        ),
    ),
    Kind.BODY: About(
        422,
        gettext_lazy("Readings that cannot be taken"),
        gettext_lazy("None of them was kept. Each that cannot be taken is named with what is wrong."),
    ),
    Kind.OFTEN: About(
        429,
        gettext_lazy("Too many requests"),
        gettext_lazy("This token was used too often. Wait a minute, and send several readings at once."),
    ),
    Kind.FAULT: About(
        500,
        gettext_lazy("A fault on our side"),
        gettext_lazy("Something went wrong here. It has been noted; please try again later."),
    ),
    Kind.NO_SOURCE: About(
        401,
        gettext_lazy("Not admitted"),
        gettext_lazy(
            "There is no source at this address for this token. Send its token as “Authorization: Bearer …”."
        ),
    ),
    Kind.ONLY_POST: About(
        405,
        gettext_lazy("Only handing over"),
        gettext_lazy("At this address platforms hand over what their meters say: by POST."),
    ),
    Kind.TOO_LARGE: About(
        413,
        gettext_lazy("Too large"),
        gettext_lazy("A notification may have at most 2 MB, and must say its length. Send smaller batches."),
    ),
    Kind.NOTIFICATION: About(
        400,
        gettext_lazy("Not an NGSI-LD notification"),
        gettext_lazy("What came cannot be read; nothing of it was kept."),
    ),
    Kind.PAUSED: About(
        409,
        gettext_lazy("The source is paused"),
        gettext_lazy("Nothing was kept. Send it again once the source is active."),
    ),
    Kind.TOO_MANY: About(
        422,
        gettext_lazy("Too many series"),
        gettext_lazy("A source can have at most 1,000 attributes. Nothing was kept; subscribe to fewer."),
    ),
}

#: Why a reading that was sent is not kept.
_READING = {
    WhyNoReading.NEITHER: gettext_lazy("Give a value, or say why there is none."),
    WhyNoReading.BOTH: gettext_lazy("Give either a value or why there is none, not both."),
    WhyNoReading.BOUNDS_WRONG: gettext_lazy("The value must lie between its bounds."),
    WhyNoReading.IN_FUTURE: gettext_lazy("This period is not over yet."),
    WhyNoReading.ENDS_BEFORE_IT_BEGINS: gettext_lazy("The period ends before it begins."),
    WhyNoReading.OTHER_RHYTHM: gettext_lazy("This period does not fit the rhythm of the indicator."),
    WhyNoReading.OVERLAPS: gettext_lazy("There is a reading already for some of these days."),
    WhyNoReading.REASON_MISSING: gettext_lazy(
        "Another value is there already. To replace it, send a reason."
    ),
    WhyNoReading.NOT_FINITE: gettext_lazy("This number is too large to be meant."),
}

#: What can be wrong with a parameter, by our own name or by that of the library that reads them.
SENTENCES: Mapping[str, Promise] = {
    "unknown": gettext_lazy("There is no such parameter here; there are: {known}."),
    "twice": gettext_lazy("It is there more than once."),
    "one_of": gettext_lazy("It must be one of these: {known}."),
    "int_parsing": gettext_lazy("It must be a whole number."),
    "greater_than_equal": gettext_lazy("It must be at least {ge}."),
    "less_than_equal": gettext_lazy("It may be at most {le}."),
    "string_too_long": gettext_lazy("It may have at most {max_length} characters."),
    "string_pattern_mismatch": gettext_lazy("It may have only letters, digits, hyphens and underscores."),
    **{f"reading_{reason}": sentence for reason, sentence in _READING.items()},
    "period": gettext_lazy("This is no period. Write one such as 2025, 2025-Q1, 2025-03 or 2025-03-31."),
    "unit": gettext_lazy("This unit is not known, or cannot be converted into {unit}."),
    "number": gettext_lazy("It must be a number."),
    "text": gettext_lazy("It must be a text of at most {most} characters."),
    "json": gettext_lazy("The body must be JSON: one reading, or “readings” with a list of at most {most}."),
}
ANY_OTHER = gettext_lazy("It cannot be read.")


@dataclass(frozen=True, slots=True)
class Slip:
    """One thing that is wrong with an address; `values` are those that its sentence names."""

    place: str
    name: str
    kind: str
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        return str(SENTENCES.get(self.kind, ANY_OTHER)).format(**self.values)


class Unreadable(Exception):
    """Parameters are not possible; `slips` say which and why."""

    def __init__(self, slips: Iterable[Slip]) -> None:
        self.slips = list(slips)
        super().__init__(self.slips)


ParameterError = TypedDict(
    "ParameterError",
    {
        "in": Annotated[str, Field(examples=["query"])],
        "name": Annotated[str, Field(examples=["year"])],
        "detail": Annotated[str, Field(examples=["It must be a whole number."])],
    },
)


class Problem(TypedDict):
    """What went wrong (RFC 9457)."""

    type: Annotated[
        str,
        Field(json_schema_extra={"format": "uri"}, description="The kind of problem: where it is explained."),
    ]
    title: str
    status: int
    detail: str
    instance: Annotated[str, Field(description="The address that was asked for, without its host.")]
    errors: NotRequired[
        Annotated[list[ParameterError], Field(description="What is wrong with which parameter.")]
    ]


def problem(request: HttpRequest, kind: Kind, *, slips: Iterable[Slip] = (), more: str = "") -> HttpResponse:
    """An error as an answer; it is not kept anywhere, since it may be another one tomorrow."""
    about = ABOUT[kind]
    content: Problem = {
        "type": addresses_for(request).problem(kind),
        "title": str(about.title),
        "status": about.status,
        "detail": f"{about.detail} ({more})" if more else str(about.detail),
        "instance": request.path,
    }
    if errors := [
        ParameterError({"in": slip.place, "name": slip.name, "detail": slip.sentence}) for slip in slips
    ]:
        content["errors"] = errors
    headers = {"Cache-Control": "no-store"}
    return JsonResponse(content, status=about.status, content_type=MEDIA_TYPE, headers=headers)


def not_here(request: HttpRequest, _reason: Http404) -> HttpResponse:
    return problem(request, Kind.NOT_HERE)


def no_such_page(request: HttpRequest, _reason: TamperedCursor) -> HttpResponse:
    return problem(request, Kind.PAGE)


def unreadable(request: HttpRequest, reason: Unreadable) -> HttpResponse:
    return problem(request, Kind.PARAMETERS, slips=reason.slips)


def invalid(request: HttpRequest, reason: ValidationError) -> HttpResponse:
    """Values that break their bounds. A reference that cannot be one leads nowhere; the rest are slips."""
    slips = [
        Slip(str(error["loc"][0]), str(error["loc"][-1])[:60], error["type"], error.get("ctx", {}))
        for error in reason.errors
    ]
    if any(slip.place == "path" for slip in slips):
        return problem(request, Kind.NOT_HERE)
    return problem(request, Kind.PARAMETERS, slips=slips)


def fault(request: HttpRequest, reason: Exception) -> HttpResponse:
    """What nobody foresaw: noted for the operator, and told without a word about the inside."""
    logger.error("the machine door failed at %s", request.path, exc_info=reason)
    return problem(request, Kind.FAULT)
