"""An entry is written with its change, or not at all; chains have no gaps."""

import pytest
from django.db import transaction

from greenpact.journal.models import Chain, Entry
from greenpact.journal.recording import NotInTransaction, record
from tests.makers import AT, BY

pytestmark = pytest.mark.django_db


def write(chain: Chain, *, public: bool = True, **payload: object) -> Entry:
    with transaction.atomic():
        return record(
            chain.pk, verb="thing.done", subject="thing:x", by=BY, at=AT, public=public, payload=payload
        )


def test_numbers_follow_one_another_and_each_entry_names_the_hash_before() -> None:
    chain = Chain.objects.create(ref="a")
    first, second = write(chain), write(chain, count=2)
    assert (first.number, second.number) == (1, 2)
    assert first.previous == ""
    assert second.previous == first.hash


def test_the_revision_is_the_number_of_the_last_public_entry() -> None:
    chain = Chain.objects.create(ref="a")
    write(chain)
    write(chain, public=False)
    chain.refresh_from_db()
    assert (chain.number, chain.revision) == (2, 1)


def test_two_chains_do_not_share_numbers() -> None:
    one, other = Chain.objects.create(ref="a"), Chain.objects.create(ref="b")
    assert write(one).number == write(other).number == 1
    assert write(one).hash != write(other).hash


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_written() -> None:
    chain = Chain.objects.create(ref="a")
    with pytest.raises(NotInTransaction):
        record(chain.pk, verb="thing.done", subject="thing:x", by=BY, at=AT, public=True)
    assert not Entry.objects.exists()


@transaction.atomic
def write_and_fail(chain: Chain) -> None:
    record(chain.pk, verb="thing.done", subject="thing:x", by=BY, at=AT, public=True)
    raise ZeroDivisionError


def test_a_change_that_fails_leaves_no_entry() -> None:
    chain = Chain.objects.create(ref="a")
    with pytest.raises(ZeroDivisionError):
        write_and_fail(chain)
    chain.refresh_from_db()
    assert chain.number == 0
    assert not Entry.objects.exists()
