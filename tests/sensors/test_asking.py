"""Asking a SensorThings server: everything once, late ones too, and no further than it may lead."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest

from greenpact.sensors.asking import EVERY, ask_next
from greenpact.sensors.mapping import Mapping, map_series
from greenpact.sensors.models import RawValue, SensorSeries, SensorSource
from greenpact.sensors.rules import Kind, Rolled
from tests.makers import AT, BY
from tests.sensors.makers import a_monthly, a_source
from tests.sensors.things_server import Things, serving

pytestmark = pytest.mark.django_db


@pytest.fixture
def things(settings: Any) -> Iterator[Things]:
    hours = [(number, f"2026-05-01T{number:02}:00:00Z", float(number)) for number in range(1, 8)]
    with serving(Things(hours)) as found:
        settings.OUTGOING_HOSTS = frozenset({urlsplit(found.address).netloc})
        yield found


def a_polled(things: Things) -> SensorSource:
    source, _token = a_source(kind=Kind.SENSOR_THINGS, address=things.address)
    assert ask_next(AT)
    series = SensorSeries.objects.get()
    mapping = Mapping(a_monthly(source.city), "kWh", Rolled.GROWTH, 60)
    map_series(series, mapping, by=BY, at=AT)
    return source


def test_what_a_server_offers_is_found_and_nothing_is_read_before_it_is_mapped(things: Things) -> None:
    source, _token = a_source(kind=Kind.SENSOR_THINGS, address=things.address)
    assert ask_next(AT)
    series = SensorSeries.objects.get()
    assert (series.entity, series.title, series.said_unit) == ("7", "Depot meter", "kWh")
    assert not RawValue.objects.exists()
    assert not ask_next(AT)
    source.refresh_from_db()
    assert source.ask_next_at == AT + EVERY


def test_all_pages_are_read_and_the_next_round_goes_on_where_this_one_ended(things: Things) -> None:
    a_polled(things)
    assert ask_next(AT + EVERY)
    assert RawValue.objects.count() == 7
    things.observations.append((8, "2026-04-30T12:00:00Z", 0.5))  # late, but with a later number
    things.asked.clear()
    assert ask_next(AT + 2 * EVERY)
    assert RawValue.objects.count() == 8
    assert any("id gt 7" in address for address in things.asked)
    assert SensorSeries.objects.get().late == 1


def test_a_server_that_leads_elsewhere_is_not_followed(things: Things) -> None:
    source = a_polled(things)
    things.elsewhere = "http://169.254.169.254"
    assert ask_next(AT + EVERY)
    source.refresh_from_db()
    assert (source.fault, RawValue.objects.count()) == ("other_server", 3)


def test_a_server_that_fails_is_asked_ever_less_often(things: Things) -> None:
    source = a_polled(things)
    things.status = 503
    waits, at = [], AT + EVERY
    for _time in range(3):
        assert ask_next(at)
        source.refresh_from_db()
        assert source.ask_next_at
        waits.append(source.ask_next_at - at)
        at = source.ask_next_at
    assert (source.fault, source.failures) == ("refused", 3)
    assert waits == sorted(waits)
    assert waits[-1] >= timedelta(minutes=80)
    things.status = 200
    assert ask_next(at)
    source.refresh_from_db()
    assert (source.fault, source.failures, RawValue.objects.count()) == ("", 0, 7)


def test_a_server_in_the_own_network_that_nobody_named_is_not_asked(things: Things, settings: Any) -> None:
    settings.OUTGOING_HOSTS = frozenset()
    source, _token = a_source(kind=Kind.SENSOR_THINGS, address=things.address)
    assert ask_next(AT)
    source.refresh_from_db()
    assert (source.fault, things.asked) == ("not_open", [])
