"""Giving an idea a small public face, if the office says so and its sender agreed; and taking it away again."""

from datetime import datetime
from enum import StrEnum

from django.db import transaction

from greenpact.ideas import searching
from greenpact.ideas.models import Idea
from greenpact.ideas.recording import in_turn, record_of_idea, save_moved
from greenpact.ideas.rules import State

LONGEST_TITLE = 200


class WhyNotShown(StrEnum):
    CHANGED_MEANWHILE = "changed_meanwhile"
    NOT_AGREED = "not_agreed"
    NOT_CONFIRMED = "not_confirmed"
    TITLE_MISSING = "title_missing"


class NotShown(Exception):
    """The public sees what it saw before; `reason` says why."""

    def __init__(self, reason: WhyNotShown) -> None:
        super().__init__(reason.value)
        self.reason = reason


@transaction.atomic
def show(idea: Idea, *, title: str, by: str, at: datetime, seen: int | None = None) -> None:
    """Let the public read an idea's title as the office words it, its kind and its day; raises `NotShown`."""
    current = in_turn(idea, seen=seen, otherwise=NotShown(WhyNotShown.CHANGED_MEANWHILE))
    if not current.may_publish:
        raise NotShown(WhyNotShown.NOT_AGREED)
    if current.state in (State.SUBMITTED, State.ERASED):
        raise NotShown(WhyNotShown.NOT_CONFIRMED)
    if not title.strip():
        raise NotShown(WhyNotShown.TITLE_MISSING)
    current.public_title = title.strip()[:LONGEST_TITLE]
    current.public_at = current.public_at or at
    save_moved(current)
    searching.index(current)
    record_of_idea(current, "shown", by=by, at=at, public=True)


@transaction.atomic
def hide(idea: Idea, *, by: str, at: datetime) -> None:
    """Take an idea's public face away; nothing happens where it has none."""
    current = in_turn(idea, seen=None, otherwise=NotShown(WhyNotShown.CHANGED_MEANWHILE))
    if current.public_at is None:
        return
    current.public_at, current.public_title = None, ""
    save_moved(current)
    searching.index(current)
    record_of_idea(current, "hidden", by=by, at=at, public=True)
