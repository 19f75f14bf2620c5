"""Lists of deals, a deal, and the versions of its document."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_noop as _
from ninja import Query, Router

from greenpact.api.addresses import addresses_for
from greenpact.api.answers import JSON, answer
from greenpact.api.asking import Asked, CitySlug, DealsAsked, RowRef, VersionNumber, only_known, unknown_here
from greenpact.api.common.listing import listing
from greenpact.api.deals import shapes
from greenpact.api.deals.telling import HEAD, heads, whole_deal
from greenpact.api.finding import find_city, find_deal
from greenpact.cities.models import City, District, Field
from greenpact.deals.filtering import DealFilter, Grounds, narrowed
from greenpact.deals.models import Deal, DealQuerySet
from greenpact.pages.keyset import NEWEST_FIRST, slice_of

router = Router(tags=[_("Deals")])


@router.get(
    "/deals",
    response=shapes.DealList,
    operation_id="deals",
    summary=_("Deals of all cities"),
    description=_(
        "The public deals of the network, the last changed ones first. Fields of work and districts are told by their "
        "short names, in whichever city they are."
    ),
)
@only_known
def deals(request: HttpRequest, asked: Query[DealsAsked]) -> HttpResponse:
    rows = Deal.objects.published().filter(city__is_invented=False)
    return _deals(request, asked, narrowed(rows, asked.filter()))


@router.get(
    "/cities/{slug:city}/deals",
    response=shapes.DealList,
    operation_id="deals_of_city",
    summary=_("Deals of a city"),
    description=_(
        "The public deals of the city's register, and those of other cities in which it takes part; the last changed "
        "ones first."
    ),
)
@only_known
def deals_of_city(request: HttpRequest, city: CitySlug, asked: Query[DealsAsked]) -> HttpResponse:
    row, criteria = find_city(city), asked.filter()
    rows = Deal.objects.published().of_city(row)
    return _deals(request, asked, narrowed(rows, criteria, _grounds(row, criteria)), city=row)


@router.get(
    "/deals/{slug:city}/{slug:ref}",
    response=shapes.Deal,
    operation_id="deal",
    summary=_("A deal"),
    description=_(
        "Everything that was agreed: parties, clauses, the measures that carry commitments out with their lateness of "
        "today, the versions of the document with their hashes, and the sources."
    ),
)
@only_known
def deal(request: HttpRequest, city: CitySlug, ref: RowRef, asked: Query[Asked]) -> HttpResponse:  # noqa: ARG001 - checked, not needed
    row = find_city(city)
    told = whole_deal(find_deal(row, ref), row, addresses_for(request), today=row.day(timezone.now()))
    return answer(request, told)


@router.get(
    "/deals/{slug:city}/{slug:ref}/versions/{int:number}",
    response=shapes.DocumentVersion,
    operation_id="version",
    summary=_("A version of a deal's document"),
    description=_(
        "The document as it was published: canonical JSON (RFC 8785), byte for byte what was hashed with SHA-256. It "
        "never changes."
    ),
)
@only_known
def version(
    request: HttpRequest,  # noqa: ARG001 - every endpoint is given it
    city: CitySlug,
    ref: RowRef,
    number: VersionNumber,
    asked: Query[Asked],  # noqa: ARG001 - checked, not needed
) -> HttpResponse:
    row = find_deal(find_city(city), ref).versions.filter(number=number).first()
    if row is None:
        raise Http404(number)
    return HttpResponse(row.canonical.encode(), content_type=JSON)


def _grounds(city: City, criteria: DealFilter) -> Grounds:
    """What of the city the filter names; raises `Unreadable` when the city does not have it."""
    fields = Field.objects.filter(city=city) if criteria.field or criteria.sector else ()
    districts = District.objects.filter(city=city) if criteria.district else ()
    grounds = Grounds({row.ref: row for row in fields}, {row.ref: row for row in districts})
    for name, known in (("field", grounds.fields), ("district", grounds.districts)):
        value = getattr(criteria, name)
        if value and value not in known:
            raise unknown_here(name, known)
    return grounds


def _deals(
    request: HttpRequest, asked: DealsAsked, rows: DealQuerySet, *, city: City | None = None
) -> HttpResponse:
    page = slice_of(rows.select_related("field").only(*HEAD), NEWEST_FIRST, asked.page, size=asked.size)
    items = heads(page.rows, addresses_for(request), city=city)
    data: shapes.DealList = {**listing(request, page), "items": items}
    return answer(request, data)
