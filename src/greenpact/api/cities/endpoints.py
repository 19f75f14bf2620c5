"""The list of cities, and a city."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_noop as _
from ninja import Query, Router

from greenpact.api.addresses import addresses_for
from greenpact.api.answers import answer
from greenpact.api.asking import Asked, CitySlug, Paged, only_known
from greenpact.api.cities import shapes
from greenpact.api.cities.telling import HEAD, city_head, whole_city
from greenpact.api.common.links import CITY
from greenpact.api.common.listing import listing
from greenpact.api.finding import find_city
from greenpact.cities.models import City
from greenpact.pages.keyset import Order, slice_of

router = Router(tags=[_("Cities")])

BY_SLUG = Order("cities", "slug")


@router.get(
    "/cities",
    response=shapes.CityList,
    operation_id="cities",
    summary=_("The cities of the network"),
    description=_("By slug. Cities that were made up for trials are left out."),
)
@only_known
def cities(request: HttpRequest, asked: Query[Paged]) -> HttpResponse:
    here = addresses_for(request)
    rows = City.objects.real().only(*CITY, *HEAD)
    page = slice_of(rows, BY_SLUG, asked.page, size=asked.size)
    data: shapes.CityList = {
        **listing(request, page),
        "items": [city_head(row, here) for row in page.rows],
    }
    return answer(request, data)


@router.get(
    "/cities/{slug:city}",
    response=shapes.City,
    operation_id="city",
    summary=_("A city"),
    description=_(
        "What the city says of itself: its programme, fields of work, offices, districts, targets, figures and what "
        "it counts as a Local Green Deal."
    ),
)
@only_known
def city(request: HttpRequest, city: CitySlug, asked: Query[Asked]) -> HttpResponse:  # noqa: ARG001 - checked, not needed
    row = find_city(city, *HEAD, "outline")
    return answer(request, whole_city(row, addresses_for(request), today=row.day(timezone.now())))
