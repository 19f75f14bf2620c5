"""Whose mandates somebody keeps: the programme office all, an organisation's administrator its own."""

from django.http import Http404

from greenpact.accounts.models import Account
from greenpact.parties.models import (
    Mandate,
    MandateQuerySet,
    Membership,
    MembershipRole,
    Organisation,
    OrganisationQuerySet,
)
from greenpact.parties.rules import Deed
from greenpact.workspace.access import Visit

KEEP = (Deed.KEEP_CITY, Deed.KEEP_OWN_PEOPLE)


def kept_organisations(visit: Visit) -> OrganisationQuerySet:
    """Those whose mandates the visitor states and ends."""
    everybody = Organisation.objects.filter(city=visit.city)
    if visit.standing.may(Deed.KEEP_CITY):
        return everybody
    administered = Membership.objects.filter(
        account=visit.account, city=visit.city, role=MembershipRole.PARTY_ADMIN
    ).in_force(visit.today)
    return everybody.filter(pk__in=administered.values("organisation"))


def kept_mandates(visit: Visit) -> MandateQuerySet:
    rows = Mandate.objects.filter(organisation__in=kept_organisations(visit))
    return rows.select_related("organisation__city", "account", "evidence").order_by(
        "organisation__folded_name", "account__name", "pk"
    )


def find_mandate(visit: Visit, ref: str) -> Mandate:
    """A mandate that the visitor keeps; raises `Http404`."""
    mandate = kept_mandates(visit).filter(ref=ref).first()
    if mandate is None:
        raise Http404(ref)
    return mandate


def people_of(visit: Visit, organisation: Organisation) -> list[Account]:
    """Who could sign for an organisation: its people; for the city's own administration, those with a role there."""
    memberships = Membership.objects.filter(city=visit.city).in_force(visit.today)
    own = memberships.filter(organisation=organisation)
    if organisation.kind == "city":
        own = own | memberships.filter(organisation__isnull=True)
    accounts = Account.objects.filter(pk__in=own.values("account"), is_active=True)
    return list(accounts.order_by("name", "email"))
