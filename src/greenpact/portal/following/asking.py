"""Asking to be told by mail what changes about something: a form, and what one reads after it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from greenpact.following.rules import FollowRhythm
from greenpact.following.subscribing import NotFollowed, WhyNotFollowed, ask
from greenpact.portal import addresses
from greenpact.portal.following.finding import Found, find_topic
from greenpact.portal.following.form import FollowForm
from greenpact.portal.following.limits import may_ask
from greenpact.portal.frame import Here, city_frame
from greenpact.portal.ideas.guarding import is_trapped
from greenpact.ui.masthead import Place


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def follow(
    request: HttpRequest, city: str, kind: str = "city", ref: str = "", clause: str = ""
) -> HttpResponse:
    """Show the form, or take it. What follows is the same for every address, so it tells nothing about anybody."""
    found = find_topic(city, kind, ref, clause)
    form = FollowForm(
        request.POST if request.method == "POST" else None, language=get_language() or "en", auto_id="id_%s"
    )
    if not form.is_valid():
        return _page(request, found, form, status=422 if form.is_bound else 200)
    if not is_trapped(request) and (fault := _ask(request, found, form)):
        form.add_error(None, fault)
        return _page(request, found, form, status=422)
    return redirect("portal:follow_asked", city=city)


def asked(request: HttpRequest, city: str) -> HttpResponse:
    """What somebody reads who has asked: that a mail is on its way."""
    row = find_topic(city).city
    frame = city_frame(request, row, here=Here.NOWHERE, title=_("A mail is on its way to you"))
    return render(request, "portal/following/asked.html", {**frame, "may_be_indexed": False})


def _ask(request: HttpRequest, found: Found, form: FollowForm) -> str:
    """Note it; a sentence that says what to do where it could not be."""
    given, at = form.cleaned_data, timezone.now()
    if not may_ask(request, found.city, given["email"], at):
        return _("This has been asked for very often just now. Please try again in an hour.")
    try:
        ask(
            found.city,
            found.topic,
            email=given["email"],
            rhythm=FollowRhythm(given["rhythm"]),
            language=given["language"],
            at=at,
        )
    except NotFollowed as refusal:
        if refusal.reason is WhyNotFollowed.TOO_MANY:
            return _(
                "This address follows as much as one can. End something first, by the link in its mails."
            )
        return _("This cannot be followed any more.")
    return ""


def _page(request: HttpRequest, found: Found, form: FollowForm, *, status: int) -> HttpResponse:
    above = [] if found.topic.kind == "city" else [Place(found.title, found.thing.address)]
    frame = city_frame(request, found.city, here=Here.NOWHERE, title=_("Follow"), above=above)
    feeds = addresses.follow(found.city.slug, found.topic.kind, found.topic.ref)
    context = {
        "thing": found.title,
        "thing_address": found.thing.address,
        "form": form,
        "feeds": feeds,
        "may_be_indexed": False,
    }
    return render(request, "portal/following/form.html", {**frame, **context}, status=status)
