"""What is said about a measure, side by side, and the forms by which one speaks, replies, disputes and ends."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.utils.translation import gettext as __

from greenpact.deals.models import Deal
from greenpact.measures.models import Dispute, Measure, Statement
from greenpact.measures.rules import State
from greenpact.measures.statement_rules import DisputeState, Stance, Voice
from greenpact.measures.stating import Said, answer_dispute, end_dispute, open_dispute, reply, state
from greenpact.workspace.access import Visit, within_city
from greenpact.workspace.deals.finding import SEE, find_deal
from greenpact.workspace.deals.pages import address, page
from greenpact.workspace.expiry import typed
from greenpact.workspace.languages import languages_of
from greenpact.workspace.refusals import REFUSED, saved_sentence, sentences
from greenpact.workspace.statements.forms import (
    AnswerForm,
    DisputeForm,
    EndForm,
    ReplyForm,
    Spoken,
    StatementForm,
)
from greenpact.workspace.statements.speaking import Part, parts_of


def find_measure(visit: Visit, ref: str, clause_ref: str) -> Measure:
    """A measure of a deal that the visitor may see; raises `Http404`."""
    deal = find_deal(visit, ref)
    measures = Measure.objects.standing().select_related("city", "clause__party", "clause__deal__city")
    return get_object_or_404(measures, clause__deal=deal, clause__ref=clause_ref)


@within_city(*SEE)
def statements(request: HttpRequest, visit: Visit, ref: str, clause_ref: str) -> HttpResponse:
    """Everything that was said about a measure."""
    measure = find_measure(visit, ref, clause_ref)
    parts = parts_of(visit, measure)
    rows = (
        Statement.objects.filter(measure=measure)
        .select_related("organisation")
        .prefetch_related("replies__organisation", "disputes__organisation")
    )
    context = _context(
        visit, measure, __("What is said about it"), rows=[_row(one, parts) for one in rows], voices=parts
    )
    return render(request, "workspace/statements/list.html", context)


def _row(statement: Statement, parts: list[Part]) -> dict[str, Any]:
    own = [part for part in parts if statement.is_by(part.speaker.voice, part.speaker.key)]
    others = [part for part in parts if part not in own]
    disputes = list(statement.disputes.all())
    return {
        "statement": statement,
        "may_reply": bool(others),
        "may_dispute": bool(others) and statement.is_current and not any(one.is_running for one in disputes),
        "disputes": [
            {
                "dispute": one,
                "may_answer": bool(own) and one.state == DisputeState.OPENED,
                "may_end": one.is_running and bool(_ending(one, parts)),
            }
            for one in disputes
        ],
    }


def _ending(dispute: Dispute, parts: list[Part]) -> list[Part]:
    """The parts in which somebody may end a dispute: who opened it, and the city."""
    return [
        part
        for part in parts
        if part.speaker.voice is Voice.CITY or dispute.is_by(part.speaker.voice, part.speaker.key)
    ]


@within_city(*SEE)
def new_statement(request: HttpRequest, visit: Visit, ref: str, clause_ref: str) -> HttpResponse:
    """Say how one sees a measure."""
    measure = find_measure(visit, ref, clause_ref)
    form = _form(request, visit, StatementForm, parts_of(visit, measure), state=measure.state, on=visit.today)

    def say(part: Part, values: dict[str, Any]) -> object:
        said = Said(
            State(values["state"]),
            values["on"],
            values["language"],
            values["text"],
            Stance(values["stance"]) if values["stance"] else None,
        )
        return state(measure, said, speaker=part.speaker, at=visit.at)

    return _carry_out(request, visit, measure, form, say, title=__("Say how you see it"))


@within_city(*SEE)
def new_reply(
    request: HttpRequest, visit: Visit, ref: str, clause_ref: str, statement_ref: str
) -> HttpResponse:
    """Reply to what another has said."""
    measure, statement, parts = _about(visit, ref, clause_ref, statement_ref)
    form = _form(request, visit, ReplyForm, parts)

    def say(part: Part, values: dict[str, Any]) -> object:
        language = values["language"]
        return reply(statement, values["text"], language=language, speaker=part.speaker, at=visit.at)

    return _carry_out(request, visit, measure, form, say, title=__("Reply"), about=statement)


@within_city(*SEE)
def new_dispute(
    request: HttpRequest, visit: Visit, ref: str, clause_ref: str, statement_ref: str
) -> HttpResponse:
    """Dispute what another has said."""
    measure, statement, parts = _about(visit, ref, clause_ref, statement_ref)
    form = _form(request, visit, DisputeForm, parts)

    def say(part: Part, values: dict[str, Any]) -> object:
        language = values["language"]
        return open_dispute(statement, values["text"], language=language, speaker=part.speaker, at=visit.at)

    return _carry_out(request, visit, measure, form, say, title=__("Dispute it"), about=statement)


@within_city(*SEE)
def answer(request: HttpRequest, visit: Visit, ref: str, clause_ref: str, dispute_ref: str) -> HttpResponse:
    """Answer a dispute about one's own statement."""
    measure, dispute = _dispute(visit, ref, clause_ref, dispute_ref)
    parts = parts_of(visit, measure)
    own = [part for part in parts if dispute.statement.is_by(part.speaker.voice, part.speaker.key)]
    form = _form(request, visit, AnswerForm, own)

    def say(part: Part, values: dict[str, Any]) -> object:
        language = values["language"]
        answer_dispute(dispute, values["text"], language=language, speaker=part.speaker, at=visit.at)
        return True

    return _carry_out(
        request,
        visit,
        measure,
        form,
        say,
        title=__("Answer the dispute"),
        about=dispute.statement,
        dispute=dispute,
    )


