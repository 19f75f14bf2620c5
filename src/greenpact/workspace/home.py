"""The first pages of the workspace: my cities, and what needs attention in one."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from greenpact.accounts.models import Account
from greenpact.cities.models import City
from greenpact.journal.models import Entry
from greenpact.measures.models import Measure, MeasureQuerySet
from greenpact.parties.models import Membership, Organisation
from greenpact.parties.rules import Deed, Role
from greenpact.workspace.access import Visit, signed_in, within_city
from greenpact.workspace.deals.finding import visible_deals
from greenpact.workspace.frame import Here, city_frame, name_of, own_frame
from greenpact.workspace.happened import lines

LINES = 8
LATE_SHOWN = 8
DRAFTS_SHOWN = 8
MOST_CITIES = 500


@signed_in
def home(request: HttpRequest, account: Account) -> HttpResponse:
    """My cities; the only one straight away."""
    memberships = _memberships(account)
    cities = _cities(account, memberships)
    if len(cities) == 1 and "all" not in request.GET:
        return redirect("workspace:city", cities[0].slug)
    roles: dict[int, list[str]] = {}
    for membership in memberships:
        roles.setdefault(membership.city_id, []).append(str(membership.get_role_display()))
    entries = [
        {"city": city, "name": name_of(city), "roles": dict.fromkeys(roles.get(city.pk, []))}
        for city in cities
    ]
    entries.sort(key=lambda entry: str(entry["name"]).casefold())
    context = own_frame(_("My cities")) | {"entries": entries}
    return render(request, "workspace/home/home.html", context)


@within_city(Deed.ENTER)
def city_home(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What needs attention in a city, and what happened last."""
    late = _late(visit)
    deals = visible_deals(visit)
    drafts = deals.filter(published_at__isnull=True).newest_first()
    context = city_frame(visit, here=Here.OVERVIEW, title=_("Overview")) | {
        "late": _shown(late, visit),
        "late_count": late.count(),
        "drafts": drafts[:DRAFTS_SHOWN] if visit.standing.may(Deed.EDIT_DEALS) else [],
        "draft_count": drafts.count(),
        "deal_count": deals.count(),
        "own": _own_organisations(visit),
        "lines": _newest(visit),
        "public_address": f"/{visit.city.slug}/",
        "board": reverse("workspace:deals", args=[visit.city.slug]),
    }
    return render(request, "workspace/home/city.html", context)


def _memberships(account: Account) -> list[Membership]:
    """Those in force, each by the calendar of its city."""
    at = timezone.now()
    rows = account.memberships.select_related("city").filter(Q(until__isnull=True) | Q(until__gte=at.date()))
    days = {row.pk: row.city.day(at) for row in rows}
    return [
        row for row in rows if row.since <= days[row.pk] and (row.until is None or row.until > days[row.pk])
    ]


def _cities(account: Account, memberships: list[Membership]) -> list[City]:
    """The cities somebody may enter; the operator may enter all."""
    if account.is_superuser:
        return list(City.objects.order_by("slug")[:MOST_CITIES])
    return list({row.city_id: row.city for row in memberships}.values())


def _late(visit: Visit) -> MeasureQuerySet:
    """Late measures: all of the city's, or those of one's own organisations."""
    late = Measure.objects.standing().late(visit.today).filter(city=visit.city)
    if not visit.standing.may(Deed.SEE_ALL_DEALS):
        late = late.filter(clause__party__in=visit.standing.organisations)
    return late


def _shown(late: MeasureQuerySet, visit: Visit) -> list[dict[str, Any]]:
    rows = (
        late.select_related("clause__deal", "clause__party")
        .prefetch_related("milestones")
        .order_by("due_on", "pk")
    )
    return [{"measure": row, "days": row.lateness(visit.today).days} for row in rows[:LATE_SHOWN]]


def _own_organisations(visit: Visit) -> QuerySet[Organisation]:
    """The organisations that the visitor describes as their editor."""
    memberships = visit.account.memberships.in_force(visit.today).filter(
        city=visit.city, role=Role.PARTY_EDITOR
    )
    return Organisation.objects.filter(memberships__in=memberships).distinct()


def _newest(visit: Visit) -> list[Any]:
    if not visit.standing.may(Deed.SEE_TRAIL):
        return []
    entries = Entry.objects.filter(chain=visit.city.chain_id).order_by("-number")[:LINES]
    return lines(visit, entries)
