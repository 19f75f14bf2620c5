"""What the machine door says about itself: its OpenAPI document and its JSON-LD context."""

from django.http import HttpRequest, HttpResponse

from greenpact.api.answers import JSON, written
from greenpact.api.context import CONTEXT
from greenpact.api.description import document
from greenpact.api.problems import Kind, problem
from greenpact.api.terms import vocabulary
from greenpact.pages.keeping import LINKED_DATA


def openapi(_request: HttpRequest) -> HttpResponse:
    """The interface as an OpenAPI document."""
    return HttpResponse(written(document()), content_type=JSON)


def context(_request: HttpRequest) -> HttpResponse:
    """What the members of answers mean: the context, and in the same document our own words described."""
    return HttpResponse(written({**CONTEXT, "@graph": vocabulary()}), content_type=LINKED_DATA)


def nowhere(request: HttpRequest) -> HttpResponse:
    """Any other address."""
    return problem(request, Kind.NOT_HERE)
