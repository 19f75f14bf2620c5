"""Laying a change on the table from a form: proposed anew, or as the counter to one that is open."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import Any

import rfc8785
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from greenpact.deals.changes.operations import Operation, operations_from
from greenpact.deals.models import LONGEST_REMARK, Change
from greenpact.deals.negotiation.proposing import counter, propose
from greenpact.deals.negotiation.reading import Table
from greenpact.workspace.deals.pages import address, page
from greenpact.workspace.editing.inputs import Text, offer
from greenpact.workspace.expiry import typed
from greenpact.workspace.refusals import REFUSED, sentences
from greenpact.workspace.refusals.room import CHANGED
from greenpact.workspace.room.answers import with_measures
from greenpact.workspace.room.seats import Seat, find_change, speaking_for

#: Makes operations of a form's values.
Wish = Callable[[Mapping[str, Any]], Sequence[Operation]]


class WhyForm(forms.Form):
    """Why somebody wants a change, and for which party where they speak for several."""

    party = forms.ChoiceField(label=_("You propose for"), required=False)
    reason = Text(
        label=_("Why? All parties read it."),
        max_length=LONGEST_REMARK,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, data: Any, *, seat: Seat) -> None:
        super().__init__(data)
        offer(self, "party", [(side.ref, side.name) for side in seat.sides])
        if len(seat.sides) < 2:
            del self.fields["party"]


@dataclass(frozen=True, slots=True)
class Writing:
    """What a form of the room writes: its title, the form, what it makes of it, and what its writer must have seen."""

    title: str
    form: forms.Form
    wish: Wish
    seen: str
    anchor: str = ""
    kind: str = ""
    is_removal: bool = False


def seen_of(value: Any) -> str:
    """A short sign of plain JSON values that a form was opened on."""
    return sha256(rfc8785.dumps(value)).hexdigest()[:16]


def countered(request: HttpRequest, seat: Seat, table: Table) -> Change | None:
    """The open change that the form counters, if it does."""
    wanted = request.GET.get("counters", "")[:12]
    return find_change(seat.deal, wanted) if wanted in table.changes else None


def operations_of(change: Change) -> tuple[Operation, ...]:
    return operations_from(change.operations)


def write(request: HttpRequest, seat: Seat, writing: Writing, counters: Change | None) -> HttpResponse:
    """Show a form, or lay what it says on the table and go back to the room."""
    speaking_for(request, seat)
    why = WhyForm(typed(request), seat=seat)
    if request.method == "POST" and writing.form.is_valid() and why.is_valid():
        done = _laid(request, seat, writing, why, counters)
        if done is not None:
            entered = done.state == "entered"
            said = (
                __("The change has entered the document.") if entered else __("The change is on the table.")
            )
            messages.success(request, said)
            return HttpResponseRedirect(f"{address('room', seat.deal)}#{done.subject.partition(':')[2]}")
    wrong = bool(writing.form.errors or why.errors)
    context = page(
        seat.visit,
        seat.deal,
        "room",
        below=writing.title,
        writing=writing,
        form=writing.form,
        why=why,
        counters=counters,
        plain_fields=[
            field for field in writing.form.visible_fields() if not _is_worded(writing.form, field.name)
        ],
    )
    context["seen"] = writing.seen
    return render(request, "workspace/room/propose.html", context, status=422 if wrong else 200)


def _laid(
    request: HttpRequest, seat: Seat, writing: Writing, why: WhyForm, counters: Change | None
) -> Change | None:
    """The change that was laid down; None with words in the form when it was refused."""
    if request.POST.get("seen", "") != writing.seen:
        writing.form.add_error(None, CHANGED)
        return None
    said: dict[str, Any] = {
        "party": speaking_for(request, seat),
        "reason": why.cleaned_data["reason"],
        "by": seat.visit.by,
        "at": seat.visit.at,
    }
    operations = writing.wish(writing.form.cleaned_data)
    deed = (
        partial(counter, counters, operations, **said)
        if counters
        else partial(propose, seat.deal, operations, **said)
    )
    try:
        done: Change = with_measures(seat.deal, deed)
    except REFUSED as refusal:
        for words in sentences(refusal):
            writing.form.add_error(None, words)
        return None
    return done


def _is_worded(form: forms.Form, name: str) -> bool:
    return any(name.startswith(f"{worded}_") for worded in getattr(form, "worded", ()))
