"""A worker that is killed at any moment during an import of readings leaves none half counted; the next one goes on."""

import io
import time
from datetime import timedelta

import pytest
from django.utils import timezone

from greenpact.journal.models import Entry
from greenpact.journal.verifying import verify_chain
from greenpact.measures.indicator_rules import Rhythm
from greenpact.measures.intake.deciding import confirm
from greenpact.measures.intake.taking_in import OpenFile, Sent, take_in
from greenpact.measures.models import Delivered, Delivery, DeliveryState, Reading
from tests.makers import BY, a_city, a_deal
from tests.measures.makers import an_indicator, measure_of
from tests.workspace.test_import_killed import a_worker, until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

READINGS = 60_000
SERIES = 30


def a_large_sheet() -> bytes:
    """Daily readings of many meters."""
    first = timezone.now().date() - timedelta(days=READINGS // SERIES + 5)
    lines = ["Messgröße;Einheit;Datum;Wert"]
    for number in range(READINGS):
        day, meter = divmod(number, SERIES)
        lines.append(f"Zähler {meter:03};kWh;{first + timedelta(day):%d.%m.%Y};{900 + number % 97},5")
    return "\n".join(lines).encode()


def killed_while_working(delivery: Delivery, *, after: float) -> Delivery:
    worker = a_worker()
    try:
        until(lambda: Delivery.objects.filter(pk=delivery.pk, leased_until__gt=timezone.now()).exists())
        time.sleep(after)
    finally:
        worker.kill()
        worker.wait()
    return Delivery.objects.get(pk=delivery.pk)


def expire(delivery: Delivery) -> None:
    """As if its lease had run out. How often one may break off is not what is tried here."""
    past = timezone.now() - timedelta(seconds=1)
    Delivery.objects.filter(pk=delivery.pk, leased_until__isnull=False).update(leased_until=past, attempts=0)


def test_readings_count_as_a_whole_whenever_the_worker_is_killed() -> None:
    city = a_city()
    deal = a_deal(city)
    for meter in range(SERIES):
        an_indicator(measure_of(deal), name={"de": f"Zähler {meter:03}"}, rhythm=Rhythm.DAY)
    data = a_large_sheet()
    sent = take_in(city, OpenFile(io.BytesIO(data), "m.csv", len(data)), Sent(BY), at=timezone.now())
    kills, after = 0, 0.0
    while (left := killed_while_working(sent, after=after)).state != DeliveryState.READ:
        kills, after = kills + 1, 0.3 + after * 2.5
        assert Delivered.objects.filter(of=sent).count() == left.cursor
        assert not Reading.objects.exists()
        expire(sent)
    assert kills > 0
    assert left.counts == {"new": READINGS}
    assert Delivered.objects.filter(of=sent).count() == READINGS
    confirm(left)
    after = 0.0
    while (left := killed_while_working(sent, after=after)).state != DeliveryState.DONE:
        after = 0.1 + after * 2.5
        assert left.state in (DeliveryState.CONFIRMED, DeliveryState.RUNNING)
        assert not Reading.objects.exists()
        assert not Entry.objects.filter(verb="reading.delivered").exists()
        expire(sent)
    assert Reading.objects.current().count() == READINGS
    assert Entry.objects.filter(verb="reading.delivered").count() == 1
    assert verify_chain(city.chain) is None
