"""Recorded payloads in every shape that the standards describe, and in shapes that they do not."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets.units import parse_unit
from telemetry import codes
from telemetry.json_text import parse
from telemetry.ngsi_ld import read_notification
from telemetry.sensor_things import (
    observations_address,
    read_datastreams,
    read_observations,
    stays,
)
from telemetry.values import Unreadable

RECORDED = Path(__file__).parent / "recorded"
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def recorded(name: str) -> Any:
    return parse((RECORDED / name).read_bytes())


def test_a_normalised_notification_says_values_with_moments_and_units_and_nothing_of_what_describes_them() -> (
    None
):
    found = read_notification(recorded("normalised.json"))
    assert found.notified_at == datetime(2026, 3, 1, 12, 0, 5, 250_000, tzinfo=UTC)
    assert [(one.attribute, one.value, one.unit, one.observed_at) for one in found.values] == [
        ("chargedEnergy", 18_234.5, "kWh", NOON),
        ("stateOfCharge", 71.0, "%", NOON),
        ("waterUse", 12.0, "m³", NOON),
        ("temperature#urn:ngsi-ld:Dataset:roof", 4.5, "°C", NOON),
        ("temperature#urn:ngsi-ld:Dataset:hall", 17.0, "°C", NOON),
    ]


def test_a_simplified_notification_says_values_without_moments() -> None:
    found = read_notification(recorded("simplified.json"))
    assert [(one.entity, one.attribute, one.value, one.observed_at) for one in found.values] == [
        ("urn:ngsi-ld:Vehicle:bus-12", "chargedEnergy", 18_234.5, None),
        ("urn:ngsi-ld:Vehicle:bus-13", "chargedEnergy", 9_001.0, None),
    ]


def test_concise_attributes_are_read_like_normalised_ones() -> None:
    entity = {
        "id": "urn:x",
        "type": "T",
        "e": {"value": 3, "observedAt": "2026-03-01T13:00:00+01:00", "unitCode": "KWH"},
    }
    (found,) = read_notification([entity]).values
    assert (found.value, found.unit, found.observed_at) == (3.0, "kWh", NOON)


@pytest.mark.parametrize("said", [True, "x", None, {"a": 1}, [1, 2], float("inf"), 10**400, "1,5"])
def test_what_is_no_number_is_no_value(said: Any) -> None:
    entity = {"id": "urn:x", "type": "T", "e": {"type": "Property", "value": said}}
    assert read_notification([entity]).values == ()


def test_a_moment_without_its_zone_is_none() -> None:
    entity = {
        "id": "urn:x",
        "type": "T",
        "e": {"type": "Property", "value": 1, "observedAt": "2026-03-01T12:00:00"},
    }
    assert read_notification([entity]).values[0].observed_at is None


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_whatever_comes_is_read_or_refused(document: Any) -> None:
    try:
        read_notification(document)
    except Unreadable:
        return


def test_every_code_is_a_unit_that_sheets_knows() -> None:
    assert {parse_unit(unit).written for unit in codes._CODES.values()} == set(codes._CODES.values())


def test_observations_are_read_with_moments_and_times_and_where_they_go_on() -> None:
    page = read_observations(
        recorded("observations.json"), "https://frost.example/v1.1/Datastreams(7)/Observations", "7"
    )
    assert [(one.ref, one.heard.value, one.heard.observed_at, one.heard.until_at) for one in page.rows] == [
        ("101", 5.25, NOON, None),
        ("102", 6.0, NOON, datetime(2026, 3, 1, 13, tzinfo=UTC)),
        ("103", 7.5, datetime(2026, 3, 1, 14, tzinfo=UTC), None),
    ]
    assert page.without == 1
    assert page.next_address == "https://frost.example/v1.1/Datastreams(7)/Observations?$skip=4"


def test_datastreams_are_read_with_their_units_and_names_of_both_kinds() -> None:
    page = read_datastreams(recorded("datastreams.json"), "https://frost.example/v1.1/Datastreams")
    assert [(one.ref, one.name, one.unit) for one in page.rows] == [
        ("7", "Depot meter", "kWh"),
        ("'roof''s'", "Roof", "°C"),
    ]


def test_numbered_observations_go_on_after_the_last_number_and_others_from_the_last_moment() -> None:
    base = "https://frost.example/v1.1/"
    assert "filter=id%20gt%20103&" in observations_address(base, "7", after=NOON, after_ref="103", count=5)
    assert "phenomenonTime%20ge%202026-03-01T12%3A00%3A00.000Z" in observations_address(
        base, "'a'", after=NOON, after_ref="", count=5
    )


def test_a_next_page_stays_with_its_server() -> None:
    assert stays("https://frost.example/v1.1/x?$skip=1", "https://frost.example/v1.1")
    assert not stays("https://other.example/v1.1/x", "https://frost.example/v1.1")
    assert not stays("http://frost.example/v1.1/x", "https://frost.example/v1.1")


@pytest.mark.parametrize(
    "document",
    [
        None,
        {},
        {"value": 3},
        {"value": [1]},
        {"value": [{"result": 1, "phenomenonTime": "2026-03-01T12:00:00Z"}]},
    ],
)
def test_what_is_no_page_of_observations_is_said(document: Any) -> None:
    with pytest.raises(Unreadable):
        read_observations(json.loads(json.dumps(document)), "https://frost.example/", "7")
