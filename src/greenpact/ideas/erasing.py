"""Erasing what a city need not keep any longer: persons, texts and files go, the journal stays as it was."""

from datetime import date, datetime, timedelta
from enum import StrEnum

from django.db import transaction
from django.db.models import Q

from greenpact.cities.models import City
from greenpact.files.models import File
from greenpact.ideas import searching
from greenpact.ideas.answer_rules import ERASED_LATER
from greenpact.ideas.models import Idea
from greenpact.ideas.recording import in_turn, record_of_idea, save_moved
from greenpact.ideas.rules import State, may_become
from greenpact.ideas.terms import settings_of

WORKER = "worker:retention"

DECIDED = frozenset({State.DECIDED, State.CLOSED})

#: What is left of an erased idea is that it was there: kind, days, office, decision.
BLANKED = {
    "title": "", "text": "", "partners": "", "needs": "", "running_since": "", "outcome": "", "organisation": "",
    "organisation_kind": "", "place": "", "name": "", "email": "", "phone": "", "lat": None, "lon": None,
    "district": None, "public_title": "", "public_at": None, "may_publish": False,
}  # fmt: skip


class WhyNotErased(StrEnum):
    CHANGED_MEANWHILE = "changed_meanwhile"
    STILL_NEEDED = "still_needed"


class NotErased(Exception):
    """The idea stays; `reason` says why."""

    def __init__(self, reason: WhyNotErased) -> None:
        super().__init__(reason.value)
        self.reason = reason


def to_be_erased(city: City, *, on: date) -> list[Idea]:
    """The ideas of a city whose period is over on a day, with those brought together with them; oldest first."""
    over_until = months_before(on, settings_of(city).retention_months)
    over = [row for row in _over(city) if city.day(over_since(row)) <= over_until]
    together = Idea.objects.filter(merged_into__in=over, state=State.MERGED.value)
    return [*over, *together.select_related("city").order_by("submitted_at", "pk")]


def erased_on(idea: Idea, months: int) -> date | None:
    """The day on which a declined, kept, handed on or withdrawn idea is erased; None where it stays."""
    is_decided = idea.state in DECIDED and idea.decision in ERASED_LATER and idea.decided_at is not None
    if not is_decided and idea.state != State.WITHDRAWN:
        return None
    return months_after(idea.city.day(over_since(idea)), months)


def over_since(idea: Idea) -> datetime:
    """Since when nothing more is owed to the sender of an idea that was decided about or withdrawn."""
    return idea.decided_at or idea.closed_at or idea.submitted_at


def erase_due(at: datetime) -> bool:
    """Erase what is due in every city; whether there was something."""
    return sum(erase_all(city, by=WORKER, at=at) for city in City.objects.order_by("pk")) > 0


def erase_all(city: City, *, by: str, at: datetime) -> int:
    """Erase everything whose period is over, each idea in a transaction of its own; how many."""
    due = to_be_erased(city, on=city.day(at))
    for idea in due:
        erase(idea, by=by, at=at)
    return len(due)


@transaction.atomic
def erase(idea: Idea, *, by: str, at: datetime) -> None:
    """Blank an idea's persons and texts, and delete its conversation, remarks and files; raises `NotErased`.

    Its entries in the journal hold references only, so they stay and the chain is whole.
    """
    current = in_turn(idea, seen=None, otherwise=NotErased(WhyNotErased.CHANGED_MEANWHILE))
    if not may_become(State(current.state), State.ERASED):
        raise NotErased(WhyNotErased.STILL_NEEDED)
    was_public = current.public_at is not None
    for name, value in BLANKED.items():
        setattr(current, name, value)
    current.state, current.erased_at = State.ERASED.value, at
    save_moved(current)
    _delete_what_was_said(current)
    record_of_idea(current, "erased", by=by, at=at, public=was_public)


def _delete_what_was_said(idea: Idea) -> None:
    files = list(idea.attachments.values_list("file", flat=True))
    idea.attachments.all().delete()
    File.objects.filter(pk__in=files).delete()
    idea.messages.all().delete()
    idea.remarks.all().delete()
    searching.index(idea)
    idea.checks.update(reason="")
    idea.answers.update(reason="")
    idea.handovers.update(reason="")


def _over(city: City) -> list[Idea]:
    """The ideas of a city that nobody waits for any more and that came to nothing."""
    decisions = [decision.value for decision in ERASED_LATER]
    decided = Q(state__in=DECIDED, decision__in=decisions, decided_at__isnull=False)
    rows = Idea.objects.filter(decided | Q(state=State.WITHDRAWN.value), city=city)
    return list(rows.select_related("city").order_by("submitted_at", "pk"))


def months_after(day: date, months: int) -> date:
    """The same day some months later; the last of the month where that month is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return _on(year, month + 1, day.day)


def months_before(day: date, months: int) -> date:
    """The last day from which `months_after` does not lead past `day`."""
    found = months_after(day, -months)
    while months_after(found + timedelta(days=1), months) <= day:
        found += timedelta(days=1)
    return found


def _on(year: int, month: int, day: int) -> date:
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, min(day, (following - timedelta(days=1)).day))
