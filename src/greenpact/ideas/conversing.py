"""What the city writes about an idea: to its sender, and to itself."""

from datetime import datetime
from enum import StrEnum

from django.db import transaction

from greenpact.accounts.models import Account
from greenpact.ideas.answers import Remark
from greenpact.ideas.models import Idea, Message
from greenpact.ideas.recording import in_turn, record_of_idea
from greenpact.ideas.rules import State

LONGEST = 4_000


class WhyNotWritten(StrEnum):
    CHANGED_MEANWHILE = "changed_meanwhile"
    EMPTY = "empty"
    TOO_LONG = "too_long"
    ERASED = "erased"


class NotWritten(Exception):
    """Nothing was written; `reason` says why."""

    def __init__(self, reason: WhyNotWritten) -> None:
        super().__init__(reason.value)
        self.reason = reason


@transaction.atomic
def ask(idea: Idea, text: str, *, account: Account | None, by: str, at: datetime) -> Message:
    """Write to the sender of an idea, who gets it by mail and on the status page; raises `NotWritten`."""
    current = _writable(idea, text)
    message = Message.objects.create(idea=current, is_by_city=True, text=text.strip(), at=at, account=account)
    record_of_idea(current, "asked", by=by, at=at, payload={"message": message.pk})
    return message


@transaction.atomic
def remark(idea: Idea, text: str, *, account: Account | None, by: str, at: datetime) -> Remark:
    """Say something about an idea that only the city's offices read; raises `NotWritten`."""
    current = _writable(idea, text)
    row = Remark.objects.create(idea=current, account=account, text=text.strip(), at=at)
    record_of_idea(current, "remarked", by=by, at=at)
    return row


def _writable(idea: Idea, text: str) -> Idea:
    current = in_turn(idea, seen=None, otherwise=NotWritten(WhyNotWritten.CHANGED_MEANWHILE))
    if current.state in (State.ERASED, State.SUBMITTED, State.WITHDRAWN):
        raise NotWritten(WhyNotWritten.ERASED)
    if not text.strip():
        raise NotWritten(WhyNotWritten.EMPTY)
    if len(text.strip()) > LONGEST:
        raise NotWritten(WhyNotWritten.TOO_LONG)
    return current
