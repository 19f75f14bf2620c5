"""Telling the story of the invented city: its steps in the order of their days, and what the worker did meanwhile."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from greenpact.deals.signing.sealing import seal_next
from greenpact.ideas.closing import close_quiet
from greenpact.ideas.models import Idea
from greenpact.ideas.reminding import remind
from greenpact.journal.models import Entry
from greenpact.labels.suspending import lapse_ended
from greenpact.reactions.carrying_out import react

CITY = "musterstadt"

#: So many days before the day of loading the invented city was founded.
BEGAN = 250

#: From this day on the clocks are looked at daily, and letters and seals are left to the worker: there shall be
#: something to see it do. Before, all follows at once, on days on which something happened.
LATELY = 60


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happened so many days before the day of loading."""

    ago: int
    do: Callable[[datetime], object]


def beginning(at: datetime) -> datetime:
    """When the story begins, if it is told at a moment: well before it, or then where it cannot be told any more.

    What a city has recorded already is never followed by something that is older.
    """
    first = at - timedelta(days=BEGAN)
    last = Entry.objects.filter(chain__city__slug=CITY).order_by("-number").first()
    is_free = last is None or (last.at <= first and not is_told())
    return first if is_free else at


def is_told() -> bool:
    """Whether the city has its story already."""
    return Idea.objects.filter(city__slug=CITY).exists()


@transaction.atomic
def tell(steps: Iterable[Step], *, at: datetime) -> None:
    """Carry out all steps, oldest first, and between them what the worker does every day; all or nothing."""
    by_day: defaultdict[int, list[Step]] = defaultdict(list)
    for step in steps:
        by_day[step.ago].append(step)
    for ago in range(max(by_day), -1, -1):
        moment = at - timedelta(days=ago)
        if ago <= LATELY or ago in by_day:
            remind(moment)
            close_quiet(moment)
            lapse_ended(moment)
        for step in by_day.get(ago, ()):
            step.do(moment)
        if ago > LATELY and ago in by_day:
            _let_follow(moment)


def _let_follow(moment: datetime) -> None:
    while react(moment) or seal_next(moment):
        pass
