"""Handing in an idea, confirming it once, and what its sender may do with it afterwards."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db import transaction

from greenpact.cities.models import City
from greenpact.files.models import File
from greenpact.ideas import searching
from greenpact.ideas.attaching import attach, dispose
from greenpact.ideas.models import Idea, Message
from greenpact.ideas.recording import record_of_idea
from greenpact.ideas.rules import (
    CONFIRM_WITHIN,
    CONVERSING,
    LONGEST_MESSAGE,
    MOST_ATTACHMENTS_IN_ALL,
    MOST_MESSAGES_OF_SENDER,
    State,
    may_become,
    may_still_confirm,
)
from greenpact.journal.recording import take_turn

#: Who hands in an idea has no account; the journal calls them by their idea.
SENDER = "sender"


class WhyNotHandedIn(StrEnum):
    CONFIRMED_ALREADY = "confirmed_already"
    TOO_LATE = "too_late"
    NOT_FROM_HERE = "not_from_here"
    EMPTY = "empty"
    TOO_LONG = "too_long"
    TOO_MANY_MESSAGES = "too_many_messages"
    TOO_MANY_FILES = "too_many_files"


class NotHandedIn(Exception):
    """Nothing was handed in, confirmed, written or taken back; `reason` says why."""

    def __init__(self, reason: WhyNotHandedIn) -> None:
        super().__init__(reason.value)
        self.reason = reason


def sender_of(idea: Idea) -> str:
    """How the journal names whoever sent an idea."""
    return f"{SENDER}:{idea.ref}"


@transaction.atomic
def submit(
    city: City, values: Mapping[str, Any], *, files: Sequence[File] = (), by: str = "", at: datetime
) -> Idea:
    """Keep an idea until its sender confirms it; `values` are fields of the row, `files` belong to nothing else yet.

    `by` is the sender themselves unless somebody is named.
    """
    take_turn(city.chain_id)
    idea = Idea(city=city, submitted_at=at, **values)
    idea.full_clean(exclude=["ref", "city"])
    idea.save(force_insert=True)
    attach(idea, files)
    record_of_idea(idea, "submitted", by=by or sender_of(idea), at=at, payload={"kind": idea.kind})
    return idea


@transaction.atomic
def confirm(idea: Idea, *, by: str, at: datetime) -> None:
    """Hand an idea over to its city, once, within a week; raises `NotHandedIn`."""
    current = _in_turn(idea)
    if current.confirmed_at is not None:
        raise NotHandedIn(WhyNotHandedIn.CONFIRMED_ALREADY)
    if not may_become(State(current.state), State.OPEN):
        raise NotHandedIn(WhyNotHandedIn.NOT_FROM_HERE)
    if not may_still_confirm(current.submitted_at, at):
        raise NotHandedIn(WhyNotHandedIn.TOO_LATE)
    current.state, current.confirmed_at = State.OPEN.value, at
    _save(current, "state", "confirmed_at")
    searching.index(current)
    # Public, since the city's figures count it; who sent what stays out of it.
    record_of_idea(current, "confirmed", by=by, at=at, payload={"kind": current.kind}, public=True)


@transaction.atomic
def write(idea: Idea, text: str, *, files: Sequence[File] = (), by: str, at: datetime) -> Message:
    """Let the sender write to the city; raises `NotHandedIn`, and then the files are to be disposed of."""
    current = _in_turn(idea)
    text = text.strip()
    if reason := _why_not_written(current, text, len(files)):
        raise NotHandedIn(reason)
    message = Message.objects.create(idea=current, is_by_city=False, text=text, at=at, account=None)
    attach(current, files, message=message)
    record_of_idea(current, "answered", by=by, at=at, payload={"message": message.pk})
    return message


@transaction.atomic
def withdraw(idea: Idea, *, by: str, at: datetime) -> None:
    """Let the sender take an idea back as long as it is not decided; raises `NotHandedIn`."""
    current = _in_turn(idea)
    if not may_become(State(current.state), State.WITHDRAWN):
        raise NotHandedIn(WhyNotHandedIn.NOT_FROM_HERE)
    was_confirmed = current.confirmed_at is not None
    current.state, current.closed_at = State.WITHDRAWN.value, at
    current.public_at, current.public_title = None, ""
    _save(current, "state", "closed_at", "public_at", "public_title")
    searching.index(current)
    record_of_idea(current, "withdrawn", by=by, at=at, public=was_confirmed)


@transaction.atomic
def renew_link(idea: Idea, *, by: str, at: datetime) -> None:
    """Make all private links to an idea worthless; its sender gets a new one by mail."""
    current = _in_turn(idea)
    current.link_number += 1
    _save(current, "link_number")
    record_of_idea(current, "link_renewed", by=by, at=at, payload={"number": current.link_number})


@transaction.atomic
def forget_unconfirmed(at: datetime) -> int:
    """Delete what was sent but not confirmed in time, with its files; how many. Nobody ever saw it."""
    rows = Idea.objects.filter(state=State.SUBMITTED, submitted_at__lte=at - CONFIRM_WITHIN)
    keys = list(rows.values_list("pk", flat=True)[:500])
    files = list(File.objects.filter(pk__in=_files_of(keys)))
    Idea.objects.filter(pk__in=keys, state=State.SUBMITTED).delete()
    dispose(files)
    return len(keys)


def _files_of(ideas: Sequence[int]) -> list[int]:
    found = Idea.objects.filter(pk__in=ideas, attachments__isnull=False)
    return list(found.values_list("attachments__file", flat=True))


def _why_not_written(idea: Idea, text: str, files: int) -> WhyNotHandedIn | None:
    if idea.state not in CONVERSING:
        return WhyNotHandedIn.NOT_FROM_HERE
    if not text:
        return WhyNotHandedIn.EMPTY
    if len(text) > LONGEST_MESSAGE:
        return WhyNotHandedIn.TOO_LONG
    if idea.messages.filter(is_by_city=False).count() >= MOST_MESSAGES_OF_SENDER:
        return WhyNotHandedIn.TOO_MANY_MESSAGES
    if files and idea.attachments.count() + files > MOST_ATTACHMENTS_IN_ALL:
        return WhyNotHandedIn.TOO_MANY_FILES
    return None


def _in_turn(idea: Idea) -> Idea:
    """The idea as it stands now; nobody else changes it until the transaction ends."""
    take_turn(idea.city.chain_id)
    return Idea.objects.select_related("city").get(pk=idea.pk)


def _save(idea: Idea, *fields: str) -> None:
    """Save an idea as changed: whoever saw the edition before has not seen this."""
    idea.edition += 1
    idea.save(update_fields=[*fields, "edition"])
