"""Keeping how an organisation is reached: role addresses that may be public, and people, who never are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from greenpact.cities.keeping import NotKept, WhyNotKept, subject_of
from greenpact.journal.recording import record, take_turn
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
    take_turn(organisation.city.chain_id)
    current = Organisation.objects.select_related("city").filter(pk=organisation.pk).first()
    if current is None or seen not in (None, current.edition):
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
def keep_person(
    person: Person, values: Mapping[str, str], *, by: str, at: datetime, seen: Mapping[str, str] | None = None
) -> bool:
    """Add a contact or change what is known of them; whether anything differed.

    `seen` is what the writer saw of them. Raises `NotKept` when that is no longer so, or when the contact was erased
    meanwhile: nothing of them comes back.
    """
    is_new = person.pk is None
    take_turn(person.organisation.city.chain_id)
    if not is_new:
        _read_again(person)
        if any(getattr(person, name) != value for name, value in (seen or {}).items()):
            raise NotKept(WhyNotKept.CHANGED_MEANWHILE)
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
    """Blank all that is known of a contact; the journal, which never held any of it, stays.

    Raises `NotKept` when that was done already.
    """
    take_turn(person.organisation.city.chain_id)
    _read_again(person)
    person.name = person.function = person.email = person.phone = ""
    person.erased_at = at
    person.save()
    _record(person, "erased", by=by, at=at)


def _read_again(person: Person) -> None:
    """Take over what is known of a contact by now; raises `NotKept` when it is nothing any more."""
    if not Person.objects.filter(pk=person.pk, erased_at__isnull=True).exists():
        raise NotKept(WhyNotKept.CHANGED_MEANWHILE)
    person.refresh_from_db()


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
