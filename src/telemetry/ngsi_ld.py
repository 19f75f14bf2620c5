"""NGSI-LD notifications: normalised, concise and simplified entities, one or many."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from telemetry.codes import written
from telemetry.values import Heard, Unreadable, moment, name, number

#: What an entity says of itself beside its attributes.
_ABOUT_ITSELF = frozenset(
    {"id", "@id", "type", "@type", "@context", "scope", "createdAt", "modifiedAt", "deletedAt", "expiresAt"}
)
#: Kinds of attributes that hold no number.
_OTHER_KINDS = frozenset(
    {"Relationship", "GeoProperty", "LanguageProperty", "VocabProperty", "ListRelationship", "JsonProperty"}
)
MOST_ENTITIES = 2_000
MOST_VALUES = 5_000


@dataclass(frozen=True, slots=True)
class Notification:
    """What a notification says: its values, and when it was sent (None where it does not say)."""

    values: tuple[Heard, ...]
    notified_at: datetime | None = None


def read_notification(document: Any) -> Notification:
    """Read a notification, a list of entities or one entity, given as parsed JSON; raises `Unreadable`.

    Only numbers are values. Properties of properties describe their property and are none themselves.
    """
    entities, notified_at = _entities(document)
    if len(entities) > MOST_ENTITIES:
        raise Unreadable("data: too many entities")
    values: list[Heard] = []
    for place, entity in enumerate(entities):
        values.extend(_values_of(entity, f"data[{place}]"))
        if len(values) > MOST_VALUES:
            raise Unreadable("data: too many values")
    return Notification(tuple(values), notified_at)


def _entities(document: Any) -> tuple[list[Any], datetime | None]:
    """The entities of a document, and when it was sent."""
    if isinstance(document, list):
        return document, None
    if not isinstance(document, dict):
        raise Unreadable("an object or a list is expected")
    if _kind(document) != "Notification":
        return [document], None
    data = document.get("data")
    if isinstance(data, dict):
        data = [data]
    if not isinstance(data, list):
        raise Unreadable("data: a list of entities is expected")
    return data, moment(document.get("notifiedAt"))


def _values_of(entity: Any, place: str) -> Iterator[Heard]:
    """The numbers that an entity says."""
    if not isinstance(entity, dict):
        raise Unreadable(f"{place}: an entity is expected")
    called = name(entity.get("id", entity.get("@id")))
    if not called:
        raise Unreadable(f"{place}.id: the name of the entity is expected")
    for key, attribute in entity.items():
        if key in _ABOUT_ITSELF or not name(key):
            continue
        several = attribute if isinstance(attribute, list) else [attribute]
        for one in several:
            found = _value_of(called, name(key), one)
            if found is not None:
                yield found


def _value_of(entity: str, attribute: str, said: Any) -> Heard | None:
    """The number that an attribute says; None where it says none."""
    if not isinstance(said, Mapping):
        value = number(said) if not isinstance(said, str) else None
        return None if value is None else Heard(entity, attribute, value, None)
    if _kind(said) in _OTHER_KINDS:
        return None
    value = number(_bare(said.get("value", said.get("@value"))))
    if value is None:
        return None
    unit = said.get("unitCode")
    dataset = name(said.get("datasetId"))
    return Heard(
        entity,
        f"{attribute}#{dataset}"[:300] if dataset else attribute,
        value,
        moment(_bare(said.get("observedAt"))),
        unit=written(unit)[:40] if isinstance(unit, str) else "",
    )


def _bare(value: Any) -> Any:
    """A value without the JSON-LD around it."""
    return value.get("@value") if isinstance(value, Mapping) else value


def _kind(said: Mapping[str, Any]) -> str:
    """What kind something says it is, without its vocabulary's address."""
    kind = said.get("type", said.get("@type", ""))
    if isinstance(kind, list):
        kind = kind[0] if kind else ""
    return kind.rpartition("/")[2] if isinstance(kind, str) else ""
