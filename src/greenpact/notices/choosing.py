"""Choosing what mails somebody wants, how often and when not. It is their own matter: no journal tells of it."""

from collections.abc import Collection, Mapping

from django.db import transaction

from greenpact.accounts.models import Account
from greenpact.notices.models import Preferences
from greenpact.notices.rules import CHOICES, Kind, Quiet, Rhythm, may_leave_off


def preferences_of(account: Account) -> Preferences:
    """What somebody chose; what is usual, not saved yet, where they never did."""
    return Preferences.objects.filter(account=account).first() or Preferences(account=account)


@transaction.atomic
def choose(account: Account, *, rhythms: Mapping[Kind, Rhythm], quiet: Quiet) -> None:
    """Keep what somebody chose; a rhythm that is not offered for its kind is passed over."""
    chosen = _locked(account)
    offered = {kind.value: rhythm.value for kind, rhythm in rhythms.items() if rhythm in CHOICES[kind]}
    chosen.rhythms = {**chosen.rhythms, **offered}
    chosen.quiet_from, chosen.quiet_until, chosen.quiet_weekends = quiet.begins, quiet.ends, quiet.weekends
    chosen.save()


def left_off_by(account: Account, what: Kind | Rhythm) -> tuple[Kind, ...]:
    """The kinds that leaving `what` off would end: that one, or all that come in that rhythm, as far as they may."""
    chosen = preferences_of(account)
    found = [kind for kind in Kind if what in (kind, chosen.rhythm(kind)) and may_leave_off(kind)]
    return tuple(kind for kind in found if chosen.rhythm(kind) is not Rhythm.NEVER)


@transaction.atomic
def leave_off(account: Account, kinds: Collection[Kind]) -> None:
    """Let no more mails of these kinds come; said twice, it is as if it were said once."""
    chosen = _locked(account)
    ended = {kind.value: Rhythm.NEVER.value for kind in kinds if may_leave_off(kind)}
    chosen.rhythms = {**chosen.rhythms, **ended}
    chosen.save()


def _locked(account: Account) -> Preferences:
    chosen, _is_new = Preferences.objects.select_for_update().get_or_create(account=account)
    return chosen
