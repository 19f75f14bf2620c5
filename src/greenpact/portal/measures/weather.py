"""Readings of heat beside what they would have been in a usual winter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from greenpact.measures.models import Indicator, Reading
from greenpact.sensors.correcting import degree_days_of
from greenpact.sensors.models import WeatherRule
from greenpact.sensors.weather import corrected


@dataclass(frozen=True, slots=True)
class Winters:
    """The degree days of a city by year and month, and the long-term means by month."""

    degree_days: Mapping[tuple[int, int], float] = field(default_factory=dict)
    usual: Mapping[int, float] = field(default_factory=dict)


def rule_of(indicator: Indicator) -> WeatherRule | None:
    """How an indicator is corrected for the weather; None where it is not, as most are."""
    return getattr(indicator, "weather_rule", None)


def winters_of(indicators: Sequence[Indicator]) -> Winters:
    """The winters of the city of some indicators, if any of these is corrected."""
    first = next((one for one in indicators if rule_of(one)), None)
    return Winters(*degree_days_of(first.city)) if first else Winters()


def in_usual_winter(indicator: Indicator, reading: Reading, winters: Winters) -> float | None:
    """What a reading would have been in a usual winter; None where that is not asked for, or cannot be said."""
    rule = rule_of(indicator)
    if rule is None or reading.value is None:
        return None
    found = corrected(
        reading.value,
        reading.first_on,
        reading.until,
        share=rule.dependent_share,
        degree_days=winters.degree_days,
        usual=winters.usual,
    )
    return found.value if found else None