@within_city(*SEE)
def end(request: HttpRequest, visit: Visit, ref: str, clause_ref: str, dispute_ref: str) -> HttpResponse:
    """Say how a dispute ends."""
    measure, dispute = _dispute(visit, ref, clause_ref, dispute_ref)
    form = _form(request, visit, EndForm, _ending(dispute, parts_of(visit, measure)))

    def say(part: Part, values: dict[str, Any]) -> object:
        then, language = DisputeState(values["then"]), values["language"]
        end_dispute(dispute, then, values["text"], language=language, speaker=part.speaker, at=visit.at)
        return True

    return _carry_out(
        request,
        visit,
        measure,
        form,
        say,
        title=__("End the dispute"),
        about=dispute.statement,
        dispute=dispute,
    )


def _about(
    visit: Visit, ref: str, clause_ref: str, statement_ref: str
) -> tuple[Measure, Statement, list[Part]]:
    """A statement of another, with the parts in which the visitor may speak to it."""
    measure = find_measure(visit, ref, clause_ref)
    statement = get_object_or_404(
        Statement.objects.filter(measure=measure).select_related("organisation"), ref=statement_ref
    )
    statement.measure = measure
    parts = parts_of(visit, measure)
    others = [part for part in parts if not statement.is_by(part.speaker.voice, part.speaker.key)]
    return measure, statement, others


def _dispute(visit: Visit, ref: str, clause_ref: str, dispute_ref: str) -> tuple[Measure, Dispute]:
    measure = find_measure(visit, ref, clause_ref)
    rows = Dispute.objects.select_related("statement__organisation", "organisation")
    dispute = get_object_or_404(rows, statement__measure=measure, ref=dispute_ref)
    dispute.statement.measure = measure
    return measure, dispute


def _form(
    request: HttpRequest, visit: Visit, make: type[Spoken], parts: list[Part], **initial: Any
) -> Spoken:
    """A form for whoever has a part to speak in; raises `Http404` for all others."""
    if not parts:
        raise Http404
    languages = languages_of(visit.city)
    reader = get_language() or "en"
    first = reader if reader in languages else languages[0]
    return make(
        typed(request),
        parts=parts,
        languages=languages,
        initial={"language": first, "part": parts[0].key, **initial},
    )


def _carry_out(
    request: HttpRequest,
    visit: Visit,
    measure: Measure,
    form: Spoken,
    say: Callable[[Part, dict[str, Any]], object],
    *,
    title: str,
    **more: Any,
) -> HttpResponse:
    """Say it and lead back to the list; what is refused stands in the form."""
    deal = measure.clause.deal
    if request.method == "POST" and form.is_valid():
        try:
            say(form.chosen, form.cleaned_data)
        except REFUSED as refusal:
            form.add_error(None, " ".join(sentences(refusal)))
        else:
            messages.success(request, saved_sentence(is_public=deal.is_published))
            return HttpResponseRedirect(_list(deal, measure))
    context = _context(visit, measure, title, form=form, back=_list(deal, measure), **more)
    return render(request, "workspace/statements/form.html", context, status=422 if form.errors else 200)


def _list(deal: Deal, measure: Measure) -> str:
    return address("deal_statements", deal, measure.clause.ref)


def _context(visit: Visit, measure: Measure, title: str, **values: Any) -> dict[str, Any]:
    deal = measure.clause.deal
    return page(visit, deal, "deal_measures", below=title, measure=measure, clause=measure.clause, **values)
