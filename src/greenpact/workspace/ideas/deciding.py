"""Deciding about an idea: the three questions, then one of six ways to go on, each with its reason."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from greenpact.accounts.refs import new_ref
from greenpact.deals.models import Deal
from greenpact.deals.starting import NewOrganisation, Start, join_idea, organisation_called, start_from_idea
from greenpact.ideas.answer_rules import NEEDS_FINDINGS, Decision, Finding, Question
from greenpact.ideas.deciding import Judgement, Verdict, decide, judge, open_questions
from greenpact.ideas.handing_on import propose
from greenpact.ideas.models import Idea
from greenpact.parties.models import Organisation
from greenpact.parties.rules import Deed
from greenpact.workspace.access import Visit, within_city
from greenpact.workspace.deals.new import proposed
from greenpact.workspace.deals.pages import address as deal_address
from greenpact.workspace.editing.attempting import attempt, tried_again
from greenpact.workspace.expiry import typed
from greenpact.workspace.ideas.finding import find_idea
from greenpact.workspace.ideas.forms import (
    CityForm,
    DealForm,
    JoinForm,
    OfficeForm,
    QuestionsForm,
    ReasonForm,
)
from greenpact.workspace.ideas.places import address, frame
from greenpact.workspace.naming import free_ref, propose_ref
from greenpact.workspace.refusals import REFUSED, sentences, was_changed_meanwhile


@dataclass(frozen=True, slots=True)
class Way:
    """One way to go on: its address, its words, and whether the three questions come first."""

    address: str
    label: Any
    meaning: Any
    is_blocked: bool


LABELS: Mapping[Decision, Any] = {
    Decision.DEAL: _("Make a deal of it"),
    Decision.JOINS: _("Add it to a deal"),
    Decision.OFFICE: _("Hand it to another office"),
    Decision.CITY: _("Propose another city"),
    Decision.KEPT: _("Keep it for later"),
    Decision.DECLINED: _("Decline it"),
}

MEANINGS: Mapping[Decision, Any] = {
    Decision.DEAL: _("A draft of a deal is made, with the sender's organisation and the city as parties."),
    Decision.JOINS: _("It goes into a deal that is there already."),
    Decision.OFFICE: _("Another office answers it; the clock goes on."),
    Decision.CITY: _("The sender is asked first. Only if they agree does the other city get it."),
    Decision.KEPT: _("Good, but too early. You can decide again at any time until it is erased."),
    Decision.DECLINED: _("The city does not take it up."),
}


def ways_for(idea: Idea) -> list[Way]:
    """The ways to go on; those that need the three questions answered first are marked as long as one is open."""
    is_open = bool(open_questions(idea))
    # What was kept for later waits in no office, so it can neither be kept again nor handed to another.
    left_out = {Decision.KEPT, Decision.OFFICE} if idea.decision else set()
    return [
        Way(
            address(idea, f"decide/{one}/"),
            LABELS[one],
            MEANINGS[one],
            is_open and one in NEEDS_FINDINGS,
        )
        for one in Decision
        if one not in left_out
    ]


@within_city(Deed.ANSWER_IDEAS)
def questions(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """Answer the three questions."""
    idea = find_idea(visit, ref)
    initial: dict[str, Any] = {question.value: Finding.OPEN.value for question in Question}
    for row in idea.checks.all():
        initial |= {row.question: row.finding, f"{row.question}_reason": row.reason}
    form = QuestionsForm(typed(request), initial)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        answers = {one: Judgement(Finding(said[one.value]), said[f"{one.value}_reason"]) for one in Question}
        if attempt(
            request,
            lambda: judge(idea, answers, account=visit.account, by=visit.by, at=visit.at),
            said=__("The questions are answered as you said."),
        ):
            return HttpResponseRedirect(address(idea, "#decision"))
    context = frame(visit, idea, below=__("Three questions")) | {"form": form, "back": address(idea)}
    return render(request, "workspace/ideas/questions.html", context, status=422 if form.errors else 200)


#: What carries a decision out: given who decides, about what and with which values; returns where it leads.
Deciding = Callable[[Visit, Idea, dict[str, Any]], str]


@within_city(Deed.ANSWER_IDEAS)
@tried_again
def decision(request: HttpRequest, visit: Visit, ref: str, which: str) -> HttpResponse:
    """Decide in one of the six ways."""
    if which not in set(Decision):
        raise Http404(which)
    idea, wanted = find_idea(visit, ref), Decision(which)
    make, carry_out = WAYS[wanted]
    form = make(typed(request), visit=visit, idea=idea)
    if request.method == "POST" and form.is_valid():
        try:
            there = carry_out(visit, idea, form.cleaned_data)
        except REFUSED as refusal:
            if was_changed_meanwhile(refusal):
                raise
            for words in sentences(refusal):
                form.add_error(None, words)
        else:
            messages.success(request, _said(wanted))
            return HttpResponseRedirect(there)
    context = frame(visit, idea, below=str(LABELS[wanted])) | {
        "form": form,
        "decision": wanted.value,
        "meaning": MEANINGS[wanted],
        "is_blocked": wanted in NEEDS_FINDINGS and bool(open_questions(idea)),
        "back": address(idea),
    }
    return render(request, "workspace/ideas/decision.html", context, status=422 if form.errors else 200)


def _said(decision: Decision) -> str:
    if decision is Decision.CITY:
        return __("The sender is asked by mail. It moves only if they agree.")
    return __("Decided. The sender is told by mail.")


def _decide(visit: Visit, idea: Idea, verdict: Verdict) -> str:
    decide(idea, verdict, account=visit.account, by=visit.by, at=visit.at, seen=idea.edition)
    return address(idea)


def _start(visit: Visit, idea: Idea, said: dict[str, Any]) -> str:
    language = idea.language or get_language() or "en"
    title = {language: said["title"]}
    start = Start(
        ref=proposed(visit.city, title),
        title=title,
        summary={language: said["summary"]} if said["summary"] else {},
        organisation=_organisation(visit, said),
    )
    deal = start_from_idea(
        idea, start, reason=said["reason"], account=visit.account, by=visit.by, at=visit.at, seen=idea.edition
    )
    return deal_address("deal", deal)


def _organisation(visit: Visit, said: dict[str, Any]) -> Organisation | NewOrganisation | None:
    """The organisation that was chosen, or the one that was named: as it stands in the register, else a new one."""
    if said["organisation"] or not said["new_name"]:
        chosen: Organisation | None = said["organisation"]
        return chosen
    if found := organisation_called(visit.city, said["new_name"]):
        return found
    ref = propose_ref(said["new_name"]) or new_ref()
    taken = set(visit.city.organisations.filter(ref__startswith=ref).values_list("ref", flat=True))
    return NewOrganisation(free_ref(ref, taken), said["new_name"], said["new_kind"] or "company")


def _join(visit: Visit, idea: Idea, said: dict[str, Any]) -> str:
    deal: Deal = said["deal"]
    join_idea(
        deal, idea, reason=said["reason"], account=visit.account, by=visit.by, at=visit.at, seen=idea.edition
    )
    return address(idea)


def _to_office(visit: Visit, idea: Idea, said: dict[str, Any]) -> str:
    return _decide(visit, idea, Verdict(Decision.OFFICE, said["reason"], office=said["office"]))


def _to_city(visit: Visit, idea: Idea, said: dict[str, Any]) -> str:
    propose(
        idea,
        said["city"],
        reason=said["reason"],
        account=visit.account,
        by=visit.by,
        at=visit.at,
        seen=idea.edition,
    )
    return address(idea)


def _keep(visit: Visit, idea: Idea, said: dict[str, Any]) -> str:
    return _decide(visit, idea, Verdict(Decision.KEPT, said["reason"]))


def _decline(visit: Visit, idea: Idea, said: dict[str, Any]) -> str:
    return _decide(visit, idea, Verdict(Decision.DECLINED, said["reason"]))


#: By decision: its form, and what carries it out.
WAYS: Mapping[Decision, tuple[type[ReasonForm], Deciding]] = {
    Decision.DEAL: (DealForm, _start),
    Decision.JOINS: (JoinForm, _join),
    Decision.OFFICE: (OfficeForm, _to_office),
    Decision.CITY: (CityForm, _to_city),
    Decision.KEPT: (ReasonForm, _keep),
    Decision.DECLINED: (ReasonForm, _decline),
}
