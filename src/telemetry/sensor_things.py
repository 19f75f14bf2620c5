"""The OGC SensorThings API 1.1: what its datastreams are, and what was observed, page by page."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

from telemetry.codes import written
from telemetry.values import Heard, Unreadable, moment, name, number

MOST_ON_A_PAGE = 10_000


@dataclass(frozen=True, slots=True)
class Datastream:
    """A series that a server offers. `ref` is how an address names it: a number, or a text in quotation marks."""

    ref: str
    name: str
    unit: str


@dataclass(frozen=True, slots=True)
class Observation:
    """A value with the number or text by which the server knows it."""

    ref: str
    heard: Heard


@dataclass(frozen=True, slots=True)
class Datastreams:
    """A page of datastreams; `next_address` is where it goes on, empty at the end."""

    rows: tuple[Datastream, ...]
    next_address: str = ""


@dataclass(frozen=True, slots=True)
class Observations:
    """A page of observations; `without` is how many said no number or no time."""

    rows: tuple[Observation, ...]
    next_address: str = ""
    without: int = 0


def read_datastreams(document: Any, asked: str) -> Datastreams:
    """A page of datastreams, given as parsed JSON, that was read at the address `asked`; raises `Unreadable`."""
    rows = []
    for row in _rows(document):
        ref = _ref(row)
        measured = row.get("unitOfMeasurement")
        said = measured if isinstance(measured, dict) else {}
        unit = said.get("symbol") or said.get("name") or ""
        title = name(row.get("name")) or ref
        rows.append(Datastream(ref, title[:200], written(unit)[:40] if isinstance(unit, str) else ""))
    return Datastreams(tuple(rows), _next(document, asked))


def read_observations(document: Any, asked: str, datastream: str) -> Observations:
    """A page of observations of a datastream, read at the address `asked`; raises `Unreadable`."""
    rows, without = [], 0
    for row in _rows(document):
        value = number(row.get("result"))
        first, until = _time(row.get("phenomenonTime"))
        first = first or moment(row.get("resultTime"))
        if value is None or first is None:
            without += 1
        else:
            rows.append(Observation(_ref(row), Heard(datastream, "result", value, first, until)))
    return Observations(tuple(rows), _next(document, asked), without)


def datastreams_address(base: str) -> str:
    """Where a server lists its datastreams. `base` ends with the version, such as `…/v1.1`."""
    return (
        f"{base.rstrip('/')}/Datastreams?$select=@iot.id,name,unitOfMeasurement&$orderby=id&$top=100".replace(
            " ", "%20"
        )
    )


def observations_address(
    base: str, datastream: str, *, after: datetime | None, after_ref: str, count: int
) -> str:
    """Where the observations of a datastream go on.

    Numbered ones go on after the last number, so those that come late are found, too. Others go on from the last
    moment, which is read once more.
    """
    if after_ref.isdecimal():
        order, beyond = "id asc", f"id gt {after_ref}"
    else:
        order = "phenomenonTime asc"
        beyond = f"phenomenonTime ge {_written(after)}" if after else ""
    query = f"$orderby={quote(order)}&$top={count}"
    if beyond:
        query = f"$filter={quote(beyond)}&{query}"
    ref = quote(datastream, safe="'")
    return f"{base.rstrip('/')}/Datastreams({ref})/Observations?{query}"


def stays(address: str, base: str) -> bool:
    """Whether an address is one of the server at `base`: a page must not lead anywhere else."""
    one, other = urlsplit(address), urlsplit(base)
    return (one.scheme, one.netloc) == (other.scheme, other.netloc)


def _rows(document: Any) -> list[dict[str, Any]]:
    rows = document.get("value") if isinstance(document, dict) else None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise Unreadable("value: a list is expected")
    if len(rows) > MOST_ON_A_PAGE:
        raise Unreadable("value: too many rows on one page")
    return rows


def _ref(row: dict[str, Any]) -> str:
    ref = row.get("@iot.id")
    if isinstance(ref, int) and not isinstance(ref, bool):
        return str(ref)
    if not isinstance(ref, str) or not name(ref):
        raise Unreadable("@iot.id: a number or a text is expected")
    return "'" + ref.replace("'", "''") + "'"


def _next(document: Any, asked: str) -> str:
    link = document.get("@iot.nextLink") if isinstance(document, dict) else None
    return urljoin(asked, link) if isinstance(link, str) and link else ""


def _time(said: Any) -> tuple[datetime | None, datetime | None]:
    """The moment of an observation, or the two ends of its time."""
    if not isinstance(said, str):
        return None, None
    first, _slash, until = said.partition("/")
    return moment(first), moment(until) if until else None


def _written(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
