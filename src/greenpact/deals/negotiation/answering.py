"""Answering an open change: consenting, objecting with a reason, taking an objection back."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from greenpact.deals.changes.rules import Voice, needed
from greenpact.deals.models import LONGEST_REMARK, Change, Stance
from greenpact.deals.negotiation.entering import enter_all, table_in_turn
from greenpact.deals.negotiation.proposing import open_change
from greenpact.deals.negotiation.reading import Table
from greenpact.deals.negotiation.refusing import NotNegotiated, WhyNotNegotiated
from greenpact.deals.recording import record_of_deal
from greenpact.parties.models import Organisation


@transaction.atomic
def consent(change: Change, *, party: Organisation, seen: str, by: str, at: datetime) -> None:
    """Consent for a party to the text whose fingerprint was `seen`; with the last consent needed it enters.

    Takes the place of the party's objection. Raises `NotNegotiated`, also when the text has changed since it was seen.
    """
    table = table_in_turn(change.deal)
    current = _answerable(table, change, party)
    if current.is_stale:
        raise NotNegotiated(WhyNotNegotiated.STALE)
    if seen != current.fingerprint:
        raise NotNegotiated(WhyNotNegotiated.CHANGED_MEANWHILE)
    if _stance_of(current, party, consents=True):
        return
    _answer(table, current, party, consents=True, by=by, at=at)
    _record(table, "change_consented", current, party, by=by, at=at)
    enter_all(table, by=by, at=at)


@transaction.atomic
def object_to(change: Change, *, party: Organisation, reason: str, by: str, at: datetime) -> None:
    """Object for a party, with a reason; the change stays out until the objection is taken back or countered.

    Raises `NotNegotiated`.
    """
    table = table_in_turn(change.deal)
    current = _answerable(table, change, party)
    if not reason.strip():
        raise NotNegotiated(WhyNotNegotiated.REASON_MISSING)
    if len(reason) > LONGEST_REMARK:
        raise NotNegotiated(WhyNotNegotiated.TOO_MANY)
    _answer(table, current, party, consents=False, reason=reason.strip(), by=by, at=at)
    _record(table, "change_objected", current, party, by=by, at=at)


@transaction.atomic
def lift_objection(change: Change, *, party: Organisation, by: str, at: datetime) -> None:
    """Take a party's objection back without consenting; raises `NotNegotiated`."""
    table = table_in_turn(change.deal)
    current = open_change(table, change)
    if not _stance_of(current, party, consents=False):
        raise NotNegotiated(WhyNotNegotiated.NO_OBJECTION)
    _end_stance(current, party, Stance.Ended.WITHDRAWN, at=at)
    proposal = table.proposals[current.ref]
    voices = tuple(voice for voice in proposal.voices if voice.party != party.ref)
    table.proposals[current.ref] = replace(proposal, voices=voices)
    _record(table, "objection_lifted", current, party, by=by, at=at)
    enter_all(table, by=by, at=at)


def _answerable(table: Table, change: Change, party: Organisation) -> Change:
    current = open_change(table, change)
    proposal = table.proposals[current.ref]
    if party.ref not in table.terms.parties:
        raise NotNegotiated(WhyNotNegotiated.NOT_A_PARTY)
    if party.ref not in needed(proposal.operations, table.terms, table.rule):
        raise NotNegotiated(WhyNotNegotiated.NOT_NEEDED)
    return current


def _stance_of(change: Change, party: Organisation, *, consents: bool) -> bool:
    return Stance.objects.standing().filter(change=change, party=party, consents=consents).exists()


def _answer(
    table: Table,
    change: Change,
    party: Organisation,
    *,
    consents: bool,
    reason: str = "",
    by: str,
    at: datetime,
) -> None:
    _end_stance(change, party, Stance.Ended.REPLACED, at=at)
    Stance.objects.create(
        change=change,
        party=party,
        consents=consents,
        reason=reason,
        fingerprint=change.fingerprint,
        by=by,
        at=at,
    )
    proposal = table.proposals[change.ref]
    others = tuple(voice for voice in proposal.voices if voice.party != party.ref)
    voice = Voice(party.ref, consents, change.fingerprint, at)
    table.proposals[change.ref] = replace(proposal, voices=(*others, voice))


def _end_stance(change: Change, party: Organisation, how: Stance.Ended, *, at: datetime) -> None:
    Stance.objects.standing().filter(change=change, party=party).update(ended=how, ended_at=at)


def _record(table: Table, what: str, change: Change, party: Organisation, *, by: str, at: datetime) -> None:
    payload = {"change": change.ref, "party": party.ref}
    record_of_deal(table.deal, what, by=by, at=at, payload=payload, public=False)
