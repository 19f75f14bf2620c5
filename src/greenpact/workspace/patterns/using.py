"""Beginning a deal from a pattern: choose partners and measures, fill the blanks, look at the text, begin."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as __

from greenpact.cities.models import City
from greenpact.deals.agreement.gathering import texts_of
from greenpact.deals.agreement.parts import Agreement
from greenpact.deals.agreement.printing import Edition
from greenpact.deals.models import Deal
from greenpact.deals.patterns.filling_in import Filled, fill_in
from greenpact.deals.patterns.pattern import Pattern
from greenpact.deals.patterns.starting import as_document, start
from greenpact.measures.planning import plan_commitments
from greenpact.measures.rules import State
from greenpact.parties.models import Organisation
from greenpact.parties.rules import Deed
from greenpact.ui.wording import worded
from greenpact.workspace.access import Visit, within_city
from greenpact.workspace.deals.new import proposed, twin_of
from greenpact.workspace.deals.pages import address
from greenpact.workspace.expiry import typed
from greenpact.workspace.frame import Here, city_frame
from greenpact.workspace.languages import languages_of
from greenpact.workspace.patterns.forms import UseForm, form_for, shown_partners
from greenpact.workspace.patterns.listing import above, find_offer, row_of
from greenpact.workspace.refusals import REFUSED, sentences

#: What the buttons of the form ask for.
BEGIN, PREVIEW = "begin", "preview"


@within_city(Deed.EDIT_DEALS)
def use(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """The pattern's form; its preview stands below, and nothing is written before one begins the deal."""
    offer = find_offer(visit, ref)
    data = typed(request)
    query = data.get("find_words", "")[:100].replace("\x00", "") if data else ""
    chosen = [one[:80].replace("\x00", "") for one in data.getlist("with_partners")[:200]] if data else []
    form = form_for(offer.pattern)(
        data,
        _first(visit.city),
        city=visit.city,
        pattern=offer.pattern,
        shown=shown_partners(visit.city, query, chosen),
    )
    wish = data.get("wish", "") if data else ""
    agreement: Agreement | None = None
    if request.method == "POST" and wish in (BEGIN, PREVIEW) and form.is_valid():
        try:
            filled = fill_in(offer.pattern, form.answers())
            if wish == BEGIN:
                deal = begin(visit, offer.pattern, filled, form.parties())
                messages.success(
                    request, __("The deal is drafted. Nobody outside the workspace sees it yet.")
                )
                return HttpResponseRedirect(address("deal", deal))
            agreement = _preview(visit.city, offer.pattern, filled, form.parties(), at=visit.at)
        except REFUSED as refusal:
            for words in sentences(refusal):
                form.add_error(None, words)
    is_wrong = request.method == "POST" and wish in (BEGIN, PREVIEW) and bool(form.errors)
    context = _context(visit, row_of(offer), form, query=query, is_wrong=is_wrong, agreement=agreement)
    return render(request, "workspace/patterns/use.html", context, status=422 if is_wrong else 200)


@transaction.atomic
def begin(visit: Visit, pattern: Pattern, filled: Filled, parties: list[Organisation]) -> Deal:
    """The draft with a measure for every commitment; one that was begun just so already, when sent twice."""
    if twin := twin_of(visit.city, filled.title):
        return twin
    ref = proposed(visit.city, filled.title)
    language = binding(visit.city, pattern)
    deal = start(
        visit.city, ref, pattern, filled, parties=parties, binding_language=language, by=visit.by, at=visit.at
    )
    plan_commitments(deal, state=State.PLANNED)
    return deal


def binding(city: City, pattern: Pattern) -> str:
    """Which language prevails at first: the city's own, where there are several."""
    spoken = [code for code in languages_of(city) if code in pattern.languages]
    return spoken[0] if spoken and len(pattern.languages) > 1 else ""


def _preview(
    city: City, pattern: Pattern, filled: Filled, parties: list[Organisation], *, at: datetime
) -> Agreement:
    document = as_document(pattern, filled, parties, binding_language=binding(city, pattern))
    deal = Deal(city=city, ref="new")
    texts = texts_of(document, deal, Edition(deal.full_ref, at), is_public=False)
    return texts.in_language(get_language() or "en")


def _first(city: City) -> dict[str, Any]:
    own = city.organisations.filter(kind="city").first()
    return {"own_city": own.ref if own else ""}


def _context(visit: Visit, row: Any, form: UseForm, **more: Any) -> dict[str, Any]:
    name = worded(row.name, get_language() or "en").text or row.ref
    return {
        **city_frame(visit, here=Here.DEALS, title=name, above=above(visit)),
        "row": row,
        "form": form,
        "name": name,
        "language": get_language() or "en",
        "back": reverse("workspace:patterns", args=[visit.city.slug]),
        **more,
    }
