"""The pages of indicators: defined by whom it concerns, read off in a minute, corrected with a reason, seen by all."""

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from greenpact.deals.models import Deal
from greenpact.measures.models import Indicator, Reading
from greenpact.parties.models import Organisation
from greenpact.parties.rules import Role
from tests import makers
from tests.measures.makers import a_reading, an_indicator, measure_of
from tests.workspace.hands import at, save, signed_in, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def deal() -> Deal:
    return makers.a_deal(makers.a_city(languages=["de", "en"]), "solar-roofs")


@pytest.fixture
def anna(deal: Deal) -> Client:
    return signed_in(makers.a_member(deal.city, Role.PROGRAMME_OFFICE))


@pytest.fixture
def petra(deal: Deal) -> Client:
    company = Organisation.objects.get(parties__deal=deal, kind="company")
    return signed_in(makers.a_member(deal.city, Role.PARTY_EDITOR, company))


def define_as(client: Client, deal: Deal, **typed: str) -> Indicator:
    fields = {"name_en": "Electricity", "unit": "MWh", "wanted": "more", "rhythm": "year", "counted": "sum"}
    save(client, at(deal, "indicators/new/"), **(fields | typed))
    return Indicator.objects.latest("pk")


def test_a_party_defines_what_is_counted_of_its_own_measure(deal: Deal, petra: Client) -> None:
    found = define_as(
        petra,
        deal,
        start_value="100",
        start_on="2024-12-31",
        **{"targets-0-value": "1,500.5", "targets-0-due_on": "2030-12-31"},
    )
    assert found.measure is not None
    assert found.measure.clause.ref == "c1"
    assert [(target.value, target.due_on) for target in found.targets.all()] == [(1500.5, date(2030, 12, 31))]
    assert "Electricity" in words(petra.get(at(deal, "indicators/")))


def test_a_party_does_not_touch_what_is_anothers(deal: Deal, petra: Client) -> None:
    others = an_indicator(measure_of(deal, "c2"))
    whole = an_indicator(None, deal)
    for one in (others, whole):
        assert petra.get(at(deal, f"indicators/{one.ref}/")).status_code == 200
        assert "Record a reading" not in words(petra.get(at(deal, f"indicators/{one.ref}/")))
        for part in ("edit/", "readings/new/"):
            assert petra.get(at(deal, f"indicators/{one.ref}/{part}")).status_code == 404
        assert petra.post(at(deal, f"indicators/{one.ref}/drop/")).status_code == 404
    page = petra.get(at(deal, "indicators/new/"))
    answer = save(petra, at(deal, "indicators/new/"), page, name_en="X", unit="t", wanted="more", about="c2")
    assert answer.status_code == 302
    (made,) = Indicator.objects.exclude(pk__in=[others.pk, whole.pk]).select_related("measure__clause")
    assert made.measure is not None
    assert made.measure.clause.ref == "c1"


def test_a_unit_nobody_knows_is_refused_in_words(deal: Deal, anna: Client) -> None:
    answer = save(anna, at(deal, "indicators/new/"), name_en="X", unit="Quux", wanted="more")
    assert answer.status_code == 422
    assert "This unit is not known" in words(answer)
    assert not Indicator.objects.exists()


def test_a_reading_is_recorded_with_the_period_that_comes_next(deal: Deal, petra: Client) -> None:
    one = an_indicator(measure_of(deal))
    address = at(deal, f"indicators/{one.ref}/readings/new/")
    save(
        petra,
        address,
        period="2024",
        value="12.5",
        lower="12",
        upper="13",
        provenance="measured",
        source="Bill",
    )
    reading = Reading.objects.get()
    assert (reading.first_on, reading.until, reading.value) == (date(2024, 1, 1), date(2025, 1, 1), 12.5)
    assert 'value="2025"' in petra.get(address).content.decode()
    page = words(petra.get(at(deal, f"indicators/{one.ref}/")))
    assert "12.5 MWh" in page
    assert "measured" in page


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"period": "31.02.2024"}, "There is no such day."),
        ({"period": "soon"}, "This is not a period."),
        ({"period": "03/2024", "value": "1"}, "does not fit the rhythm"),
        ({"period": "2024"}, "Give a value, or say why there is none."),
        ({"period": "2024", "value": "1", "non_value": "not_known"}, "not both"),
        ({"period": "2024", "value": "5", "lower": "6"}, "must lie between"),
        ({"period": "2024", "value": "1e99"}, "too large"),
        ({"period": "2099", "value": "5"}, "not over yet"),
    ],
)
def test_a_reading_that_cannot_be_is_refused_and_nothing_typed_is_lost(
    deal: Deal, petra: Client, typed: dict[str, str], said: str
) -> None:
    one = an_indicator(measure_of(deal))
    answer = save(petra, at(deal, f"indicators/{one.ref}/readings/new/"), source="The bill", **typed)
    assert answer.status_code == 422
    assert said in words(answer)
    assert "The bill" in answer.content.decode()
    assert not Reading.objects.exists()


def test_a_reading_is_corrected_with_a_reason_and_both_stay_to_be_read(deal: Deal, petra: Client) -> None:
    reading = a_reading(an_indicator(measure_of(deal)))
    there = at(deal, f"indicators/{reading.indicator.ref}/readings/{reading.ref}/")
    assert save(petra, there, value="12").status_code == 422
    save(petra, there, value="12", reason="Read off wrongly.")
    page = words(petra.get(at(deal, f"indicators/{reading.indicator.ref}/")))
    assert "Read off wrongly." in page
    assert "replaced" in page
    assert petra.get(there).status_code == 404


def test_the_office_reviews_what_others_recorded(deal: Deal, anna: Client, petra: Client) -> None:
    one = an_indicator(measure_of(deal))
    there = at(deal, f"indicators/{one.ref}/")
    save(petra, f"{there}readings/new/", period="2024", value="12")
    reading = Reading.objects.get()
    assert petra.post(f"{there}readings/{reading.ref}/review/").status_code == 404
    assert "Mark as reviewed" in words(anna.get(there))
    anna.post(f"{there}readings/{reading.ref}/review/")
    reading.refresh_from_db()
    assert reading.reviewed_at is not None


def test_an_indicator_that_is_followed_no_longer_takes_nothing(deal: Deal, anna: Client) -> None:
    one = an_indicator(measure_of(deal))
    anna.post(at(deal, f"indicators/{one.ref}/drop/"))
    assert anna.get(at(deal, f"indicators/{one.ref}/readings/new/")).status_code == 404


def test_a_long_list_asks_no_more_than_a_short_one(
    deal: Deal, anna: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _time in range(8):
        a_reading(an_indicator(measure_of(deal)))
    with django_assert_max_num_queries(14):
        assert words(anna.get(at(deal, "indicators/"))).count("10 MWh") == 8


def test_strangers_find_nothing(deal: Deal) -> None:
    one = an_indicator(measure_of(deal))
    stranger = signed_in(makers.an_account())
    for part in (
        "indicators/",
        "indicators/new/",
        f"indicators/{one.ref}/",
        f"indicators/{one.ref}/readings/new/",
    ):
        assert stranger.get(at(deal, part)).status_code == 404
