"""Lists of clauses and of measures, of a city and of the network."""

from datetime import UTC

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_noop as _
from ninja import Query, Router

from greenpact.api.addresses import addresses_for
from greenpact.api.answers import answer
from greenpact.api.asking import CitySlug, ClausesAsked, MeasuresAsked, only_known
from greenpact.api.clauses import shapes
from greenpact.api.clauses.telling import clauses_in_list, measures_in_list
from greenpact.api.common.listing import listing
from greenpact.api.finding import find_city
from greenpact.cities.models import City
from greenpact.deals.models import ClauseRow
from greenpact.measures.models import Measure
from greenpact.pages.keyset import Order, slice_of

router = Router(tags=[_("Clauses and measures")])

#: Deal by deal in the order of the register: both are read straight from an index, however far down.
CLAUSES = Order("clauses", "deal_id", read=int)
MEASURES = Order("measures", "pk", read=int)


@router.get(
    "/clauses",
    response=shapes.ClauseList,
    operation_id="clauses",
    summary=_("Clauses of all cities"),
    description=_("What was agreed in public deals, deal by deal: goals, commitments and provisions."),
)
@only_known
def clauses(request: HttpRequest, asked: Query[ClausesAsked]) -> HttpResponse:
    return _clauses(request, asked, None)


@router.get(
    "/cities/{slug:city}/clauses",
    response=shapes.ClauseList,
    operation_id="clauses_of_city",
    summary=_("Clauses of a city"),
    description=_("What was agreed in the public deals of the city's register, deal by deal."),
)
@only_known
def clauses_of_city(request: HttpRequest, city: CitySlug, asked: Query[ClausesAsked]) -> HttpResponse:
    return _clauses(request, asked, find_city(city))


@router.get(
    "/measures",
    response=shapes.MeasureList,
    operation_id="measures",
    summary=_("Measures of all cities"),
    description=_("How the commitments of public deals are carried out. Lateness is that of today (UTC)."),
)
@only_known
def measures(request: HttpRequest, asked: Query[MeasuresAsked]) -> HttpResponse:
    return _measures(request, asked, None)


@router.get(
    "/cities/{slug:city}/measures",
    response=shapes.MeasureList,
    operation_id="measures_of_city",
    summary=_("Measures of a city"),
    description=_(
        "How the commitments of the city's public deals are carried out. Lateness is that of today there."
    ),
)
@only_known
def measures_of_city(request: HttpRequest, city: CitySlug, asked: Query[MeasuresAsked]) -> HttpResponse:
    return _measures(request, asked, find_city(city))


def _clauses(request: HttpRequest, asked: ClausesAsked, city: City | None) -> HttpResponse:
    rows = ClauseRow.objects.public(city)
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    page = slice_of(rows, CLAUSES, asked.page, size=asked.size)
    items = clauses_in_list(page.rows, addresses_for(request))
    data: shapes.ClauseList = {**listing(request, page), "items": items}
    return answer(request, data)


def _measures(request: HttpRequest, asked: MeasuresAsked, city: City | None) -> HttpResponse:
    now = timezone.now()
    today = city.day(now) if city else now.astimezone(UTC).date()
    rows = Measure.objects.public()
    rows = rows.filter(city=city) if city else rows.filter(city__is_invented=False)
    if asked.state:
        rows = rows.filter(state=asked.state)
    if asked.late:
        rows = rows.late(today)
    rows = rows.select_related("clause").prefetch_related("milestones")
    page = slice_of(rows, MEASURES, asked.page, size=asked.size)
    items = measures_in_list(page.rows, addresses_for(request), today=today)
    data: shapes.MeasureList = {**listing(request, page), "on": today.isoformat(), "items": items}
    return answer(request, data)
