"""The inbox: every idea with its office, its owner and the days that are left."""

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from greenpact.cities.models import City, Office
from greenpact.ideas.rules import State
from greenpact.parties.models import Membership
from greenpact.parties.rules import Deed
from greenpact.ui.masthead import Place
from greenpact.workspace.access import Visit, within_city
from greenpact.workspace.choices import OneRow
from greenpact.workspace.editing.inputs import Text
from greenpact.workspace.frame import Here, city_frame
from greenpact.workspace.ideas.finding import LONGEST_SEARCH, Ideas, containing, ideas_of
from greenpact.workspace.ideas.waiting import waits
from greenpact.workspace.register.forms import among

IDEAS_ON_A_PAGE = 40

SHOWN = {
    "": _("Waiting"),
    "mine": _("Mine"),
    "late": _("Overdue"),
    "kept": _("Kept for later"),
    "answered": _("Answered"),
    "all": _("All"),
}

NOTHING = {
    "mine": (_("Nothing waits for you"), _("Ideas that were given to you or to your office stand here.")),
    "late": (
        _("Nothing is overdue"),
        _("What was not answered in time stands here, and its office is told."),
    ),
    "kept": (_("Nothing is kept for later"), _("Ideas that are good but too early stand here.")),
    "answered": (_("Nothing was answered yet"), _("What was decided stands here with its reason.")),
}


class InboxFilter(forms.Form):
    """Which ideas; what is damaged in the address narrows nothing."""

    q = Text(
        label=_("Search"),
        max_length=LONGEST_SEARCH,
        required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    office = OneRow(Office.objects.none(), label=_("Office"))

    def __init__(self, data: Any, *, city: City) -> None:
        super().__init__(data)
        among(self, "office", city.offices.all())


@within_city(Deed.ANSWER_IDEAS)
def inbox(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The ideas of the city, those first that are due first."""
    form = InboxFilter(request.GET, city=visit.city)
    form.is_valid()
    search, office = form.cleaned_data.get("q", ""), form.cleaned_data.get("office")
    show = request.GET.get("show", "")
    show = show if show in SHOWN else ""
    ideas = containing(shown(ideas_of(visit), visit, show), search)
    if office is not None:
        ideas = ideas.filter(office=office)
    page = Paginator(ideas, IDEAS_ON_A_PAGE).get_page(request.GET.get("page"))
    base = reverse("workspace:ideas", args=[visit.city.slug])
    kept = {name: value for name, value in (("q", search), ("office", office.ref if office else "")) if value}
    context = city_frame(visit, here=Here.IDEAS, title=__("Ideas")) | {
        "form": form,
        "waits": waits(visit, page),
        "page": page,
        "base": base,
        "show": show,
        "views": [
            Place(str(label), _address(base, show=name, **kept), is_here=name == show)
            for name, label in SHOWN.items()
        ],
        "is_filtered": bool(kept),
        "nothing": NOTHING.get(show),
        "public_form": f"/{visit.city.slug}/participate/",
    }
    return render(request, "workspace/ideas/inbox.html", context)


def shown(ideas: Ideas, visit: Visit, show: str) -> Ideas:
    """The ideas of one view, in its order."""
    match show:
        case "":
            return ideas.filter(state=State.OPEN).order_by("due_on", "pk")
        case "mine":
            return _mine(ideas.filter(state=State.OPEN), visit).order_by("due_on", "pk")
        case "late":
            return ideas.filter(state=State.OPEN, due_on__lt=visit.today).order_by("due_on", "pk")
        case "kept":
            return ideas.filter(state=State.DECIDED, decision="kept").order_by("-decided_at", "pk")
        case "answered":
            return ideas.filter(state__in=(State.DECIDED, State.CLOSED)).order_by("-decided_at", "pk")
    return ideas.order_by("-submitted_at", "-pk")


def _mine(ideas: Ideas, visit: Visit) -> Ideas:
    """Those given to the visitor, and those of the visitor's office that were given to nobody."""
    held = Membership.objects.in_force(visit.today).filter(account=visit.account, city=visit.city)
    offices = held.exclude(office=None).values("office")
    return ideas.filter(Q(owner=visit.account) | Q(owner=None, office__in=offices))


def _address(base: str, **parameters: str) -> str:
    given = {name: value for name, value in parameters.items() if value}
    return f"{base}?{urlencode(given)}" if given else base
