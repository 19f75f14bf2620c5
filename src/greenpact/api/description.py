"""The OpenAPI document: what the endpoints say of themselves, and what holds for all of them."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.utils.translation import override
from pydantic import TypeAdapter

from greenpact.api.addresses import ROOT
from greenpact.api.answers import JSON
from greenpact.api.door import VERSION, door
from greenpact.api.meanings import MEANINGS
from greenpact.api.problems import ABOUT, MEDIA_TYPE, Kind, Problem
from greenpact.api.readings import described as readings
from greenpact.pages.keeping import LINKED_DATA

COMPONENT = "#/components/schemas/{model}"
Tree = dict[str, Any]

INFO: Tree = {
    "title": "Greenpact",
    "summary": "Everything public about Local Green Deals: cities, deals, parties, clauses, measures, labels "
    "and changes.",
    "version": VERSION,
    "description": (
        "Read only and without a key, except for an organisation's own readings, which its token sends. Lists come in "
        "pages: follow `next` until it is null. Texts are mappings from language codes to words; null, an empty list "
        "or an empty mapping says that nothing was stated, never zero. Things go by their `ref`, and by their address "
        "`@id`, which can be asked for. Every answer is linked data: "
        f"its context is at `{ROOT}/context.jsonld`, and `Accept: {LINKED_DATA}` gives that media type. Answers have "
        "an ETag: send it back as `If-None-Match`, and an unchanged answer comes without its body. Errors are problem "
        "details (RFC 9457) in the language of `lang` or of the Accept-Language header. Cities that were made up for "
        "trials are marked as `invented` and are in no list of the network."
    ),
    "license": {"name": "CC BY 4.0", "identifier": "CC-BY-4.0"},
}

HEADERS: Tree = {
    "ETag": {
        "description": "The state of this answer, to be sent back as If-None-Match.",
        "schema": {"type": "string", "examples": ['W/"5f0c2a9d1b7e4c83a6d2f190"']},
    },
    "Link": {
        "description": "The JSON-LD context (where the answer is plain JSON), and the neighbouring pages of a list.",
        "schema": {"type": "string"},
    },
}

#: Where a kind of problem can be met: everywhere, or where the address has a reference or a list has pages.
EVERYWHERE = (Kind.PARAMETERS, Kind.FAULT)


@cache
def document() -> Tree:
    """The whole document, in English."""
    with override("en"):
        described: Tree = _tidy(dict(door.get_openapi_schema(path_prefix=ROOT)))
        paths = described["paths"]
        for path, operations in paths.items():
            _complete(operations["get"], has_reference="{" in path)
        tags = _tags(paths)
        return {
            "openapi": described["openapi"],
            "info": INFO,
            "externalDocs": {"description": "The interface in words", "url": f"{ROOT}/"},
            "servers": [{"url": "/"}],
            "tags": [{"name": name} for name in [*tags, "Readings"]],
            "paths": {**paths, ROOT + readings.PATH: readings.operations()},
            "components": {
                "schemas": _schemas(described["components"]["schemas"]) | readings.SCHEMAS,
                "responses": {kind.value: _problem(kind) for kind in Kind},
                "headers": HEADERS,
                "securitySchemes": readings.SECURITY,
            },
        }


def _tags(paths: Tree) -> list[str]:
    return list(dict.fromkeys(tag for operations in paths.values() for tag in operations["get"]["tags"]))


def _complete(operation: Tree, *, has_reference: bool) -> None:
    """Add to an operation what it shares with others: errors, headers and the second media type."""
    operation["parameters"] = [_parameter(one) for one in operation["parameters"]]
    answered = operation["responses"].pop(200)
    content = answered["content"]
    if operation["operationId"] != "version":  # a signed document is what it is
        content[LINKED_DATA] = content[JSON]
    answered["headers"] = {name: {"$ref": f"#/components/headers/{name}"} for name in HEADERS}
    kinds = [*EVERYWHERE]
    kinds += [Kind.NOT_HERE] if has_reference else []
    kinds += [Kind.PAGE] if any(one["name"] == "page" for one in operation["parameters"]) else []
    errors = {str(ABOUT[kind].status): {"$ref": f"#/components/responses/{kind.value}"} for kind in kinds}
    operation["responses"] = {
        "200": answered,
        "304": {"description": "Not modified: the answer you have still holds."},
        **dict(sorted(errors.items())),
    }


def _parameter(described: Tree) -> Tree:
    """A parameter without what its reader need not know: the inner sign that nothing was asked."""
    schema = {
        name: value for name, value in described["schema"].items() if name not in {"description", "example"}
    }
    if schema.get("default") in ("", 0):
        del schema["default"]
    return {**described, "schema": schema}


def _problem(kind: Kind) -> Tree:
    about = ABOUT[kind]
    schema = {"$ref": COMPONENT.format(model="Problem")}
    return {"description": f"{about.title}. {about.detail}", "content": {MEDIA_TYPE: {"schema": schema}}}


def _schemas(described: Tree) -> Tree:
    """The shapes of answers; those of parameters stand with each operation."""
    problem = TypeAdapter(Problem).json_schema(ref_template=COMPONENT)
    found = {**described, **problem.pop("$defs"), "Problem": problem}
    answers = [name for name in sorted(found) if not name.endswith("Asked") and name != "Paged"]
    return {name: _with_meanings(_tidy(found[name])) for name in answers}


def _with_meanings(shape: Tree) -> Tree:
    """A shape whose every member says what it means."""
    members = {
        name: member if "description" in member else {**member, "description": MEANINGS[name]}
        for name, member in shape.get("properties", {}).items()
    }
    return {**shape, "properties": members} if members else shape


def _tidy(node: Any) -> Any:
    """Leave out titles that only repeat a name."""
    if isinstance(node, dict):
        return {
            name: value if name in {"examples", "example"} else _tidy(value)
            for name, value in node.items()
            if not (name == "title" and isinstance(value, str))
        }
    return [_tidy(one) for one in node] if isinstance(node, list) else node


def operations() -> Iterable[tuple[str, Tree]]:
    """Every address with its operation, in the order of the endpoints."""
    for path, described in document()["paths"].items():
        for operation in described.values():
            yield path, operation
