"""What meters say, from the call of their platform to the reading."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from greenpact.measures.models import Reading
from greenpact.sensors.connecting import move, rotate
from greenpact.sensors.models import RawValue, RolledUp, SensorSeries
from greenpact.sensors.rules import Rolled, State
from tests.makers import AT, BY
from tests.sensors.makers import BUS, a_mapped_series, a_source, bus, hourly, notification, send, work

pytestmark = pytest.mark.django_db
FIRST = datetime(2026, 3, 31, 22, tzinfo=UTC)  # when April begins in Berlin


def test_a_counter_becomes_the_reading_of_a_month_once_the_month_is_over(client: Client) -> None:
    source, token = a_source()
    series = a_mapped_series(source)
    told = [bus(value, at) for at, value in hourly(FIRST, 30 * 24)]
    for place in range(0, len(told), 100):
        assert send(client, source, token, notification(*told[place : place + 100])).status_code == 204
    work()
    assert not Reading.objects.exists()  # nothing has been said since April ended
    assert RolledUp.objects.filter(series=series, resolution="day").count() == 30
    send(client, source, token, notification(bus(720.0, FIRST + timedelta(days=30))))
    work()
    reading = Reading.objects.get()
    assert (reading.first_on.isoformat(), reading.until.isoformat()) == ("2026-04-01", "2026-05-01")
    assert reading.value == pytest.approx(0.72)
    assert (reading.provenance, reading.source, reading.recorded_by) == (
        "measured",
        "Bus depot",
        source.actor,
    )


def test_a_value_that_comes_late_corrects_the_reading(client: Client) -> None:
    source, token = a_source()
    series = a_mapped_series(source, rolled=Rolled.SUM)
    told = [bus(1.0, at) for at, _value in hourly(FIRST, 30 * 24 + 1)]
    missing = told.pop(100)
    send(client, source, token, notification(*told))
    work()
    first = Reading.objects.get()
    assert first.value == pytest.approx(0.719)
    send(client, source, token, notification(missing))
    work()
    second = Reading.objects.current().get()
    assert second.value == pytest.approx(0.72)
    assert second.replaces == first
    series.refresh_from_db()
    assert series.late == 1


def test_replays_and_disorder_change_nothing(client: Client) -> None:
    source, token = a_source()
    series = a_mapped_series(source)
    told = [bus(value, at) for at, value in hourly(FIRST, 10)]
    send(client, source, token, notification(*told[5:]))
    send(client, source, token, notification(*reversed(told)))
    send(client, source, token, notification(*told))
    series.refresh_from_db()
    assert RawValue.objects.count() == 10
    assert (series.repeated, series.contradicted, series.late) == (15, 0, 5)
    assert (series.last_value, series.last_at) == (9.0, FIRST + timedelta(hours=9))


def test_another_value_of_the_same_moment_is_noticed_and_the_first_stays(client: Client) -> None:
    source, token = a_source()
    for value in (1.0, 2.0):
        send(client, source, token, notification(bus(value, FIRST)))
    series = SensorSeries.objects.get()
    assert (RawValue.objects.get().value, series.contradicted) == (1.0, 1)


def test_a_forged_token_and_a_source_that_there_is_not_are_told_alike(client: Client) -> None:
    source, token = a_source()
    answers = [
        send(client, source, "forged", notification()),
        client.post("/api/v1/sensors/nobody/ngsi-ld", "{}", content_type="application/json"),
        client.post(f"/api/v1/sensors/{source.ref}/ngsi-ld", "{}", content_type="application/json"),
    ]
    assert {answer.status_code for answer in answers} == {401}
    assert len({answer.json()["detail"] for answer in answers}) == 1
    assert token not in str(answers[0].content)
    assert not RawValue.objects.exists()


def test_a_renewed_token_makes_the_former_worthless(client: Client) -> None:
    source, token = a_source()
    renewed = rotate(source, by=BY, at=AT)
    assert send(client, source, token, notification()).status_code == 401
    assert send(client, source, renewed, notification()).status_code == 204


def test_a_paused_source_says_so_and_an_ended_one_is_none(client: Client) -> None:
    source, token = a_source()
    move(source, State.PAUSED, by=BY, at=AT)
    assert send(client, source, token, notification(bus(1.0, FIRST))).status_code == 409
    move(source, State.ENDED, by=BY, at=AT)
    assert send(client, source, token, notification(bus(1.0, FIRST))).status_code == 401
    assert not RawValue.objects.exists()


@pytest.mark.parametrize(
    "body", [" ", "{", "3", '{"type": "Notification"}', '[{"type": "T"}]', "[" * 100_000, '{"a": NaN}']
)
def test_what_cannot_be_read_is_told_and_noted(client: Client, body: str) -> None:
    source, token = a_source()
    answer = client.post(
        f"/api/v1/sensors/{source.ref}/ngsi-ld",
        body,
        content_type="application/json",
        headers={"X-Greenpact-Token": token},
    )
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    source.refresh_from_db()
    assert source.not_read == 1


def test_a_large_body_and_another_method_are_refused(client: Client) -> None:
    source, token = a_source()
    assert send(client, source, token, ["x" * 2_000_001]).status_code == 413
    assert client.get(f"/api/v1/sensors/{source.ref}/ngsi-ld").status_code == 405


def test_values_without_a_moment_are_not_kept_unless_the_mapping_says_so(client: Client) -> None:
    source, token = a_source()
    simple = {"id": BUS, "type": "Vehicle", "energy": 4.0}
    send(client, source, token, notification(simple, notified_at="2026-06-15T09:00:00Z"))
    assert (SensorSeries.objects.get().undated, RawValue.objects.count()) == (1, 0)
    a_mapped_series(source, takes_notified_at=True)
    send(client, source, token, notification(simple, notified_at="2026-06-15T09:00:00Z"))
    assert RawValue.objects.get().at == datetime(2026, 6, 15, 9, tzinfo=UTC)


def test_moments_that_cannot_be_are_counted_and_not_kept(client: Client) -> None:
    source, token = a_source()
    told = [bus(1.0, datetime(1970, 1, 1, tzinfo=UTC)), bus(1.0, datetime(2999, 1, 1, tzinfo=UTC))]
    assert send(client, source, token, notification(*told)).status_code == 204
    assert (SensorSeries.objects.get().impossible, RawValue.objects.count()) == (2, 0)
