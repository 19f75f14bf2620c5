"""Naming who belongs to a group that is one party and signs once, such as the schools of a city."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from django.db import transaction

from greenpact.journal.recording import record, take_turn
from greenpact.parties.models import GroupMember, Organisation, OrganisationKind

MOST_MEMBERS = 500


class WhyNotGrouped(StrEnum):
    NO_GROUP = "no_group"
    TOO_MANY = "too_many"


class NotGrouped(Exception):
    """The list stays as it was; `reason` says why."""

    def __init__(self, reason: WhyNotGrouped) -> None:
        super().__init__(reason.value)
        self.reason = reason


@transaction.atomic
def name_members(group: Organisation, names: Sequence[str], *, by: str, at: datetime) -> bool:
    """Make these the members of a group, in this order; whether anything differed. Raises `NotGrouped`.

    The group's number of organisations, which the public sees, follows the list.
    """
    take_turn(group.city.chain_id)
    wanted = list(dict.fromkeys(name.strip() for name in names if name.strip()))
    if group.kind != OrganisationKind.GROUP:
        raise NotGrouped(WhyNotGrouped.NO_GROUP)
    if len(wanted) > MOST_MEMBERS:
        raise NotGrouped(WhyNotGrouped.TOO_MANY)
    if list(group.members.values_list("name", flat=True)) == wanted:
        return False
    members = [GroupMember(group=group, name=name, position=place) for place, name in enumerate(wanted)]
    for member in members:
        member.clean_fields(exclude=["group"])
    group.members.all().delete()
    GroupMember.objects.bulk_create(members)
    current = Organisation.objects.get(pk=group.pk)
    current.count, current.edition = len(wanted) or None, current.edition + 1
    current.save(update_fields=["count", "edition"])
    record(
        group.city.chain_id,
        verb="organisation.changed",
        subject=f"organisation:{group.ref}",
        by=by,
        at=at,
        public=True,
        payload={"changed": ["count"]},
    )
    return True
