"""Talking about clauses: in front of all parties, among the city's offices, and within one party."""

from datetime import datetime

from django.db import transaction

from greenpact.deals.models import LONGEST_REMARK, Deal, InnerRemark, PartyNote, Remark, Room
from greenpact.deals.negotiation.refusing import NotNegotiated, WhyNotNegotiated
from greenpact.deals.recording import in_turn, record_of_deal
from greenpact.parties.models import Organisation


@transaction.atomic
def say(
    deal: Deal, text: str, *, clause: str = "", party: Organisation | None, by: str, at: datetime
) -> Remark:
    """Say something in front of all parties; without a party it is the city that speaks. Raises `NotNegotiated`."""
    current = _in_room(deal, text, clause)
    if party is not None and not current.parties.present().filter(organisation=party).exists():
        raise NotNegotiated(WhyNotNegotiated.NOT_A_PARTY)
    remark = Remark.objects.create(deal=current, clause=clause, text=text.strip(), party=party, by=by, at=at)
    record_of_deal(current, "said", by=by, at=at, payload={"clause": clause}, public=False)
    return remark


@transaction.atomic
def say_inside(deal: Deal, text: str, *, clause: str = "", by: str, at: datetime) -> InnerRemark:
    """Say something among the city's offices; raises `NotNegotiated`."""
    current = _in_room(deal, text, clause)
    remark = InnerRemark.objects.create(deal=current, clause=clause, text=text.strip(), by=by, at=at)
    record_of_deal(current, "said_inside", by=by, at=at, payload={"clause": clause}, public=False)
    return remark


@transaction.atomic
def note(deal: Deal, text: str, *, clause: str = "", party: Organisation, by: str, at: datetime) -> PartyNote:
    """Note something for the people of one's own party; raises `NotNegotiated`.

    The journal is read by the city's offices, so it does not tell of it: nobody else learns that there are notes.
    """
    current = _in_room(deal, text, clause)
    if not current.parties.present().filter(organisation=party).exists():
        raise NotNegotiated(WhyNotNegotiated.NOT_A_PARTY)
    return PartyNote.objects.create(deal=current, clause=clause, text=text.strip(), party=party, by=by, at=at)


def _in_room(deal: Deal, text: str, clause: str) -> Deal:
    current = in_turn(deal, seen=None, otherwise=NotNegotiated(WhyNotNegotiated.CHANGED_MEANWHILE))
    if not Room.objects.filter(deal=current).exists():
        raise NotNegotiated(WhyNotNegotiated.NO_ROOM)
    if not text.strip():
        raise NotNegotiated(WhyNotNegotiated.TEXT_MISSING)
    if len(text) > LONGEST_REMARK:
        raise NotNegotiated(WhyNotNegotiated.TOO_MANY)
    if clause and not current.clauses.filter(ref=clause).exists():
        raise NotNegotiated(WhyNotNegotiated.CHANGED_MEANWHILE)
    return current
