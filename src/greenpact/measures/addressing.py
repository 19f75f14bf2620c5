"""Whom a party of a deal wants to be asked about its measures: what an office set, else what the register knows."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db import transaction

from greenpact.deals.models import Deal
from greenpact.deals.recording import in_turn as deal_in_turn
from greenpact.journal.recording import record
from greenpact.measures.models import Contact, Measure
from greenpact.parties.models import Membership, Organisation
from greenpact.parties.rules import SPEAKS_FOR_ORGANISATION


class WhyNoContact(StrEnum):
    CHANGED_MEANWHILE = "changed_meanwhile"
    NOT_A_PARTY = "not_a_party"
    SAME_ADDRESS = "same_address"


class NoContact(Exception):
    """The contact stays as it was; `reason` says why."""

    def __init__(self, reason: WhyNoContact) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Address:
    """Where somebody is reached, and in which language; an empty one is the city's."""

    email: str
    language: str = ""


def address_for(measure: Measure) -> Address | None:
    """Whom to ask about a measure: the contact that was set, else a person, role address or editor of its owner."""
    party = measure.clause.party
    if party is None:
        return None
    contact = Contact.objects.filter(deal=measure.clause.deal_id, organisation=party).first()
    language = contact.language if contact else ""
    email = (contact.email if contact else "") or known_address(party)
    return Address(email, language) if email else None


def deputy_for(measure: Measure) -> Address | None:
    """Who stands in for whoever is asked about a measure; None where nobody was named."""
    contact = Contact.objects.filter(
        deal=measure.clause.deal_id, organisation=measure.clause.party_id
    ).first()
    return Address(contact.deputy_email, contact.language) if contact and contact.deputy_email else None


def known_address(organisation: Organisation) -> str:
    """What the register knows of how an organisation is reached; empty where that is nothing."""
    people = organisation.people.filter(erased_at__isnull=True).exclude(email="").order_by("pk")
    if found := people.values_list("email", flat=True).first():
        return found
    if found := organisation.role_addresses.order_by("pk").values_list("email", flat=True).first():
        return found
    roles = [role.value for role in SPEAKS_FOR_ORGANISATION]
    editors = Membership.objects.filter(organisation=organisation, role__in=roles, until__isnull=True)
    return editors.order_by("pk").values_list("account__email", flat=True).first() or ""


@transaction.atomic
def set_contact(
    deal: Deal,
    organisation: Organisation,
    *,
    email: str,
    deputy_email: str,
    language: str = "",
    by: str,
    at: datetime,
) -> bool:
    """Say whom a party wants to be asked, and who stands in; empty addresses forget them. Whether anything differed.

    Raises `NoContact`.
    """
    current = deal_in_turn(deal, seen=None, otherwise=NoContact(WhyNoContact.CHANGED_MEANWHILE))
    if not current.parties.present().filter(organisation=organisation).exists():
        raise NoContact(WhyNoContact.NOT_A_PARTY)
    if email and email.casefold() == deputy_email.casefold():
        raise NoContact(WhyNoContact.SAME_ADDRESS)
    row = Contact.objects.filter(deal=current, organisation=organisation).first()
    row = row or Contact(deal=current, organisation=organisation)
    if (row.email, row.deputy_email, row.language) == (email, deputy_email, language):
        return False
    row.email, row.deputy_email, row.language = email, deputy_email, language
    row.clean_fields(exclude=["deal", "organisation"])
    row.save()
    record(
        current.city.chain_id,
        verb="check_in.contact_set",
        subject=f"deal:{current.ref}",
        by=by,
        at=at,
        public=False,
        payload={"party": organisation.ref},
    )
    return True
