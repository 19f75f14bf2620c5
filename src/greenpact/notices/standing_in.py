"""Being away: from when until when, and who gets one's mails in a city meanwhile."""

from datetime import date, datetime
from enum import StrEnum

from django.db import transaction

from greenpact.accounts.models import Account
from greenpact.cities.models import City
from greenpact.notices.models import Absence
from greenpact.notices.rules import Kind
from greenpact.parties.granting import standing_of
from greenpact.parties.models import Membership
from greenpact.parties.rules import Deed, Standing

#: What is meant for one person alone: their account, and their signature.
PERSONAL = frozenset({Kind.ACCOUNT, Kind.SIGNATURE})


class WhyNotAbsent(StrEnum):
    ENDS_BEFORE_IT_BEGINS = "ends_before_it_begins"
    IS_OVER = "is_over"
    MAY_LESS = "may_less"


class NotAbsent(Exception):
    """The absence is not kept; `reason` says why."""

    def __init__(self, reason: WhyNotAbsent) -> None:
        super().__init__(reason.value)
        self.reason = reason


@transaction.atomic
def set_absence(
    account: Account, city: City, *, deputy: Account, first_on: date, until: date, at: datetime
) -> Absence:
    """Say that one is away, and who stands in; a former absence goes. Raises `NotAbsent`."""
    if until <= first_on:
        raise NotAbsent(WhyNotAbsent.ENDS_BEFORE_IT_BEGINS)
    today = city.day(at)
    if until <= today:
        raise NotAbsent(WhyNotAbsent.IS_OVER)
    if deputy == account or not _covers(deputy, account, city, today):
        raise NotAbsent(WhyNotAbsent.MAY_LESS)
    row, _is_new = Absence.objects.update_or_create(
        account=account, city=city, defaults={"deputy": deputy, "first_on": first_on, "until": until}
    )
    return row


@transaction.atomic
def come_back(account: Account, city: City) -> bool:
    """End an absence; whether there was one."""
    return Absence.objects.filter(account=account, city=city).delete()[0] > 0


def may_stand_in(account: Account, city: City, on: date) -> list[Account]:
    """Everybody who may see and do in a city what an account may, by name."""
    members = Account.objects.filter(
        memberships__in=Membership.objects.in_force(on).filter(city=city), is_active=True
    ).exclude(pk=account.pk)
    own = standing_of(account, city, on)
    found = members.distinct().order_by("name", "email")
    return [one for one in found if _includes(standing_of(one, city, on), own)]


def deputy_of(account: Account, *, city: City, kind: Kind, on: date) -> Account | None:
    """Who gets a mail of a kind in somebody's place on a day; None while they are there, or the deputy may less now."""
    if kind in PERSONAL:
        return None
    away = Absence.objects.filter(account=account, city=city, first_on__lte=on, until__gt=on)
    row = away.select_related("deputy").first()
    if row is None or not row.deputy.is_active or not _covers(row.deputy, account, city, on):
        return None
    return row.deputy


def _covers(deputy: Account, account: Account, city: City, on: date) -> bool:
    return _includes(standing_of(deputy, city, on), standing_of(account, city, on))


def _includes(one: Standing, other: Standing) -> bool:
    """Whether one may everything that another may, for the same organisations."""
    deeds = all(one.may(deed) for deed in Deed if other.may(deed))
    sees_all = one.may(Deed.SEE_ALL_DEALS)
    return deeds and (sees_all or one.organisations >= other.organisations)
