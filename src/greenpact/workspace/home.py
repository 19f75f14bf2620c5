"""The first pages of the workspace: my cities, and what needs attention in one."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from greenpact.accounts.models import Account
from greenpact.cities.models import City
from greenpact.deals.rules import Signature
from greenpact.journal.models import Entry
from greenpact.parties.models import Membership, Organisation
from greenpact.parties.rules import Deed
from greenpact.workspace.access import Visit, signed_in, within_city
from greenpact.workspace.agenda import gaps, in_order, late_measures, soon_measures
from greenpact.workspace.deals.finding import visible_deals
from greenpact.workspace.duties.duty import Duty, Kind
from greenpact.workspace.duties.gathering import Scope, duties_of
from greenpact.workspace.frame import Here, city_frame, name_of, own_frame
from greenpact.workspace.happened import lines
from greenpact.workspace.ideas.waiting import MOST_AT_HOME, Wait, waiting, waits
from greenpact.workspace.unsaved import unsaved_places

LINES = 8
DEALS_SHOWN = 8
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
    """What waits for somebody in a city, and what happened last."""
    late, soon = late_measures(visit), soon_measures(visit)
    deals = visible_deals(visit).newest_first()
    may_edit = visit.standing.may(Deed.EDIT_DEALS)
    drafts = deals.filter(published_at__isnull=True)
    context = city_frame(visit, here=Here.OVERVIEW, title=_("Overview")) | {
        "ideas": _waiting_ideas(visit),
        "unsaved": unsaved_places(visit),
        "duties": _own_duties(visit),
        "late": in_order(visit, late, is_late=True),
        "late_count": late.count(),
        "soon": in_order(visit, soon, is_late=False),
        "signing": deals.filter(signature_state=Signature.SIGNING)[:DEALS_SHOWN] if may_edit else [],
        "drafts": drafts[:DEALS_SHOWN] if may_edit else [],
        "draft_count": drafts.count(),
        "gaps": gaps(visit),
        "deals": [] if visit.standing.may(Deed.SEE_ALL_DEALS) else deals[:DEALS_SHOWN],
        "deal_count": deals.count(),
        "own": Organisation.objects.filter(pk__in=visit.standing.own_organisations).order_by("name"),
        "lines": _newest(visit),
        "public_address": f"/{visit.city.slug}/",
        "board": reverse("workspace:deals", args=[visit.city.slug]),
    }
    return render(request, "workspace/home/city.html", context)


def _waiting_ideas(visit: Visit) -> list[Wait]:
    """The ideas that are due first, for those who answer them."""
    return waits(visit, waiting(visit)[:MOST_AT_HOME]) if visit.standing.may(Deed.ANSWER_IDEAS) else []


def _own_duties(visit: Visit) -> list[Duty]:
    """What waits for somebody of a party: check-ins, moves, signatures, answers. The city's people have other lists."""
    if visit.standing.may(Deed.SEE_ALL_DEALS):
        return []
    found = duties_of(Scope(visit))
    return [duty for duty in found if duty.done_on is None and duty.kind is not Kind.MEASURE][:DEALS_SHOWN]


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


def _newest(visit: Visit) -> list[Any]:
    if not visit.standing.may(Deed.SEE_TRAIL):
        return []
    entries = Entry.objects.filter(chain=visit.city.chain_id).order_by("-number")[:LINES]
    return lines(visit, entries)
