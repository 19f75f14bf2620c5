"""Private links: whom they open what, and what opens nothing."""

from datetime import timedelta

import pytest
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from greenpact.cities.models import City
from greenpact.ideas.erasing import erase
from greenpact.ideas.links import (
    Ending,
    confirmation_token,
    ending_of,
    idea_of_status,
    idea_to_confirm,
    status_token,
)
from greenpact.ideas.models import Idea
from greenpact.ideas.rules import READ_AFTER_CLOSING
from greenpact.ideas.submitting import renew_link, withdraw
from tests.ideas.sending import LATER, a_confirmed_idea, a_sent_idea, again
from tests.makers import a_city

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    return a_city()


def test_a_token_opens_its_own_idea_in_its_own_city(city: City) -> None:
    idea, other = a_confirmed_idea(city), a_confirmed_idea(city)
    token = status_token(idea)
    assert idea_of_status(token, city=city, at=LATER) == idea
    assert idea_of_status(token, city=a_city("mannheim"), at=LATER) is None
    exchanged = f"{other.ref}-{token.partition('-')[2]}"
    assert idea_of_status(exchanged, city=city, at=LATER) is None


def test_a_token_of_one_purpose_is_worth_nothing_for_the_other(city: City) -> None:
    idea = a_confirmed_idea(city)
    assert idea_of_status(confirmation_token(idea), city=city, at=LATER) is None
    assert idea_to_confirm(status_token(idea), city=city) is None


def test_a_confirmation_holds_for_the_address_it_was_sent_to(city: City) -> None:
    idea = a_sent_idea(city)
    token = confirmation_token(idea)
    Idea.objects.update(email="another@example.org")
    assert idea_to_confirm(token, city=city) is None


def test_an_idea_that_nobody_confirmed_has_no_page(city: City) -> None:
    idea = a_sent_idea(city)
    assert idea_of_status(status_token(idea), city=city, at=LATER) is None


def test_a_page_closes_half_a_year_after_its_idea(city: City) -> None:
    idea = a_confirmed_idea(city)
    withdraw(idea, by="x", at=LATER)
    token = status_token(again(idea))
    end = LATER + READ_AFTER_CLOSING
    assert idea_of_status(token, city=city, at=end - timedelta(seconds=1)) == idea
    assert idea_of_status(token, city=city, at=end) is None


def test_an_erased_idea_has_no_page(city: City) -> None:
    idea = a_confirmed_idea(city)
    Idea.objects.update(erased_at=LATER, state="erased")
    assert idea_of_status(status_token(idea), city=city, at=LATER) is None


def test_a_link_survives_a_new_secret_key_as_long_as_the_old_one_counts(city: City) -> None:
    idea = a_confirmed_idea(city)
    with override_settings(SECRET_KEY="the one before", SECRET_KEY_FALLBACKS=[]):
        token = status_token(idea)
    assert idea_of_status(token, city=city, at=LATER) is None
    with override_settings(SECRET_KEY_FALLBACKS=["the one before"]):
        assert idea_of_status(token, city=city, at=LATER) == idea


def test_no_single_letter_may_differ(city: City) -> None:
    idea = a_confirmed_idea(city)
    token = status_token(idea)
    for place, letter in enumerate(token):
        other = "b" if letter == "a" else "a"
        changed = token[:place] + other + token[place + 1 :]
        # The last letter of a token holds two bits that say nothing; all that count must be right.
        if place < len(token) - 1:
            assert idea_of_status(changed, city=city, at=LATER) is None


@given(st.text(max_size=200))
def test_no_text_opens_anything(text: str) -> None:
    city = City(pk=1, slug="nowhere")
    if "\x00" not in text:
        assert idea_of_status(text, city=city, at=LATER) is None
        assert idea_to_confirm(text, city=city) is None


def test_a_link_that_was_good_says_why_it_has_ended(city: City) -> None:
    idea = a_confirmed_idea(city)
    first = status_token(idea)
    assert ending_of(first, city=city, at=LATER) is None
    renew_link(idea, by="x", at=LATER)
    assert ending_of(first, city=city, at=LATER) is Ending.REPLACED
    withdraw(again(idea), by="x", at=LATER)
    second, end = status_token(again(idea)), LATER + READ_AFTER_CLOSING
    assert ending_of(second, city=city, at=end - timedelta(seconds=1)) is None
    assert ending_of(second, city=city, at=end) is Ending.OVER
    erase(again(idea), by="x", at=end)
    assert ending_of(second, city=city, at=end) is Ending.ERASED


def test_of_a_wrong_link_nothing_is_said(city: City) -> None:
    idea = a_confirmed_idea(city)
    renew_link(idea, by="x", at=LATER)
    other_city = a_city("mannheim")
    assert ending_of(status_token(idea)[:-1] + "_", city=city, at=LATER) is None
    assert ending_of(confirmation_token(idea), city=city, at=LATER) is None
    assert ending_of(status_token(idea), city=other_city, at=LATER) is None
