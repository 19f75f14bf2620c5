"""The page of one idea for its sender alone: how far it is, the conversation, and what came of it."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from greenpact.cities.models import City
from greenpact.files.taking import MOST_BYTES, NotTaken, answer_with
from greenpact.files.uploading import files_up_to, is_too_large
from greenpact.ideas.attaching import dispose, taken
from greenpact.ideas.deciding import NotDecided, WhyNotDecided
from greenpact.ideas.handing_on import agree, open_handover, refuse
from greenpact.ideas.links import Ending, ending_of, idea_of_status, status_path
from greenpact.ideas.models import Idea, Message
from greenpact.ideas.rules import CONVERSING, MOST_ATTACHMENTS, State, may_become
from greenpact.ideas.submitting import NotHandedIn, WhyNotHandedIn, renew_link, sender_of, withdraw, write
from greenpact.portal import addresses
from greenpact.portal.finding import find_city
from greenpact.portal.frame import Here, city_frame
from greenpact.portal.ideas import limits
from greenpact.portal.ideas.message_form import MessageForm
from greenpact.portal.ideas.outcome import outcome_of
from greenpact.portal.ideas.private import private
from greenpact.portal.ideas.standing import standing_of
from greenpact.portal.ideas.words import NOT_HANDED_IN, TOO_LARGE_TOGETHER, TOO_OFTEN, not_taken

MOST_BYTES_TOGETHER = MOST_ATTACHMENTS * MOST_BYTES + 100_000


def _with_idea(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give a view the idea that its token opens now; everybody else finds nothing."""

    @private
    @wraps(view)
    def answer(request: HttpRequest, city: str, token: str, **parts: Any) -> HttpResponse:
        now, place = timezone.now(), find_city(city)
        idea = idea_of_status(token, city=place, at=now)
        if idea is None:
            return _ended(request, place, ending_of(token, city=place, at=now))
        return view(request, idea, now, **parts)

    return answer


def _ended(request: HttpRequest, city: City, ending: Ending | None) -> HttpResponse:
    """What a link says that was good once; a wrong one finds nothing."""
    if ending is None:
        raise Http404
    frame = city_frame(request, city, here=Here.PARTICIPATE, title=_("This link has ended"))
    words = {"ending": ending.value, "may_be_indexed": False, "participate": addresses.participate(city.slug)}
    return render(request, "portal/ideas/ended.html", {**frame, **words}, status=410)


@_with_idea
@require_safe
def status(request: HttpRequest, idea: Idea, now: datetime) -> HttpResponse:
    """How far an idea is."""
    return _page(request, idea, MessageForm(), now)


@files_up_to(MOST_BYTES_TOGETHER)
@_with_idea
@require_POST
def write_message(request: HttpRequest, idea: Idea, now: datetime) -> HttpResponse:
    """Write to the city, with files."""
    form = MessageForm(request.POST, request.FILES)
    if is_too_large(request):
        form.errors.pop("attachments", None)
        form.add_error("attachments", str(TOO_LARGE_TOGETHER))
    if form.is_valid() and not limits.passes(limits.BY_LINK, idea.ref, now):
        form.add_error(None, str(TOO_OFTEN))
    if form.is_valid():
        _write(idea, form, now)
    if form.errors:
        return _page(request, idea, form, now, status=422)
    return redirect(f"{status_path(idea)}#conversation")


@_with_idea
@require_POST
def take_back(request: HttpRequest, idea: Idea, now: datetime) -> HttpResponse:
    """Take an idea back; only with the box ticked that says so."""
    form = MessageForm()
    if request.POST.get("sure") != "yes":
        words = _("Tick the box first if you want to take it back.")
        return _page(request, idea, form, now, status=422, complaint=words)
    try:
        withdraw(idea, by=sender_of(idea), at=now)
    except NotHandedIn as refusal:
        return _page(request, idea, form, now, status=422, complaint=str(NOT_HANDED_IN[refusal.reason]))
    return redirect(status_path(idea))


