"""Handing an idea to another city: decided here, begun there, told in both journals, with no more than is needed.

The other city gets what the sender wrote and how to answer them. It gets neither the conversation, nor the inner
remarks, nor the telephone number; files go along, since they are part of what was written.
"""

from datetime import datetime

from django.db import transaction

from greenpact.accounts.models import Account
from greenpact.cities.models import City
from greenpact.files.taking import content_of, keep
from greenpact.ideas.answer_rules import Decision
from greenpact.ideas.assigning import route
from greenpact.ideas.deciding import NotDecided, Verdict, WhyNotDecided, decide
from greenpact.ideas.models import Attachment, Idea
from greenpact.ideas.recording import record_of_idea
from greenpact.ideas.rules import State
from greenpact.journal.recording import take_turn

#: What goes along: what was written, and how to answer whoever wrote it.
CARRIED = (
    "kind", "language", "title", "text", "partners", "needs", "running_since", "outcome", "sdgs", "place", "lat",
    "lon", "organisation", "organisation_kind", "name", "email",
)  # fmt: skip


@transaction.atomic
def hand_to_city(
    idea: Idea,
    city: City,
    *,
    reason: str,
    account: Account | None,
    by: str,
    at: datetime,
    seen: int | None = None,
) -> Idea:
    """Hand an idea to another city and return the one that begins there; raises `NotDecided`."""
    for chain in sorted(
        {idea.city.chain_id, city.chain_id}
    ):  # in one order, so that no two ever wait for each other
        take_turn(chain)
    if city.is_invented != idea.city.is_invented:
        raise NotDecided(WhyNotDecided.OTHER_CITY)
    verdict = Verdict(Decision.CITY, reason, city=city)
    decide(idea, verdict, account=account, by=by, at=at, seen=seen)
    values = {name: getattr(idea, name) for name in CARRIED}
    handed = Idea.objects.create(
        **values, city=city, state=State.OPEN.value, submitted_at=at, confirmed_at=at, handed_from=idea
    )
    _carry_files(idea, handed, at=at)
    # Public, as every arrival is, since the city's figures count it.
    record_of_idea(
        handed, "confirmed", by=by, at=at, payload={"kind": handed.kind, "from": idea.city.slug}, public=True
    )
    route(handed, by=by, at=at)
    return handed


def _carry_files(idea: Idea, handed: Idea, *, at: datetime) -> None:
    for attachment in idea.attachments.filter(message=None).select_related("file"):
        file = attachment.file
        copy = keep(content_of(file), name=file.name, media_type=file.media_type, at=at)
        Attachment.objects.create(idea=handed, file=copy)
