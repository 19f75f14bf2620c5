"""The page of one check-in, for whoever has its link: what is known, what is asked, one press if nothing changed."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from greenpact.files.models import File
from greenpact.files.taking import MOST_BYTES, NotTaken, WhyNotTaken, take
from greenpact.files.uploading import files_up_to, is_too_large
from greenpact.measures.answering import (
    NotAnswered,
    NotPassedOn,
    ValueRefused,
    answer,
    pass_on,
    say_unchanged,
)
from greenpact.measures.check_in_links import LinkState, link_of, path_of, state_of
from greenpact.measures.models import CheckInLink
from greenpact.measures.recording import NotRecorded
from greenpact.measures.rules import State
from greenpact.portal import addresses
from greenpact.portal.check_ins.form import KINDS, CheckInForm, PassOnForm
from greenpact.portal.check_ins.values import counted_of, period_in_words, wanted_of
from greenpact.portal.check_ins.words import (
    NO_READING,
    NO_READING_OTHERWISE,
    NOT_ANSWERED,
    NOT_PASSED_ON,
    NOT_RECORDED,
    NOT_TAKEN,
    TOO_OFTEN,
)
from greenpact.portal.finding import find_city
from greenpact.portal.frame import Here, city_frame, in_language
from greenpact.portal.ideas import limits
from greenpact.portal.ideas.private import private

BY_LINK = limits.Limit("check-in-by-link", 30, limits.HOUR)


def _with_link(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give a view the link that a token was made for; a forged one finds nothing."""

    @private
    @wraps(view)
    def answered(request: HttpRequest, city: str, token: str, **parts: Any) -> HttpResponse:
        link = link_of(token, city=find_city(city))
        if link is None or link.check_in.measure.clause.is_dropped:
            raise Http404
        return view(request, link, timezone.now(), **parts)

    return answered


@_with_link
@require_safe
def check_in(request: HttpRequest, link: CheckInLink, now: datetime) -> HttpResponse:
    """What is asked; what was said; or why the link is good no longer."""
    return _page(request, link, now)


@files_up_to(MOST_BYTES + 100_000)
@_with_link
@require_POST
def send(request: HttpRequest, link: CheckInLink, now: datetime) -> HttpResponse:
    """Take what the owner reports: all of it, or nothing."""
    form = _form(link, request)
    if is_too_large(request):
        form.errors.pop("file", None)
        form.add_error("file", str(NOT_TAKEN[WhyNotTaken.TOO_LARGE]))
    if form.is_valid() and not limits.passes(BY_LINK, link.ref, now):
        form.add_error(None, str(TOO_OFTEN))
    if form.is_valid():
        _answer(link, form, now)
    if form.errors:
        return _page(request, link, now, form=form, status=422)
    return redirect(path_of(link))


@_with_link
@require_POST
def unchanged(request: HttpRequest, link: CheckInLink, now: datetime) -> HttpResponse:
    """Take that nothing has changed."""
    try:
        say_unchanged(link, language=get_language() or "en", at=now)
    except NotAnswered as refusal:
        return _page(request, link, now, complaint=str(NOT_ANSWERED[refusal.reason]), status=422)
    return redirect(path_of(link))


@_with_link
@require_POST
def hand_over(request: HttpRequest, link: CheckInLink, now: datetime) -> HttpResponse:
    """Let somebody else answer: they get a link of their own."""
    form = PassOnForm(request.POST)
    if form.is_valid() and not limits.passes(BY_LINK, f"pass-on:{link.ref}", now):
        form.add_error(None, str(TOO_OFTEN))
    if form.is_valid() and state_of(link, today=link.check_in.city.day(now)) is LinkState.OPEN:
        try:
            pass_on(link, form.cleaned_data["email"], at=now)
        except NotPassedOn as refusal:
            form.add_error("email", str(NOT_PASSED_ON[refusal.reason]))
    if form.errors:
        return _page(request, link, now, pass_on_form=form, status=422)
    return redirect(f"{path_of(link)}?passed-on")


def _form(link: CheckInLink, request: HttpRequest | None = None) -> CheckInForm:
    measure = link.check_in.measure
    wanted = wanted_of(counted_of(link.check_in))
    data = (request.POST, request.FILES) if request is not None else ()
    return CheckInForm(*data, now=State(measure.state), wanted=wanted)


def _answer(link: CheckInLink, form: CheckInForm, now: datetime) -> None:
    """Keep what the form holds; what is refused stands in the form."""
    report = form.report()
    try:
        file = _taken(form, now)
        told = type(report)(report.state, report.values, report.sentence, report.report_url, file)
        answer(link, told, language=get_language() or "en", at=now)
    except NotTaken as refusal:
        form.add_error("file", str(NOT_TAKEN[refusal.reason]))
    except ValueRefused as refusal:
        words = NO_READING.get(refusal.reason, NO_READING_OTHERWISE)
        form.add_error(form.places()[refusal.place], str(words))
    except NotAnswered as refusal:
        form.add_error(None, str(NOT_ANSWERED[refusal.reason]))
    except NotRecorded as refusal:
        form.add_error("state", str(NOT_RECORDED[refusal.reason]))


def _taken(form: CheckInForm, now: datetime) -> File | None:
    upload = form.cleaned_data["file"]
    return take(upload, kinds=KINDS, at=now) if upload else None


def _page(
    request: HttpRequest,
    link: CheckInLink,
    now: datetime,
    *,
    form: CheckInForm | None = None,
    pass_on_form: PassOnForm | None = None,
    complaint: str = "",
    status: int = 200,
) -> HttpResponse:
    found = link.check_in
    clause, city = found.measure.clause, found.city
    state = state_of(link, today=city.day(now))
    frame = city_frame(request, city, here=Here.NOWHERE, title=_("How does it stand?"))
    context = {
        **frame,
        "state": state.value,
        "check_in": found,
        "promise": in_language(clause.text),
        "deal_title": in_language(clause.deal.title),
        "deal_address": addresses.deal(city.slug, clause.deal.ref) if clause.deal.is_published else "",
        "owner": clause.party,
        "period": period_in_words(found.first_on, found.until),
        "here": path_of(link),
        "office": city.offices.exclude(email="").order_by("position", "pk").first(),
        "complaint": complaint,
        "may_be_indexed": False,
        **(_asked(link, form, pass_on_form, request) if state is LinkState.OPEN else {}),
    }
    gone = state in (LinkState.REVOKED, LinkState.OVER)
    return render(request, "portal/check_ins/check_in.html", context, status=410 if gone else status)


def _asked(
    link: CheckInLink, form: CheckInForm | None, pass_on_form: PassOnForm | None, request: HttpRequest
) -> dict[str, Any]:
    """What an open check-in shows: each indicator with its fields, and the two forms."""
    form = form or _form(link)
    groups = [
        {
            "counted": one,
            "fields": [
                {"value": form[f"value-{wanted.key}"], "how": form[f"how-{wanted.key}"],
                 "sure_name": f"sure-{wanted.key}", "doubt": form.doubts.get(wanted.key, "")}
                for wanted in one.wanted if f"value-{wanted.key}" in form.fields
            ],
        }
        for one in counted_of(link.check_in)
    ]  # fmt: skip
    return {
        "form": form,
        "groups": groups,
        "pass_on_form": pass_on_form or PassOnForm(),
        "was_passed_on": "passed-on" in request.GET,
    }
