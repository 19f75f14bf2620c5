"""A file of readings is read, asked about, and taken in as a whole; the same file again changes nothing."""

from datetime import date

import pytest

from greenpact.cities.models import City
from greenpact.deals.models import Deal
from greenpact.journal.models import Entry
from greenpact.measures.indicator_rules import Rhythm
from greenpact.measures.intake.deciding import confirm, discard
from greenpact.measures.intake.taking_in import NotDelivered, WhyNotDelivered
from greenpact.measures.models import Delivered, DeliveryPiece, DeliveryState, Indicator, Reading
from tests.makers import a_city, a_deal
from tests.measures.intake_makers import answered, confirmed, delivered
from tests.measures.makers import a_reading, an_indicator, measure_of

pytestmark = pytest.mark.django_db

MESSY = (
    "Messgröße;Einheit;Jahr;Wert\n"
    "Strom;kWh;2021;1.250.000,5\n"
    "Strom;kWh;2022;1.300.000\n"
    "Strom;kWh;2023;k. A. (folgt)\n"
    "Strom;kWh;2024;13x\n"
    "Strom;kWh;20255;1.200.000\n"
)


@pytest.fixture
def city() -> City:
    return a_city()


@pytest.fixture
def deal(city: City) -> Deal:
    return a_deal(city)


@pytest.fixture
def power(deal: Deal) -> Indicator:
    return an_indicator(measure_of(deal))


def values(indicator: Indicator) -> list[tuple[int, float | None, str]]:
    rows = indicator.readings.current().order_by("first_on")
    return [(row.first_on.year, row.value, row.non_value) for row in rows]


def test_two_wrong_rows_are_corrected_and_all_is_taken_in(city: City, power: Indicator) -> None:
    found = delivered(city, MESSY)
    assert found.state == DeliveryState.READ
    assert found.series.get().indicator == power  # it is called the same
    wrong = [(one["doubt"], one["row"], one["column"], one["text"]) for one in found.findings["listed"]]
    assert wrong == [("not_a_number", 5, "D", "13x"), ("not_a_period", 6, "C", "20255")]
    assert found.open_count == 2
    with pytest.raises(NotDelivered, match="open_questions"):
        confirm(found)
    assert not Reading.objects.exists()
    found = answered(found, {0: power}, cells={"0|5|D": "1.310.000", "0|6|C": "2025"})
    assert (found.open_count, found.counts) == (0, {"new": 5})
    found = confirmed(found)
    assert found.state == DeliveryState.DONE
    assert values(power) == [
        (2021, 1250.0005, ""),
        (2022, 1300.0, ""),
        (2023, None, "not_known"),
        (2024, 1310.0, ""),
        (2025, 1200.0, ""),
    ]
    assert not DeliveryPiece.objects.exists()
    entry = Entry.objects.get(verb="reading.delivered")
    assert entry.payload["counts"] == {"new": 5}
    assert entry.subject == f"deal:{power.deal.ref}"


def test_the_same_file_again_changes_nothing(city: City, power: Indicator) -> None:
    good = "Messgröße;Einheit;Jahr;Wert\nStrom;MWh;2021;12,5\nStrom;MWh;2022;13\n"
    confirmed(delivered(city, good))
    again = delivered(city, good)
    assert again.counts == {"same": 2}
    with pytest.raises(NotDelivered) as refused:
        confirm(again)
    assert refused.value.reason == WhyNotDelivered.NOTHING_TO_DO
    assert Entry.objects.filter(verb="reading.delivered").count() == 1


def test_another_value_replaces_the_one_before_with_its_reason(city: City, power: Indicator) -> None:
    old = a_reading(power, 2024, 10.0)
    found = delivered(city, "Messgröße;Einheit;Jahr;Wert\nStrom;MWh;2024;11\nStrom;MWh;2023;9\n")
    assert found.counts == {"new": 1, "replaces": 1}
    with pytest.raises(NotDelivered, match="reason_missing"):
        confirm(found)
    confirmed(found, "Read off again")
    new = power.readings.current().get(first_on=date(2024, 1, 1))
    assert (new.value, new.replaces, new.reason) == (11.0, old, "Read off again")
    old.refresh_from_db()
    assert not old.is_current


