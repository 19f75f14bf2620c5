"""What will be erased: a preview of the ideas whose period is over, and erasing them at once."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as __
from django.utils.translation import ngettext

from greenpact.ideas.erasing import erase_all, erased_on, to_be_erased
from greenpact.ideas.terms import settings_of
from greenpact.parties.rules import Deed
from greenpact.ui.masthead import Place
from greenpact.workspace.access import Visit, within_city
from greenpact.workspace.frame import Here, city_frame

SOON = timedelta(days=31)
MOST_SHOWN = 200


@within_city(Deed.KEEP_CITY)
def retention(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Ideas whose period is over, and those for which it will be within a month; at a press of the button they go."""
    base = reverse("workspace:ideas", args=[visit.city.slug])
    if request.method == "POST":
        number = erase_all(visit.city, by=visit.by, at=visit.at)
        said = ngettext("%(number)s idea was erased.", "%(number)s ideas were erased.", number)
        messages.success(request, said % {"number": number})
        return HttpResponseRedirect(reverse("workspace:idea_retention", args=[visit.city.slug]))
    months = settings_of(visit.city).retention_months
    due = to_be_erased(visit.city, on=visit.today)
    later = [idea for idea in to_be_erased(visit.city, on=visit.today + SOON) if idea not in due]
    context = city_frame(
        visit, here=Here.IDEAS, title=__("What will be erased"), above=[Place(__("Ideas"), base)]
    )
    context |= {
        "months": months,
        "due": due[:MOST_SHOWN],
        "due_count": len(due),
        "later": [(idea, erased_on(idea, months)) for idea in later[:MOST_SHOWN]],
    }
    return render(request, "workspace/ideas/retention.html", context)
