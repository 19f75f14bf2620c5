"""What changed: each city's stream in order, and the newest of all cities."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop as _
from ninja import Query, Router

from greenpact.api.addresses import addresses_for
from greenpact.api.answers import answer
from greenpact.api.asking import ChangesAsked, CitySlug, Paged, only_known
from greenpact.api.changes import shapes
from greenpact.api.changes.telling import changes
from greenpact.api.common.listing import beside, listing
from greenpact.api.finding import find_city
from greenpact.journal.models import Entry
from greenpact.pages.keyset import Order, slice_of

router = Router(tags=[_("Changes")])

NEWEST = Order("changes", "pk", is_descending=True, read=int)


@router.get(
    "/changes",
    response=shapes.ChangeList,
    operation_id="changes",
    summary=_("Changes in all cities"),
    description=_(
        "The newest first. Whoever wants to miss nothing reads the stream of each city, where entries have numbers."
    ),
)
@only_known
def changes_of_all(request: HttpRequest, asked: Query[Paged]) -> HttpResponse:
    entries = Entry.objects.public().filter(chain__city__is_invented=False)
    page = slice_of(entries, NEWEST, asked.page, size=asked.size)
    data: shapes.ChangeList = {**listing(request, page), "items": changes(page.rows, addresses_for(request))}
    return answer(request, data)


@router.get(
    "/cities/{slug:city}/changes",
    response=shapes.Stream,
    operation_id="changes_of_city",
    summary=_("Changes in a city"),
    description=_(
        "The public entries of the city's journal as a stream of events, in order and without gaps in what is public. "
        "Keep the number of the last entry and ask for those since."
    ),
)
@only_known
def changes_of_city(request: HttpRequest, city: CitySlug, asked: Query[ChangesAsked]) -> HttpResponse:
    here = addresses_for(request)
    chain = find_city(city).chain
    entries = Entry.objects.public().filter(chain=chain, number__gt=asked.since).order_by("number")
    found = list(entries[: asked.size])
    goes_on = bool(found) and found[-1].number < chain.revision
    data: shapes.Stream = {
        "@context": here.context,
        "@id": request.build_absolute_uri(),
        "@type": "Stream",
        "revision": chain.revision,
        "next": beside(request, since=str(found[-1].number)) if goes_on else None,
        "items": changes(found, here),
    }
    return answer(request, data)