def test_what_cannot_be_a_reading_has_its_fate(city: City, power: Indicator) -> None:
    found = delivered(
        city,
        "Messgröße;Einheit;Zeitraum;Wert\nStrom;MWh;2021;1\nStrom;MWh;2021;1\nStrom;MWh;2022;1\nStrom;MWh;2022;2\n"
        "Strom;MWh;03/2023;1\nStrom;MWh;2031;1\nStrom;MWh;2020;9e17\n",
    )
    assert found.counts == {
        "new": 2,
        "twice": 1,
        "contradicts": 1,
        "other_rhythm": 1,
        "in_future": 1,
        "too_large": 1,
    }
    assert found.open_count == 4
    found = answered(found, accepted=["contradicts", "other_rhythm", "in_future", "too_large"])
    assert found.open_count == 0
    confirmed(found)
    assert values(power) == [(2021, 1.0, ""), (2022, 1.0, "")]


def test_meters_may_not_overlap(city: City, deal: Deal) -> None:
    meter = an_indicator(measure_of(deal), name={"de": "Zähler"}, rhythm=Rhythm.ANY)
    head = "Messgröße;Einheit;Von;Bis;Wert\n"
    found = delivered(
        city,
        f"{head}Zähler;MWh;01.01.2024;10.01.2024;1\nZähler;MWh;05.01.2024;20.01.2024;1\nZähler;MWh;21.01.2024;30.01.2024;1\n",
    )
    assert found.counts == {"new": 2, "overlaps": 1}
    found = answered(found, accepted=["overlaps"])
    confirmed(found)
    other = delivered(city, f"{head}Zähler;MWh;09.01.2024;11.01.2024;1\n")
    assert other.counts == {"overlaps": 1}
    assert meter.readings.count() == 2


def test_a_series_in_another_dimension_or_of_somebody_else_is_refused(city: City, power: Indicator) -> None:
    found = delivered(city, "Messgröße;Einheit;Jahr;Wert\nWasser;m³;2021;12,5\n")
    assert found.open_count == 1
    with pytest.raises(NotDelivered, match="other_dimension"):
        answered(found, {0: power})
    elsewhere = an_indicator(measure_of(a_deal(a_city("ulm"))), unit="m³")
    with pytest.raises(NotDelivered, match="not_waiting"):
        answered(found, {0: elsewhere})
    assert answered(found, {0: None}).open_count == 0


def test_what_was_chosen_is_remembered_for_the_layout(city: City, power: Indicator) -> None:
    sheet = "Zählpunkt;Jahr;Wert\nHalle Ost;2021;1,250\nHalle Ost;2022;1,300\n"
    found = delivered(city, sheet)
    assert found.open_count == 2  # which notation, and what for
    found = answered(found, {0: power}, unit="MWh", notations={"0|C": "comma"})
    assert (found.open_count, found.counts) == (0, {"new": 2})
    confirmed(found)
    assert values(power) == [(2021, 1.25, ""), (2022, 1.3, "")]
    later = delivered(city, sheet.replace("2021", "2023").replace("2022", "2024"))
    assert (later.open_count, later.counts) == (0, {"new": 2})


def test_a_thousandfold_value_is_asked_about_and_may_be_right(city: City, power: Indicator) -> None:
    rows = "".join(
        f"Strom;MWh;{year};{value}\n" for year, value in enumerate((10, 11, 12, 9, 10, 11000), 2015)
    )
    found = delivered(city, f"Messgröße;Einheit;Jahr;Wert\n{rows}")
    asked = found.findings["listed"][0]
    assert (asked["doubt"], asked["row"], asked["column"]) == ("thousandfold", 7, "D")
    assert answered(found, right=["0|7|D"]).open_count == 0


def test_a_discarded_delivery_leaves_nothing(city: City, power: Indicator) -> None:
    found = delivered(city, MESSY)
    discard(found, at=found.created_at)
    assert not Delivered.objects.exists()
    assert not DeliveryPiece.objects.exists()
    with pytest.raises(NotDelivered, match="not_waiting"):
        confirm(found)
