"""Recording how a measure stands."""

from datetime import date, datetime
from enum import StrEnum

from django.db import transaction

from greenpact.measures.keeping import in_turn, record_of_measure
from greenpact.measures.models import Measure
from greenpact.measures.rules import State, may_become


class WhyNotRecorded(StrEnum):
    NOT_FROM_HERE = "not_from_here"
    DAY_IN_FUTURE = "day_in_future"
    CHANGED_MEANWHILE = "changed_meanwhile"


class NotRecorded(Exception):
    """The measure stays as it was; `reason` says why."""

    def __init__(self, reason: WhyNotRecorded) -> None:
        super().__init__(reason.value)
        self.reason = reason


@transaction.atomic
def record_state(
    measure: Measure,
    then: State,
    *,
    done_on: date | None = None,
    by: str,
    at: datetime,
    seen: int | None = None,
) -> None:
    """Bring a measure into another state, or correct the day on which it was done.

    `done_on` goes with done and may be left open when nobody knows the day.

    Raises `NotRecorded`.
    """
    current = in_turn(measure, seen=seen, otherwise=NotRecorded(WhyNotRecorded.CHANGED_MEANWHILE))
    before = State(current.state)
    corrects_day = before == then == State.DONE and done_on != current.done_on
    if not corrects_day and not may_become(before, then):
        raise NotRecorded(WhyNotRecorded.NOT_FROM_HERE)
    if done_on is not None and done_on > current.city.day(at):
        raise NotRecorded(WhyNotRecorded.DAY_IN_FUTURE)
    current.state = then.value
    current.done_on = done_on if then == State.DONE else None
    current.edition += 1
    current.save()
    record_of_measure(
        current, "state_recorded", by=by, at=at, payload={"from": before.value, "to": then.value}
    )
