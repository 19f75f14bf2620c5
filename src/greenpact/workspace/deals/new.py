"""A new deal: what it is called and what kind it is; everything else follows in the editor."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from greenpact.cities.models import City
from greenpact.deals.choices import DealKind, DealTier, LegalNature
from greenpact.deals.drafting import draft
from greenpact.deals.models import Deal
from greenpact.deals.parts import Parts
from greenpact.deals.rules import Nature
from greenpact.parties.rules import Deed
from greenpact.ui.masthead import Place
from greenpact.workspace.access import Visit, within_city
from greenpact.workspace.choices import OneRow
from greenpact.workspace.deals.pages import address
from greenpact.workspace.deals.texts import TITLE
from greenpact.workspace.editing.inputs import InLanguages, gathered
from greenpact.workspace.editing.one_form import carry_out, edit
from greenpact.workspace.frame import Here, city_frame
from greenpact.workspace.languages import languages_of
from greenpact.workspace.naming import LONGEST, RESERVED, free_ref, propose_from

SUBJECT = "deal:new"
BLANK = {
    "kind": DealKind.DEAL.value,
    "tier": DealTier.AGREEMENT.value,
    "legal_nature": Nature.INTENT.value,
    "ref": "",
}


class NewDealForm(InLanguages):
    """The beginning of a deal."""

    worded = {"title": TITLE}

    kind = forms.ChoiceField(label=_("Kind"), choices=DealKind.choices)
    tier = forms.ChoiceField(label=_("Tier"), choices=[("", "–"), *DealTier.choices], required=False)
    legal_nature = forms.ChoiceField(label=_("Legal nature"), choices=LegalNature.choices)
    ref = forms.SlugField(
        label=_("Short name"),
        max_length=LONGEST,
        required=False,
        help_text=_(
            "It stands in the deal's address and stays for good. Left empty, it is made from the title."
        ),
    )

    def __init__(self, *args: Any, city: City, **options: Any) -> None:
        super().__init__(*args, **options)
        self.city = city
        self.fields["field"] = OneRow(city.fields.all(), label=_("Field"))

    def clean_ref(self) -> str:
        ref = str(self.cleaned_data["ref"]).lower()
        if ref in RESERVED:
            raise forms.ValidationError(
                __("This word is an address of its own. Choose a different short name.")
            )
        return ref

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        title = gathered("title", cleaned)
        if not title and not any(name.startswith("title_") for name in self.errors):
            raise forms.ValidationError(__("Give the deal a title in at least one language."))
        return cleaned


def proposed(city: City, title: Mapping[str, str]) -> str:
    """A free short name made from a title."""
    ref = propose_from(title, first=languages_of(city)) or "deal"
    return free_ref(
        ref, set(Deal.objects.filter(city=city, ref__startswith=ref).values_list("ref", flat=True))
    )


@within_city(Deed.EDIT_DEALS)
def new(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Begin a deal; it is a draft that only the workspace sees."""
    make = partial(NewDealForm, languages=languages_of(visit.city), city=visit.city)
    editing = edit(request, visit, make, subject=SUBJECT, edition=0, stands=BLANK)
    made: list[Deal] = []

    def write(values: dict[str, Any]) -> object:
        title = gathered("title", values)
        head = {name: values[name] for name in ("kind", "tier", "legal_nature", "field")}
        if not values["ref"] and (twin := twin_of(visit.city, title)):
            made.append(twin)
            return False  # sent twice
        ref = values["ref"] or proposed(visit.city, title)
        made.append(draft(visit.city, ref, Parts(head={**head, "title": title}), by=visit.by, at=visit.at))
        return made

    said = __("The deal is drafted. Nobody outside the workspace sees it yet.")
    if carry_out(request, visit, editing, write, said=said):
        return HttpResponseRedirect(address("deal", made[0]))
    above = [Place(__("Deals"), reverse("workspace:deals", args=[visit.city.slug]))]
    frame = city_frame(visit, here=Here.DEALS, title=__("New deal"), above=above)
    return render(
        request,
        "workspace/deals/new.html",
        {**frame, "editing": editing, "form": editing.form, "back": above[0].address},
        status=editing.status,
    )


def twin_of(city: City, title: Mapping[str, str]) -> Deal | None:
    """A draft that was begun with this very title and that nobody has touched since."""
    fresh = Deal.objects.filter(city=city, published_at__isnull=True, edition=1)
    alike = fresh.filter(ref__startswith=propose_from(title, first=languages_of(city)))
    return next((deal for deal in alike if deal.title == title), None)


@within_city(Deed.EDIT_DEALS)
def propose(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The field for the short name, filled from the title as long as nobody has written one of their own."""
    typed = {name: request.GET.get(name, "")[:300] for name in request.GET if name.startswith("title_")}
    ref, before = request.GET.get("ref", "")[:LONGEST], request.GET.get("proposed", "")[:LONGEST]
    title = gathered("title", typed)
    fresh = proposed(visit.city, title) if title and ref in ("", before) else ref
    form = NewDealForm(None, {**BLANK, "ref": fresh}, languages=[], city=visit.city)
    context = {"visit": visit, "form": form, "proposed": before if fresh == ref else fresh}
    return render(request, "workspace/deals/new.html#short_name", context)
