"""The web server is killed while a platform sends: what was acknowledged is kept, and nothing is kept twice."""

import json
import random
import threading
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection, HTTPException
from itertools import count

import pytest

from greenpact.sensors.models import RawValue, SensorSource
from tests.notices.postbox import Postbox
from tests.sensors.makers import a_source, bus, notification
from tests.workspace.killing import Platform, a_platform

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

FIRST = datetime(2026, 5, 1, tzinfo=UTC)
KILLS, BATCH = 10, 100


def sent(port: int, source: SensorSource, token: str, number: int) -> bool:
    """Send a batch of a hundred values; whether it was acknowledged."""
    told = [bus(float(place), FIRST + timedelta(seconds=number * BATCH + place)) for place in range(BATCH)]
    line = HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        line.request(
            "POST",
            f"/api/v1/sensors/{source.ref}/ngsi-ld",
            body=json.dumps(notification(*told)),
            headers={"Authorization": f"Bearer {token}", "Content-Type": "application/json"},
        )
        return line.getresponse().status == 204
    except (OSError, HTTPException):
        return False
    finally:
        line.close()


def strike(platform: Platform, dice: random.Random, is_over: threading.Event) -> None:
    """Kill the web processes ten times at random moments."""
    while platform.kills["web"] < KILLS:
        is_over.wait(dice.uniform(0.2, 1.2))
        platform.kill_web()
    is_over.set()


def test_what_was_acknowledged_is_kept_over_ten_kills() -> None:
    source, token = a_source()
    dice = random.Random(4)
    acknowledged: list[int] = []
    with Postbox() as postbox, a_platform(postbox, dice) as platform:
        is_over = threading.Event()
        striking = threading.Thread(target=strike, args=(platform, dice, is_over))
        striking.start()
        for number in count():
            if sent(platform.port, source, token, number):
                acknowledged.append(number)
            if is_over.is_set():
                break
        striking.join()
        again = acknowledged[-1]
        assert sent(platform.port, source, token, again)  # a replay changes nothing
    kept = {int((at - FIRST).total_seconds()) for at in RawValue.objects.values_list("at", flat=True)}
    promised = {number * BATCH + place for number in acknowledged for place in range(BATCH)}
    assert len(acknowledged) > KILLS
    assert promised - kept == set()
    assert len(kept) == RawValue.objects.count()
    assert len(kept) % BATCH == 0  # no batch is kept by half
