"""The measures of a deal: how each party's commitments stand, and changing those one may change."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as __

from greenpact.deals.models import Deal
from greenpact.measures.models import Measure
from greenpact.measures.rules import State
from greenpact.parties.rules import Deed
from greenpact.workspace.access import Visit, within_city
from greenpact.workspace.deals.finding import SEE, find_deal, find_measure, may_tend
from greenpact.workspace.deals.measure_form import MeasureForm, plan_from, stands
from greenpact.workspace.deals.pages import address, page, subject_of
from greenpact.workspace.deals.writing import write_measure
from greenpact.workspace.editing.attempting import tried_again
from greenpact.workspace.editing.one_form import carry_out, edit
from greenpact.workspace.languages import languages_of
from greenpact.workspace.refusals import saved_sentence


def measure_rows(visit: Visit, deal: Deal) -> list[dict[str, Any]]:
    """Every measure of a deal in the order of its clauses: how late it is, and whether the visitor may change it."""
    measures = (
        Measure.objects.standing()
        .filter(clause__deal=deal)
        .select_related("clause__party")
        .prefetch_related("milestones")
        .order_by("clause__position")
    )
    return [
        {
            "measure": measure,
            "clause": measure.clause,
            "lateness": measure.lateness(visit.today),
            "may_tend": may_tend(visit, measure),
            "steps_done": sum(step.done_on is not None for step in measure.milestones.all()),
            "steps": len(measure.milestones.all()),
        }
        for measure in measures
    ]


@within_city(*SEE)
def measures(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """Every party's measures side by side."""
    deal = find_deal(visit, ref)
    rows = measure_rows(visit, deal)
    return render(request, "workspace/deals/measures.html", page(visit, deal, "deal_measures", rows=rows))


@within_city(Deed.EDIT_DEALS, Deed.EDIT_OWN_MEASURES)
@tried_again
def measure(request: HttpRequest, visit: Visit, ref: str, clause_ref: str) -> HttpResponse:
    """Say how a measure stands and plan it: for editors of deals, and for its owner's editor."""
    deal = find_deal(visit, ref)
    found = find_measure(visit, deal, clause_ref)
    texts = [step.text for step in found.milestones.all()]
    make = partial(
        MeasureForm,
        languages=languages_of(visit.city, found.plan, *texts),
        now=State(found.state),
        today=visit.today,
    )
    subject = subject_of(deal, f"measures/{clause_ref}")
    editing = edit(request, visit, make, subject=subject, edition=found.edition, stands=stands(found))

    def write(values: dict[str, Any]) -> object:
        state, done_on = State(values["state"]), values["done_on"]
        plan = plan_from(values)
        return write_measure(
            found, plan, state, done_on=done_on, by=visit.by, at=visit.at, seen=found.edition
        )

    if carry_out(request, visit, editing, write, said=saved_sentence(is_public=deal.is_published)):
        return HttpResponseRedirect(f"{address('deal_measures', deal)}#{clause_ref}")
    words = str(__("Measure %(ref)s")) % {"ref": clause_ref}
    context = page(
        visit,
        deal,
        "deal_measures",
        below=words,
        editing=editing,
        form=editing.form,
        clause=found.clause,
        measure=found,
    )
    return render(request, "workspace/deals/measure.html", context, status=editing.status)
