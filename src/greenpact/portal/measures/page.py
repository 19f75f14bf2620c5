"""The public page of a measure, and of what is counted of a deal as a whole."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from greenpact.deals.models import Deal
from greenpact.measures.models import Indicator, IndicatorQuerySet
from greenpact.measures.rules import time_gone
from greenpact.portal import addresses
from greenpact.portal.deals.commitments import StepRow, commitment_row, measure_of
from greenpact.portal.deals.history import history_of
from greenpact.portal.finding import find_deal
from greenpact.portal.frame import Here, city_frame, in_language
from greenpact.portal.measures.rows import IndicatorRow, indicator_row
from greenpact.portal.measures.statements import columns_of
from greenpact.portal.measures.weather import winters_of
from greenpact.ui.figures import number, share
from greenpact.ui.masthead import Place

LONGEST_TITLE = 90


def measure_page(request: HttpRequest, city: str, deal: str, clause: str) -> HttpResponse:
    """A measure of a public deal: promise, owner, time, and every indicator with its readings."""
    row = find_deal(city, deal)
    found = get_object_or_404(
        row.clauses.standing().select_related("party", "measure").prefetch_related("measure__milestones"),
        ref=clause,
    )
    measure = measure_of(found)
    if measure is None:
        raise Http404(clause)
    today = row.city.day(timezone.now())
    gone = time_gone(measure.starts_on, measure.due_on, today=today)
    commitment = commitment_row(found, today=today)
    title = in_language(found.text)
    context = {
        **_frame(request, row, _shortened(title)),
        "deal": row,
        "commitment": commitment,
        "owner": found.party,
        "follow_address": addresses.follow(row.city.slug, "measure", f"{row.ref}/{found.ref}"),
        "time": gone,
        "milestones": _milestones(commitment.measure.steps, get_language() or "en"),
        "history": history_of(row, [found], clause=found.ref),
        "time_in_words": "" if gone is None else share(gone, get_language() or "en"),
        "indicators": rows_of(Indicator.objects.filter(measure=measure)),
        "columns": columns_of(measure),
    }
    return render(request, "portal/measures/measure.html", context)


def _milestones(steps: Sequence[StepRow], language: str) -> dict[str, Any] | None:
    """How many milestones are done, to stand beside the time that is gone; None where there are none."""
    if not steps:
        return None
    done = sum(step.done_on is not None for step in steps)
    words = _("%(number)s of %(all)s") % {
        "number": number(done, language),
        "all": number(len(steps), language),
    }
    return {"share": done / len(steps), "words": words}


def rows_of(indicators: IndicatorQuerySet) -> list[IndicatorRow]:
    """Indicators as a page shows them, in the order in which they were defined."""
    found = list(
        indicators.standing()
        .select_related("weather_rule", "city")
        .prefetch_related("targets", "readings")
        .order_by("pk")
    )
    winters = winters_of(found)
    return [indicator_row(one, winters) for one in found]


def _frame(request: HttpRequest, deal: Deal, title: str) -> dict[str, object]:
    above = [
        Place(_("Deals"), addresses.deals(deal.city.slug)),
        Place(in_language(deal.title), addresses.deal(deal.city.slug, deal.ref)),
    ]
    return city_frame(request, deal.city, here=Here.DEALS, title=title, above=above)


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_TITLE else f"{text[:LONGEST_TITLE].rpartition(' ')[0]} …"
