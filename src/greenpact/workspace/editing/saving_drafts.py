"""Keeping what somebody types before they save it, and throwing it away.

A draft changes nothing that others see, so the journal does not tell of it.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from django.db import transaction

from greenpact.accounts.models import Account
from greenpact.cities.models import City
from greenpact.workspace.models import Draft

#: Characters that one draft may hold in all, and drafts that one person may have.
LARGEST = 300_000
MOST = 60

#: A draft that nobody came back to is forgotten.
KEPT_FOR = timedelta(days=90)


class WhyNotDrafted(StrEnum):
    TOO_LONG = "too_long"


class NotDrafted(Exception):
    """Nothing was kept; `reason` says why."""

    def __init__(self, reason: WhyNotDrafted) -> None:
        super().__init__(reason.value)
        self.reason = reason


@transaction.atomic
def save_draft(
    account: Account,
    city: City,
    subject: str,
    *,
    fields: Mapping[str, Sequence[str]],
    edition: int,
    at: datetime,
) -> Draft:
    """Keep the fields of a form; the oldest draft of a person with too many makes room. Raises `NotDrafted`."""
    if sum(len(name) + sum(map(len, values)) for name, values in fields.items()) > LARGEST:
        raise NotDrafted(WhyNotDrafted.TOO_LONG)
    data = {_clean(name): [_clean(value) for value in values] for name, values in fields.items()}
    draft, is_new = Draft.objects.update_or_create(
        account=account,
        city=city,
        subject=subject,
        defaults={"data": data, "edition": edition, "saved_at": at},
    )
    if is_new:
        kept = (
            Draft.objects.filter(account=account)
            .order_by("-saved_at", "-pk")
            .values_list("pk", flat=True)[:MOST]
        )
        Draft.objects.filter(account=account).exclude(pk__in=list(kept)).delete()
    return draft


def _clean(text: str) -> str:
    """Without null characters, which no database keeps."""
    return text.replace("\x00", "")


def discard_draft(account: Account, city: City, subject: str) -> bool:
    """Throw a draft away; whether there was one."""
    deleted, _by_kind = Draft.objects.filter(account=account, city=city, subject=subject).delete()
    return deleted > 0


def forget_drafts_of(city: City, beginning: str) -> None:
    """Delete everybody's drafts of forms that are no more: those whose subject begins like this."""
    Draft.objects.filter(city=city, subject__startswith=beginning).delete()


def forget_old_drafts(at: datetime) -> int:
    """Delete drafts that nobody came back to; how many there were."""
    deleted, _by_kind = Draft.objects.older_than(at - KEPT_FOR).delete()
    return deleted
