"""How far a city's promises are: measures by field and by party, as counts that lead to the measures themselves."""

from collections import Counter
from collections.abc import Collection
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from greenpact.cities.models import City
from greenpact.portal import addresses
from greenpact.portal.finding import find_city
from greenpact.portal.frame import Here, city_frame, in_language
from greenpact.portal.progress.counting import cells_of, grouped, standing_of
from greenpact.portal.progress.filter_form import chips_for, form_for, ignored_in_words
from greenpact.portal.progress.filtering import MeasureFilter, is_late, measures_of, narrowed, read
from greenpact.portal.progress.grounds import Grounds, grounds_of
from greenpact.ui.templatetags.ui import number

#: More parties than these are found through the filter and on their own pages.
MOST_PARTIES = 300


def progress_page(request: HttpRequest, city: str) -> HttpResponse:
    row = find_city(city)
    shared = shared_deals(row)
    grounds = grounds_of(row, shared=shared)
    criteria, ignored = read(request.GET, grounds.refs)
    action = addresses.progress(city)
    context = {
        **progress_frame(request, row, title=_("Progress")),
        **_counted(row, shared, criteria, grounds),
        "form": form_for(criteria, grounds, action=action),
        "chips": chips_for(criteria, grounds, action=action),
        "ignored": ignored_in_words(ignored),
        "list_address": criteria.at(addresses.progress_measures(city)),
        "start_address": action,
        "filter": criteria,
    }
    return render(request, "portal/progress/page.html", context)


def shared_deals(city: City) -> list[int]:
    """The keys of deals in other cities' registers in which a city takes part (one query)."""
    return list(city.shared_deals.values_list("pk", flat=True))


def progress_frame(request: HttpRequest, city: City, *, title: str, **more: Any) -> dict[str, Any]:
    description = _("How far the promises of %(city)s and its partners are, measure by measure.") % {
        "city": in_language(city.name)
    }
    return city_frame(request, city, here=Here.PROGRESS, title=title, description=description, **more)


def _counted(
    city: City, shared: Collection[int], criteria: MeasureFilter, grounds: Grounds
) -> dict[str, Any]:
    """All counts of what is narrowed so (one query)."""
    today = city.day(timezone.now())
    found = narrowed(measures_of(city, shared=shared), criteria, city=city, today=today)
    columns = ("state", "late", "clause__deal", "clause__party")
    rows = list(found.annotate(late=is_late(today)).order_by().values_list(*columns))
    base = addresses.progress_measures(city.slug)
    by_field = [(state, late, grounds.deals[deal].field) for state, late, deal, _party in rows]
    by_party = [(state, late, party) for state, late, _deal, party in rows]
    parties = grouped(by_party, grounds.parties, criteria, by="party", base=base)
    numbers = Counter(standing_of(state, late=late) for state, late, *_rest in rows)
    return {
        "today": today,
        "total": len(rows),
        "total_words": count_in_words(len(rows)),
        "cells": cells_of(numbers, criteria, base),
        "fields": grouped(by_field, grounds.fields, criteria, by="field", base=base),
        "parties": parties[:MOST_PARTIES],
        "further_parties": max(0, len(parties) - MOST_PARTIES),
        "parties_address": addresses.parties(city.slug),
    }


def count_in_words(count: int) -> str:
    return ngettext("%(count)s measure", "%(count)s measures", count) % {"count": number(count)}