@_with_idea
@require_POST
def reply(request: HttpRequest, idea: Idea, now: datetime) -> HttpResponse:
    """Say whether another city may have the idea: nothing of it moves unless the sender agrees here."""
    handover = open_handover(idea)
    step = {"yes": agree, "no": refuse}.get(request.POST.get("reply", ""))
    try:
        if handover is None or step is None:
            raise NotDecided(WhyNotDecided.NOT_WAITING)
        step(handover, by=sender_of(idea), at=now)
    except NotDecided:
        words = str(NOT_HANDED_IN[WhyNotHandedIn.NOT_FROM_HERE])
        return _page(request, idea, MessageForm(), now, status=422, complaint=words)
    return redirect(status_path(idea))


@_with_idea
@require_POST
def new_link(request: HttpRequest, idea: Idea, now: datetime) -> HttpResponse:
    """Make the link worthless and have a new one sent to the sender's address."""
    if not limits.passes(limits.BY_LINK, f"link:{idea.ref}", now):
        return _page(request, idea, MessageForm(), now, status=429, complaint=str(TOO_OFTEN))
    renew_link(idea, by=sender_of(idea), at=now)
    frame = city_frame(request, idea.city, here=Here.PARTICIPATE, title=_("The link is worthless now"))
    return render(request, "portal/ideas/link_renewed.html", {**frame, "may_be_indexed": False})


@_with_idea
@require_safe
def attachment(request: HttpRequest, idea: Idea, now: datetime, file: str) -> HttpResponse:  # noqa: ARG001
    """A file of the idea or its conversation."""
    found = get_object_or_404(idea.attachments.select_related("file"), file__ref=file)
    return answer_with(found.file)


def _write(idea: Idea, form: MessageForm, now: datetime) -> None:
    """Write what the form holds; what is refused stands in the form."""
    try:
        files = taken(form.cleaned_data["attachments"], at=now)
    except NotTaken as refusal:
        form.add_error("attachments", not_taken(refusal))
        return
    try:
        write(idea, form.cleaned_data["text"], files=files, by=sender_of(idea), at=now)
    except NotHandedIn as refusal:
        dispose(files)
        field = "attachments" if refusal.reason is WhyNotHandedIn.TOO_MANY_FILES else "text"
        form.add_error(field, str(NOT_HANDED_IN[refusal.reason]))


def _page(
    request: HttpRequest,
    idea: Idea,
    form: MessageForm,
    now: datetime,
    *,
    status: int = 200,
    complaint: str = "",
) -> HttpResponse:
    messages: list[Message] = list(idea.messages.prefetch_related("attachments__file"))
    handover = open_handover(idea)
    is_answered = not messages or not messages[-1].is_by_city
    frame = city_frame(request, idea.city, here=Here.PARTICIPATE, title=_("How far it is"))
    context = {
        "idea": idea,
        "texts": _texts(idea),
        "standing": standing_of(idea, city_wrote_last=not is_answered, is_asked=handover is not None),
        "is_late": idea.state == State.OPEN and idea.due_on is not None and idea.due_on < idea.city.day(now),
        "messages_so_far": messages,
        "files": idea.attachments.filter(message=None).select_related("file"),
        "outcome": outcome_of(idea),
        "handover": handover,
        "form": form,
        "complaint": complaint,
        "may_write": State(idea.state) in CONVERSING,
        "may_withdraw": may_become(State(idea.state), State.WITHDRAWN),
        "here": status_path(idea),
        "may_be_indexed": False,
    }
    return render(request, "portal/ideas/status.html", {**frame, **context}, status=status)


def _texts(idea: Idea) -> list[tuple[str, str]]:
    """What was handed in, under the words of its form."""
    names = ("text", "running_since", "partners", "outcome", "needs", "place")
    return [(str(idea._meta.get_field(name).verbose_name), getattr(idea, name)) for name in names]  # type: ignore[union-attr]  # plain columns
