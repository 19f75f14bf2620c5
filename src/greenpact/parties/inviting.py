"""Letting an organisation's people act for it: inviting them by mail, and ending what they may do."""

from datetime import date, datetime
from enum import StrEnum

from django.db import transaction

from greenpact.accounts.inviting import invite
from greenpact.accounts.models import Account
from greenpact.journal.recording import record, take_turn
from greenpact.parties.granting import end, grant
from greenpact.parties.models import Membership, Organisation
from greenpact.parties.rules import INVITED_AS, Role


class WhyNotInvited(StrEnum):
    OTHER_ROLE = "other_role"
    OTHER_ORGANISATION = "other_organisation"
    LAST_ADMINISTRATOR = "last_administrator"


class NotInvited(Exception):
    """Nobody was invited, or nothing ended; `reason` says why."""

    def __init__(self, reason: WhyNotInvited) -> None:
        super().__init__(reason.value)
        self.reason = reason


@transaction.atomic
def invite_person(
    organisation: Organisation,
    email: str,
    *,
    name: str = "",
    role: Role,
    language: str = "",
    since: date,
    by: str,
    at: datetime,
) -> Membership:
    """Give somebody a role at an organisation; whoever has no account gets one of their own, never a shared one.

    The mail follows from the journal. Raises `NotInvited`, and `NotGranted` when they have the role already.
    """
    if role not in INVITED_AS:
        raise NotInvited(WhyNotInvited.OTHER_ROLE)
    take_turn(organisation.city.chain_id)
    account = Account.objects.filter(email__iexact=email).first()
    if account is None:
        account = invite(email, name=name, language=language)
    membership = grant(
        account, city=organisation.city, role=role, organisation=organisation, since=since, by=by, at=at
    )
    record(
        organisation.city.chain_id,
        verb="organisation.person_invited",
        subject=f"organisation:{organisation.ref}",
        by=by,
        at=at,
        public=False,
        payload={"membership": membership.ref, "role": role.value},
    )
    return membership


@transaction.atomic
def end_role(
    organisation: Organisation, membership: Membership, *, until: date, by: str, at: datetime
) -> None:
    """Let somebody's role at an organisation end; raises `NotInvited` and `NotGranted`.

    An organisation that keeps its own people never loses the last one who does.
    """
    take_turn(organisation.city.chain_id)
    if membership.organisation_id != organisation.pk or membership.role not in INVITED_AS:
        raise NotInvited(WhyNotInvited.OTHER_ORGANISATION)
    if membership.role == Role.PARTY_ADMIN:
        admins = Membership.objects.filter(organisation=organisation, role=Role.PARTY_ADMIN)
        if not admins.in_force(until).exclude(pk=membership.pk).exists():
            raise NotInvited(WhyNotInvited.LAST_ADMINISTRATOR)
    end(membership, until=until, by=by, at=at)
