"""Short ways to a source, its series and what it says."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from django.test import Client

from greenpact.cities.models import City
from greenpact.measures.indicator_rules import Rhythm
from greenpact.measures.models import Indicator
from greenpact.sensors.connecting import About, connect
from greenpact.sensors.mapping import Mapping, map_series
from greenpact.sensors.models import SensorSeries, SensorSource
from greenpact.sensors.reading_off import read_off_next
from greenpact.sensors.rolling_up import roll_up_next
from greenpact.sensors.rules import Kind, Rolled
from tests.makers import AT, BY, a_city, a_deal
from tests.measures.makers import an_indicator, measure_of

BUS = "urn:ngsi-ld:Vehicle:bus-12"


def a_source(city: City | None = None, kind: Kind = Kind.NGSI_LD, **about: Any) -> tuple[SensorSource, str]:
    city = city or a_city()
    return connect(city, About(name="Bus depot", kind=kind, **about), by=BY, at=AT)


def a_mapped_series(source: SensorSource, indicator: Indicator | None = None, **mapping: Any) -> SensorSeries:
    """The series of the bus's energy meter, as a counter in kWh that says something every hour."""
    indicator = indicator or a_monthly(source.city)
    series, _made = SensorSeries.objects.get_or_create(source=source, entity=BUS, attribute="energy")
    usual: dict[str, Any] = {"unit": "kWh", "rolled": Rolled.GROWTH, "rhythm_minutes": 60}
    map_series(series, Mapping(indicator=indicator, **(usual | mapping)), by=BY, at=AT)
    series.refresh_from_db()
    return series


def a_monthly(city: City, **terms: Any) -> Indicator:
    return an_indicator(measure_of(a_deal(city)), **{"rhythm": Rhythm.MONTH, "unit": "MWh", **terms})


def prop(value: Any, at: datetime | None = None, unit: str = "KWH") -> dict[str, Any]:
    """A normalised property."""
    said: dict[str, Any] = {"type": "Property", "value": value}
    if at is not None:
        said["observedAt"] = at.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return said | ({"unitCode": unit} if unit else {})


def notification(*entities: dict[str, Any], notified_at: str = "2026-06-15T10:00:00Z") -> dict[str, Any]:
    return {
        "id": "urn:ngsi-ld:Notification:1",
        "type": "Notification",
        "subscriptionId": "urn:ngsi-ld:Subscription:depot",
        "notifiedAt": notified_at,
        "data": list(entities),
    }


def bus(value: Any, at: datetime | None, unit: str = "KWH", name: str = BUS) -> dict[str, Any]:
    return {"id": name, "type": "Vehicle", "energy": prop(value, at, unit)}


def hourly(
    first: datetime, count: int, start: float = 0.0, each: float = 1.0
) -> list[tuple[datetime, float]]:
    return [(first + timedelta(hours=number), start + number * each) for number in range(count)]


def send(client: Client, source: SensorSource, token: str, document: Any) -> Any:
    return client.post(
        f"/api/v1/sensors/{source.ref}/ngsi-ld",
        json.dumps(document),
        content_type="application/ld+json",
        headers={"Authorization": f"Bearer {token}"},
    )


def work(at: datetime = AT) -> None:
    """What the worker does of it, until nothing is left."""
    while roll_up_next(at) or read_off_next(at):
        pass
