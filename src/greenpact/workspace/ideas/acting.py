"""The small steps at the desk: writing, remarking, assigning, bringing together, showing and hiding."""

from collections.abc import Callable
from functools import partial

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as __
from django.views.decorators.http import require_POST

from greenpact.ideas.assigning import assign
from greenpact.ideas.closing import close
from greenpact.ideas.conversing import ask, remark
from greenpact.ideas.handing_on import open_handover, take_back
from greenpact.ideas.merging import merge
from greenpact.ideas.models import Idea
from greenpact.ideas.showing import hide, show
from greenpact.parties.rules import Deed
from greenpact.workspace.access import Visit, within_city
from greenpact.workspace.editing.attempting import attempt, tried_again
from greenpact.workspace.expiry import typed
from greenpact.workspace.ideas.finding import find_idea, ideas_of
from greenpact.workspace.ideas.forms import AssignForm, MergeForm, RemarkForm, ShowForm, WriteForm
from greenpact.workspace.ideas.page import show_idea
from greenpact.workspace.ideas.places import address


@require_POST
@within_city(Deed.ANSWER_IDEAS)
def write(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """Write to the sender."""
    idea = find_idea(visit, ref)
    form = WriteForm(typed(request))
    if not form.is_valid():
        return show_idea(request, visit, idea, status=422, write_form=form)
    step = partial(ask, idea, form.cleaned_data["text"], account=visit.account, by=visit.by, at=visit.at)
    return _done(request, idea, step, said=__("Sent. The sender gets it by mail."), part="#conversation")


@require_POST
@within_city(Deed.ANSWER_IDEAS)
def make_remark(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """Say something to the other offices."""
    idea = find_idea(visit, ref)
    form = RemarkForm(typed(request))
    if not form.is_valid():
        return show_idea(request, visit, idea, status=422, remark_form=form)
    step = partial(remark, idea, form.cleaned_data["text"], account=visit.account, by=visit.by, at=visit.at)
    return _done(request, idea, step, said=__("Noted. Only the city's offices read it."), part="#remarks")


@require_POST
@within_city(Deed.ANSWER_IDEAS)
@tried_again
def give_to(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """Give the idea to an office or a person."""
    idea = find_idea(visit, ref)
    form = AssignForm(typed(request), idea=idea, visit=visit)
    if not form.is_valid():
        return show_idea(request, visit, idea, status=422, assign_form=form)
    office, owner = form.cleaned_data["office"], form.cleaned_data["owner"]
    step = partial(assign, idea, office=office, owner=owner, by=visit.by, at=visit.at, seen=idea.edition)
    return _done(request, idea, step, said=__("The idea is assigned as you said."))


@require_POST
@within_city(Deed.ANSWER_IDEAS)
@tried_again
def bring_together(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """Let the idea go on in another one."""
    idea = find_idea(visit, ref)
    form = MergeForm(typed(request))
    other = ideas_of(visit).filter(ref=form.cleaned_data["into"]).first() if form.is_valid() else None
    if other is None:
        form.add_error(
            "into", __("No idea of this city has this reference. Copy it from the other idea's page.")
        )
        return show_idea(request, visit, idea, status=422, merge_form=form)
    step = partial(merge, idea, other, by=visit.by, at=visit.at, seen=idea.edition)
    said = __("Both ideas go on as one. Everybody who sent one is kept informed.")
    return _done(request, idea, step, said=said)


@require_POST
@within_city(Deed.ANSWER_IDEAS)
@tried_again
def make_public(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """Give the idea its small public face, or take it away."""
    idea = find_idea(visit, ref)
    if "hide" in request.POST:
        step: Callable[[], object] = partial(hide, idea, by=visit.by, at=visit.at)
        return _done(request, idea, step, said=__("The public does not see it any more."), part="#public")
    form = ShowForm(typed(request))
    if not form.is_valid():
        return show_idea(request, visit, idea, status=422, show_form=form)
    step = partial(show, idea, title=form.cleaned_data["title"], by=visit.by, at=visit.at, seen=idea.edition)
    return _done(request, idea, step, said=__("Saved. The public sees it at once."), part="#public")


@require_POST
@within_city(Deed.ANSWER_IDEAS)
def take_handover_back(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """Ask the sender no longer whether another city may have the idea."""
    idea = find_idea(visit, ref)
    handover = open_handover(idea)
    if handover is None:
        return HttpResponseRedirect(address(idea))
    step = partial(take_back, handover, by=visit.by, at=visit.at)
    return _done(request, idea, step, said=__("The question to the sender is taken back."))


@require_POST
@within_city(Deed.ANSWER_IDEAS)
@tried_again
def close_idea(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """Close what was answered for good: the sender can read it for half a year more, and write no longer."""
    idea = find_idea(visit, ref)
    step = partial(close, idea, by=visit.by, at=visit.at, seen=idea.edition)
    return _done(request, idea, step, said=__("Closed. The sender can read the page for six months more."))


def _done(
    request: HttpRequest, idea: Idea, step: Callable[[], object], *, said: str, part: str = ""
) -> HttpResponse:
    """Take a step and lead back to the idea, with what came of it in words."""
    attempt(request, step, said=said)
    return HttpResponseRedirect(address(idea) + part)
