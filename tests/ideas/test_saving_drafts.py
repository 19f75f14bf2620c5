"""Drafts without an account: found by their key alone, bounded, and forgotten."""

from datetime import timedelta

import pytest

from greenpact.ideas.models import Draft
from greenpact.ideas.rules import KEEP_DRAFT, Kind
from greenpact.ideas.saving_drafts import (
    LARGEST,
    find_draft,
    forget_draft,
    forget_old_drafts,
    new_key,
    save_draft,
)
from tests.makers import AT, a_city

pytestmark = pytest.mark.django_db


def test_a_draft_is_found_by_its_key_in_its_city_and_kind_alone() -> None:
    city, key = a_city(), new_key()
    assert save_draft(city, Kind.IDEA, key, {"title": ["Solar"], "sdgs": ["7", "13"], "text": [""]}, at=AT)
    found = find_draft(city, Kind.IDEA, key, at=AT)
    assert found is not None
    assert found.fields == {"title": ["Solar"], "sdgs": ["7", "13"]}
    assert find_draft(city, Kind.OFFER, key, at=AT) is None
    assert find_draft(a_city("mannheim"), Kind.IDEA, key, at=AT) is None
    assert find_draft(city, Kind.IDEA, "", at=AT) is None
    assert key not in found.key_sha256


def test_the_newest_replaces_what_was_there() -> None:
    city, key = a_city(), new_key()
    for title in ("one", "two"):
        save_draft(city, Kind.IDEA, key, {"title": [title]}, at=AT)
    assert [draft.fields["title"] for draft in Draft.objects.all()] == [["two"]]


def test_too_much_is_not_kept() -> None:
    assert not save_draft(a_city(), Kind.IDEA, new_key(), {"text": ["x" * (LARGEST + 1)]}, at=AT)
    assert not Draft.objects.exists()


def test_a_draft_goes_when_it_was_sent_or_has_become_old() -> None:
    city, key = a_city(), new_key()
    save_draft(city, Kind.IDEA, key, {"title": ["x"]}, at=AT)
    assert find_draft(city, Kind.IDEA, key, at=AT + KEEP_DRAFT) is None
    assert forget_old_drafts(AT + KEEP_DRAFT - timedelta(seconds=1)) == 0
    assert forget_old_drafts(AT + KEEP_DRAFT) == 1
    save_draft(city, Kind.IDEA, key, {"title": ["x"]}, at=AT)
    forget_draft(city, Kind.IDEA, key)
    assert not Draft.objects.exists()
