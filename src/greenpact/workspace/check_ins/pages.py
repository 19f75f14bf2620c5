"""The check-ins of a deal: for the office to set rules, contacts and links; for a party to answer its own."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as __
from django.views.decorators.http import require_POST

from greenpact.deals.models import Deal
from greenpact.files.taking import answer_with
from greenpact.measures.addressing import known_address, set_contact
from greenpact.measures.answering import own_link, revoke
from greenpact.measures.asking import ask, rules_of, set_rules, usual_rules
from greenpact.measures.check_in_links import path_of
from greenpact.measures.models import CheckIn, CheckInLink, CheckInRules, Contact
from greenpact.parties.models import Organisation
from greenpact.parties.rules import Deed
from greenpact.workspace.access import Visit, within_city
from greenpact.workspace.check_ins.forms import ContactForm, RulesForm, rules_initial
from greenpact.workspace.deals.finding import SEE, find_deal, find_measure, may_tend
from greenpact.workspace.deals.pages import address, page
from greenpact.workspace.expiry import typed
from greenpact.workspace.refusals import REFUSED, sentences

MOST = 200


@within_city(*SEE)
def check_ins(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """What was asked of whom, and what came back."""
    deal = find_deal(visit, ref)
    may_keep = visit.standing.may(Deed.EDIT_DEALS)
    row = CheckInRules.objects.filter(deal=deal).first()
    context = page(
        visit,
        deal,
        "deal_check_ins",
        rules=row,
        rows=[_row(visit, one) for one in _found(visit, deal)[:MOST]],
        contacts=_contacts(deal) if may_keep else [],
        may_keep=may_keep,
    )
    return render(request, "workspace/check_ins/list.html", context)


def _found(visit: Visit, deal: Deal) -> Any:
    """The check-ins of a deal that the visitor may see: all, or those of their own organisations."""
    rows = CheckIn.objects.filter(measure__clause__deal=deal)
    if not visit.standing.may(Deed.SEE_ALL_DEALS):
        rows = rows.filter(measure__clause__party__in=visit.standing.own_organisations)
    rows = rows.select_related("measure__clause__party", "measure__clause__deal", "file")
    return rows.prefetch_related("links", "steps").order_by("-asked_on", "-pk")


def _row(visit: Visit, check_in: CheckIn) -> dict[str, Any]:
    is_open = check_in.state == "open"
    return {
        "check_in": check_in,
        "clause": check_in.measure.clause,
        "is_late": is_open and check_in.due_on < visit.today,
        "steps": [step.get_step_display() for step in check_in.steps.all()],
        "links": [link for link in check_in.links.all() if link.account_id is None],
        "may_answer": is_open and may_tend(visit, check_in.measure),
    }


def _contacts(deal: Deal) -> list[dict[str, Any]]:
    """Every party with a commitment, with whom it wants to be asked."""
    owners = Organisation.objects.filter(commitments__deal=deal, commitments__is_dropped=False).distinct()
    rows = {row.organisation_id: row for row in Contact.objects.filter(deal=deal)}
    return [
        {"organisation": owner, "contact": rows.get(owner.pk), "known": known_address(owner)}
        for owner in owners.order_by("folded_name", "pk")
    ]


@within_city(Deed.EDIT_DEALS)
def rules(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """Say how the owners of a deal's measures are asked."""
    deal = find_deal(visit, ref)
    row = CheckInRules.objects.filter(deal=deal).first()
    now = rules_of(row) if row else usual_rules(deal)
    form = RulesForm(typed(request), initial=rules_initial(now, row.edition if row else 0))
    if request.method == "POST" and form.is_valid():
        try:
            set_rules(deal, form.rules(), by=visit.by, at=visit.at, seen=form.cleaned_data["seen"])
        except REFUSED as refusal:
            form.add_error(None, " ".join(sentences(refusal)))
        else:
            messages.success(request, __("Saved."))
            return HttpResponseRedirect(address("deal_check_ins", deal))
    context = page(visit, deal, "deal_check_ins", below=__("How owners are asked"), form=form)
    return render(request, "workspace/check_ins/form.html", context, status=422 if form.errors else 200)


@within_city(Deed.EDIT_DEALS)
def contact(request: HttpRequest, visit: Visit, ref: str, organisation: str) -> HttpResponse:
    """Say whom a party wants to be asked."""
    deal = find_deal(visit, ref)
    owner = get_object_or_404(Organisation, city=visit.city, ref=organisation, parties__deal=deal)
    row = Contact.objects.filter(deal=deal, organisation=owner).first()
    names = ("email", "deputy_email", "language")
    initial = {name: getattr(row, name) for name in names} if row else {}
    form = ContactForm(typed(request), city=visit.city, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            set_contact(deal, owner, **form.cleaned_data, by=visit.by, at=visit.at)
        except REFUSED as refusal:
            form.add_error(None, " ".join(sentences(refusal)))
        else:
            messages.success(request, __("Saved."))
            return HttpResponseRedirect(address("deal_check_ins", deal))
    words = __("Contact of %(name)s") % {"name": owner.name}
    context = page(visit, deal, "deal_check_ins", below=words, form=form)
    return render(request, "workspace/check_ins/form.html", context, status=422 if form.errors else 200)


@within_city(Deed.EDIT_DEALS)
@require_POST
def ask_now(request: HttpRequest, visit: Visit, ref: str, clause_ref: str) -> HttpResponse:
    """Ask about one measure now, whatever the rhythm."""
    deal = find_deal(visit, ref)
    found = ask(find_measure(visit, deal, clause_ref), by=visit.by, at=visit.at)
    if found is None:
        messages.info(request, __("This period was asked about already."))
    else:
        messages.success(request, __("The owner is asked; the mail goes out now."))
    return HttpResponseRedirect(address("deal_check_ins", deal))


@within_city(Deed.EDIT_DEALS)
@require_POST
def revoke_link(request: HttpRequest, visit: Visit, ref: str, link_ref: str) -> HttpResponse:
    """Make a link worthless."""
    deal = find_deal(visit, ref)
    links = CheckInLink.objects.select_related("check_in__city").filter(check_in__measure__clause__deal=deal)
    if revoke(get_object_or_404(links, ref=link_ref), by=visit.by, at=visit.at):
        messages.success(request, __("The link is worthless now, and its address is deleted."))
    return HttpResponseRedirect(address("deal_check_ins", deal))


@within_city(Deed.EDIT_DEALS, Deed.EDIT_OWN_MEASURES)
@require_POST
def answer(request: HttpRequest, visit: Visit, ref: str, check_in_ref: str) -> HttpResponse:  # noqa: ARG001
    """Lead somebody who is signed in to the page of the check-in, by a link that is theirs alone."""
    found = get_object_or_404(_found(visit, find_deal(visit, ref)), ref=check_in_ref)
    if not may_tend(visit, found.measure):
        raise Http404(check_in_ref)
    return HttpResponseRedirect(path_of(own_link(found, visit.account, at=visit.at)))


@within_city(*SEE)
def evidence(request: HttpRequest, visit: Visit, ref: str, check_in_ref: str) -> HttpResponse:  # noqa: ARG001
    """The file that came with an answer: for the city and the party itself."""
    found = get_object_or_404(_found(visit, find_deal(visit, ref)), ref=check_in_ref, file__isnull=False)
    return answer_with(found.file)
