"""What the links in mails lead to: confirming and ending. Loading a page changes nothing: programs do it, too."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from greenpact.following.links import CONFIRM, END, follow_of
from greenpact.following.models import Follow
from greenpact.following.rules import CONFIRM_WITHIN
from greenpact.following.subscribing import NotFollowed, confirm, end, title_of
from greenpact.following.topics import known
from greenpact.portal.finding import find_city
from greenpact.portal.frame import Here, city_frame
from greenpact.portal.ideas.private import private


@private
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_follow(request: HttpRequest, city: str, token: str) -> HttpResponse:
    """One button; afterwards the link only says that it is done."""
    row = follow_of(token, CONFIRM, city)
    state = "gone"
    if row:
        in_time = timezone.now() - row.asked_at <= CONFIRM_WITHIN
        state = "confirmed" if row.confirmed_at else "open" if in_time else "gone"
    if row and state == "open" and request.method == "POST":
        try:
            confirm(row, at=timezone.now())
            state = "confirmed"
        except NotFollowed:
            state = "gone"
    return _page(request, city, row, CONFIRM, state)


@private
@require_http_methods(["GET", "HEAD", "POST"])
def end_follow(request: HttpRequest, city: str, token: str) -> HttpResponse:
    """One press ends it, on this page or in the mail program; what has been ended already is said to be so."""
    row = follow_of(token, END, city)
    state = "open" if row else "gone"
    if row and request.method == "POST":
        end(row)
        state = "ended"
    return _page(request, city, row, END, state)


def _page(request: HttpRequest, city: str, row: Follow | None, purpose: str, state: str) -> HttpResponse:
    owner = find_city(city)
    title = _("Confirm the news") if purpose == CONFIRM else _("End the news")
    frame = city_frame(request, owner, here=Here.NOWHERE, title=title)
    thing = known(owner, row.topic) if row else None
    context: dict[str, Any] = {
        "state": state,
        "thing": title_of(thing, request.LANGUAGE_CODE) if thing else "",
        "thing_address": thing.address if thing else "",
        "may_be_indexed": False,
    }
    status = 410 if state == "gone" else 200
    return render(request, f"portal/following/{purpose}.html", {**frame, **context}, status=status)
