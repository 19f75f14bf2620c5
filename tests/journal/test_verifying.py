"""Whatever is altered in a chain is found, at the first place where it is wrong."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from greenpact.journal.models import Chain, Cursor, Entry
from greenpact.journal.recording import record
from greenpact.journal.verifying import BadEntry, Fault, verify_chain
from greenpact.journal.watching import WATCHER, watch
from tests.makers import AT, BY

pytestmark = pytest.mark.django_db


@pytest.fixture
def chain() -> Chain:
    chain = Chain.objects.create(ref="heidelberg")
    with transaction.atomic():
        for number in range(1, 6):
            record(
                chain.pk,
                verb="thing.done",
                subject=f"thing:{number}",
                by=BY,
                at=AT,
                public=number != 3,
                payload={"n": number},
            )
    chain.refresh_from_db()
    return chain


def test_an_untouched_chain_is_right(chain: Chain) -> None:
    assert verify_chain(chain) is None


@pytest.mark.parametrize(
    "altered",
    [
        {"payload": {"n": 99}},
        {"verb": "thing.undone"},
        {"actor": "account:somebody"},
        {"subject": "thing:other"},
        {"is_public": False},
        {"at": AT + timedelta(microseconds=1)},
    ],
)
def test_an_altered_entry_is_named(chain: Chain, altered: dict[str, Any]) -> None:
    Entry.objects.filter(chain=chain, number=4).update(**altered)
    assert verify_chain(chain) == BadEntry("heidelberg", 4, Fault.ALTERED)


def test_a_missing_entry_is_found_where_the_gap_is(chain: Chain) -> None:
    Entry.objects.filter(chain=chain, number=2).delete()
    assert verify_chain(chain) == BadEntry("heidelberg", 3, Fault.GAP)


def test_a_cut_off_end_is_found(chain: Chain) -> None:
    Entry.objects.filter(chain=chain, number=5).delete()
    assert verify_chain(chain) == BadEntry("heidelberg", 4, Fault.HEAD)


def test_an_entry_beyond_the_end_is_found(chain: Chain) -> None:
    Entry.objects.create(chain=chain, number=6, at=AT, is_public=True)
    assert verify_chain(chain) == BadEntry("heidelberg", 6, Fault.HEAD)


def test_a_foreign_link_is_found(chain: Chain) -> None:
    Entry.objects.filter(chain=chain, number=3).update(previous="0" * 64)
    assert verify_chain(chain) == BadEntry("heidelberg", 3, Fault.BROKEN_LINK)


def test_a_wrong_revision_is_found(chain: Chain) -> None:
    Chain.objects.update(revision=4)
    chain.refresh_from_db()
    assert verify_chain(chain) == BadEntry("heidelberg", 5, Fault.REVISION)


def test_the_command_names_the_first_bad_entry_and_passes_when_there_is_none(chain: Chain) -> None:
    out = StringIO()
    call_command("verify_journal", stdout=out)
    assert "heidelberg: 5 entries, unbroken" in out.getvalue()
    Entry.objects.filter(number=2).update(actor="account:somebody")
    with pytest.raises(CommandError, match="heidelberg: entry 2: its content does not match its hash"):
        call_command("verify_journal", stdout=out)


def test_the_watcher_goes_on_where_it_stood_and_stops_at_a_bad_entry(chain: Chain) -> None:
    assert [watch(chain.pk, at=AT, most=2) for _round in range(4)] == [2, 2, 1, 0]
    with transaction.atomic():
        record(chain.pk, verb="thing.done", subject="thing:6", by=BY, at=AT, public=True)
    Entry.objects.filter(number=6).update(verb="thing.undone")
    assert watch(chain.pk, at=AT) == 0
    cursor = Cursor.objects.get(reader=WATCHER)
    assert cursor.number == 5
    assert "entry 6" in cursor.fault


def test_the_watcher_misses_an_end_that_was_cut_off(chain: Chain) -> None:
    assert watch(chain.pk, at=AT, most=3) == 3
    Entry.objects.filter(chain=chain, number=5).delete()
    assert watch(chain.pk, at=AT) == 1
    assert "entry 4" in Cursor.objects.get(reader=WATCHER).fault


def test_what_is_appended_during_the_walk_is_left_for_the_next(chain: Chain) -> None:
    with transaction.atomic():
        record(chain.pk, verb="thing.done", subject="thing:6", by=BY, at=AT, public=True)
    assert verify_chain(chain) is None
