"""Keeping how an organisation is reached: role addresses that may be public, and people, who never are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from greenpact.cities.keeping import NotKept, WhyNotKept, subject_of
from greenpact.journal.recording import record
from greenpact.parties.models import Organisation, Person, RoleAddress
from greenpact.ui.wording import Texts


@dataclass(frozen=True, slots=True)
class RoleAddressEntry:
    """A function in words, and its address."""

    label: Texts
    email: str


@transaction.atomic
def set_role_addresses(
    organisation: Organisation,
    entries: Sequence[RoleAddressEntry],
    *,
    by: str,
    at: datetime,
    seen: int | None = None,
) -> bool:
    """Make an organisation's role addresses these, in this order; whether anything differed.

    Raises `NotKept` when the organisation is no longer of the edition that the writer saw.
    """
    current = Organisation.objects.select_for_update().select_related("city").get(pk=organisation.pk)
    if seen is not None and seen != current.edition:
        raise NotKept(WhyNotKept.CHANGED_MEANWHILE, current)
    if role_addresses_of(current) == list(entries):
        return False
    _replace_role_addresses(current, entries)
    current.edition += 1
    current.save(update_fields=["edition"])
    record(
        current.city.chain_id,
        verb="organisation.changed",
        subject=subject_of(current),
        by=by,
        at=at,
        public=True,
        payload={"changed": ["role_addresses"]},
    )
    return True


def _replace_role_addresses(organisation: Organisation, entries: Sequence[RoleAddressEntry]) -> None:
    rows = [
        RoleAddress(organisation=organisation, label=dict(entry.label), email=entry.email)
        for entry in entries
    ]
    for row in rows:
        row.clean_fields(exclude=["organisation"])
    organisation.role_addresses.all().delete()
    RoleAddress.objects.bulk_create(rows)


def role_addresses_of(organisation: Organisation) -> list[RoleAddressEntry]:
    """The role addresses as they stand."""
    return [RoleAddressEntry(row.label, row.email) for row in organisation.role_addresses.order_by("pk")]


@transaction.atomic
def keep_person(person: Person, values: Mapping[str, str], *, by: str, at: datetime) -> bool:
    """Add a contact or change what is known of them; whether anything differed."""
    is_new = person.pk is None
    differs = [name for name, value in values.items() if getattr(person, name) != value]
    if not differs and not is_new:
        return False
    for name, value in values.items():
        setattr(person, name, value)
    person.clean_fields(exclude=["organisation"])
    person.save()
    _record(person, "added" if is_new else "changed", by=by, at=at)
    return True


@transaction.atomic
def erase_person(person: Person, *, by: str, at: datetime) -> None:
    """Blank all that is known of a contact; the journal, which never held any of it, stays."""
    person.name = person.function = person.email = person.phone = ""
    person.erased_at = at
    person.save()
    _record(person, "erased", by=by, at=at)


def _record(person: Person, what: str, *, by: str, at: datetime) -> None:
    record(
        person.organisation.city.chain_id,
        verb=f"person.{what}",
        subject=f"person:{person.ref}",
        by=by,
        at=at,
        public=False,
        payload={"organisation": person.organisation.ref},
    )
