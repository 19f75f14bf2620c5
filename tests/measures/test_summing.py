"""Confidential values are published in sums alone, and no sums together tell a single party's value."""

from datetime import date
from fractions import Fraction

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from greenpact.cities.models import City
from greenpact.deals.drafting import Parts, PartyEntry
from greenpact.deals.models import Deal
from greenpact.measures.indicator_rules import Figure, NonValue, Rhythm, WhyNoReading
from greenpact.measures.models import ConfidentialValue, Indicator, PublishedSum, Reading
from greenpact.measures.reading import NoReading, Taken, correct, take
from greenpact.measures.summing_rules import Part, Withheld, rank, why_withheld
from tests.makers import AT, BY, a_city, a_commitment, a_deal, a_goal, an_organisation
from tests.measures.makers import YEAR, an_indicator, measure_of

SECRETS = (1234.5, 2345.5, 3456.5, 4567.5)


def parts(*values: float) -> list[Part]:
    return [Part(f"p{place}", f"r{place}", value) for place, value in enumerate(values)]


def test_at_least_three_parties_none_with_nearly_all() -> None:
    assert why_withheld([]) == Withheld.TOO_FEW
    assert why_withheld(parts(5, 5)) == Withheld.TOO_FEW
    assert why_withheld([*parts(5, 5), Part("p0", "r9", 5)]) == Withheld.TOO_FEW  # two values of one party
    assert why_withheld(parts(81, 10, 9)) == Withheld.DOMINATED
    assert why_withheld(parts(80, 10, 10)) is None
    assert why_withheld(parts(0, 0, 0)) == Withheld.DOMINATED  # a sum of nothing tells that each is nothing


def test_whoever_comes_later_is_not_told_by_the_difference() -> None:
    assert why_withheld(parts(5, 5, 5, 5), [parts(5, 5, 5)]) == Withheld.TELLS_APART
    assert why_withheld(parts(5, 5, 5, 5, 5), [parts(5, 5, 5)]) == Withheld.TELLS_APART
    assert why_withheld(parts(5, 5, 5, 5, 5, 5), [parts(5, 5, 5)]) is None
    assert why_withheld(parts(5, 5, 5), [parts(5, 5, 5)]) == Withheld.SAME


def test_nor_is_a_correction() -> None:
    corrected = [*parts(5, 5, 5)[:2], Part("p2", "another", 7)]
    assert why_withheld(corrected, [parts(5, 5, 5)]) == Withheld.TELLS_APART


VALUES = st.integers(min_value=-20, max_value=100).map(float)
#: Who stands behind each sum that is wanted, one after the other: filters, late comers and corrections alike.
WANTED = st.lists(
    st.sets(st.tuples(st.integers(0, 5), st.integers(0, 1)), min_size=1, max_size=8), min_size=1, max_size=7
)


@settings(max_examples=150, deadline=None)
@given(wanted=WANTED, values=st.lists(VALUES, min_size=12, max_size=12))
def test_no_sums_together_determine_a_value(wanted: list[set[tuple[int, int]]], values: list[float]) -> None:
    published: list[list[Part]] = []
    for cells in wanted:
        one = [
            Part(f"p{party}", f"r{party}-{turn}", values[2 * party + turn]) for party, turn in sorted(cells)
        ]
        if why_withheld(one, published) is None:
            published.append(one)
    rows = [{(part.party, part.key): Fraction(1) for part in one} for one in published]
    known = rank(rows)
    for cell in {cell for row in rows for cell in row}:
        assert rank([*rows, {cell: Fraction(1)}]) == known + 1, "this value can be computed"
    for party in {
        cell[0] for row in rows for cell in row
    }:  # nor what a party has in all, nor may it tell another's
        others = [{cell: one for cell, one in row.items() if cell[0] != party} for row in rows]
        for cell in {cell for row in others for cell in row}:
            assert rank([*others, {cell: Fraction(1)}]) == rank(others) + 1, f"{party} can compute this value"


