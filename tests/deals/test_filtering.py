"""What a filter reads from an address, and which deals it lets pass, in a city and in the network."""

import pytest
from django.http import QueryDict

from greenpact.cities.keeping import keep
from greenpact.cities.models import City, District, Field
from greenpact.deals.filtering import DealFilter, Grounds, address, grounds_of, narrowed, read
from greenpact.deals.models import Deal
from tests.makers import AT, BY, a_city, a_deal


def test_values_that_mean_nothing_are_set_aside() -> None:
    reading = read(QueryDict("kind=deal&tier=golden&sdg=99&year=2030&q=%00solar++roofs"), Grounds())
    assert reading.filter == DealFilter(kind="deal", year="2030", q="solar roofs")
    assert reading.ignored == {"tier": "golden", "sdg": "99"}


def test_a_filter_is_written_back_to_its_address() -> None:
    assert address("/deals/", DealFilter(kind="deal", q="a b"), page="x") == "/deals/?q=a+b&kind=deal&page=x"
    assert address("/deals/", DealFilter()) == "/deals/"


@pytest.fixture
def city(db: None) -> City:
    """A city with three deals that differ in field, district, SDGs and period."""
    city = a_city()
    energy, _kept = keep(Field, city, "energy", {"sectors": ["energy"]}, by=BY, at=AT)
    west, _kept = keep(District, city, "west", {"name": "West"}, by=BY, at=AT)
    a_deal(city, "solar", field=energy, districts=[west], sdgs=[7, 13], start_year=2024, end_year=2030)
    a_deal(city, "tram", kind="pact", sdgs=[11], start_year=2020)
    a_deal(city, "talks", tier="agreement")
    return city


@pytest.mark.parametrize(
    ("criteria", "expected"),
    [
        (DealFilter(), {"solar", "tram", "talks"}),
        (DealFilter(field="energy"), {"solar"}),
        (DealFilter(sector="energy"), {"solar"}),
        (DealFilter(sector="tourism"), set()),
        (DealFilter(district="west"), {"solar"}),
        (DealFilter(sdg="11"), {"tram"}),
        (DealFilter(kind="pact"), {"tram"}),
        (DealFilter(tier="agreement"), {"talks"}),
        (DealFilter(year="2031"), {"tram"}),
        (DealFilter(year="2026"), {"solar", "tram"}),
        (DealFilter(party="company", q="tram"), {"tram"}),
        (DealFilter(party="school"), set()),
        (DealFilter(work="exploring", signature="unsigned"), {"solar", "tram", "talks"}),
    ],
)
def test_a_filter_lets_the_same_deals_pass_in_the_city_and_in_the_network(
    city: City, criteria: DealFilter, expected: set[str]
) -> None:
    deals = Deal.objects.published()
    in_city = narrowed(deals.of_city(city), criteria, grounds_of(city))
    everywhere = narrowed(deals, criteria)
    assert {deal.ref for deal in in_city} == {deal.ref for deal in everywhere} == expected
