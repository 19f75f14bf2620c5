"""The clauses of a deal: reading them in order, adding, wording, moving, taking out and putting back."""

from dataclasses import replace
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from greenpact.deals.document import Clause, ClauseKind
from greenpact.deals.models import ClauseRow, Deal
from greenpact.deals.numbering import next_ref
from greenpact.deals.versions import as_clause
from greenpact.parties.rules import Deed
from greenpact.workspace.access import Visit, within_city
from greenpact.workspace.deals.arranging import Way, clause_moved, clause_put, clause_taken_out
from greenpact.workspace.deals.clause_forms import FORMS, ClauseForm, clause_from, goal_options, stands
from greenpact.workspace.deals.finding import find_clause, find_deal
from greenpact.workspace.deals.pages import address, page, subject_of
from greenpact.workspace.deals.writing import clauses_of, parties_of, write_clauses
from greenpact.workspace.editing.attempting import attempt, tried_again
from greenpact.workspace.editing.merging import bared
from greenpact.workspace.editing.one_form import carry_out, edit
from greenpact.workspace.editing.seeing import Seen, sealed, unsealed
from greenpact.workspace.languages import languages_of
from greenpact.workspace.refusals import saved_sentence

#: Headings, and what to do where there is no clause of the kind yet.
KINDS = {
    ClauseKind.GOAL: (
        _("Goals"),
        _("Add a goal"),
        _("What the parties want to reach together. A deal is signed only with at least one."),
    ),
    ClauseKind.COMMITMENT: (
        _("Commitments"),
        _("Add a commitment"),
        _(
            "What each party will do itself. Every signatory brings at least one of its own, the city included."
        ),
    ),
    ClauseKind.PROVISION: (
        _("Provisions"),
        _("Add a provision"),
        _("What else is settled: governance, reporting, exit, neutrality, data."),
    ),
}
ONE = {
    ClauseKind.GOAL: _("Goal %(ref)s"),
    ClauseKind.COMMITMENT: _("Commitment %(ref)s"),
    ClauseKind.PROVISION: _("Provision %(ref)s"),
}
NEW = {
    ClauseKind.GOAL: _("New goal"),
    ClauseKind.COMMITMENT: _("New commitment"),
    ClauseKind.PROVISION: _("New provision"),
}


