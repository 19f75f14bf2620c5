"""What the OpenAPI document says of sending readings, the only part of the door that takes something."""

from typing import Any

from django.utils.translation import gettext_noop as _

from greenpact.api.asking import SLUG
from greenpact.api.problems import ABOUT, Kind
from greenpact.measures.indicator_rules import NonValue, Provenance

Tree = dict[str, Any]

PATH = "/deals/{city}/{deal}/indicators/{indicator}/readings"
SECURITY: Tree = {"token": {"type": "http", "scheme": "bearer", "description": "A token of an organisation."}}
_JSON = "application/json"


def _text(description: str, **more: Any) -> Tree:
    return {"type": "string", "description": description, **more}


def _number(description: str) -> Tree:
    return {"type": ["number", "null"], "description": description}


SCHEMAS: Tree = {
    "SentReading": {
        "type": "object",
        "description": "One reading.",
        "required": ["period"],
        "additionalProperties": False,
        "properties": {
            "period": _text(
                "Such as 2025, 2025-Q1, 2025-03, 2025-W12 or 2025-03-31.", maxLength=40, examples=["2025"]
            ),
            "value": _number("In the indicator's unit, or in `unit`."),
            "lower": _number("At least."),
            "upper": _number("At most."),
            "non_value": _text("Why there is no value.", enum=[one.value for one in NonValue]),
            "unit": _text("The unit of the value, if not the indicator's.", maxLength=40),
            "provenance": _text("How the value was come by.", enum=[one.value for one in Provenance]),
            "method": _text("How it was found out.", maxLength=500),
            "source": _text("From where it is.", maxLength=500),
        },
    },
    "SentReadings": {
        "type": "object",
        "description": "Several readings, all of which are kept, or none.",
        "required": ["readings"],
        "additionalProperties": False,
        "properties": {
            "readings": {
                "type": "array",
                "description": "At most a thousand.",
                "items": {"$ref": "#/components/schemas/SentReading"},
                "minItems": 1,
                "maxItems": 1000,
            },
            "reason": _text("Why values replace others that are there.", maxLength=500),
        },
    },
}


def _problems(*kinds: Kind) -> Tree:
    return {str(ABOUT[kind].status): {"$ref": f"#/components/responses/{kind.value}"} for kind in kinds}


def _path(name: str, description: str) -> Tree:
    schema = {"type": "string", "pattern": SLUG, "maxLength": 80}
    return {"name": name, "in": "path", "required": True, "description": description, "schema": schema}


def operations() -> Tree:
    """The two operations of the address."""
    parts = [
        _path("city", _("The city's name in addresses.")),
        _path("deal", _("Short name, unique within its city.")),
        _path("indicator", _("The indicator's short name, as in the address of its page.")),
    ]
    common = {"tags": [_("Readings")], "security": [{"token": []}], "parameters": parts}
    answered = {"description": "OK", "content": {_JSON: {"schema": {"type": "object"}}}}
    shut = (Kind.TOKEN, Kind.SCOPE, Kind.NOT_HERE, Kind.OFTEN)
    return {
        "get": {
            **common,
            "operationId": "readings",
            "summary": _("Readings of one's own indicator"),
            "description": _("The current readings, the newest first. Needs a token with readings:read."),
            "responses": {"200": answered, **_problems(*shut)},
        },
        "post": {
            **common,
            "operationId": "send_readings",
            "summary": _("Send readings"),
            "description": _("One reading, or up to a thousand. Needs a token with readings:write."),
            "parameters": [
                *parts,
                {
                    "name": "Idempotency-Key",
                    "in": "header",
                    "required": False,
                    "description": _("The same request under the same key is carried out once."),
                    "schema": {"type": "string", "maxLength": 200},
                },
            ],
            "requestBody": {
                "required": True,
                "content": {
                    _JSON: {
                        "schema": {
                            "oneOf": [
                                {"$ref": "#/components/schemas/SentReadings"},
                                {"$ref": "#/components/schemas/SentReading"},
                            ]
                        }
                    }
                },
            },
            "responses": {
                "200": answered,
                "201": answered,
                **_problems(*shut, Kind.CONFLICT, Kind.BODY),
            },
        },
    }
