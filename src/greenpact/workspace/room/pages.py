"""The room of a deal on one page: the document with what is open at each clause, and whose move it is."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from greenpact.deals.changes.checks import Answer, CheckName, open_among
from greenpact.deals.changes.choices import CheckKind
from greenpact.deals.changes.rules import RuleKind
from greenpact.deals.models import Deal, Party
from greenpact.deals.negotiation.opening import open_room
from greenpact.parties.rules import Deed
from greenpact.workspace.access import Visit, within_city
from greenpact.workspace.deals.finding import SEE
from greenpact.workspace.deals.pages import address, page
from greenpact.workspace.editing.inputs import offer
from greenpact.workspace.expiry import typed
from greenpact.workspace.frame import name_of
from greenpact.workspace.refusals import REFUSED, sentences
from greenpact.workspace.room.seats import find_deal_with_room, room_of, take_seat
from greenpact.workspace.room.showing import (
    HEADINGS,
    added_last,
    clauses_with_changes,
    elsewhere,
    shown_changes,
    shown_turns,
)
from greenpact.workspace.room.slips import slip_words


@within_city(*SEE)
def room(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """The room; where there is none yet, the way to open it for whoever may."""
    deal = find_deal_with_room(visit, ref)
    if room_of(deal) is None:
        if not visit.standing.may(Deed.EDIT_DEALS):
            raise Http404(ref)
        return opened(request, visit, deal)
    seat, table = take_seat(visit, ref, deal)
    shown = shown_changes(seat, table)
    clauses = clauses_with_changes(table, shown)
    turns = shown_turns(seat, table, name_of(visit.city))
    groups = [
        {
            "kind": kind.value,
            "title": title,
            "add": add,
            "clauses": [clause for clause in clauses if clause.row.kind == kind],
            "added": added_last(table, shown, kind),
        }
        for kind, (title, add) in HEADINGS.items()
    ]
    context = page(
        visit,
        seat.deal,
        "room",
        seat=seat,
        groups=groups,
        elsewhere=elsewhere(table, shown),
        turns=turns,
        my_turn=next((turn for turn in turns if turn.is_mine), None),
        parties=table.parties,
        checks=check_rows(seat.deal),
        slip_words=slip_words(),
    )
    return render(request, "workspace/room/room.html", context)


def check_rows(deal: Deal) -> list[dict[str, Any]]:
    """Every check with its answer, and whether it keeps the deal from being signed (one query)."""
    rows = {row.kind: row for row in deal.checks.all()}
    blocking = open_among({CheckName(kind): Answer(row.answer) for kind, row in rows.items()})
    return [
        {
            "kind": kind.value,
            "label": kind.label,
            "row": rows.get(kind.value),
            "is_open": kind.value in blocking,
        }
        for kind in CheckKind
    ]


class OpenForm(forms.Form):
    """For whom the city speaks, and whose consent a change needs."""

    city_party = forms.ChoiceField(
        label=_("The city's own party"),
        required=False,
        help_text=_(
            "The city's offices negotiate for it. Leave it empty when the city is no party to this deal."
        ),
    )
    rule = forms.ChoiceField(
        label=_("A change enters when they consent"),
        widget=forms.RadioSelect,
        initial=RuleKind.ALL.value,
        choices=[
            (RuleKind.ALL.value, _("All signatories")),
            (RuleKind.NAMED.value, _("Those named below, and whoever the change binds")),
        ],
        help_text=_("This is settled now and stays: nobody changes it alone later."),
    )
    named = forms.MultipleChoiceField(
        label=_("Those named"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any, *, parties: list[Party]) -> None:
        super().__init__(data)
        options = [(party.organisation.ref, party.organisation.name) for party in parties]
        offer(self, "city_party", [("", "–"), *options])
        offer(self, "named", options)
        own = [party.organisation.ref for party in parties if party.organisation.kind == "city"]
        if len(own) == 1:
            self.initial["city_party"] = own[0]


def opened(request: HttpRequest, visit: Visit, deal: Deal) -> HttpResponse:
    """The form that opens a room, and what it says."""
    parties = list(deal.parties.present().select_related("organisation"))
    form = OpenForm(typed(request), parties=parties)
    if request.method == "POST" and form.is_valid() and _open(visit, deal, form, parties):
        messages.success(request, __("The negotiation room is open."))
        return HttpResponseRedirect(address("room", deal))
    context = page(visit, deal, "room", form=form, back=address("deal", deal))
    return render(request, "workspace/room/open.html", context, status=422 if form.errors else 200)


def _open(visit: Visit, deal: Deal, form: OpenForm, parties: list[Party]) -> bool:
    chosen = form.cleaned_data["city_party"]
    city_party = next((party.organisation for party in parties if party.organisation.ref == chosen), None)
    try:
        open_room(
            deal,
            city_party=city_party,
            rule=RuleKind(form.cleaned_data["rule"]),
            named=form.cleaned_data["named"],
            by=visit.by,
            at=visit.at,
        )
    except REFUSED as refusal:
        for words in sentences(refusal):
            form.add_error(None, words)
        return False
    return True