@within_city(Deed.EDIT_DEALS)
def clauses(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """The document in order, with a way to change each of its clauses."""
    deal = find_deal(visit, ref)
    rows = list(deal.clauses.select_related("party"))
    groups = [
        {"kind": kind.value, "title": title, "add": add, "hint": hint, "rows": _standing(rows, kind)}
        for kind, (title, add, hint) in KINDS.items()
    ]
    dropped = [row for row in rows if row.is_dropped]
    return render(
        request,
        "workspace/deals/clauses.html",
        page(visit, deal, "deal_clauses", groups=groups, dropped=dropped),
    )


def _standing(rows: list[ClauseRow], kind: ClauseKind) -> list[ClauseRow]:
    return [row for row in rows if row.kind == kind and not row.is_dropped]


@within_city(Deed.EDIT_DEALS)
@tried_again
def clause(request: HttpRequest, visit: Visit, ref: str, clause_ref: str) -> HttpResponse:
    """Edit one clause. One that was taken out meanwhile is put back with what its writer typed."""
    deal = find_deal(visit, ref)
    row = get_object_or_404(deal.clauses.select_related("party"), ref=clause_ref)
    if row.is_dropped and request.method != "POST":
        raise Http404(clause_ref)
    now = as_clause(row, row.party.ref if row.party else "")
    words = str(ONE[now.kind]) % {"ref": now.ref}
    return _edited(request, visit, deal, now, part=f"clauses/{now.ref}", words=words, row=row)


@within_city(Deed.EDIT_DEALS)
@tried_again
def new_clause(request: HttpRequest, visit: Visit, ref: str, kind: str) -> HttpResponse:
    """Add a clause of a kind; it gets the next number of that kind."""
    if kind not in set(ClauseKind):
        raise Http404(kind)
    deal = find_deal(visit, ref)
    taken = deal.clauses.values_list("ref", flat=True)
    new = Clause(ref=next_ref(ClauseKind(kind), taken), kind=ClauseKind(kind), text={})
    return _edited(request, visit, deal, new, part=f"clauses/new/{kind}", words=str(NEW[new.kind]))


def _edited(
    request: HttpRequest,
    visit: Visit,
    deal: Deal,
    now: Clause,
    *,
    part: str,
    words: str,
    row: ClauseRow | None = None,
) -> HttpResponse:
    document = clauses_of(deal)
    make = _form_maker(visit, deal, now, document)
    editing = edit(
        request, visit, make, subject=subject_of(deal, part), edition=deal.edition, stands=stands(now)
    )

    def write(values: dict[str, Any]) -> object:
        written = clause_from(values, now)
        if any(replace(other, ref=now.ref) == written for other in document if other.ref != now.ref):
            return False  # sent twice, or the same clause a second time
        put = clause_put(document, written)
        return write_clauses(deal, put, by=visit.by, at=visit.at, seen=deal.edition)

    if carry_out(request, visit, editing, write, said=saved_sentence(is_public=deal.is_published)):
        return HttpResponseRedirect(f"{address('deal_clauses', deal)}#{now.ref}")
    context = page(
        visit,
        deal,
        "deal_clauses",
        below=words,
        editing=editing,
        form=editing.form,
        kind=now.kind.value,
        row=row,
    )
    return render(request, "workspace/deals/clause.html", context, status=editing.status)


def _form_maker(visit: Visit, deal: Deal, clause: Clause, document: list[Clause]) -> partial[ClauseForm]:
    return partial(
        FORMS[clause.kind],
        languages=languages_of(visit.city, clause.text, clause.indicator),
        parties=[(entry.organisation.ref, entry.organisation.name) for entry in parties_of(deal)],
        goals=goal_options(document),
    )


@require_POST
@within_city(Deed.EDIT_DEALS)
@tried_again
def move_clause(request: HttpRequest, visit: Visit, ref: str, clause_ref: str) -> HttpResponse:
    """Let a clause change places with the one before or after it."""
    deal = find_deal(visit, ref)
    row = find_clause(deal, clause_ref)
    way = Way.UP if request.POST.get("way") == Way.UP else Way.DOWN
    order = clause_moved(clauses_of(deal), row.ref, way)
    write = partial(write_clauses, deal, order, by=visit.by, at=visit.at, seen=deal.edition)
    attempt(request, write, said=__("The order was changed."))
    return HttpResponseRedirect(f"{address('deal_clauses', deal)}#{row.ref}")


@within_city(Deed.EDIT_DEALS)
@tried_again
def remove_clause(request: HttpRequest, visit: Visit, ref: str, clause_ref: str) -> HttpResponse:
    """Say what taking a clause out will do, then take it out; asked again when it was changed meanwhile."""
    deal = find_deal(visit, ref)
    row = find_clause(deal, clause_ref)
    now = bared(stands(as_clause(row, row.party.ref if row.party else "")))
    document = clauses_of(deal)
    if request.method == "POST":
        if unsealed(request.POST.get("seen", "")).values == now:
            rest = clause_taken_out(document, row.ref)
            write = partial(write_clauses, deal, rest, by=visit.by, at=visit.at, seen=deal.edition)
            attempt(request, write, said=__("The clause was taken out. Below the list it can be put back."))
            return HttpResponseRedirect(address("deal_clauses", deal))
        messages.warning(
            request, __("Somebody changed this clause meanwhile. Read it again before you take it out.")
        )
    context = page(
        visit,
        deal,
        "deal_clauses",
        below=str(__("Take out %(ref)s")) % {"ref": row.ref},
        row=row,
        seen=sealed(Seen(deal.edition, now)),
        serving=[other.ref for other in document if row.ref in other.serves],
        next_version=_next_version(deal),
    )
    return render(request, "workspace/deals/remove_clause.html", context)


@require_POST
@within_city(Deed.EDIT_DEALS)
@tried_again
def put_back_clause(request: HttpRequest, visit: Visit, ref: str, clause_ref: str) -> HttpResponse:
    """Put a clause back that was taken out; whose it was is kept only while that organisation is a party."""
    deal = find_deal(visit, ref)
    row = get_object_or_404(deal.clauses.filter(is_dropped=True).select_related("party"), ref=clause_ref)
    present = {entry.organisation.ref for entry in parties_of(deal)}
    owner = row.party.ref if row.party and row.party.ref in present else ""
    document = clause_put(clauses_of(deal), as_clause(row, owner))
    write = partial(write_clauses, deal, document, by=visit.by, at=visit.at, seen=deal.edition)
    attempt(request, write, said=__("The clause is part of the document again."))
    return HttpResponseRedirect(f"{address('deal_clauses', deal)}#{row.ref}")


def _next_version(deal: Deal) -> int:
    """The number that the next version of a public document gets; 0 while the deal is not public."""
    last = deal.versions.order_by("-number").values_list("number", flat=True).first() or 0
    return last + 1 if deal.is_published else 0
