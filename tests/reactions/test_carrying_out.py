"""What follows from the journal: once for each entry, in order; what fails stops its own chain alone, for a while."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction

from greenpact.cities.models import City
from greenpact.journal.models import Cursor, Entry
from greenpact.journal.recording import record
from greenpact.reactions import check_ins, ideas, labels, room, signing
from greenpact.reactions.carrying_out import MOST_A_ROUND, READER, react, try_again
from greenpact.reactions.failing import PAUSES
from greenpact.reactions.models import ReactionFault
from greenpact.reactions.table import TABLE, Reaction
from tests.makers import AT, BY, a_city


class Diary:
    """A table of one reaction that notes what it was given, and fails at what it is told to."""

    def __init__(self) -> None:
        self.seen: list[str] = []
        self.fails_at: set[str] = set()

    def note(self, entry: Entry, at: datetime) -> None:
        if entry.subject in self.fails_at:
            raise LookupError("a secret@example.org")
        self.seen.append(entry.subject)

    @property
    def table(self) -> Mapping[str, Reaction]:
        return {"deal.said": self.note}


@pytest.fixture
def city(db: None) -> City:
    return a_city("heidelberg")


@pytest.fixture
def diary() -> Diary:
    return Diary()


def happen(city: City, *subjects: str, verb: str = "deal.said") -> None:
    for subject in subjects:
        with transaction.atomic():
            record(city.chain_id, verb=verb, subject=subject, by=BY, at=AT, public=False)


def number_of(city: City) -> int:
    return Cursor.objects.get(reader=READER, chain=city.chain).number


def test_each_entry_is_followed_once_and_in_its_order(city: City, diary: Diary) -> None:
    happen(city, "deal:1", "deal:2")
    happen(city, "deal:other", verb="deal.other")
    happen(city, "deal:3")

    assert [react(AT, diary.table), react(AT, diary.table)] == [True, False]
    assert diary.seen == ["deal:1", "deal:2", "deal:3"]
    city.chain.refresh_from_db()
    assert number_of(city) == city.chain.number


def test_a_chain_that_is_founded_later_is_followed_from_its_first_entry(city: City) -> None:
    founded = Diary()
    react(AT, {city.chain.entries.earliest("number").verb: founded.note})

    assert founded.seen


def test_chains_that_were_there_before_are_followed_from_their_present_end(city: City, diary: Diary) -> None:
    happen(city, "deal:before")
    migration = import_module("greenpact.reactions.migrations.0002_begin_at_the_present_end")
    for _time in range(2):
        migration.begin_at_the_present_end(apps, connection.schema_editor())
    happen(city, "deal:after")
    migration.begin_at_the_present_end(apps, connection.schema_editor())

    react(AT, diary.table)

    assert diary.seen == ["deal:after"]


def test_what_fails_leaves_nothing_and_waits_with_growing_pauses(city: City, diary: Diary) -> None:
    happen(city, "deal:1", "deal:2")
    diary.fails_at = {"deal:1"}
    at = AT
    for count, pause in enumerate(PAUSES, start=1):
        react(at, diary.table)
        react(at + pause - timedelta(seconds=1), diary.table)
        fault = ReactionFault.objects.get()
        assert (fault.count, fault.next_at, fault.set_aside_at) == (count, at + pause, None)
        at += pause
    assert diary.seen == []

    diary.fails_at = set()
    react(at, diary.table)
    assert diary.seen == ["deal:1", "deal:2"]
    assert not ReactionFault.objects.exists()


def test_a_fault_names_its_error_and_place_but_never_its_message(
    city: City, diary: Diary, caplog: pytest.LogCaptureFixture
) -> None:
    happen(city, "deal:1")
    diary.fails_at = {"deal:1"}
    react(AT, diary.table)

    fault = ReactionFault.objects.get()
    assert (fault.error, fault.place.split(":")[0]) == ("LookupError", "reactions/carrying_out.py")
    assert "secret@example.org" not in caplog.text
    assert "LookupError" in caplog.text


def test_a_chain_that_waits_holds_up_no_other(city: City, diary: Diary) -> None:
    happen(city, "deal:bad", "deal:behind")
    other = a_city("mannheim")
    happen(other, "deal:good")
    diary.fails_at = {"deal:bad"}

    react(AT, diary.table)

    assert diary.seen == ["deal:good"]


def set_aside(city: City, diary: Diary) -> ReactionFault:
    happen(city, "deal:bad", "deal:behind")
    diary.fails_at = {"deal:bad"}
    at = AT
    for pause in (*PAUSES, timedelta()):
        react(at, diary.table)
        at += pause
    react(at, diary.table)
    return ReactionFault.objects.set_aside().get()


def test_after_too_many_failures_an_entry_is_set_aside_and_the_reader_goes_on(
    city: City, diary: Diary
) -> None:
    fault = set_aside(city, diary)

    assert diary.seen == ["deal:behind"]
    assert fault.count == len(PAUSES) + 1


def test_what_was_set_aside_can_be_tried_again(city: City, diary: Diary) -> None:
    fault = set_aside(city, diary)

    assert not try_again(fault, at=AT, table=diary.table)
    assert ReactionFault.objects.get().count == len(PAUSES) + 2
    diary.fails_at = set()
    assert try_again(fault, at=AT, table=diary.table)
    assert try_again(fault, at=AT, table=diary.table)
    assert diary.seen == ["deal:behind", "deal:bad"]
    assert not ReactionFault.objects.exists()


def test_what_a_reaction_wrote_before_it_failed_is_undone(city: City) -> None:
    happen(city, "deal:1")

    def write_and_fail(entry: Entry, at: datetime) -> None:
        a_city("mannheim")
        raise LookupError

    react(AT, {"deal.said": write_and_fail})

    assert not City.objects.filter(slug="mannheim").exists()
    assert number_of(city) < city.chain.entries.latest("number").number


def test_a_reaction_may_record_what_is_followed_in_turn(city: City, diary: Diary) -> None:
    def answer(entry: Entry, at: datetime) -> None:
        record(entry.chain_id, verb="deal.said", subject="deal:answer", by=BY, at=at, public=False)

    happen(city, "deal:1", verb="deal.asked")
    react(AT, {"deal.asked": answer, **diary.table})

    assert diary.seen == ["deal:answer"]


def test_a_long_chain_lets_the_others_have_their_turn(city: City, diary: Diary) -> None:
    happen(city, *(f"deal:{number}" for number in range(MOST_A_ROUND + 5)))
    other = a_city("mannheim")
    happen(other, "deal:other")

    react(AT, diary.table)
    assert (len(diary.seen), diary.seen[-1]) == (MOST_A_ROUND + 1, "deal:other")
    react(AT, diary.table)
    assert len(diary.seen) == MOST_A_ROUND + 6


def test_every_verb_of_every_area_is_followed() -> None:
    areas = (ideas.REACTIONS, room.REACTIONS, signing.REACTIONS, labels.REACTIONS, check_ins.REACTIONS)
    assert TABLE.keys() == {verb for area in areas for verb in area}


def test_where_nothing_is_new_there_is_little_to_ask(
    city: City, diary: Diary, django_assert_num_queries: object
) -> None:
    react(AT, diary.table)
    with django_assert_num_queries(1):  # type: ignore[operator]  # a fixture of pytest-django
        react(AT, diary.table)


def test_the_command_lists_what_was_set_aside_and_tries_it_again(
    city: City, diary: Diary, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("reactions")
    assert "Nothing is set aside." in capsys.readouterr().out

    set_aside(city, diary)
    call_command("reactions")
    assert "LookupError at reactions/carrying_out.py" in capsys.readouterr().out
    call_command("reactions", retry=True)
    assert not ReactionFault.objects.exists()
