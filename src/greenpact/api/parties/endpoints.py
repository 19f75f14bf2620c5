"""Lists of parties, and a party."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop as _
from ninja import Query, Router

from greenpact.api.addresses import addresses_for
from greenpact.api.answers import answer
from greenpact.api.asking import Asked, CitySlug, PartiesAsked, RowRef, only_known
from greenpact.api.common.listing import listing
from greenpact.api.finding import find_city, find_party, public_parties, with_surroundings
from greenpact.api.parties import shapes
from greenpact.api.parties.telling import party_head, whole_party
from greenpact.pages.keyset import Order, slice_of
from greenpact.parties.models import Organisation

router = Router(tags=[_("Parties")])

PARTIES = Order("parties-of-register", "pk", read=int)


@router.get(
    "/parties",
    response=shapes.PartyList,
    operation_id="parties",
    summary=_("Parties of all cities"),
    description=_("Organisations that are, or were, party to a public deal; in the order of the register."),
)
@only_known
def parties(request: HttpRequest, asked: Query[PartiesAsked]) -> HttpResponse:
    return _parties(request, asked, public_parties().filter(city__is_invented=False))


@router.get(
    "/cities/{slug:city}/parties",
    response=shapes.PartyList,
    operation_id="parties_of_city",
    summary=_("Parties of a city"),
    description=_("Organisations of the city's register that are, or were, party to a public deal."),
)
@only_known
def parties_of_city(request: HttpRequest, city: CitySlug, asked: Query[PartiesAsked]) -> HttpResponse:
    return _parties(request, asked, public_parties().filter(city=find_city(city)))


@router.get(
    "/parties/{slug:city}/{slug:ref}",
    response=shapes.Party,
    operation_id="party",
    summary=_("A party"),
    description=_("An organisation with all its public deals and the role it plays in each."),
)
@only_known
def party(request: HttpRequest, city: CitySlug, ref: RowRef, asked: Query[Asked]) -> HttpResponse:  # noqa: ARG001 - checked, not needed
    return answer(request, whole_party(find_party(city, ref), addresses_for(request)))


def _parties(request: HttpRequest, asked: PartiesAsked, rows: QuerySet[Organisation]) -> HttpResponse:
    here = addresses_for(request)
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    page = slice_of(with_surroundings(rows), PARTIES, asked.page, size=asked.size)
    items = [party_head(row, here) for row in page.rows]
    data: shapes.PartyList = {**listing(request, page), "items": items}
    return answer(request, data)
