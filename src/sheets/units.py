"""Units as people write them, checked by pint: which dimension, and how one is converted into another."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import pint

#: Definitions that pint does not bring: what cities count, and tonnes of carbon dioxide as a dimension of their own.
_OWN = """
co2e = [greenhouse_gas]
person = [people]
passenger = person
vehicle = [vehicles]
piece = [pieces]
EUR = [money]
USD = [money_usd]
tco2e = 1e6 * gco2e
gco2e = [greenhouse_gas_mass]
""".strip().splitlines()

#: What people write, folded to small letters without spaces, and what pint is given. Longer ones first by the reader.
_WRITTEN = {
    "wh": "Wh", "kwh": "kWh", "mwh": "MWh", "gwh": "GWh", "twh": "TWh",
    "j": "J", "kj": "kJ", "mj": "MJ", "gj": "GJ", "tj": "TJ", "pj": "PJ",
    "w": "W", "kw": "kW", "mw": "MW", "gw": "GW", "kwp": "kW", "mwp": "MW", "kwpeak": "kW",
    "g": "g", "kg": "kg", "mg": "mg", "t": "metric_ton", "to": "metric_ton", "tonne": "metric_ton",
    "tonnen": "metric_ton", "tonnes": "metric_ton", "tons": "metric_ton", "kt": "kilometric_ton",
    "mt": "megametric_ton", "gco2": "gco2e", "gco2e": "gco2e", "gco2eq": "gco2e",
    "kgco2": "kgco2e", "kgco2e": "kgco2e", "kgco2eq": "kgco2e",
    "tco2": "tco2e", "tco2e": "tco2e", "tco2eq": "tco2e", "tco2äq": "tco2e", "tco2aeq": "tco2e",
    "ktco2": "ktco2e", "ktco2e": "ktco2e", "ktco2eq": "ktco2e", "mtco2e": "Mtco2e", "mtco2eq": "Mtco2e",
    "tonnesco2": "tco2e", "tonnenco2": "tco2e", "tonsco2": "tco2e", "tonesco2": "tco2e",
    "tonnesofco2": "tco2e", "tonesofco2": "tco2e", "gramsofco2": "gco2e",
    "m": "m", "km": "km", "cm": "cm", "mm": "mm", "meter": "m", "metre": "m", "kilometer": "km", "kilometre": "km",
    "m2": "m**2", "qm": "m**2", "km2": "km**2", "ha": "hectare", "hektar": "hectare",
    "m3": "m**3", "cbm": "m**3", "l": "liter", "liter": "liter", "litre": "liter", "hl": "hectoliter",
    "pkm": "person*km", "personenkilometer": "person*km", "passengerkm": "person*km",
    "fzkm": "vehicle*km", "vkm": "vehicle*km", "fahrzeugkm": "vehicle*km", "fahrzeugkilometer": "vehicle*km",
    "tkm": "metric_ton*km", "%": "percent", "prozent": "percent", "percent": "percent",
    "stück": "piece", "stk": "piece", "stueck": "piece", "anzahl": "piece", "count": "piece", "number": "piece",
    "piece": "piece", "pieces": "piece", "anlagen": "piece", "bäume": "piece", "trees": "piece",
    "personen": "person", "person": "person", "persons": "person", "people": "person", "einwohner": "person",
    "ew": "person", "inhabitants": "person", "fahrgäste": "person", "passengers": "person",
    "fahrzeuge": "vehicle", "vehicles": "vehicle", "pkw": "vehicle", "cars": "vehicle",
    "€": "EUR", "eur": "EUR", "euro": "EUR", "teur": "kEUR", "t€": "kEUR", "meur": "MEUR", "usd": "USD", "$": "USD",
    "°c": "degC", "c°": "degC", "gradcelsius": "degC", "kelvin": "kelvin", "k": "kelvin",
    "s": "s", "min": "min", "h": "hour", "std": "hour", "stunden": "hour", "hours": "hour",
    "d": "day", "tage": "day", "days": "day", "a": "year", "jahr": "year", "year": "year", "yr": "year",
    "monat": "month", "month": "month", "ct": "cEUR", "cent": "cEUR",
    "tonnesco2eq": "tco2e", "tonnenco2eq": "tco2e", "tonnesofco2eq": "tco2e",
}  # fmt: skip

_SCALES = {
    "tsd": 1e3, "tausend": 1e3, "thousand": 1e3, "m": 1e6, "mio": 1e6, "million": 1e6, "millionen": 1e6,
    "mrd": 1e9, "billion": 1e9,
}  # fmt: skip
_POWERS = str.maketrans({"²": "2", "³": "3", "₂": "2", "·": "*", "×": "*", "⋅": "*"})
_SCALED = re.compile(
    r"(?:(?P<number>10{2,9})|(?P<word>tsd|tausend|thousand|mio|million|millionen|mrd|billion|m(?=\s\w))\b\.?)\s*"
)
_PER = re.compile(r"\s*/\s*|\s+(?:pro|je|per)\s+")
_EQUIVALENT = re.compile(r"equivalents?|äquivalente?|aequivalente?|eq\.?$|äq\.?$|-eq|-äq")
_DOTS = re.compile(r"[\s.\-_^]")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: its name as we write it, as it was written, its dimension such as `[energy]`, and what pint is given."""

    name: str
    written: str
    dimension: str
    parts: tuple[str, ...]


