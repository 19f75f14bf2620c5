"""Units in the ways people write them, and what may be converted into what."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets.units import UnknownUnit, factor_between, parse_unit, unit_in

NAMED = {
    "kWh": "kWh",
    "MWh/a": "MWh/a",
    "GWh/year": "GWh/a",
    "t CO2-Äq.": "t CO2e",
    "tCO2e": "t CO2e",
    "tonnes CO2equivalent/year": "t CO2e/a",
    "t CO2eq / MWh": "t CO2e/MWh",
    "Tsd. €": "1000 EUR",
    "Mio. Pkm": "1000000 Pkm",
    "kWh/m²": "kWh/m²",
    "m³": "m³",
    "Stück": "piece",
    "Prozent": "%",
    "l/100km": "l/100 km",
    "kWh pro Jahr": "kWh/a",
}


@pytest.mark.parametrize("text", NAMED)
def test_a_unit_is_known_as_it_is_written(text: str) -> None:
    assert parse_unit(text).name == NAMED[text]


NO_UNITS = ["", "index", "Wert", "kWh/", "/a", "12", "*" * 100, "import os", "kWh kWh", "M km/y z"]


@pytest.mark.parametrize("text", NO_UNITS)
def test_what_is_no_unit_is_not_taken_for_one(text: str) -> None:
    with pytest.raises(UnknownUnit):
        parse_unit(text)


@pytest.mark.parametrize(
    ("unit", "other", "factor"),
    [
        ("kWh", "MWh", 0.001),
        ("Mio. km", "km", 1e6),
        ("kWh/m²", "MWh/ha", 10.0),
        ("g/kWh", "kg/MWh", 1.0),
        ("GJ", "kWh", 277.777777),
    ],
)
def test_units_of_one_dimension_are_converted(unit: str, other: str, factor: float) -> None:
    assert factor_between(parse_unit(unit), parse_unit(other)) == pytest.approx(factor)


def test_tonnes_of_carbon_dioxide_are_no_tonnes_of_anything_else() -> None:
    assert factor_between(parse_unit("t"), parse_unit("t CO2e")) is None
    assert factor_between(parse_unit("kWh"), parse_unit("kW")) is None


UNITS = st.sampled_from(["kWh", "MWh", "GWh", "GJ", "Wh"]).map(parse_unit)


@given(UNITS, UNITS)
def test_there_and_back_is_one(unit: object, other: object) -> None:
    there, back = factor_between(unit, other), factor_between(other, unit)  # type: ignore[arg-type]
    assert there is not None
    assert back is not None
    assert there * back == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("title", "name", "unit"),
    [
        ("Strom [kWh]", "Strom", "kWh"),
        ("Verbrauch (MWh)", "Verbrauch", "MWh"),
        ("Gas in MWh", "Gas", "MWh"),
        ("Temperatur, °C", "Temperatur", "°C"),
        ("kWh", "", "kWh"),
        ("Wert", "Wert", None),
        ("Strom in der Stadt", "Strom in der Stadt", None),
    ],
)
def test_a_unit_is_found_in_a_title(title: str, name: str, unit: str | None) -> None:
    found, of = unit_in(title)
    assert (found, of.name if of else None) == (name, unit)
