"""Bringing together ideas that say the same: one goes on, and the senders of all of them are kept informed."""

from datetime import datetime
from enum import StrEnum

from django.db import transaction

from greenpact.ideas.models import Idea
from greenpact.ideas.recording import in_turn, record_of_idea, save_moved
from greenpact.ideas.rules import State


class WhyNotMerged(StrEnum):
    CHANGED_MEANWHILE = "changed_meanwhile"
    SAME = "same"
    OTHER_CITY = "other_city"
    NOT_WAITING = "not_waiting"
    MERGED_ITSELF = "merged_itself"


class NotMerged(Exception):
    """Both ideas stay apart; `reason` says why."""

    def __init__(self, reason: WhyNotMerged) -> None:
        super().__init__(reason.value)
        self.reason = reason


@transaction.atomic
def merge(idea: Idea, into: Idea, *, by: str, at: datetime, seen: int | None = None) -> None:
    """Let an idea go on in another of the same city; raises `NotMerged`.

    Those that were brought together with it before go along, so that one idea leads each group and none hangs on two.
    """
    current = in_turn(idea, seen=seen, otherwise=NotMerged(WhyNotMerged.CHANGED_MEANWHILE))
    target = Idea.objects.get(pk=into.pk)
    if reason := why_not(current, target):
        raise NotMerged(reason)
    Idea.objects.filter(merged_into=current).update(merged_into=target)
    current.merged_into, current.state = target, State.MERGED.value
    save_moved(current)
    record_of_idea(current, "merged", by=by, at=at, payload={"into": target.ref}, public=True)


def why_not(idea: Idea, into: Idea) -> WhyNotMerged | None:
    """What keeps an idea from going on in another; None when nothing does."""
    if idea.pk == into.pk:
        return WhyNotMerged.SAME
    if idea.city_id != into.city_id:
        return WhyNotMerged.OTHER_CITY
    if idea.state != State.OPEN:
        return WhyNotMerged.NOT_WAITING
    if into.state not in (State.OPEN, State.DECIDED):
        return WhyNotMerged.MERGED_ITSELF
    return None


def together(idea: Idea) -> list[Idea]:
    """An idea and all that were brought together with it: whoever is told of it, all their senders are."""
    return [idea, *idea.merged.exclude(state=State.ERASED).select_related("city").order_by("pk")]


def leading(idea: Idea) -> Idea:
    """The idea in which this one goes on; itself where it goes on alone."""
    return idea.merged_into or idea
