"""The public page of a measure: its way, its readings with where they come from, and what was corrected."""

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from greenpact.deals.models import Deal
from greenpact.measures.indicator_rules import Figure, NonValue, Point
from greenpact.measures.models import Indicator
from greenpact.measures.planning import Plan, Step, replan
from greenpact.measures.reading import correct, take
from greenpact.ui.charts import Spot, chart
from tests.makers import AT, BY, a_city, a_deal
from tests.measures.makers import YEAR, a_reading, an_indicator, measure_of, taken

pytestmark = pytest.mark.django_db


@pytest.fixture
def deal() -> Deal:
    return a_deal(a_city("heidelberg", languages=["de", "en"]), "solar-roofs")


@pytest.fixture
def indicator(deal: Deal) -> Indicator:
    return an_indicator(
        measure_of(deal),
        start_value=100.0,
        start_on=date(YEAR - 3, 12, 31),
        targets=[Point(date(YEAR + 3, 12, 31), 200.0)],
    )


def page(client: Client, language: str = "en") -> str:
    address = "/heidelberg/deals/solar-roofs/measures/c1/"
    return client.get(address, headers={"accept-language": language}).content.decode()


def test_it_shows_value_way_and_where_the_value_comes_from(client: Client, indicator: Indicator) -> None:
    a_reading(indicator, value=150.0)
    shown = page(client)
    assert '150 <span class="gp-stat__unit">MWh' in shown
    assert "measured" in shown
    assert '50 <span class="gp-stat__unit">%' in shown
    assert "<polyline" in shown
    assert "Ausgangswert" in page(client, "de")


def test_a_step_back_is_shown_as_one(client: Client, indicator: Indicator) -> None:
    a_reading(indicator, value=90.0)
    assert "−10" in page(client)
    assert "behind its way" in page(client)


def test_no_value_is_no_zero_and_says_why(client: Client, indicator: Indicator) -> None:
    take(indicator, taken(figure=Figure(None, NonValue.NOT_KNOWN)), by=BY, at=AT)
    shown = page(client)
    assert "not known" in shown
    assert "<polyline" not in shown
    assert ">0<" not in shown


def test_what_was_corrected_stays_to_be_read(client: Client, indicator: Indicator) -> None:
    correct(a_reading(indicator), taken(value=160.0), reason="The meter was read twice.", by=BY, at=AT)
    shown = page(client)
    assert "The meter was read twice." in shown
    assert "What was corrected" in shown


def test_a_kept_page_changes_with_the_next_reading(client: Client, indicator: Indicator) -> None:
    assert "There is no reading yet." in page(client)
    a_reading(indicator, value=777.0)
    assert "777" in page(client)


def test_what_is_not_public_is_not_there(client: Client, deal: Deal) -> None:
    hidden = a_deal(deal.city, "hidden", public=False)
    an_indicator(measure_of(hidden))
    for address in ("hidden/measures/c1/", "solar-roofs/measures/nothing/", "solar-roofs/measures/g1/"):
        assert client.get(f"/heidelberg/deals/{address}").status_code == 404


def test_a_long_history_asks_no_more_of_the_database(
    client: Client, indicator: Indicator, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for back in range(30):
        a_reading(indicator, YEAR - back)
    with django_assert_max_num_queries(15):
        page(client)


def test_a_chart_reaches_around_all_that_is_drawn() -> None:
    spots = [Spot(date(2020 + n, 1, 1), 10.0 * n, lower=-5.0, upper=60.0) for n in range(5)]
    drawn = chart(spots, [spots[0], Spot(date(2030, 1, 1), 100.0)], [Spot(date(2030, 1, 1), 100.0)])
    assert drawn is not None
    assert drawn.levels[0].value <= -5.0
    assert drawn.levels[-1].value >= 100.0
    assert all(0 <= mark.x <= drawn.width and 0 <= mark.y <= drawn.height for mark in drawn.readings)
    assert chart([], [], []) is None
    assert chart([Spot(date(2020, 1, 1), 0.0)], [], []) is not None


def test_milestones_stand_beside_the_time_and_history_tells_of_this_measure_alone(
    client: Client, indicator: Indicator
) -> None:
    measure = indicator.measure
    assert measure is not None
    steps = [Step({"en": "Permit"}, done_on=date(YEAR, 1, 1)), Step({"en": "Roof"}, due_on=date(YEAR, 6, 1))]
    replan(measure, Plan(starts_on=date(YEAR, 1, 1), due_on=date(YEAR, 12, 31), steps=steps), by=BY, at=AT)
    html = page(client)
    assert "Milestones done" in html
    assert "1 of 2" in html
    assert "What happened" in html
    a_reading(indicator, YEAR)
    assert html.count("A reading was recorded.") + 1 == page(client).count("A reading was recorded.")
