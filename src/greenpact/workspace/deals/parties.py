"""The parties of a deal: their roles and order, adding one from the register, letting one go."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from greenpact.deals.choices import RoleInDeal
from greenpact.deals.document import Clause
from greenpact.deals.drafting import alter
from greenpact.deals.models import Deal
from greenpact.deals.parts import Parts, PartyEntry
from greenpact.parties.models import Organisation
from greenpact.parties.rules import Deed
from greenpact.workspace.access import Visit, within_city
from greenpact.workspace.deals.arranging import Way, clause_taken_out, moved
from greenpact.workspace.deals.finding import find_deal
from greenpact.workspace.deals.pages import address, page, subject_of
from greenpact.workspace.deals.writing import clauses_of, parties_of, write_clauses
from greenpact.workspace.editing.attempting import attempt, tried_again
from greenpact.workspace.editing.inputs import offer
from greenpact.workspace.editing.one_form import Editing, carry_out, edit
from greenpact.workspace.editing.seeing import Seen, sealed, unsealed
from greenpact.workspace.expiry import typed
from greenpact.workspace.refusals import CHANGED, saved_sentence

#: Organisations that a search shows at once, and those that stand there before one has searched.
MOST_FOUND, FIRST_FOUND = 12, 4

#: What may become of the commitments of a party that goes, beside being handed to another; no ref looks like these.
OUT, OPEN = ".out", ".open"


class RolesForm(forms.Form):
    """One role for each party."""

    def __init__(
        self,
        data: Any,
        initial: Mapping[str, Any] | None = None,
        *,
        entries: list[PartyEntry],
        **options: Any,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}), **options)
        for entry in entries:
            label = _("Role of %(name)s") % {"name": entry.organisation.name}
            self.fields[f"role_{entry.organisation.ref}"] = forms.ChoiceField(
                label=label, choices=RoleInDeal.choices, required=False
            )


@within_city(Deed.EDIT_DEALS)
@tried_again
def parties(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """The parties in order; saving keeps their roles, and the arrows move one of them as well."""
    deal = find_deal(visit, ref)
    entries = parties_of(deal)
    editing = edit(
        request,
        visit,
        partial(RolesForm, entries=entries),
        subject=subject_of(deal, "parties"),
        edition=deal.edition,
        stands={f"role_{entry.organisation.ref}": entry.role for entry in entries},
    )

    def write(values: dict[str, Any]) -> object:
        roles = [replace(entry, role=values[f"role_{entry.organisation.ref}"]) for entry in entries]
        return alter(
            deal, Parts(parties=_arranged(roles, request)), by=visit.by, at=visit.at, seen=deal.edition
        )

    if carry_out(request, visit, editing, write, said=saved_sentence(is_public=deal.is_published)):
        return HttpResponseRedirect(address("deal_parties", deal))
    return _shown(request, visit, deal, editing, entries)


def _shown(
    request: HttpRequest, visit: Visit, deal: Deal, editing: Editing[RolesForm], entries: list[PartyEntry]
) -> HttpResponse:
    clauses = clauses_of(deal)
    rows = [
        {
            "organisation": entry.organisation,
            "role": editing.form[f"role_{entry.organisation.ref}"],
            "commitments": len(_owed(clauses, entry.organisation)),
        }
        for entry in entries
        if f"role_{entry.organisation.ref}" in editing.form.fields
    ]
    query = request.GET.get("find", "")[:100].replace("\x00", "")
    context = page(
        visit,
        deal,
        "deal_parties",
        editing=editing,
        form=editing.form,
        rows=rows,
        query=query,
        found=_found(deal, entries, query),
        roles=RoleInDeal.choices,
        new_organisation=reverse("workspace:new_row", args=[visit.city.slug, "organisations"]),
    )
    part = "#found" if request.headers.get("HX-Target") == "found" else ""
    return render(request, f"workspace/deals/parties.html{part}", context, status=editing.status)


def _found(deal: Deal, entries: list[PartyEntry], query: str) -> list[Organisation]:
    """Organisations of the register that could be added: those whose name holds every word, else the first ones."""
    rows = deal.city.organisations.exclude(pk__in=[entry.organisation.pk for entry in entries])
    return list(rows.called(query)[: MOST_FOUND if query else FIRST_FOUND])


def _arranged(entries: list[PartyEntry], request: HttpRequest) -> list[PartyEntry]:
    """The parties, one of them moved when one of the arrows was pressed."""
    for way in Way:
        if ref := request.POST.get(way.value, ""):
            index = next((i for i, entry in enumerate(entries) if entry.organisation.ref == ref), None)
            return entries if index is None else moved(entries, index, way)
    return entries


@require_POST
@within_city(Deed.EDIT_DEALS)
@tried_again
def add_party(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """Add an organisation of the register in a role."""
    deal = find_deal(visit, ref)
    organisation = get_object_or_404(
        Organisation, city=visit.city, ref=request.POST.get("organisation", "")[:80].replace("\x00", "")
    )
    role = request.POST.get("role", "")
    role = role if role in RoleInDeal.values else RoleInDeal.SIGNATORY.value
    entries = [*parties_of(deal), PartyEntry(organisation, role)]
    add = partial(alter, deal, Parts(parties=entries), by=visit.by, at=visit.at, seen=deal.edition)
    attempt(request, add, said=__("%(name)s is party to the deal now.") % {"name": organisation.name})
    return HttpResponseRedirect(address("deal_parties", deal))


class FarewellForm(forms.Form):
    """What becomes of the commitments of a party that goes."""

    heir = forms.ChoiceField(label=_("What becomes of its commitments?"), widget=forms.RadioSelect)

    def __init__(self, data: Any, *, others: list[PartyEntry], may_be_open: bool) -> None:
        super().__init__(data, initial={"heir": OUT})
        choices: list[tuple[str, Any]] = [(OUT, _("They are taken out of the document with it."))]
        if may_be_open:
            choices.append((OPEN, _("They stay, and it is left open whose they are.")))
        choices += [
            (entry.organisation.ref, _("%(name)s takes them over.") % {"name": entry.organisation.name})
            for entry in others
        ]
        offer(self, "heir", choices)


@within_city(Deed.EDIT_DEALS)
@tried_again
def remove_party(request: HttpRequest, visit: Visit, ref: str, organisation: str) -> HttpResponse:
    """Say what letting a party go will do, then do it together with what becomes of its commitments."""
    deal = find_deal(visit, ref)
    entries = parties_of(deal)
    leaving = get_object_or_404(
        Organisation, city=visit.city, ref=organisation, pk__in=[entry.organisation.pk for entry in entries]
    )
    rest = [entry for entry in entries if entry.organisation != leaving]
    clauses = clauses_of(deal)
    owed = _owed(clauses, leaving)
    may_be_open = deal.is_compiled or not deal.is_published
    form = FarewellForm(typed(request), others=rest, may_be_open=may_be_open)
    refs = [clause.ref for clause in owed]
    if request.method == "POST" and unsealed(request.POST.get("seen", "")).values.get("owed") != refs:
        messages.warning(request, CHANGED)
    elif request.method == "POST" and (not owed or form.is_valid()):
        document = _bequeathed(clauses, owed, form.cleaned_data["heir"] if owed else OUT)
        write = partial(
            write_clauses, deal, document, parties=rest, by=visit.by, at=visit.at, seen=deal.edition
        )
        if attempt(
            request, write, said=__("%(name)s is no longer party to the deal.") % {"name": leaving.name}
        ):
            return HttpResponseRedirect(address("deal_parties", deal))
    words = str(__("Let %(name)s go")) % {"name": leaving.name}
    context = page(visit, deal, "deal_parties", below=words, leaving=leaving, owed=owed, form=form)
    context["seen"] = sealed(Seen(deal.edition, {"owed": refs}))
    status = 422 if request.method == "POST" else 200
    return render(request, "workspace/deals/remove_party.html", context, status=status)


def _owed(clauses: list[Clause], organisation: Organisation) -> list[Clause]:
    return [clause for clause in clauses if clause.party == organisation.ref]


def _bequeathed(clauses: list[Clause], owed: list[Clause], heir: str) -> list[Clause]:
    """The document after a party went: its commitments taken out, left open, or handed over."""
    for clause in owed:
        if heir == OUT:
            clauses = clause_taken_out(clauses, clause.ref)
        else:
            party = "" if heir == OPEN else heir
            clauses = [replace(other, party=party) if other.ref == clause.ref else other for other in clauses]
    return clauses
