"""One change on a page of its own, all changes of a deal, and answering them."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from greenpact.accounts.models import Account
from greenpact.deals.changes.operations import operations_from
from greenpact.deals.models import LONGEST_REMARK, Change, Deal
from greenpact.deals.negotiation.answering import consent, lift_objection, object_to
from greenpact.deals.negotiation.proposing import withdraw
from greenpact.measures.planning import plan_commitments
from greenpact.measures.rules import State
from greenpact.parties.rules import Deed
from greenpact.workspace.access import Visit, within_city
from greenpact.workspace.deals.finding import SEE
from greenpact.workspace.deals.pages import address, page
from greenpact.workspace.editing.inputs import Text
from greenpact.workspace.expiry import typed
from greenpact.workspace.refusals import REFUSED, sentences
from greenpact.workspace.room.seats import Seat, answering_for, find_change, speaking_for, take_seat
from greenpact.workspace.room.showing import addresses_of, base_of, names_at, show
from greenpact.workspace.room.wording import deed_in_words, redlines, subject_in_words

MOST_SHOWN = 200


class ObjectionForm(forms.Form):
    reason = Text(
        label=_("Why do you object?"),
        max_length=LONGEST_REMARK,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("All parties read it. The change stays out until you take this back or it is countered."),
    )


@within_city(*SEE)
def change(request: HttpRequest, visit: Visit, ref: str, change_ref: str) -> HttpResponse:
    """One change: all its words, who has answered what, and the ways to answer."""
    return _change_page(request, visit, ref, change_ref, ObjectionForm(None))


def _change_page(
    request: HttpRequest, visit: Visit, ref: str, change_ref: str, form: ObjectionForm
) -> HttpResponse:
    seat, table = take_seat(visit, ref)
    found = find_change(seat.deal, change_ref)
    names = names_at(table)
    operations = operations_from(found.operations)
    is_open = found.ref in table.proposals
    base = base_of(seat)
    shown = show(seat, table, table.proposals[found.ref], names, base) if is_open else None
    stances = list(found.stances.select_related("party"))
    people = _people([found.by, *(stance.by for stance in stances)])
    context = page(
        visit,
        seat.deal,
        "room",
        below=__("Change %(number)s") % {"number": found.number},
        seat=seat,
        change=found,
        shown=shown,
        subject=subject_in_words(found.subject, names),
        deeds=deed_in_words(operations, names),
        redlines=[line for one in operations for line in redlines(one, names, all_languages=True)],
        stances=[(stance, people.get(stance.by, "")) for stance in stances],
        proposer=people.get(found.by, ""),
        counter_changes=found.counter_changes.all(),
        addresses=addresses_of(base, found),
        i_object=any(not s.consents and not s.ended and s.party.ref in seat.refs for s in stances),
        form=form,
    )
    return render(request, "workspace/room/change.html", context, status=422 if form.errors else 200)


def _people(actors: list[str]) -> dict[str, str]:
    """Who stands behind actors, by name; an erased person has none."""
    refs = [actor.removeprefix("account:") for actor in actors]
    return {row.actor: row.name or row.email for row in Account.objects.filter(ref__in=refs)}


@within_city(*SEE)
def history(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """All changes of a deal, the latest first, with what became of them."""
    seat, table = take_seat(visit, ref)
    names = names_at(table)
    rows = [
        {
            "change": row,
            "subject": subject_in_words(row.subject, names),
            "deeds": deed_in_words(operations_from(row.operations), names),
            "address": reverse("workspace:room_change", args=[visit.city.slug, seat.deal.ref, row.ref]),
        }
        for row in seat.deal.changes.select_related("party").order_by("-number")[:MOST_SHOWN]
    ]
    context = page(visit, seat.deal, "room", below=__("All changes"), rows=rows, most=MOST_SHOWN)
    return render(request, "workspace/room/history.html", context)


@require_POST
@within_city(Deed.NEGOTIATE)
def answer_consent(request: HttpRequest, visit: Visit, ref: str, change_ref: str) -> HttpResponse:
    """Consent to the text that the page showed."""
    seat, found = _at(visit, ref, change_ref)
    party, seen = answering_for(request, seat), request.POST.get("seen", "")[:64]
    deed = partial(consent, found, party=party, seen=seen, by=visit.by, at=visit.at)
    return _done(request, seat, found, deed, __("You have consented."))


@require_POST
@within_city(Deed.NEGOTIATE)
def answer_object(request: HttpRequest, visit: Visit, ref: str, change_ref: str) -> HttpResponse:
    """Object to a change, with a reason."""
    seat, found = _at(visit, ref, change_ref)
    form = ObjectionForm(typed(request))
    party = answering_for(request, seat)
    if not form.is_valid():
        return _change_page(request, visit, ref, change_ref, form)
    reason = form.cleaned_data["reason"]
    deed = partial(object_to, found, party=party, reason=reason, by=visit.by, at=visit.at)
    return _done(
        request, seat, found, deed, __("You have objected. The change stays out until this is settled.")
    )


@require_POST
@within_city(Deed.NEGOTIATE)
def answer_lift(request: HttpRequest, visit: Visit, ref: str, change_ref: str) -> HttpResponse:
    """Take an objection back."""
    seat, found = _at(visit, ref, change_ref)
    deed = partial(lift_objection, found, party=answering_for(request, seat), by=visit.by, at=visit.at)
    return _done(request, seat, found, deed, __("You no longer object."))


@require_POST
@within_city(Deed.NEGOTIATE)
def answer_withdraw(request: HttpRequest, visit: Visit, ref: str, change_ref: str) -> HttpResponse:
    """Take one's own change off the table."""
    seat, found = _at(visit, ref, change_ref)
    deed = partial(withdraw, found, party=speaking_for(request, seat), by=visit.by, at=visit.at)
    return _done(request, seat, found, deed, __("The change is withdrawn."))


def _at(visit: Visit, ref: str, change_ref: str) -> tuple[Seat, Change]:
    seat, _table = take_seat(visit, ref)
    return seat, find_change(seat.deal, change_ref)


def _done(request: HttpRequest, seat: Seat, found: Change, deed: Any, said: str) -> HttpResponse:
    """Do it, say so or say why not, and go back to the room, to the clause it is about."""
    try:
        with_measures(seat.deal, deed)
    except REFUSED as refusal:
        messages.error(request, " ".join(sentences(refusal)))
        return HttpResponseRedirect(address("room_change", seat.deal, found.ref))
    found.refresh_from_db(fields=["state"])
    entered = __("The change has entered the document.") if found.state == "entered" else ""
    messages.success(request, " ".join(filter(None, [said, entered])))
    return HttpResponseRedirect(f"{address('room', seat.deal)}#{found.subject.partition(':')[2]}")


@transaction.atomic
def with_measures(deal: Deal, deed: Any) -> Any:
    """Do something that may let changes enter, and give every new commitment its measure in the same step."""
    done = deed()
    plan_commitments(deal, state=State.UNKNOWN if deal.is_compiled else State.PLANNED)
    return done
