"""All patterns a city can begin a deal from, and the way to look at one, use it, or make it one's own."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as __

from greenpact.deals.choices import DealTier, LegalNature
from greenpact.deals.patterns.offering import Offer, offer_of, offers_of
from greenpact.parties.rules import Deed
from greenpact.ui.masthead import Place
from greenpact.ui.templatetags.ui import badge
from greenpact.ui.wording import Texts
from greenpact.workspace.access import Visit, within_city
from greenpact.workspace.frame import Here, city_frame


@dataclass(frozen=True, slots=True)
class PatternRow:
    """A pattern as the list shows it; the badge is safe HTML."""

    ref: str
    name: Texts
    use: Texts
    tier: str
    nature: str
    clauses: int
    at_least: int
    choices: int
    is_own: bool
    is_retired: bool
    edition: int


def row_of(offer: Offer) -> PatternRow:
    pattern = offer.pattern
    return PatternRow(
        ref=pattern.ref,
        name=pattern.name,
        use=pattern.use,
        tier=badge("tier", pattern.tier, DealTier(pattern.tier).label),
        nature=str(LegalNature(pattern.legal_nature).label),
        clauses=len(pattern.clauses),
        at_least=pattern.at_least,
        choices=len(pattern.catalogue),
        is_own=offer.row is not None,
        is_retired=offer.row is not None and offer.row.is_retired,
        edition=offer.row.edition if offer.row else 0,
    )


def find_offer(visit: Visit, ref: str) -> Offer:
    """A pattern on offer in the city; raises `Http404`."""
    offer = offer_of(visit.city, ref)
    if offer is None:
        raise Http404(ref)
    return offer


def above(visit: Visit, *, with_list: bool = True) -> list[Place]:
    """The places between the city and a page of patterns."""
    slug = visit.city.slug
    found = [Place(__("Deals"), reverse("workspace:deals", args=[slug]))]
    if with_list:
        found.append(Place(__("Patterns of deals"), reverse("workspace:patterns", args=[slug])))
    return found


@within_city(Deed.EDIT_DEALS)
def patterns(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The city's own patterns, then those that come with the platform."""
    rows = [row_of(offer) for offer in offers_of(visit.city, also_retired=True)]
    frame = city_frame(
        visit, here=Here.DEALS, title=__("Patterns of deals"), above=above(visit, with_list=False)
    )
    own = [row for row in rows if row.is_own]
    context = {**frame, "own": own, "delivered": [row for row in rows if not row.is_own]}
    return render(request, "workspace/patterns/list.html", context)
