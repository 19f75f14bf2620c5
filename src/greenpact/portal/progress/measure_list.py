"""The measures behind a count: a list that is narrowed, paged and taken along as a file."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from greenpact.cities.models import City
from greenpact.measures.models import Measure, MeasureQuerySet
from greenpact.pages.keyset import Order, TamperedCursor, slice_of
from greenpact.portal import addresses
from greenpact.portal.deals.commitments import measure_row
from greenpact.portal.finding import find_city
from greenpact.portal.frame import in_language
from greenpact.portal.open_data.measure_tables import MEASURES
from greenpact.portal.open_data.scope import Scope
from greenpact.portal.open_data.writing import FORMATS
from greenpact.portal.progress.filter_form import chips_for, form_for, ignored_in_words
from greenpact.portal.progress.filtering import MeasureFilter, measures_of, narrowed, read
from greenpact.portal.progress.grounds import grounds_of
from greenpact.portal.progress.page import count_in_words, progress_frame, shared_deals
from greenpact.portal.refusing import refused_cursor
from greenpact.portal.streaming import streamed
from greenpact.ui.masthead import Place

#: In the order in which they were promised: whoever is late does not stand first.
AS_PROMISED = Order("measures", "clause_id", read=int)
ENDINGS = ("csv", "sheet.csv", "json")
CHUNK = 500


@dataclass(frozen=True, slots=True)
class ListedMeasure:
    """A measure in the list. `badge` is safe HTML."""

    address: str
    title: str
    deal: str
    deal_address: str
    party: str
    badge: SafeString
    late: str
    due_on: date | None


def measure_list(request: HttpRequest, city: str) -> HttpResponse:
    row = find_city(city)
    today, shared = row.day(timezone.now()), shared_deals(row)
    grounds = grounds_of(row, shared=shared)
    criteria, ignored = read(request.GET, grounds.refs)
    action = addresses.progress_measures(city)
    above = [Place(_("Progress"), criteria.at(addresses.progress(city)))]
    frame = progress_frame(request, row, title=_("Measures"), above=above)
    found = narrowed(measures_of(row, shared=shared), criteria, city=row, today=today)
    try:
        page = slice_of(_along(found), AS_PROMISED, request.GET.get("page", ""))
    except TamperedCursor:
        return refused_cursor(request, frame, start=action)
    is_whole = not (page.newer or page.older)
    context = {
        "rows": [_listed(one, today) for one in page.rows],
        "count_words": count_in_words(len(page.rows) if is_whole else found.order_by().count()),
        "form": form_for(criteria, grounds, action=action),
        "chips": chips_for(criteria, grounds, action=action),
        "ignored": ignored_in_words(ignored),
        "counts_address": criteria.at(addresses.progress(city)),
        "start_address": action,
        "files": [(ending, criteria.at(f"{action.removesuffix('/')}.{ending}")) for ending in ENDINGS],
        "newer": criteria.at(action, page=page.newer) if page.newer else "",
        "older": criteria.at(action, page=page.older) if page.older else "",
    }
    return render(request, "portal/progress/measures.html", {**frame, **context})


@require_safe
def measure_file(request: HttpRequest, city: str, ending: str) -> HttpResponseBase:
    """The same measures as a file, with the columns of the open data."""
    row = find_city(city)
    if ending not in ENDINGS:
        raise Http404(ending)
    today, shared = row.day(timezone.now()), shared_deals(row)
    criteria, _ignored = read(request.GET, grounds_of(row, shared=shared).refs)
    table = replace(MEASURES, rows=partial(_rows, row, criteria))
    scope = Scope(f"{request.scheme}://{request.get_host()}", today, row)
    media_type, write = FORMATS[ending]
    answer = streamed(request, city, partial(write, table, scope), media_type=media_type)
    answer["Content-Disposition"] = f'attachment; filename="{city}-measures.{ending}"'
    return answer


def _rows(city: City, criteria: MeasureFilter, scope: Scope) -> Iterator[Measure]:
    found = narrowed(measures_of(city, shared=shared_deals(city)), criteria, city=city, today=scope.today)
    return _along(found).order_by("clause_id").iterator(CHUNK)


def _along(measures: MeasureQuerySet) -> MeasureQuerySet:
    return measures.select_related("clause__deal__city", "clause__party").prefetch_related("milestones")


def _listed(measure: Measure, today: date) -> ListedMeasure:
    clause, deal = measure.clause, measure.clause.deal
    row = measure_row(measure, today)
    return ListedMeasure(
        address=addresses.measure(deal.city.slug, deal.ref, clause.ref),
        title=in_language(clause.text),
        deal=in_language(deal.title),
        deal_address=addresses.deal(deal.city.slug, deal.ref),
        party=clause.party.name if clause.party else "",
        badge=row.badge,
        late=row.late,
        due_on=measure.due_on,
    )
