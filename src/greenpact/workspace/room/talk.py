"""The conversation about a clause: in front of all parties, among the city's offices, within one's own party."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from greenpact.accounts.models import Account
from greenpact.deals.models import LONGEST_REMARK, PartyNote, Said
from greenpact.deals.negotiation.talking import note, say, say_inside
from greenpact.workspace.access import Visit, within_city
from greenpact.workspace.deals.finding import SEE
from greenpact.workspace.deals.pages import address, page
from greenpact.workspace.editing.inputs import Text
from greenpact.workspace.expiry import typed
from greenpact.workspace.refusals import REFUSED, sentences
from greenpact.workspace.room.seats import SPEAKS_FOR_CITY, Seat, speaking_for, take_seat

MOST_SHOWN = 200
ALL, INSIDE, OWN = "all", "inside", "own"

#: How the conversation about the deal as a whole is addressed.
WHOLE = "deal"


class RemarkForm(forms.Form):
    text = Text(label=_("Your remark"), max_length=LONGEST_REMARK, widget=forms.Textarea(attrs={"rows": 3}))


@within_city(*SEE)
def clause(request: HttpRequest, visit: Visit, ref: str, clause_ref: str) -> HttpResponse:
    """What was said about a clause, layer by layer; each visitor sees those that are theirs."""
    seat, _table = take_seat(visit, ref)
    about = "" if clause_ref == WHOLE else clause_ref
    row = get_object_or_404(seat.deal.clauses, ref=about) if about else None
    form = RemarkForm(typed(request))
    layer = request.POST.get("layer", "") if request.method == "POST" else ""
    if layer and form.is_valid() and _said(request, seat, about, layer, form):
        return HttpResponseRedirect(f"{address('room_clause', seat.deal, clause_ref)}#{layer}")
    context = page(
        visit,
        seat.deal,
        "room",
        below=__("Conversation about %(ref)s") % {"ref": about} if about else __("Conversation"),
        seat=seat,
        row=row,
        layers=_layers(seat, about, layer, form),
    )
    return render(request, "workspace/room/clause.html", context, status=422 if layer else 200)


def _layers(seat: Seat, about: str, wrong: str, form: RemarkForm) -> list[dict[str, Any]]:
    """The layers that the visitor may read, each with its remarks and its form where they may speak."""
    found = [(ALL, seat.deal.remarks.filter(clause=about).select_related("party"), seat.may_speak)]
    if seat.sees_inside:
        speaks = bool(seat.visit.standing.roles & SPEAKS_FOR_CITY)
        found.append((INSIDE, seat.deal.inner_remarks.filter(clause=about), speaks))  # type: ignore[arg-type]
    if seat.people_of:
        notes = PartyNote.objects.filter(deal=seat.deal, clause=about, party__in=seat.people_of)
        found.append((OWN, notes.select_related("party"), True))  # type: ignore[arg-type]
    people = _people([row for _name, rows, _may in found for row in rows])
    return [
        {
            "name": name,
            "remarks": [(row, people.get(row.by, "")) for row in list(rows)[-MOST_SHOWN:]],
            "form": (form if name == wrong else RemarkForm(None, auto_id=f"{name}_%s")) if may else None,
        }
        for name, rows, may in found
    ]


def _people(remarks: list[Said]) -> dict[str, str]:
    refs = {remark.by.removeprefix("account:") for remark in remarks}
    return {row.actor: row.name or row.email for row in Account.objects.filter(ref__in=refs)}


def _said(request: HttpRequest, seat: Seat, about: str, layer: str, form: RemarkForm) -> bool:
    """Say it in its layer; a refusal goes into the form. Raises `Http404` for a layer that is not the visitor's."""
    words = form.cleaned_data["text"]
    told: dict[str, Any] = {"clause": about, "by": seat.visit.by, "at": seat.visit.at}
    if layer == ALL:
        deed: Any = partial(say, seat.deal, words, party=speaking_for(request, seat), **told)
    elif layer == INSIDE and seat.visit.standing.roles & SPEAKS_FOR_CITY:
        deed = partial(say_inside, seat.deal, words, **told)
    elif layer == OWN and seat.people_of:
        own = next(side for side in seat.sides if side.pk in seat.people_of)
        deed = partial(note, seat.deal, words, party=own, **told)
    else:
        raise Http404(layer)
    try:
        deed()
    except REFUSED as refusal:
        for sentence in sentences(refusal):
            form.add_error(None, sentence)
        return False
    messages.success(request, __("Kept."))
    return True
