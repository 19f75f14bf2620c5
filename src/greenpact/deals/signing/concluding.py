"""How something signed comes to its end: a party leaves, the deal is terminated, another deal takes its place.

What was signed stays signed and can be read for ever; what ended is said beside it, with its reason and its day.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.db import transaction

from greenpact.deals import searching
from greenpact.deals.models import Deal, Party
from greenpact.deals.models.signing import EndingRow
from greenpact.deals.recording import record_of_deal, save_moved
from greenpact.deals.rules import PartyRole, Signature
from greenpact.deals.signing.reading import last_signed, open_round
from greenpact.deals.signing.turns import deal_in_turn
from greenpact.deals.signing_rules import Ending
from greenpact.deals.versions import add_version_if_changed
from greenpact.parties.models import Organisation


class WhyNotConcluded(StrEnum):
    NOT_SIGNED = "not_signed"
    BEING_SIGNED = "being_signed"
    REASON_MISSING = "reason_missing"
    DAY_IN_FUTURE = "day_in_future"
    DAY_BEFORE_SIGNATURE = "day_before_signature"
    NOT_A_PARTY = "not_a_party"
    LAST_PARTIES = "last_parties"
    OTHER_DEAL = "other_deal"
    CHANGED_MEANWHILE = "changed_meanwhile"


class NotConcluded(Exception):
    """Nothing came to its end; `reason` says why."""

    def __init__(self, reason: WhyNotConcluded) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Cause:
    """Why something ends, in words that the public reads, and the first day on which it no longer holds."""

    reason: str
    ends_on: date


@transaction.atomic
def let_party_leave(deal: Deal, organisation: Organisation, cause: Cause, *, by: str, at: datetime) -> None:
    """Let a party out of a signed deal: its commitments leave the text, the others' stand. Raises `NotConcluded`.

    At least two signatories remain, or it would be no agreement any more: then the deal is terminated instead.
    """
    current = _ending_deal(deal, cause, at=at)
    party = current.parties.present().filter(organisation=organisation).first()
    if party is None:
        raise NotConcluded(WhyNotConcluded.NOT_A_PARTY)
    signatories = current.parties.present().filter(role=PartyRole.SIGNATORY)
    if party.role == PartyRole.SIGNATORY and signatories.count() <= 2:
        raise NotConcluded(WhyNotConcluded.LAST_PARTIES)
    _take_out(current, party, on=cause.ends_on)
    payload: dict[str, Any] = {"party": organisation.ref, "on": cause.ends_on.isoformat()}
    if current.is_published and (version := add_version_if_changed(current, at=at)):
        payload["version"] = version.number
    _conclude(current, Ending.EXIT, cause, "party_left", payload, by=by, at=at, organisation=organisation)


@transaction.atomic
def terminate(deal: Deal, cause: Cause, *, by: str, at: datetime) -> None:
    """End a signed deal for all parties. Raises `NotConcluded`, `NotNow`."""
    current = _ending_deal(deal, cause, at=at)
    current.signature_state = Signature.TERMINATED.value
    payload = {"on": cause.ends_on.isoformat()}
    _conclude(current, Ending.TERMINATION, cause, "terminated", payload, by=by, at=at)


@transaction.atomic
def succeed(deal: Deal, successor: Deal, cause: Cause, *, by: str, at: datetime) -> None:
    """Let another deal of the city, which is signed, take the place of this one. Raises `NotConcluded`, `NotNow`."""
    current = _ending_deal(deal, cause, at=at)
    fits = successor.pk != current.pk and successor.city_id == current.city_id
    if not fits or successor.signature_state != Signature.SIGNED:
        raise NotConcluded(WhyNotConcluded.OTHER_DEAL)
    current.signature_state = Signature.TERMINATED.value
    payload = {"deal": successor.ref if successor.is_published else "", "on": cause.ends_on.isoformat()}
    _conclude(current, Ending.SUCCESSION, cause, "succeeded", payload, by=by, at=at, successor=successor)


def _ending_deal(deal: Deal, cause: Cause, *, at: datetime) -> Deal:
    """The deal in its turn; raises `NotConcluded` unless it was signed here and nothing of it goes round."""
    current = deal_in_turn(deal, at=at, otherwise=NotConcluded(WhyNotConcluded.CHANGED_MEANWHILE))
    if last_signed(current) is None or current.signature_state != Signature.SIGNED:
        raise NotConcluded(WhyNotConcluded.NOT_SIGNED)
    if open_round(current) is not None:
        raise NotConcluded(WhyNotConcluded.BEING_SIGNED)
    if not cause.reason.strip():
        raise NotConcluded(WhyNotConcluded.REASON_MISSING)
    if cause.ends_on > current.city.day(at):
        raise NotConcluded(WhyNotConcluded.DAY_IN_FUTURE)
    if current.signed_on is not None and cause.ends_on < current.signed_on:
        raise NotConcluded(WhyNotConcluded.DAY_BEFORE_SIGNATURE)
    return current


def _take_out(deal: Deal, party: Party, *, on: date) -> None:
    """Take a party and what it owes out of the text; its measures keep their history."""
    deal.clauses.standing().filter(party=party.organisation).update(is_dropped=True)
    party.left_on = on
    party.save(update_fields=["left_on"])
    searching.index(deal)


def _conclude(
    deal: Deal,
    kind: Ending,
    cause: Cause,
    what: str,
    payload: dict[str, Any],
    *,
    by: str,
    at: datetime,
    organisation: Organisation | None = None,
    successor: Deal | None = None,
) -> None:
    EndingRow.objects.create(
        deal=deal,
        kind=kind,
        organisation=organisation,
        successor=successor,
        reason=cause.reason.strip(),
        ends_on=cause.ends_on,
        recorded_at=at,
    )
    save_moved(deal, at=at)
    record_of_deal(deal, what, by=by, at=at, payload=payload)