# with rows


@pytest.fixture
def city(db: None) -> City:
    return a_city()


@pytest.fixture
def deal(city: City) -> Deal:
    companies = [an_organisation(city, f"company-{number}") for number in range(4)]
    clauses = [a_goal(), *(a_commitment(one, f"c{place}") for place, one in enumerate(companies, start=1))]
    entries = [PartyEntry(one, "signatory") for one in companies]
    return a_deal(city, "shared", parts=Parts(parties=entries, clauses=clauses))


def confidential(indicator: Indicator, value: float) -> Reading:
    figure = Figure(non_value=NonValue.CONFIDENTIAL)
    taken = Taken(date(YEAR, 1, 1), date(YEAR + 1, 1, 1), figure, confidential=value)
    return take(indicator, taken, by=BY, at=AT)


def indicators(deal: Deal, count: int) -> list[Indicator]:
    return [an_indicator(measure_of(deal, f"c{number}")) for number in range(1, count + 1)]


def test_the_third_party_makes_a_sum_and_the_fourth_does_not_change_it(deal: Deal, client: Client) -> None:
    for place, one in enumerate(indicators(deal, 4)):
        confidential(one, SECRETS[place])
        assert PublishedSum.objects.count() == (place >= 2)
    found = PublishedSum.objects.get()
    assert (found.total, found.parties) == (sum(SECRETS[:3]), 3)
    page = client.get(
        f"/{deal.city.slug}/deals/{deal.ref}/", headers={"accept-language": "en"}
    ).content.decode()
    assert "7,036.5" in page
    assert "from 3 parties; single values are not published" in page
    for value in ("1,234.5", "2,345.5", "3,456.5", "4,567.5"):
        assert value not in page


def test_single_values_lie_apart_and_show_nowhere_in_public(deal: Deal, client: Client) -> None:
    one = indicators(deal, 1)[0]
    reading = confidential(one, 4711.25)
    assert reading.value is None
    assert ConfidentialValue.objects.get().value == 4711.25
    for path in ("", "measures/c1/"):
        answer = client.get(f"/{deal.city.slug}/deals/{deal.ref}/{path}", headers={"accept-language": "en"})
        assert b"4,711" not in answer.content
        assert b"4711" not in answer.content


def test_a_corrected_value_does_not_come_out_by_the_difference(deal: Deal) -> None:
    readings = [confidential(one, SECRETS[place]) for place, one in enumerate(indicators(deal, 3))]
    figure = Figure(non_value=NonValue.CONFIDENTIAL)
    taken = Taken(date(YEAR, 1, 1), date(YEAR + 1, 1, 1), figure, confidential=9.0)
    correct(readings[0], taken, reason="Misread", by=BY, at=AT)
    assert PublishedSum.objects.get().total == sum(SECRETS[:3])


def test_no_sum_cuts_across_another_of_the_same_parties(deal: Deal) -> None:
    for place, one in enumerate(indicators(deal, 3)):
        confidential(one, SECRETS[place])
    figure = Figure(non_value=NonValue.CONFIDENTIAL)
    for number in (1, 2, 3):
        monthly = an_indicator(measure_of(deal, f"c{number}"), name={"en": "By month"}, rhythm=Rhythm.MONTH)
        taken = Taken(date(YEAR, 3, 1), date(YEAR, 4, 1), figure, confidential=100.0 + number)
        take(monthly, taken, by=BY, at=AT)
    assert PublishedSum.objects.count() == 1


def test_a_secret_goes_with_a_figure_that_says_so(deal: Deal) -> None:
    taken = Taken(date(YEAR, 1, 1), date(YEAR + 1, 1, 1), Figure(5.0), confidential=5.0)
    with pytest.raises(NoReading) as refused:
        take(indicators(deal, 1)[0], taken, by=BY, at=AT)
    assert refused.value.reason == WhyNoReading.BOTH
