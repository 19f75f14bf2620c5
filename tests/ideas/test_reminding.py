"""The answer clock takes each of its steps exactly once, whatever happens in between."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from greenpact.cities.working_days import Calendar, schedule
from greenpact.ideas import reminding
from greenpact.ideas.answer_rules import Decision, Step, reached_step, steps_due
from greenpact.ideas.deciding import Verdict, decide
from greenpact.ideas.models import Idea, Reminder
from greenpact.ideas.recording import record_of_idea
from greenpact.ideas.reminding import remind
from greenpact.journal.models import Entry
from tests.ideas.making import REASON, an_idea, an_office
from tests.makers import AT, BY, a_city


def steps_taken() -> list[str]:
    return [row.step for row in Reminder.objects.order_by("at", "pk")]


def every_day(first: datetime, days: int) -> list[datetime]:
    return [first + timedelta(days=ahead) for ahead in range(days)]


@pytest.mark.django_db
def test_every_step_comes_on_its_day_and_once() -> None:
    city = a_city(nuts3="DE125")
    an_idea(city)
    told = {}
    for at in every_day(AT, 60):
        remind(at)
        remind(at)
        told[at.date()] = len(steps_taken())
    assert steps_taken() == ["half", "three_quarters", "due", "escalated"]
    days = {str(row.at.date()): row.step for row in Reminder.objects.all()}
    assert days == {
        "2026-06-29": "half",
        "2026-07-06": "three_quarters",
        "2026-07-13": "due",
        "2026-07-14": "escalated",
    }
    verbs = Entry.objects.filter(actor=reminding.WORKER).order_by("number").values_list("verb", "payload")
    assert next(iter(verbs)) == ("idea.reminded", {"step": "half"})
    assert [verb for verb, _payload in verbs] == ["idea.reminded"] * 3 + ["idea.escalated"]


@pytest.mark.django_db
def test_the_clock_goes_by_holidays_across_new_year() -> None:
    idea = an_idea(a_city(nuts3="DE125"), at=datetime(2026, 12, 21, 9, tzinfo=UTC))
    assert (
        str(idea.due_on) == "2027-01-21"
    )  # Christmas on a Friday, New Year on a Friday, Epiphany on a Wednesday


@pytest.mark.django_db
def test_the_day_is_that_of_the_city_not_of_the_server() -> None:
    idea = an_idea(a_city(nuts3="DE125", timezone="Europe/Helsinki"))
    late_evening = datetime(2026, 6, 28, 21, 30, tzinfo=UTC)  # half past midnight in Helsinki
    assert str(idea.half_on) == "2026-06-29"
    assert remind(late_evening)


@pytest.mark.django_db
def test_a_worker_that_slept_takes_the_step_that_is_reached_and_none_that_was_overtaken() -> None:
    an_idea(a_city())
    remind(AT + timedelta(days=90))
    assert steps_taken() == ["escalated"]


@pytest.mark.django_db
def test_what_is_answered_is_not_reminded_of() -> None:
    idea = an_idea(a_city())
    decide(idea, Verdict(Decision.KEPT, REASON), account=None, by=BY, at=AT)
    assert not remind(AT + timedelta(days=90))


@pytest.mark.django_db
def test_the_clock_goes_on_when_an_idea_is_handed_to_another_office() -> None:
    city = a_city()
    idea = an_idea(city)
    decide(idea, Verdict(Decision.OFFICE, REASON, office=an_office(city)), account=None, by=BY, at=AT)
    again = Idea.objects.get(pk=idea.pk)
    assert (again.due_on, again.state) == (idea.due_on, "open")
    assert remind(AT + timedelta(days=90))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("where", ["before_the_row", "before_the_entry", "after_the_entry"])
def test_whoever_is_killed_in_between_leaves_nothing_half_done(
    where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        """What the end of a process is to the code it hits."""

    def kill(*_args: object, **_options: object) -> None:
        raise Killed

    def record_then_die(*args: object, **options: object) -> None:
        record(*args, **options)  # type: ignore[arg-type]
        raise Killed

    record = record_of_idea
    an_idea(a_city())
    at = AT + timedelta(days=14)
    with monkeypatch.context() as dying:
        if where == "before_the_row":
            dying.setattr(Reminder.objects, "create", kill)
        else:
            dying.setattr(
                reminding, "record_of_idea", kill if where == "before_the_entry" else record_then_die
            )
        with pytest.raises(Killed):
            remind(at)
    assert not connection.in_atomic_block
    assert steps_taken() == []
    assert not Entry.objects.filter(verb="idea.reminded").exists()
    assert remind(at)
    assert not remind(at)
    assert steps_taken() == ["half"]
    assert Entry.objects.filter(verb="idea.reminded").count() == 1


@given(
    st.integers(4, 60),
    st.lists(st.integers(0, 150), min_size=1, max_size=30).map(sorted),
)
def test_on_whatever_days_the_worker_looks_no_step_comes_twice_or_out_of_order(
    wait: int, looks: list[int]
) -> None:
    begin = datetime(2026, 1, 1, tzinfo=UTC).date()
    days = schedule(begin, wait, Calendar("DE"))
    taken: list[Step] = []
    for ahead in looks:
        taken += steps_due(days, today=begin + timedelta(days=ahead), taken=taken)
    assert len(set(taken)) == len(taken)
    assert taken == [step for step in Step if step in taken]
    last = reached_step(days, today=begin + timedelta(days=looks[-1]))
    assert last is None or taken[-1] is last
