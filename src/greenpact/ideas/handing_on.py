"""Handing an idea to another city: proposed here, agreed to by its sender, begun there, with no more than is needed.

Nothing moves before the sender has agreed on their own page. Then the other city gets what they wrote and how to answer
them. It gets neither the conversation, nor the inner remarks, nor the telephone number; files go along, since they are
part of what was written.
"""

from datetime import datetime

from django.db import transaction

from greenpact.accounts.models import Account
from greenpact.cities.models import City
from greenpact.files.taking import content_of, keep
from greenpact.ideas import searching
from greenpact.ideas.answer_rules import Decision, Reply
from greenpact.ideas.answers import Handover
from greenpact.ideas.assigning import route
from greenpact.ideas.deciding import NotDecided, Verdict, WhyNotDecided, decide, may_be_decided, why_not
from greenpact.ideas.models import Attachment, Idea
from greenpact.ideas.recording import in_turn, record_of_idea
from greenpact.ideas.rules import State
from greenpact.journal.recording import take_turn

#: What goes along: what was written, and how to answer whoever wrote it.
CARRIED = (
    "kind", "language", "title", "text", "partners", "needs", "running_since", "outcome", "sdgs", "place", "lat",
    "lon", "organisation", "organisation_kind", "name", "email",
)  # fmt: skip


@transaction.atomic
def propose(
    idea: Idea,
    city: City,
    *,
    reason: str,
    account: Account | None,
    by: str,
    at: datetime,
    seen: int | None = None,
) -> Handover:
    """Ask the sender of an idea whether another city may have it, for a reason they read; raises `NotDecided`."""
    current = in_turn(idea, seen=seen, otherwise=NotDecided(WhyNotDecided.CHANGED_MEANWHILE))
    if city.is_invented != current.city.is_invented:
        raise NotDecided(WhyNotDecided.OTHER_CITY)
    if why := why_not(current, Verdict(Decision.CITY, reason, city=city)):
        raise NotDecided(why)
    if open_handover(current) is not None:
        raise NotDecided(WhyNotDecided.ASKED_ALREADY)
    handover = Handover.objects.create(
        idea=current, city=city, reason=reason.strip(), account=account, proposed_at=at
    )
    record_of_idea(current, "handing_proposed", by=by, at=at, payload={"city": city.slug})
    return handover


@transaction.atomic
def take_back(handover: Handover, *, by: str, at: datetime) -> None:
    """Ask the sender no longer; raises `NotDecided` where they have replied meanwhile."""
    current = _in_turn(handover)
    _reply(current, Reply.TAKEN_BACK, at=at)
    record_of_idea(current.idea, "handing_taken_back", by=by, at=at, payload={"city": current.city.slug})


@transaction.atomic
def refuse(handover: Handover, *, by: str, at: datetime) -> None:
    """Let the sender say no: the idea stays where it is, and its city answers it. Raises `NotDecided`."""
    current = _in_turn(handover)
    _reply(current, Reply.REFUSED, at=at)
    _record_reply(current, by=by, at=at)


@transaction.atomic
def agree(handover: Handover, *, by: str, at: datetime) -> Idea:
    """Let the sender say yes: the idea is decided here and begins there. Gives the one there; raises `NotDecided`."""
    current = _in_turn(handover)
    _reply(current, Reply.AGREED, at=at)
    _record_reply(current, by=by, at=at)
    verdict = Verdict(Decision.CITY, current.reason, city=current.city)
    decide(current.idea, verdict, account=current.account, by=by, at=at)
    return _begin(current.idea, current.city, by=by, at=at)


def open_handover(idea: Idea) -> Handover | None:
    """The question that waits for the sender's reply, as long as the idea can still be decided about (one query)."""
    if not may_be_decided(idea):
        return None
    return idea.handovers.filter(reply=Reply.OPEN).select_related("city").first()


def _in_turn(handover: Handover) -> Handover:
    """The question as it stands, both cities' turns taken; raises `NotDecided` where it waits for no reply."""
    # In one order, so that no two ever wait for each other.
    for chain in sorted({handover.idea.city.chain_id, handover.city.chain_id}):
        take_turn(chain)
    rows = Handover.objects.select_related("idea__city", "city", "account")
    current = rows.get(pk=handover.pk)
    if current.reply != Reply.OPEN or not may_be_decided(current.idea):
        raise NotDecided(WhyNotDecided.NOT_WAITING)
    return current


def _reply(handover: Handover, reply: Reply, *, at: datetime) -> None:
    handover.reply, handover.replied_at = reply.value, at
    handover.save(update_fields=["reply", "replied_at"])


def _record_reply(handover: Handover, *, by: str, at: datetime) -> None:
    payload = {"city": handover.city.slug, "reply": handover.reply}
    record_of_idea(handover.idea, "handing_answered", by=by, at=at, payload=payload)


def _begin(idea: Idea, city: City, *, by: str, at: datetime) -> Idea:
    """Let a copy of an idea begin in another city, with its clock running."""
    values = {name: getattr(idea, name) for name in CARRIED}
    handed = Idea.objects.create(
        **values, city=city, state=State.OPEN.value, submitted_at=at, confirmed_at=at, handed_from=idea
    )
    _carry_files(idea, handed, at=at)
    searching.index(handed)
    # Public, as every arrival is, since the city's figures count it.
    payload = {"kind": handed.kind, "from": idea.city.slug}
    record_of_idea(handed, "confirmed", by=by, at=at, payload=payload, public=True)
    route(handed, by=by, at=at)
    return handed


def _carry_files(idea: Idea, handed: Idea, *, at: datetime) -> None:
    for attachment in idea.attachments.filter(message=None).select_related("file"):
        file = attachment.file
        copy = keep(content_of(file), name=file.name, media_type=file.media_type, at=at)
        Attachment.objects.create(idea=handed, file=copy)
