"""How many values of meters a second are taken over HTTP in batches of a hundred, beside their bare insert, as JSON."""

import json
import statistics
import sys
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import django

django.setup()

from django.db import connection, transaction  # noqa: E402 — models can be read now
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from greenpact.cities.models import City  # noqa: E402
from greenpact.sensors.connecting import About, connect  # noqa: E402
from greenpact.sensors.models import RawValue, SensorSeries, SensorSource  # noqa: E402
from greenpact.sensors.rules import Kind  # noqa: E402

BATCH, BATCHES = 100, 100
FIRST = datetime(2026, 1, 1, tzinfo=UTC)


def batch(number: int) -> bytes:
    """A normalised notification of a hundred meters."""
    at = (FIRST + timedelta(minutes=15 * number)).isoformat().replace("+00:00", "Z")
    data = [
        {
            "id": f"urn:ngsi-ld:Device:meter-{place}",
            "type": "Device",
            "energy": {"type": "Property", "value": number + place / 7, "unitCode": "KWH", "observedAt": at},
        }
        for place in range(BATCH)
    ]
    return json.dumps(
        {"id": f"urn:n:{number}", "type": "Notification", "notifiedAt": at, "data": data}
    ).encode()


def taken(source: SensorSource, token: str) -> list[float]:
    """Seconds of each batch through the door, from the call to its answer."""
    client, times = Client(), []
    for number in range(BATCHES):
        body = batch(number)
        began = time.perf_counter()
        answer = client.post(
            f"/api/v1/sensors/{source.ref}/ngsi-ld",
            body,
            content_type="application/ld+json",
            headers={"Authorization": f"Bearer {token}"},
        )
        times.append(time.perf_counter() - began)
        if answer.status_code != 204:
            sys.exit(f"the door answered {answer.status_code}")
    return times


def inserted(source: SensorSource) -> list[float]:
    """Seconds of each batch as a bare insert of the same rows, one transaction each."""
    rows = list(source.series.values_list("pk", flat=True))
    now, times = timezone.now(), []
    sql = "INSERT INTO sensors_rawvalue (series_id, at, value, unit, heard_at) VALUES (%s, %s, %s, '', %s)"
    adapt = connection.ops.adapt_datetimefield_value
    for number in range(BATCHES):
        at = FIRST - timedelta(days=400) + timedelta(minutes=15 * number)
        values = [(key, adapt(at), number + place / 7, adapt(now)) for place, key in enumerate(rows)]
        began = time.perf_counter()
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany(sql, values)
        times.append(time.perf_counter() - began)
    return times


def main() -> dict[str, Any]:
    city = City.objects.order_by("pk")[0]
    about = About(name="Bench", kind=Kind.NGSI_LD)
    source, token = connect(city, about, by="command:bench", at=timezone.now())
    ours, bare = taken(source, token), inserted(source)
    found = {
        "per_second": round(BATCH / statistics.median(ours)),
        "floor_per_second": round(BATCH / statistics.median(bare)),
        "ms": round(statistics.median(ours) * 1000, 1),
        "p95_ms": round(sorted(ours)[int(len(ours) * 0.95)] * 1000, 1),
        "kept": RawValue.objects.filter(series__source=source).count(),
    }
    SensorSeries.objects.filter(source=source).delete()
    source.delete()
    return {"meters": found}


if __name__ == "__main__":
    print(json.dumps(main()))
