"""Drafts: kept per person and form, bounded in size and number, forgotten in the end."""

from datetime import timedelta

import pytest

from greenpact.accounts.models import Account
from greenpact.cities.models import City
from greenpact.workspace.editing import saving_drafts
from greenpact.workspace.editing.saving_drafts import NotDrafted, discard_draft, forget_old_drafts, save_draft
from greenpact.workspace.models import Draft
from tests import makers

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    return makers.a_city()


@pytest.fixture
def anna() -> Account:
    return makers.an_account()


def _save(
    account: Account, city: City, subject: str = "deal:x/texts", text: str = "typed", days: int = 0
) -> Draft:
    moment = makers.AT + timedelta(days=days)
    return save_draft(account, city, subject, fields={"title_en": [text]}, edition=1, at=moment)


def test_saving_again_replaces_the_draft_of_the_same_form(city: City, anna: Account) -> None:
    _save(anna, city, text="first")
    _save(anna, city, text="second")
    assert Draft.objects.get().data == {"title_en": ["second"]}


def test_everybody_and_every_form_has_a_draft_of_its_own(city: City, anna: Account) -> None:
    _save(anna, city)
    _save(anna, city, subject="deal:x/facts")
    _save(makers.an_account(), city)
    assert Draft.objects.count() == 3


def test_what_is_too_long_is_refused_and_the_former_draft_stays(city: City, anna: Account) -> None:
    _save(anna, city)
    with pytest.raises(NotDrafted):
        _save(anna, city, text="x" * saving_drafts.LARGEST)
    assert Draft.objects.get().data == {"title_en": ["typed"]}


def test_the_oldest_makes_room(city: City, anna: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saving_drafts, "MOST", 2)
    for day in range(4):
        _save(anna, city, subject=f"deal:{day}/texts", days=day)
    assert set(Draft.objects.values_list("subject", flat=True)) == {"deal:2/texts", "deal:3/texts"}


def test_it_is_thrown_away_once(city: City, anna: Account) -> None:
    _save(anna, city)
    assert discard_draft(anna, city, "deal:x/texts")
    assert not discard_draft(anna, city, "deal:x/texts")


def test_it_is_forgotten_when_nobody_comes_back(city: City, anna: Account) -> None:
    _save(anna, city)
    assert forget_old_drafts(makers.AT + timedelta(days=89)) == 0
    assert forget_old_drafts(makers.AT + timedelta(days=91)) == 1
