"""Stating, checking, refusing and ending mandates."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db import transaction

from greenpact.accounts.models import Account
from greenpact.files.models import File
from greenpact.journal.recording import record, take_turn
from greenpact.parties.mandate_rules import MandateState, Reach, may_become
from greenpact.parties.models import Mandate, Membership, Organisation


class WhyNotMandated(StrEnum):
    CAPACITY_MISSING = "capacity_missing"
    EVIDENCE_MISSING = "evidence_missing"
    ENDS_BEFORE_IT_BEGINS = "ends_before_it_begins"
    NOT_ITS_PERSON = "not_its_person"
    ALREADY_STATED = "already_stated"
    DECIDED_ALREADY = "decided_already"
    ENDED_ALREADY = "ended_already"
    OWN_MANDATE = "own_mandate"


class NotMandated(Exception):
    """Nothing was stated, decided or ended; `reason` says why."""

    def __init__(self, reason: WhyNotMandated) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Terms:
    """What a mandate says: in which capacity, how far, from when until when (exclusive), alone or jointly."""

    capacity: str
    reach: Reach
    since: date
    until: date | None = None
    is_joint: bool = False


@transaction.atomic
def state(
    organisation: Organisation,
    account: Account,
    *,
    terms: Terms,
    evidence: File | None = None,
    by: str,
    at: datetime,
) -> Mandate:
    """Say that an account may sign for an organisation; the city still has to check it. Raises `NotMandated`."""
    take_turn(organisation.city.chain_id)
    if not terms.capacity.strip():
        raise NotMandated(WhyNotMandated.CAPACITY_MISSING)
    if terms.until is not None and terms.until <= terms.since:
        raise NotMandated(WhyNotMandated.ENDS_BEFORE_IT_BEGINS)
    _refuse_other_people(organisation, account, on=organisation.city.day(at))
    alike = Mandate.objects.filter(organisation=organisation, account=account, reach=terms.reach)
    if alike.standing().overlapping(terms.since, terms.until).exists():
        raise NotMandated(WhyNotMandated.ALREADY_STATED)
    mandate = Mandate.objects.create(
        organisation=organisation,
        account=account,
        capacity=terms.capacity.strip(),
        reach=terms.reach,
        is_joint=terms.is_joint,
        since=terms.since,
        until=terms.until,
        evidence=evidence,
        stated_at=at,
    )
    _record(mandate, "granted", by=by, at=at)
    return mandate


@transaction.atomic
def decide(mandate: Mandate, then: MandateState, *, note: str = "", by: str, at: datetime) -> None:
    """Check or refuse a stated mandate for the city. Raises `NotMandated`.

    Nobody checks the mandate under which they would sign themselves, and none is checked without evidence: a file, or
    a note that says where it was seen.
    """
    take_turn(mandate.organisation.city.chain_id)
    mandate.refresh_from_db()
    if not may_become(MandateState(mandate.state), then):
        raise NotMandated(WhyNotMandated.DECIDED_ALREADY)
    if mandate.account.actor == by:
        raise NotMandated(WhyNotMandated.OWN_MANDATE)
    if not note.strip() and (then is MandateState.REFUSED or mandate.evidence_id is None):
        raise NotMandated(WhyNotMandated.EVIDENCE_MISSING)
    mandate.state, mandate.decided_at, mandate.note = then.value, at, note.strip()
    mandate.save(update_fields=["state", "decided_at", "note"])
    _record(mandate, then.value, by=by, at=at)


@transaction.atomic
def end(mandate: Mandate, *, until: date, by: str, at: datetime) -> None:
    """Let a mandate end before a day (exclusive); signatures given under it stay. Raises `NotMandated`."""
    take_turn(mandate.organisation.city.chain_id)
    mandate.refresh_from_db()
    if mandate.until is not None and mandate.until <= until:
        raise NotMandated(WhyNotMandated.ENDED_ALREADY)
    mandate.until = max(until, mandate.since)
    mandate.save(update_fields=["until"])
    _record(mandate, "ended", by=by, at=at)


def _refuse_other_people(organisation: Organisation, account: Account, *, on: date) -> None:
    """Raise `NotMandated` for somebody who has nothing to do with the organisation.

    For the city's own administration everybody with a role in the city counts as its person.
    """
    memberships = Membership.objects.filter(account=account, city=organisation.city_id).in_force(on)
    if organisation.kind == "city":
        memberships = memberships.filter(organisation__isnull=True) | memberships.filter(
            organisation=organisation
        )
    else:
        memberships = memberships.filter(organisation=organisation)
    if not memberships.exists():
        raise NotMandated(WhyNotMandated.NOT_ITS_PERSON)


def _record(mandate: Mandate, what: str, *, by: str, at: datetime) -> None:
    record(
        mandate.organisation.city.chain_id,
        verb=f"deal.mandate_{what}",
        subject=f"organisation:{mandate.organisation.ref}",
        by=by,
        at=at,
        public=False,
        payload={"mandate": mandate.ref, "account": mandate.account.actor, "reach": mandate.reach},
    )
