"""The trail: everything that was done in the city, by whom and when, newest first."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from greenpact.accounts.models import Account
from greenpact.cities.models import City
from greenpact.journal.models import Cursor, Entry
from greenpact.journal.watching import WATCHER
from greenpact.parties.rules import Deed
from greenpact.workspace.access import Visit, within_city
from greenpact.workspace.editing.inputs import offer
from greenpact.workspace.frame import Here, city_frame
from greenpact.workspace.happened import KIND_NAMES, VERBS, lines

LINES_ON_A_PAGE = 50


class TrailFilter(forms.Form):
    """Which entries; `before` is the key of the page."""

    kind = forms.ChoiceField(label=gettext_lazy("What"), required=False)
    verb = forms.ChoiceField(label=gettext_lazy("How"), required=False)
    who = forms.ChoiceField(label=gettext_lazy("Who"), required=False)
    before = forms.IntegerField(required=False, min_value=1, max_value=2**62, widget=forms.HiddenInput)

    def __init__(self, data: Mapping[str, str], *, people: Iterable[Account]) -> None:
        super().__init__(data)
        verbs = {str(words): verb for verb, words in reversed(VERBS.items())}
        everything = ("", _("all"))
        offer(self, "kind", [everything, *KIND_NAMES.items()])
        offer(self, "verb", [everything, *((verb, words) for words, verb in sorted(verbs.items()))])
        offer(self, "who", [everything, *((person.ref, person.name or person.email) for person in people)])

    def chosen(self) -> dict[str, Any]:
        """What the entries must be like; what is damaged in the address narrows nothing."""
        return {name: value for name, value in self.cleaned_data.items() if value}


@within_city(Deed.SEE_TRAIL)
def trail(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The journal of the city in words."""
    people = Account.objects.filter(memberships__city=visit.city).distinct().order_by("email")
    form = TrailFilter(request.GET, people=people)
    form.is_valid()
    chosen = form.chosen()
    entries = list(_entries(visit.city, chosen).order_by("-number")[: LINES_ON_A_PAGE + 1])
    older = entries[LINES_ON_A_PAGE - 1].number if len(entries) > LINES_ON_A_PAGE else None
    context = city_frame(visit, here=Here.TRAIL, title=_("Trail")) | {
        "form": form,
        "lines": lines(visit, entries[:LINES_ON_A_PAGE]),
        "older": _address(request, before=older) if older else "",
        "newest": _address(request, before=None) if "before" in chosen else "",
        "count": len(chosen.keys() - {"before"}),
        "watch": Cursor.objects.filter(reader=WATCHER, chain=visit.city.chain_id).first(),
        "chain": visit.city.chain,
    }
    return render(request, "workspace/trail/trail.html", context)


def _entries(city: City, chosen: Mapping[str, Any]) -> QuerySet[Entry]:
    entries = Entry.objects.filter(chain=city.chain_id)
    if before := chosen.get("before"):
        entries = entries.filter(number__lt=before)
    if kind := chosen.get("kind"):
        entries = entries.filter(verb__startswith=f"{kind}.")
    if verb := chosen.get("verb"):
        alike = [name for name, words in VERBS.items() if str(words) == str(VERBS[verb])]
        entries = entries.filter(verb__in=[f"{kind}.{name}" for kind in KIND_NAMES for name in alike])
    if who := chosen.get("who"):
        entries = entries.filter(actor=f"account:{who}")
    return entries


def _address(request: HttpRequest, *, before: int | None) -> str:
    query = request.GET.copy()
    query.pop("before", None)
    if before:
        query["before"] = str(before)
    return f"{request.path}?{query.urlencode()}"
