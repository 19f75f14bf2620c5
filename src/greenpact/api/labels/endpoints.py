"""Lists of labels, of a city and of the network, and a label with the documents of its parties."""

from datetime import UTC, date

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_noop as _
from ninja import Query, Router

from greenpact.api.addresses import addresses_for
from greenpact.api.answers import answer
from greenpact.api.asking import Asked, CitySlug, LabelsAsked, RowRef, only_known
from greenpact.api.common.listing import listing
from greenpact.api.finding import find_city
from greenpact.api.labels import shapes
from greenpact.api.labels.telling import labels_in_list, whole_label
from greenpact.cities.models import City
from greenpact.labels.models import Label
from greenpact.pages.keyset import Order, slice_of

router = Router(tags=[_("Labels")])

ORDER = Order("labels", "pk", read=int)


@router.get(
    "/labels",
    response=shapes.LabelList,
    operation_id="labels",
    summary=_("Labels of all cities"),
    description=_(
        "What cities confirm of deals that are signed and public, whether it holds now or not. Standings are those of "
        "today (UTC)."
    ),
)
@only_known
def labels(request: HttpRequest, asked: Query[LabelsAsked]) -> HttpResponse:
    return _labels(request, asked, None)


@router.get(
    "/cities/{slug:city}/labels",
    response=shapes.LabelList,
    operation_id="labels_of_city",
    summary=_("Labels of a city"),
    description=_("What the city confirms of its deals. Standings are those of today there."),
)
@only_known
def labels_of_city(request: HttpRequest, city: CitySlug, asked: Query[LabelsAsked]) -> HttpResponse:
    return _labels(request, asked, find_city(city))


@router.get(
    "/labels/{slug:city}/{slug:ref}",
    response=shapes.Label,
    operation_id="label",
    summary=_("A label"),
    description=_(
        "Level, standing and validity, with the credentials and certificates of its parties and the keys by which "
        "they are verified."
    ),
)
@only_known
def label(request: HttpRequest, city: CitySlug, ref: RowRef, asked: Query[Asked]) -> HttpResponse:  # noqa: ARG001 - checked, not needed
    row = find_city(city)
    found = (
        Label.objects.public().filter(city=row, ref=ref).select_related("deal", "scheme", "version").first()
    )
    if found is None:
        raise Http404(ref)
    found.city = row
    return answer(request, whole_label(found, addresses_for(request), today=row.day(timezone.now())))


def _labels(request: HttpRequest, asked: LabelsAsked, city: City | None) -> HttpResponse:
    today = _today(city)
    rows = Label.objects.holding(today) if asked.holds else Label.objects.public()
    rows = rows.filter(city=city) if city else rows.filter(city__is_invented=False)
    if asked.level:
        rows = rows.filter(level=asked.level)
    page = slice_of(rows.select_related("deal", "scheme", "version"), ORDER, asked.page, size=asked.size)
    items = labels_in_list(page.rows, addresses_for(request), today=today)
    data: shapes.LabelList = {**listing(request, page), "items": items}
    return answer(request, data)


def _today(city: City | None) -> date:
    now = timezone.now()
    return city.day(now) if city else now.astimezone(UTC).date()
