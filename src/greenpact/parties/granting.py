"""Granting and ending memberships."""

from datetime import date, datetime
from enum import StrEnum

from django.db import transaction

from greenpact.accounts.models import Account
from greenpact.cities.models import City, Office
from greenpact.journal.recording import record, take_turn
from greenpact.parties.models import Membership, Organisation
from greenpact.parties.rules import NEEDS_ORGANISATION, Role, Standing, standing


class WhyNotGranted(StrEnum):
    NEEDS_ORGANISATION = "needs_organisation"
    OTHER_CITY = "other_city"
    ALREADY_GRANTED = "already_granted"
    ENDS_BEFORE_IT_BEGINS = "ends_before_it_begins"
    LAST_PROGRAMME_OFFICE = "last_programme_office"
    ENDED_ALREADY = "ended_already"


class NotGranted(Exception):
    """No membership was granted or ended; `reason` says why."""

    def __init__(self, reason: WhyNotGranted) -> None:
        super().__init__(reason.value)
        self.reason = reason


@transaction.atomic
def grant(
    account: Account,
    *,
    city: City,
    role: Role,
    organisation: Organisation | None = None,
    office: Office | None = None,
    since: date,
    until: date | None = None,
    by: str,
    at: datetime,
) -> Membership:
    """Give an account a role in a city from a day on; raises `NotGranted`."""
    if role in NEEDS_ORGANISATION and organisation is None:
        raise NotGranted(WhyNotGranted.NEEDS_ORGANISATION)
    if any(row is not None and row.city_id != city.pk for row in (organisation, office)):
        raise NotGranted(WhyNotGranted.OTHER_CITY)
    if until is not None and until <= since:
        raise NotGranted(WhyNotGranted.ENDS_BEFORE_IT_BEGINS)
    take_turn(city.chain_id)
    alike = Membership.objects.filter(
        account=account, city=city, role=role, organisation=organisation, office=office
    )
    if alike.overlapping(since, until).exists():
        raise NotGranted(WhyNotGranted.ALREADY_GRANTED)
    membership = Membership.objects.create(
        account=account,
        city=city,
        role=role,
        organisation=organisation,
        office=office,
        since=since,
        until=until,
    )
    _record(membership, "granted", by=by, at=at)
    return membership


@transaction.atomic
def end(membership: Membership, *, until: date, by: str, at: datetime) -> None:
    """Let a membership end before a day (exclusive), one that never began vanishes; raises `NotGranted`.

    A city never loses its last programme office, and what has ended is not prolonged but granted anew.
    """
    take_turn(membership.city.chain_id)
    current = Membership.objects.filter(pk=membership.pk).first()
    if current is None or (current.until is not None and current.until <= until):
        raise NotGranted(WhyNotGranted.ENDED_ALREADY)
    if membership.role == Role.PROGRAMME_OFFICE:
        offices = Membership.objects.filter(city=membership.city, role=Role.PROGRAMME_OFFICE)
        others = offices.in_force(until).exclude(pk=membership.pk)
        if not others.exists():
            raise NotGranted(WhyNotGranted.LAST_PROGRAMME_OFFICE)
    if until <= membership.since:
        membership.delete()
    else:
        membership.until = until
        membership.save(update_fields=["until"])
    _record(membership, "ended", by=by, at=at)


def standing_of(account: Account, city: City, on: date) -> Standing:
    """What an account may do in a city on a day."""
    rows = account.memberships.in_force(on).filter(city=city).values_list("role", "organisation_id")
    return standing(
        ((Role(role), organisation) for role, organisation in rows), is_operator=account.is_superuser
    )


def _record(membership: Membership, what: str, *, by: str, at: datetime) -> None:
    record(
        membership.city.chain_id,
        verb=f"membership.{what}",
        subject=f"membership:{membership.ref}",
        by=by,
        at=at,
        public=False,
        payload={"account": membership.account.actor, "role": membership.role},
    )
