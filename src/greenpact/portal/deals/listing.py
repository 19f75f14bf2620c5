"""The deals of a city: narrowed by filters, as list, table or map, page by page."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from greenpact.cities.models import City
from greenpact.deals.choices import DealKind
from greenpact.deals.filtering import DealFilter, address, grounds_of, narrowed, read
from greenpact.deals.models import Deal, DealQuerySet
from greenpact.pages.keyset import NEWEST_FIRST, Slice, TamperedCursor, slice_of
from greenpact.portal import addresses
from greenpact.portal.deals.filter_form import LABELS, chips_for, form_for
from greenpact.portal.deals.places import map_of
from greenpact.portal.deals.rows import listed, rows_of
from greenpact.portal.finding import find_city
from greenpact.portal.frame import Here, city_frame, in_language
from greenpact.portal.refusing import refused_cursor
from greenpact.ui.masthead import Place
from greenpact.ui.templatetags.ui import number

#: Counting stops here: beyond it, the exact number helps nobody and costs time.
COUNTED = 1000
PART = "results"


class View(StrEnum):
    LIST = "list"
    TABLE = "table"
    MAP = "map"


def deal_list(request: HttpRequest, city: str) -> HttpResponse:
    """The list, or with `part=results` the part of it that htmx replaces."""
    row = find_city(city)
    grounds = grounds_of(row)
    reading = read(request.GET, grounds)
    view, ignored = _view(request, reading.ignored)
    deals = narrowed(Deal.objects.published().of_city(row), reading.filter, grounds)
    try:
        page = slice_of(listed(deals), NEWEST_FIRST, request.GET.get("page", ""))
    except TamperedCursor:
        return refused_cursor(request, _frame(request, row), start=addresses.deals(city))
    action = addresses.deals(city)
    results = {
        "view": view,
        "ignored": ignored,
        "count_words": _count_in_words(deals, page, is_first="page" not in request.GET),
        "chips": chips_for(reading.filter, grounds, action=action, view=_named(view)),
        "is_beyond": not page.rows and "page" in request.GET,
        **_found(row, deals, page, reading.filter, view),
    }
    if request.GET.get("part") == PART:
        return _part(request, results, shown_at=address(action, reading.filter, view=_named(view)))
    form = form_for(reading.filter, grounds, action=action, view=_named(view))
    return render(request, "portal/deals/list.html", {**_frame(request, row), **results, "form": form})


def _part(request: HttpRequest, results: dict[str, Any], *, shown_at: str) -> HttpResponse:
    """What htmx replaces while somebody filters, and the address that the whole page has now."""
    response = render(request, "portal/deals/list.html#answer", {**results, "shown_at": shown_at})
    response["HX-Push-Url"] = shown_at
    response["X-Robots-Tag"] = "noindex"
    return response


def _frame(request: HttpRequest, city: City) -> dict[str, Any]:
    name = in_language(city.name)
    description = _("The Local Green Deals of %(city)s: what was agreed, by whom, and how far it is.") % {
        "city": name
    }
    return city_frame(request, city, here=Here.DEALS, title=_("Deals"), description=description)


def _found(
    city: City, deals: DealQuerySet, page: Slice[Deal], criteria: DealFilter, view: View
) -> dict[str, Any]:
    """What was found, with the addresses of its neighbours and of its other views."""
    base = addresses.deals(city.slug)
    return {
        "city": city,
        "city_name": in_language(city.name),
        "rows": rows_of(page.rows, city=city),
        "filter": criteria,
        "list_address": address(base, DealFilter(), view=_named(view)),
        "participate_address": addresses.participate(city.slug),
        "newer": address(base, criteria, view=_named(view), page=page.newer) if page.newer else "",
        "older": address(base, criteria, view=_named(view), page=page.older) if page.older else "",
        "views": _views(base, criteria, view),
        "map": map_of(deals, city) if view is View.MAP and page.rows else None,
        "lacks_deals": not criteria and _lacks_deals(deals, page),
    }


def _view(request: HttpRequest, ignored: Mapping[str, str]) -> tuple[View, list[tuple[str, str]]]:
    """The view asked for, and everything in the address that means nothing, as pairs of label and value."""
    asked = request.GET.get("view", "")
    pairs = [(str(LABELS[name]), value) for name, value in ignored.items()]
    if asked in list(View):
        return View(asked), pairs
    return View.LIST, [*pairs, (str(LABELS["view"]), asked[:60])] if asked else pairs


def _named(view: View) -> str:
    return "" if view is View.LIST else view.value


def _views(base: str, criteria: DealFilter, here: View) -> list[Place]:
    labels = {View.LIST: _("List"), View.TABLE: _("Table"), View.MAP: _("Map")}
    return [
        Place(label, address(base, criteria, view=_named(view)), view is here, icon=view.value)
        for view, label in labels.items()
    ]


def _count_in_words(deals: DealQuerySet, page: Slice[Deal], *, is_first: bool) -> str:
    """How many were found; counted by the database only when this page does not show it."""
    is_whole = is_first and not page.older
    count = len(page.rows) if is_whole else deals.order_by()[: COUNTED + 1].count()
    if count > COUNTED:
        return _("More than %(count)s records") % {"count": number(COUNTED)}
    return ngettext("%(count)s record", "%(count)s records", count) % {"count": number(count)}


def _lacks_deals(deals: DealQuerySet, page: Slice[Deal]) -> bool:
    """Whether the city has records, but none of them is a Local Green Deal."""
    return _has_no_deal(page.rows) and not (page.older and deals.filter(kind=DealKind.DEAL).exists())


def _has_no_deal(rows: Sequence[Deal]) -> bool:
    return bool(rows) and all(deal.kind != DealKind.DEAL for deal in rows)
