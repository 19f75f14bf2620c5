"""Sources of values, their series, raw values and what they come to; and degree days."""

from greenpact.sensors.models.source import KindChoice, SensorSeries, SensorSource, SensorTerms, StateChoice
from greenpact.sensors.models.value import RawValue, Resolution, RolledUp
from greenpact.sensors.models.weather import DegreeDays, WeatherRule

__all__ = [
    "DegreeDays",
    "KindChoice",
    "RawValue",
    "Resolution",
    "RolledUp",
    "SensorSeries",
    "SensorSource",
    "SensorTerms",
    "StateChoice",
    "WeatherRule",
]
