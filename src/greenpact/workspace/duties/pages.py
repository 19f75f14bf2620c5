"""The duty calendar of a person and of an office, and its link for calendar programs."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as __
from django.views.decorators.http import require_POST

from greenpact.cities.models import Office
from greenpact.notices.links import absolute
from greenpact.notices.models import Absence
from greenpact.parties.rules import Deed
from greenpact.ui.masthead import Place
from greenpact.ui.wording import worded
from greenpact.workspace.access import Visit, within_city
from greenpact.workspace.duties.duty import Duty
from greenpact.workspace.duties.feed import end_links, token_for
from greenpact.workspace.duties.gathering import Scope, duties_of
from greenpact.workspace.frame import Here, city_frame

SOON = timedelta(days=14)


@within_city(Deed.ENTER)
def duties(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What waits for the visitor: late, soon, later; and what was answered."""
    context = {
        **city_frame(visit, here=Here.DUTIES, title=__("What is due")),
        **parted(visit, duties_of(Scope(visit))),
        "offices": _offices(visit),
        "feed": absolute(reverse("workspace:duties_feed", args=[token_for(visit.account, visit.city)])),
        "office": None,
        "away": Absence.objects.filter(account=visit.account, city=visit.city)
        .select_related("deputy")
        .first(),
    }
    return _private(render(request, "workspace/duties/duties.html", context))


@within_city(Deed.EDIT_DEALS)
def of_office(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """What waits for an office: its ideas, and the deals of its fields."""
    office = get_object_or_404(Office, city=visit.city, ref=ref)
    name = worded(office.name, get_language() or "en").text or office.ref
    above = [Place(__("What is due"), reverse("workspace:duties", args=[visit.city.slug]))]
    context = {
        **city_frame(visit, here=Here.DUTIES, title=name, above=above),
        **parted(visit, duties_of(Scope(visit, office))),
        "offices": _offices(visit),
        "feed": "",
        "office": office,
    }
    return render(request, "workspace/duties/duties.html", context)


@within_city(Deed.ENTER)
@require_POST
def new_link(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Make the calendar link worthless; there is a new one at once."""
    end_links(visit.account)
    messages.success(request, __("The old link is worthless now. Here is a new one."))
    return HttpResponseRedirect(f"{reverse('workspace:duties', args=[visit.city.slug])}#feed")


def parted(visit: Visit, found: list[Duty]) -> dict[str, Any]:
    """Duties by when they are due."""
    today = visit.today
    done = [duty for duty in found if duty.done_on is not None]
    waiting = [duty for duty in found if duty.done_on is None]
    late = [duty for duty in waiting if duty.is_late(today)]
    soon = [
        duty
        for duty in waiting
        if duty not in late and duty.due_on is not None and duty.due_on <= today + SOON
    ]
    return {
        "late": late,
        "soon": soon,
        "later": [duty for duty in waiting if duty not in late and duty not in soon],
        "done": sorted(done, key=lambda duty: duty.done_on or today, reverse=True),
        "today": today,
    }


def _offices(visit: Visit) -> list[Place]:
    if not visit.standing.may(Deed.EDIT_DEALS):
        return []
    language = get_language() or "en"
    return [
        Place(
            worded(office.name, language).text or office.ref,
            reverse("workspace:duties_of_office", args=[visit.city.slug, office.ref]),
        )
        for office in visit.city.offices.all()
    ]


def _private(answer: HttpResponse) -> HttpResponse:
    """The page shows a secret address, so it tells no other site of itself."""
    answer["Referrer-Policy"] = "no-referrer"
    return answer
