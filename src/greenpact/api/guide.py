"""The interface in words: a plain page for people who want to use it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from greenpact.api.addresses import ROOT, origin_of
from greenpact.api.description import operations
from greenpact.api.problems import ABOUT
from greenpact.ui.masthead import Masthead, Place


@dataclass(frozen=True, slots=True)
class Parameter:
    name: str
    description: str
    possible: str


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An address in words; `is_open` ones can be followed as they stand."""

    path: str
    anchor: str
    summary: str
    description: str
    parameters: list[Parameter]
    is_open: bool


def guide(request: HttpRequest) -> HttpResponse:
    """The page at the door."""
    chapters: dict[str, list[Endpoint]] = defaultdict(list)
    for path, operation in operations():
        chapters[_(operation["tags"][0])].append(_endpoint(path, operation))
    context = {
        **_frame(),
        "origin": origin_of(request),
        "root": ROOT,
        "chapters": list(chapters.items()),
        "problems": [(f"problem-{kind}", about) for kind, about in ABOUT.items()],
    }
    return render(request, "api/guide.html", context)


def _frame() -> dict[str, Any]:
    """What stands around the page: it belongs to the network's open data."""
    cities, data = Place(_("Cities"), "/"), Place(_("Open data"), "/data/")
    return {
        "masthead": Masthead("Greenpact", "/", _("Local Green Deals of European cities")),
        "navigation": [cities, Place(_("What changed"), "/changes/"), replace(data, is_here=True)],
        "crumbs": [cities, data, Place(_("Interface for programs"), "")],
    }


def _endpoint(path: str, operation: Mapping[str, Any]) -> Endpoint:
    return Endpoint(
        path=path if "requestBody" not in operation else f"POST {path}",
        anchor=operation["operationId"],
        summary=_(operation["summary"]),
        description=_(operation["description"]),
        parameters=[_parameter(one) for one in operation["parameters"]],
        is_open="{" not in path,
    )


def _parameter(described: Mapping[str, Any]) -> Parameter:
    name = described["name"]
    return Parameter(
        name=f"{{{name}}}" if described["in"] == "path" else name,
        description=_(described["description"]),
        possible=_possible(described["schema"]),
    )


def _possible(schema: Mapping[str, Any]) -> str:
    """What a parameter may be, as far as it can be said shortly."""
    if "enum" in schema:
        return ", ".join(schema["enum"])
    if "minimum" in schema:
        bounds = {"least": schema["minimum"], "most": schema["maximum"]}
        return _("a whole number from %(least)s to %(most)s") % bounds
    return _("at most %(most)s characters") % {"most": schema["maxLength"]}
