"""Confirming an idea by the link in the mail: a page with one button, since programs open links, too."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from greenpact.ideas.links import idea_to_confirm, status_path
from greenpact.ideas.models import Idea
from greenpact.ideas.rules import State, may_still_confirm
from greenpact.ideas.submitting import NotHandedIn, confirm, sender_of
from greenpact.portal import addresses
from greenpact.portal.finding import find_city
from greenpact.portal.frame import Here, city_frame
from greenpact.portal.ideas.private import private


@private
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_idea(request: HttpRequest, city: str, token: str) -> HttpResponse:
    """Show what is to be confirmed, or confirm it and lead to its status page; once done, say so."""
    now = timezone.now()
    idea = idea_to_confirm(token, city=find_city(city))
    if idea is None:
        raise Http404
    if request.method == "POST":
        try:
            confirm(idea, by=sender_of(idea), at=now)
        except NotHandedIn:
            return _page(request, idea, now)
        return redirect(status_path(idea))
    return _page(request, idea, now)


def _page(request: HttpRequest, idea: Idea, now: datetime) -> HttpResponse:
    """What the link can still do. A confirmed idea's page is not reached from here: its link came in another mail."""
    is_open = idea.state == State.SUBMITTED and idea.confirmed_at is None
    in_time = may_still_confirm(idea.submitted_at, now)
    frame = city_frame(request, idea.city, here=Here.PARTICIPATE, title=_("Confirm what you hand in"))
    context = {
        "idea": idea if is_open and in_time else None,
        "is_confirmed": idea.confirmed_at is not None,
        "again_address": addresses.hand_in(idea.city.slug, idea.kind),
        "may_be_indexed": False,
    }
    status = 200 if (is_open and in_time) or context["is_confirmed"] else 410
    return render(request, "portal/ideas/confirm.html", {**frame, **context}, status=status)
