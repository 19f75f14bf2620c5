"""From the body of a request to readings; what is wrong with it is told item by item."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from greenpact.api.problems import Slip
from greenpact.measures.indicator_rules import Figure, NonValue, Provenance
from greenpact.measures.models import Indicator
from greenpact.measures.reading import Taken
from sheets.periods import NotAPeriod, Resolution, parse_period
from sheets.units import UnknownUnit, factor_between, parse_unit

MOST_ITEMS = 1_000
MOST_BYTES = 1_000_000
MEMBERS = frozenset(
    {"period", "value", "lower", "upper", "non_value", "unit", "provenance", "method", "source"}
)
_CHOICES = {
    "non_value": [one.value for one in NonValue],
    "provenance": [one.value for one in Provenance],
}
_TEXTS = {"method": 500, "source": 500, "unit": 40, "period": 40}


@dataclass(frozen=True, slots=True)
class Body:
    """What was sent: readings, why they replace others, and whether it was a single one."""

    readings: list[Taken]
    reason: str
    is_single: bool


class BadBody(Exception):
    """The body cannot be read; `slips` say where and why."""

    def __init__(self, slips: list[Slip]) -> None:
        super().__init__(slips)
        self.slips = slips


def body_from(content: bytes, indicator: Indicator) -> Body:
    """The readings of a body, in the indicator's unit; raises `BadBody`."""
    try:
        data = json.loads(content)
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict):
        raise BadBody([_no_json()])
    is_single = "readings" not in data
    items = [{name: one for name, one in data.items() if name != "reason"}] if is_single else data["readings"]
    if not isinstance(items, list) or not 0 < len(items) <= MOST_ITEMS:
        raise BadBody([_no_json()])
    slips: list[Slip] = []
    reason = data.get("reason", "")
    if not isinstance(reason, str) or len(reason) > 500:
        slips.append(Slip("body", "reason", "text", {"most": 500}))
    if not is_single and (unknown := data.keys() - {"readings", "reason"}):
        slips.append(Slip("body", min(unknown)[:60], "unknown", {"known": "readings, reason"}))
    taken = [
        _item(one, "" if is_single else f"readings.{place}.", indicator, slips)
        for place, one in enumerate(items)
    ]
    if slips:
        raise BadBody(slips)
    return Body([one for one in taken if one is not None], reason, is_single)


def _no_json() -> Slip:
    return Slip("body", "", "json", {"most": MOST_ITEMS})


def _item(data: Any, place: str, indicator: Indicator, slips: list[Slip]) -> Taken | None:
    if not isinstance(data, dict):
        slips.append(Slip("body", place.rstrip("."), "json", {"most": MOST_ITEMS}))
        return None
    before = len(slips)
    _check_members(data, place, slips)
    if len(slips) > before:
        return None
    try:
        period = parse_period(data.get("period", ""))
    except NotAPeriod:
        period = None
    if period is None or period.resolution is Resolution.MOMENT:
        slips.append(Slip("body", f"{place}period", "period"))
        return None
    factor = _factor(data, indicator)
    if factor is None:
        slips.append(Slip("body", f"{place}unit", "unit", {"unit": indicator.unit}))
        return None
    numbers = {
        name: data[name] * factor if data.get(name) is not None else None
        for name in ("value", "lower", "upper")
    }
    non_value = NonValue(data["non_value"]) if data.get("non_value") else None
    secret = numbers["value"] if non_value is NonValue.CONFIDENTIAL else None
    if secret is not None:
        numbers["value"] = None
    return Taken(
        period.start.date(),
        period.until.date(),
        Figure(**numbers, non_value=non_value),
        provenance=Provenance(data["provenance"]) if data.get("provenance") else None,
        method=data.get("method") or "",
        source=data.get("source") or "",
        confidential=secret,
    )


def _check_members(data: Mapping[str, Any], place: str, slips: list[Slip]) -> None:
    """Each member has its kind; others are not known."""
    for name, value in data.items():
        if fault := _fault_of(name, value):
            slips.append(Slip("body", f"{place}{name}"[:80], *fault))


def _fault_of(name: str, value: Any) -> tuple[str, dict[str, Any]] | None:
    """What is wrong with one member, with what its sentence names."""
    if name not in MEMBERS:
        return "unknown", {"known": ", ".join(sorted(MEMBERS))}
    if name in ("value", "lower", "upper"):
        return None if value is None or _is_number(value) else ("number", {})
    if name in _CHOICES:
        known = _CHOICES[name]
        return None if value in (None, "", *known) else ("one_of", {"known": ", ".join(known)})
    is_text = value is None or (isinstance(value, str) and len(value) <= _TEXTS[name] and "\x00" not in value)
    if is_text and (name != "period" or value):
        return None
    return ("period", {}) if name == "period" else ("text", {"most": _TEXTS[name]})


def _is_number(value: Any) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return not isinstance(value, int) or abs(value) < 10**300


def _factor(data: Mapping[str, Any], indicator: Indicator) -> float | None:
    if not data.get("unit"):
        return 1.0
    try:
        return factor_between(parse_unit(data["unit"]), parse_unit(indicator.unit))
    except UnknownUnit:
        return None
