"""Correction of heat by degree days: the worked examples of its page, and what is never corrected."""

from datetime import date

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from greenpact.measures.indicator_rules import Figure, Provenance, Rhythm
from greenpact.measures.reading import Taken, take
from greenpact.sensors.correcting import (
    Month,
    NotCorrected,
    WhyNotCorrected,
    keep_degree_days,
    set_weather_rule,
)
from greenpact.sensors.weather import corrected
from tests.makers import AT, BY, a_city
from tests.sensors.makers import a_monthly

JANUARY, QUARTER = (date(2026, 1, 1), date(2026, 2, 1)), (date(2026, 1, 1), date(2026, 4, 1))


EXAMPLES: list[tuple[float, tuple[date, date], float, list[float], list[float], float]] = [
    (100.0, JANUARY, 1.0, [600.0], [500.0], 83.333),
    (100.0, JANUARY, 0.8, [400.0], [500.0], 120.0),
    (250.0, QUARTER, 0.9, [450.0, 400.0, 350.0], [500.0, 440.0, 380.0], 272.5),
]


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_worked_examples(
    example: tuple[float, tuple[date, date], float, list[float], list[float], float],
) -> None:
    value, period, share, there_were, usual, expected = example
    found = corrected(
        value,
        *period,
        share=share,
        degree_days={(2026, month): days for month, days in enumerate(there_were, 1)},
        usual=dict(enumerate(usual, 1)),
    )
    assert found
    assert found.value == pytest.approx(expected, abs=0.001)


@given(st.floats(0, 1e9), st.floats(0, 1), st.floats(1, 1_000))
def test_a_usual_winter_changes_nothing(value: float, share: float, days: float) -> None:
    found = corrected(value, *JANUARY, share=share, degree_days={(2026, 1): days}, usual={1: days})
    assert found
    assert found.value == pytest.approx(value)


@pytest.mark.parametrize(
    ("period", "degree_days"),
    [
        ((date(2026, 1, 1), date(2026, 1, 15)), {(2026, 1): 500.0}),
        (QUARTER, {(2026, 1): 500.0, (2026, 3): 400.0}),
        (JANUARY, {(2026, 1): 0.0}),
        (JANUARY, {}),
    ],
)
def test_without_whole_months_and_their_degree_days_there_is_no_corrected_value(
    period: tuple[date, date], degree_days: dict[tuple[int, int], float]
) -> None:
    usual = dict.fromkeys(range(1, 13), 400.0)
    assert corrected(100.0, *period, share=1.0, degree_days=degree_days, usual=usual) is None


@pytest.mark.django_db
def test_the_public_page_shows_the_corrected_value_beside_the_raw_one_once_it_is_wanted(
    client: Client,
) -> None:
    indicator = a_monthly(a_city())
    taken = Taken(*JANUARY, Figure(100.0), provenance=Provenance.MEASURED)
    take(indicator, taken, by=BY, at=AT)
    keep_degree_days(
        indicator.city, [Month(2026, 1, 400.0), Month(None, 1, 500.0)], source="Weather Service", by=BY, at=AT
    )
    address = f"/heidelberg/deals/{indicator.deal.ref}/measures/c1/"
    english = {"accept-language": "en"}
    assert "usual winter" not in client.get(address, headers=english).content.decode()
    set_weather_rule(indicator, 0.8, by=BY, at=AT)
    page = client.get(address, headers=english).content.decode()
    assert "120 in a usual winter (calculated)" in page
    assert "VDI 3807" in page
    set_weather_rule(indicator, None, by=BY, at=AT)
    assert "usual winter" not in client.get(address, headers=english).content.decode()


@pytest.mark.django_db
def test_only_energy_is_corrected_and_degree_days_need_a_source() -> None:
    city = a_city()
    indicator = a_monthly(city, unit="m³", rhythm=Rhythm.MONTH)
    with pytest.raises(NotCorrected) as refusal:
        set_weather_rule(indicator, 1.0, by=BY, at=AT)
    assert refusal.value.reason is WhyNotCorrected.NO_ENERGY
    with pytest.raises(NotCorrected) as refusal:
        keep_degree_days(city, [Month(2026, 1, 400.0)], source=" ", by=BY, at=AT)
    assert refusal.value.reason is WhyNotCorrected.SOURCE_MISSING
