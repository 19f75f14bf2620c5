"""Carrying an import out: claimed once, all or nothing, taken up again after a crash, never over unseen changes."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from greenpact.cities.keeping import keep
from greenpact.cities.models import City
from greenpact.deals.models import Deal
from greenpact.journal.models import Entry
from greenpact.parties.models import Organisation
from greenpact.workspace.importing import carrying_out, writing
from greenpact.workspace.importing.carrying_out import (
    LEASE,
    NotConfirmed,
    WhyNotConfirmed,
    amount,
    carry_out_next,
    claim,
    confirm,
    discard,
    forget_old,
)
from greenpact.workspace.importing.planning import Options
from greenpact.workspace.importing.taking_in import Sender, compare, take_in
from greenpact.workspace.models import Import, ImportPage, ImportState
from tests.makers import AT, BY, a_city
from tests.workspace.sheets import SMALL, a_csv, found_in, imported, read_in, worked_on

LATER = AT + LEASE + timedelta(seconds=1)


@pytest.fixture
def city(db: None) -> City:
    return a_city("heidelberg")


def sent(city: City) -> Import:
    return take_in(city, SMALL, Options(), sender=Sender(BY), at=AT)


def test_the_worker_reads_waits_for_a_decision_and_carries_out(city: City) -> None:
    taken = sent(city)
    assert carry_out_next(AT)
    taken.refresh_from_db()
    assert taken.state == ImportState.READ
    assert not carry_out_next(AT)
    confirm(taken)
    assert carry_out_next(AT)
    taken.refresh_from_db()
    assert (taken.state, taken.progress, taken.finished_at) == (ImportState.DONE, 100, AT)
    assert Deal.objects.count() == 1


def test_files_go_once_they_are_read_and_their_rows_stay(city: City) -> None:
    taken = read_in(city, *SMALL)
    assert {bytes(file.content) for file in taken.files.all()} == {b""}
    assert {page.form for page in ImportPage.objects.all()} == {
        "organisations",
        "deals",
        "parties",
        "clauses",
    }


def test_an_import_is_claimed_by_one_worker_alone(city: City) -> None:
    taken = sent(city)
    assert claim(taken.pk, at=AT) is not None
    assert claim(taken.pk, at=AT) is None
    assert not carry_out_next(AT)


def test_what_a_killed_worker_held_is_taken_up_again(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = read_in(city, *SMALL)
    confirm(taken)
    with monkeypatch.context() as patch:
        patch.setattr(carrying_out, "record", _killed)
        with pytest.raises(KeyboardInterrupt):
            carry_out_next(AT)
    assert not Organisation.objects.exists()
    assert not Entry.objects.filter(verb__startswith="organisation").exists()
    assert not carry_out_next(AT)
    Import.objects.update(leased_until=AT)
    assert carry_out_next(LATER)
    taken.refresh_from_db()
    assert taken.state == ImportState.DONE


def _killed(*args: Any, **kwargs: Any) -> None:
    raise KeyboardInterrupt


def test_an_import_that_breaks_off_again_and_again_is_given_up(city: City) -> None:
    taken = sent(city)
    Import.objects.update(attempts=3)
    assert carry_out_next(AT)
    taken.refresh_from_db()
    assert taken.state == ImportState.FAILED
    assert found_in(taken) == [("gave_up", "", 0, "")]


def test_what_changed_after_the_preview_is_never_overwritten_unseen(city: City) -> None:
    imported(city, *SMALL)
    taken = read_in(city, a_csv("organisations", "ref,name,kind", "bakery,The bakery,company"))
    confirm(taken)
    keep(Organisation, city, "bakery", {"name": "Bakery & sons"}, by=BY, at=AT)
    taken = worked_on(taken)
    assert taken.state == ImportState.READ
    assert found_in(taken) == [("register_changed", "", 0, "")]
    assert Organisation.objects.get(ref="bakery").name == "Bakery & sons"
    assert taken.listed[0][5] == [["name", "Bakery & sons", "The bakery", ""]]


def test_changes_elsewhere_in_the_register_do_not_matter(city: City) -> None:
    taken = read_in(city, *SMALL)
    confirm(taken)
    keep(Organisation, city, "other", {"name": "Other", "kind": "company"}, by=BY, at=AT)
    assert worked_on(taken).state == ImportState.DONE


@pytest.mark.parametrize("times", [1, 3])
def test_a_change_while_it_is_being_compared_makes_it_compare_again(
    city: City, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    taken = read_in(city, *SMALL)
    confirm(taken)
    calls = []

    def compare_while_somebody_writes(*args: Any, **kwargs: Any) -> Any:
        found = compare(*args, **kwargs)
        calls.append(1)
        if len(calls) <= times:
            keep(
                Organisation, city, "other", {"name": f"Other {len(calls)}", "kind": "company"}, by=BY, at=AT
            )
        return found

    monkeypatch.setattr(carrying_out, "compare", compare_while_somebody_writes)
    assert worked_on(taken).state == ImportState.DONE
    assert len(calls) == times + 1


def test_an_import_with_errors_cannot_be_confirmed(city: City) -> None:
    taken = read_in(city, a_csv("organisations", "ref,name,kind", "a,A,nothing"))
    with pytest.raises(NotConfirmed) as refusal:
        confirm(taken)
    assert refusal.value.reason == WhyNotConfirmed.ERRORS


def test_a_discarded_import_leaves_nothing_and_cannot_be_confirmed(city: City) -> None:
    taken = read_in(city, *SMALL)
    discard(taken, at=AT)
    assert not ImportPage.objects.exists()
    with pytest.raises(NotConfirmed) as refusal:
        confirm(taken)
    assert refusal.value.reason == WhyNotConfirmed.NOT_WAITING
    assert not carry_out_next(LATER)


def test_one_that_was_carried_out_cannot_be_discarded(city: City) -> None:
    with pytest.raises(NotConfirmed) as refusal:
        discard(imported(city, *SMALL), at=AT)
    assert refusal.value.reason == WhyNotConfirmed.BEING_WRITTEN


def test_the_rows_of_old_imports_are_forgotten(city: City) -> None:
    done, waiting = imported(city, *SMALL), read_in(city, *SMALL)
    forget_old(AT + timedelta(days=29))
    assert ImportPage.objects.count() == 8
    forget_old(AT + timedelta(days=31))
    assert not ImportPage.objects.exists()
    for taken in (done, waiting):
        taken.refresh_from_db()
    assert (done.state, waiting.state) == (ImportState.DONE, ImportState.DISCARDED)


def test_a_worker_that_is_late_changes_nothing_any_more(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = read_in(city, *SMALL)
    confirm(taken)
    late = claim(taken.pk, at=AT)
    assert late is not None
    Import.objects.update(leased_until=AT)
    assert carry_out_next(LATER)
    entries = Entry.objects.count()
    carrying_out.work_on(late, at=LATER)
    assert Import.objects.get(pk=taken.pk).state == ImportState.DONE
    assert Entry.objects.count() == entries


def test_of_two_imports_of_the_same_sheets_at_once_one_is_carried_out(city: City) -> None:
    first, second = read_in(city, *SMALL), read_in(city, *SMALL)
    confirm(first)
    confirm(second)
    assert worked_on(first).state == ImportState.DONE
    second = worked_on(second)
    assert second.state == ImportState.READ
    assert found_in(second) == [("register_changed", "", 0, "")]
    assert amount(second) == 0
    assert Deal.objects.count() == 1


def test_nothing_is_written_before_all_of_it_is_ready(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    """What takes long is done while others can write: the transaction begins with everything at hand."""
    taken = read_in(city, *SMALL)
    confirm(taken)
    open_transactions = []

    def prepare(*args: Any) -> Any:
        open_transactions.append(len(connection.savepoint_ids))
        return ready_made(*args)

    ready_made = writing.prepare
    before = len(connection.savepoint_ids)
    monkeypatch.setattr(carrying_out, "prepare", prepare)
    assert worked_on(taken).state == ImportState.DONE
    assert open_transactions == [before]
