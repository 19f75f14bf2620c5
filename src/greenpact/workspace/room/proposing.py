"""The forms in which somebody proposes: wording a clause, adding, moving and removing one."""

from dataclasses import replace
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from greenpact.deals.changes.operations import UNNUMBERED, Do, add, alter, move, remove, wished
from greenpact.deals.document import Clause, ClauseKind, clause_data
from greenpact.deals.negotiation.reading import Table
from greenpact.parties.rules import Deed
from greenpact.workspace.access import Visit, within_city
from greenpact.workspace.deals.clause_forms import FORMS, clause_from, goal_options, stands
from greenpact.workspace.deals.pages import shortened
from greenpact.workspace.editing.inputs import offer
from greenpact.workspace.expiry import typed
from greenpact.workspace.languages import languages_of
from greenpact.workspace.room.seats import take_seat
from greenpact.workspace.room.showing import names_at
from greenpact.workspace.room.wishing import Writing, countered, operations_of, seen_of, write
from greenpact.workspace.room.wording import plain_text

NEW = {
    ClauseKind.GOAL: _("Propose a goal"),
    ClauseKind.COMMITMENT: _("Propose a commitment"),
    ClauseKind.PROVISION: _("Propose a provision"),
}


@within_city(Deed.NEGOTIATE)
def clause(request: HttpRequest, visit: Visit, ref: str, clause_ref: str) -> HttpResponse:
    """Propose another wording of a clause, or counter what is proposed."""
    seat, table = take_seat(visit, ref)
    now = _standing(table, clause_ref)
    old = countered(request, seat, table)
    wanted = (
        next((wished(one, now) for one in operations_of(old) if one.do is Do.ALTER), None) if old else None
    )
    form = _clause_form(request, visit, table, wanted or now)
    writing = Writing(
        title=__("Change clause %(ref)s") % {"ref": now.ref},
        form=form,
        wish=lambda values: [alter(now, clause_from(values, now))],
        seen=seen_of(clause_data(now)),
        kind=now.kind.value,
    )
    return write(request, seat, writing, old)


@within_city(Deed.NEGOTIATE)
def new(request: HttpRequest, visit: Visit, ref: str, kind: str) -> HttpResponse:
    """Propose a clause of a kind, behind the last one of its kind; or counter one that is to be added."""
    if kind not in set(ClauseKind):
        raise Http404(kind)
    seat, table = take_seat(visit, ref)
    old = countered(request, seat, table)
    first = operations_of(old)[0] if old else None
    empty = Clause(ref=first.what if first else UNNUMBERED, kind=ClauseKind(kind), text={})
    form = _clause_form(request, visit, table, (first.becomes if first else None) or empty)
    behind = first.behind if first else _last_of(table, ClauseKind(kind))
    writing = Writing(
        title=str(NEW[empty.kind]),
        form=form,
        wish=lambda values: [add(clause_from(values, empty), behind=behind)],
        seen=kind,
        kind=kind,
    )
    return write(request, seat, writing, old)


class MoveForm(forms.Form):
    behind = forms.ChoiceField(label=_("Let it stand behind"), required=False)


@within_city(Deed.NEGOTIATE)
def move_clause(request: HttpRequest, visit: Visit, ref: str, clause_ref: str) -> HttpResponse:
    """Propose another place for a clause."""
    seat, table = take_seat(visit, ref)
    now = _standing(table, clause_ref)
    form = MoveForm(typed(request), initial={"behind": table.terms.before(now.ref)})
    others = [one for one in table.terms.clauses if one.ref != now.ref]
    words = [(one.ref, f"{one.ref} · {shortened(plain_text(one.text))}") for one in others]
    offer(form, "behind", [("", __("at the beginning")), *words])
    writing = Writing(
        title=__("Move clause %(ref)s") % {"ref": now.ref},
        form=form,
        wish=lambda values: [move(table.terms, now.ref, behind=values["behind"])],
        seen=table.terms.before(now.ref),
    )
    return write(request, seat, writing, None)


@within_city(Deed.NEGOTIATE)
def remove_clause(request: HttpRequest, visit: Visit, ref: str, clause_ref: str) -> HttpResponse:
    """Propose to take a clause out of the document."""
    seat, table = take_seat(visit, ref)
    now = _standing(table, clause_ref)
    writing = Writing(
        title=__("Remove clause %(ref)s") % {"ref": now.ref},
        form=forms.Form(typed(request)),
        wish=lambda _values: [remove(table.terms, now)],
        seen=seen_of(clause_data(now)),
        is_removal=True,
    )
    return write(request, seat, writing, None)


def _standing(table: Table, ref: str) -> Clause:
    """A clause of the document as it stands; raises `Http404`."""
    found = table.terms.clause(ref)
    if found is None:
        raise Http404(ref)
    return replace(found)


def _clause_form(request: HttpRequest, visit: Visit, table: Table, shown: Clause) -> Any:
    names = names_at(table)
    return FORMS[shown.kind](
        typed(request),
        initial=stands(shown),
        languages=languages_of(visit.city, shown.text, shown.indicator),
        parties=list(names.items()),
        goals=goal_options(table.terms.clauses),
    )


def _last_of(table: Table, kind: ClauseKind) -> str:
    """The clause behind which one of a kind belongs: the last of its kind, or of those that come before."""
    order = list(ClauseKind)
    before = [one.ref for one in table.terms.clauses if order.index(one.kind) <= order.index(kind)]
    return before[-1] if before else ""