class UnknownUnit(ValueError):
    """A text that names no unit we know."""


@cache
def parse_unit(text: str) -> Unit:
    """The unit a text names; raises `UnknownUnit`.

    >>> parse_unit("MWh/a").name, parse_unit("t CO2-Äq.").name, parse_unit("Tsd. €").name
    ('MWh/a', 't CO2e', '1000 EUR')
    """
    parts = _PER.split(text.strip().lower(), maxsplit=1)
    if not parts[0] or len(text) > 40:
        raise UnknownUnit(text)
    written = [_one(part) for part in parts]
    try:
        quantity = _quantity(written)
    except (pint.PintError, ValueError, TypeError, AttributeError) as error:
        raise UnknownUnit(text) from error
    return Unit("/".join(map(_short, written)), text.strip(), str(quantity.dimensionality), tuple(written))


def factor_between(unit: Unit, other: Unit) -> float | None:
    """What a value in `unit` is multiplied by to stand in `other`; None where the dimensions differ."""
    if unit.dimension != other.dimension:
        return None
    try:
        found: float = _quantity(unit.parts).to(_quantity(other.parts).units).magnitude
        return found / float(_quantity(other.parts).magnitude)
    except pint.PintError:
        return None


def unit_in(title: str) -> tuple[str, Unit | None]:
    """A column's title without the unit that stands in it, and that unit.

    >>> unit_in("Strom [kWh]")[0], unit_in("Gas in MWh")[1].name, unit_in("Wert")[1]
    ('Strom', 'MWh', None)
    """
    for pattern in _IN_TITLE:
        if found := pattern.fullmatch(title.strip()):
            try:
                return found["name"].strip(), parse_unit(found["unit"])
            except UnknownUnit:
                continue
    try:
        return "", parse_unit(title)
    except UnknownUnit:
        return title.strip(), None


_IN_TITLE = (
    re.compile(r"(?P<name>.*?)\s*[\[(](?P<unit>[^\])]+)[\])]\s*"),
    re.compile(r"(?P<name>.+?)\s+in\s+(?P<unit>\S+(?:\s\S+)?)", re.IGNORECASE),
    re.compile(r"(?P<name>.+?)[,;:_]\s*(?P<unit>\S+(?:\s\S+)?)"),
)


@cache
def _registry() -> Any:
    registry: Any = pint.UnitRegistry(autoconvert_offset_to_baseunit=False)
    for line in _OWN:
        registry.define(line)
    return registry


def _quantity(parts: Sequence[str]) -> Any:
    """One of a unit, as pint counts it."""
    scaled = [_scaled(part) for part in parts]
    quantity = scaled[0]
    for below in scaled[1:]:
        quantity = quantity / below
    return quantity


def _scaled(part: str) -> Any:
    number, _times, name = part.partition("*") if part[0].isdigit() else ("1", "", part)
    registry = _registry()
    return registry.Quantity(float(number), registry.parse_units(name))


def _one(part: str) -> str:
    """One side of a fraction as pint is given it, with a number before it where there is one."""
    folded = _EQUIVALENT.sub("eq", part.translate(_POWERS)).replace("*", " ")
    scale, name = 1.0, folded
    if found := _SCALED.match(folded):
        scale = float(found["number"]) if found["number"] else _SCALES[found["word"].rstrip(".")]
        name = folded[found.end() :]
    bare = _DOTS.sub("", name).replace("co2eqeq", "co2eq")
    if bare not in _WRITTEN:
        raise UnknownUnit(part)
    return _WRITTEN[bare] if scale == 1 else f"{scale:g}*{_WRITTEN[bare]}"


_SHORT = {
    "metric_ton": "t", "kilometric_ton": "kt", "megametric_ton": "Mt", "tco2e": "t CO2e", "ktco2e": "kt CO2e",
    "Mtco2e": "Mt CO2e", "kgco2e": "kg CO2e", "gco2e": "g CO2e", "m**2": "m²", "km**2": "km²", "m**3": "m³",
    "liter": "l", "hectoliter": "hl", "hectare": "ha", "person*km": "Pkm", "vehicle*km": "Fzkm",
    "metric_ton*km": "tkm", "percent": "%", "piece": "piece", "degC": "°C", "kelvin": "K", "hour": "h", "day": "d",
    "year": "a",
}  # fmt: skip


def _short(part: str) -> str:
    """A side of a fraction as we write it."""
    number, _times, name = part.partition("*") if part[0].isdigit() else ("", "", part)
    return f"{float(number):.0f} {_SHORT.get(name, name)}" if number else _SHORT.get(name, name)
