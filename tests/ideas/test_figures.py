"""How soon a city answers, counted from rows."""

from datetime import date, timedelta
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenpact.cities.models import City
from greenpact.ideas.figures import Answering, answering
from greenpact.ideas.models import Idea
from tests.ideas.sending import a_confirmed_idea, a_sent_idea
from tests.makers import AT, a_city

TODAY = date(2026, 6, 15)


@pytest.mark.django_db
def test_only_confirmed_ideas_of_the_city_count() -> None:
    city, other = a_city(), a_city("mannheim")
    a_sent_idea(city)
    a_confirmed_idea(other)
    assert answering(city, on=TODAY) == Answering(None, 0, 0, 0)


@pytest.mark.django_db
def test_late_is_what_waits_past_its_day_and_not_on_it() -> None:
    city = a_city()
    idea = a_confirmed_idea(city)
    assert answering(city, on=TODAY) == Answering(None, 0, 1, 0)
    Idea.objects.filter(pk=idea.pk).update(due_on=TODAY)
    assert answering(city, on=TODAY).late == 0
    assert answering(city, on=TODAY + timedelta(days=1)).late == 1


@pytest.mark.django_db
def test_the_median_looks_a_year_back_and_outlives_erasure() -> None:
    city = a_city()
    for days, took in ((10, 4), (20, 8), (30, 30), (500, 100)):
        decided_at = AT - timedelta(days=days)
        idea = a_confirmed_idea(city)
        Idea.objects.filter(pk=idea.pk).update(
            state="erased", decided_at=decided_at, confirmed_at=decided_at - timedelta(days=took)
        )
    assert answering(city, on=TODAY) == Answering(8, 3, 0, 0)


@pytest.mark.django_db
@given(st.lists(st.integers(min_value=0, max_value=200), max_size=8))
def test_the_median_is_the_median(took: list[int]) -> None:
    Idea.objects.all().delete()
    city = City.objects.first() or a_city()
    rows = [
        Idea(
            city=city, ref=f"i{number}", kind="idea", title="x", text="x", state="decided", submitted_at=AT,
            confirmed_at=AT - timedelta(days=days), decided_at=AT,
        )
        for number, days in enumerate(took)
    ]  # fmt: skip
    Idea.objects.bulk_create(rows)
    found = answering(city, on=TODAY)
    assert found.median_days == (median(took) if took else None)
    assert found.answered == len(took)
