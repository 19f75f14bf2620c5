"""Values in the unit of an indicator."""

from functools import cache

from greenpact.sensors.rules import WhyNotMapped
from sheets.units import UnknownUnit, factor_between, parse_unit

_TEMPERATURE = "[temperature]"


def fault_of_unit(unit: str, wanted: str) -> WhyNotMapped | None:
    """Why values in a unit cannot be counted in another; None when they can."""
    try:
        parse_unit(unit)
    except UnknownUnit:
        return WhyNotMapped.UNKNOWN_UNIT
    return None if factor(unit, wanted) is not None else WhyNotMapped.OTHER_UNIT


@cache
def factor(unit: str, wanted: str) -> float | None:
    """What a value in `unit` is multiplied by to stand in `wanted`; None where that cannot be.

    Temperatures are taken as they are or not at all: their scales begin at different points.
    """
    try:
        one, other = parse_unit(unit), parse_unit(wanted)
    except UnknownUnit:
        return None
    if one.dimension == _TEMPERATURE and one.name != other.name:
        return None
    return 1.0 if one.name == other.name else factor_between(one, other)
