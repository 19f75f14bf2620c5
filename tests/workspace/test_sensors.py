"""The pages of meters: connecting, the token once, mapping with a check of units, and who may do it."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from greenpact.measures.indicator_rules import Rhythm
from greenpact.measures.models import Reading
from greenpact.parties.models import Organisation
from greenpact.parties.rules import Role
from greenpact.sensors.models import SensorSeries, SensorSource, SensorTerms
from greenpact.sensors.rules import Kind
from tests.makers import AT, a_city, a_deal, a_member, an_organisation
from tests.measures.makers import an_indicator, measure_of
from tests.sensors.makers import a_monthly, a_source, bus, hourly, notification, send, work
from tests.sensors.test_intake import FIRST

pytestmark = pytest.mark.django_db


def entered(role: Role, organisation: Organisation | None, city: Any) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(a_member(city, role, organisation))
    return client


def token_on(page: str) -> str:
    found = re.search(r'<code id="token">([\w-]+)</code>', page)
    assert found
    return found[1]


def test_a_party_connects_its_meters_and_sees_the_token_once() -> None:
    city = a_city()
    party = an_organisation(city)
    client = entered(Role.PARTY_EDITOR, party, city)
    assert "No meters are connected yet" in client.get("/workspace/heidelberg/sensors/").content.decode()
    sent = {"name": "Depot", "kind": "ngsi_ld", "organisation": party.ref, "address": ""}
    answer = client.post("/workspace/heidelberg/sensors/new/", sent)
    token = token_on(client.get(answer["Location"]).content.decode())
    assert token not in client.get(answer["Location"]).content.decode()
    source = SensorSource.objects.get()
    assert (source.organisation, token not in source.token_hash) == (party, True)
    assert send(client, source, token, notification()).status_code == 204


def test_what_was_heard_is_mapped_with_a_check_of_its_unit_and_becomes_readings() -> None:
    city = a_city()
    indicator = a_monthly(city)
    assert indicator.measure
    party = indicator.measure.clause.party
    source, token = a_source(city, organisation=party)
    client = entered(Role.PARTY_EDITOR, party, city)
    send(client, source, token, notification(*(bus(value, at) for at, value in hourly(FIRST, 30 * 24 + 1))))
    address = f"/workspace/heidelberg/sensors/{source.ref}/series/{SensorSeries.objects.get().ref}/"
    page = client.get(address).content.decode()
    assert "The source says: kWh." in page
    assert 'value="60"' in page  # the rhythm that its values suggest
    mapped = {"indicator": indicator.ref, "unit": "m³", "rolled": "growth", "rhythm_minutes": "60"}
    wrong = client.post(address, mapped)
    assert wrong.status_code == 422
    assert "m³ cannot be counted in MWh" in wrong.content.decode()
    assert client.post(address, mapped | {"unit": "kWh"}).status_code == 302
    work()
    assert Reading.objects.get().value == pytest.approx(0.72)
    page = client.get(address).content.decode()
    assert "1 MWh is 1,000 kWh" in page
    assert "April 2026" in page  # on the clock of the city
    assert "March 2026" not in page
    assert client.post(f"{address}unmap/").status_code == 302
    assert Reading.objects.count() == 1


def test_a_party_sees_neither_other_sources_nor_other_indicators() -> None:
    city = a_city()
    other = an_organisation(city)
    mine = an_organisation(city)
    a_monthly(city)
    source, _token = a_source(city, organisation=other)
    own, token = a_source(city, organisation=mine)
    client = entered(Role.PARTY_EDITOR, mine, city)
    assert client.get(f"/workspace/heidelberg/sensors/{source.ref}/").status_code == 404
    assert client.post(f"/workspace/heidelberg/sensors/{source.ref}/token/").status_code == 404
    send(client, own, token, notification(bus(1.0, FIRST)))
    page = client.get(f"/workspace/heidelberg/sensors/{own.ref}/series/{SensorSeries.objects.get().ref}/")
    assert "There is no indicator that they could belong to" in page.content.decode()
    sent = {"name": "Depot", "kind": "ngsi_ld", "organisation": other.ref, "address": ""}
    assert client.post("/workspace/heidelberg/sensors/new/", sent).status_code == 422


def test_the_office_pauses_ends_and_sets_how_long_raw_values_are_kept() -> None:
    city = a_city()
    source, _token = a_source(city)
    client = entered(Role.PROGRAMME_OFFICE, None, city)
    there = f"/workspace/heidelberg/sensors/{source.ref}/"
    for state in ("paused", "active", "ended"):
        assert client.post(f"{there}move/", {"then": state}).status_code == 302
        source.refresh_from_db()
        assert source.state == state
    client.post("/workspace/heidelberg/sensors/terms/", {"days": "100"})
    assert SensorTerms.objects.get().kept_days == 100
    client.post("/workspace/heidelberg/sensors/terms/", {"days": "1"})
    assert SensorTerms.objects.get().kept_days == 100


def test_a_server_needs_its_address_and_a_failure_is_put_into_words() -> None:
    city = a_city()
    client = entered(Role.PROGRAMME_OFFICE, None, city)
    sent = {"name": "FROST", "kind": "sensor_things", "organisation": "", "address": ""}
    answer = client.post("/workspace/heidelberg/sensors/new/", sent)
    assert "A server that we ask needs its address." in answer.content.decode()
    source, _token = a_source(city, kind=Kind.SENSOR_THINGS, address="https://frost.example.org/v1.1")
    SensorSource.objects.update(fault="not_open", failures=1)
    page = client.get(f"/workspace/heidelberg/sensors/{source.ref}/").content.decode()
    assert "The server lies in a network that is not open." in page


def test_silent_and_stuck_meters_are_said_and_an_implausible_value_is_marked(time_machine: Any) -> None:
    city = a_city()
    source, token = a_source(city)
    indicator = an_indicator(measure_of(a_deal(city)), rhythm=Rhythm.MONTH, unit="kWh")
    client = entered(Role.PROGRAMME_OFFICE, None, city)
    time_machine.move_to(AT, tick=False)
    told = [bus(5.0, AT - timedelta(hours=hour)) for hour in range(40)]
    send(client, source, token, notification(*told, bus(9e9, AT - timedelta(hours=60))))
    series = SensorSeries.objects.get()
    address = f"/workspace/heidelberg/sensors/{source.ref}/series/{series.ref}/"
    mapped = {
        "indicator": indicator.ref,
        "unit": "kWh",
        "rolled": "growth",
        "rhythm_minutes": "60",
        "highest": "1000",
    }
    assert client.post(address, mapped).status_code == 302
    assert "The meter may be stuck" in client.get(address).content.decode()
    time_machine.move_to(AT + timedelta(days=3), tick=False)
    assert "Nothing was heard for 3 days" in client.get(address).content.decode()
    assert "silent for 3 days" in client.get("/workspace/heidelberg/sensors/").content.decode()
    SensorSeries.objects.get().raw_values.filter(at__gte=AT - timedelta(hours=50)).delete()
    assert "implausible, not counted" in client.get(address).content.decode()
