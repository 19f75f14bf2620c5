"""The indicators of a deal, one with its readings, and the forms by which both are written."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.utils.translation import gettext as __
from django.views.decorators.http import require_POST

from greenpact.deals.models import Deal
from greenpact.measures.defining import define, drop, redefine
from greenpact.measures.indicator_rules import Rhythm, period_of
from greenpact.measures.models import Indicator, Measure, Reading
from greenpact.measures.reading import correct, review, take
from greenpact.parties.rules import Deed
from greenpact.ui.wording import worded
from greenpact.workspace.access import Visit, within_city
from greenpact.workspace.deals.finding import SEE, find_deal, may_tend
from greenpact.workspace.deals.pages import address, page, shortened, subject_of
from greenpact.workspace.editing.attempting import tried_again
from greenpact.workspace.editing.one_form import carry_out, edit
from greenpact.workspace.indicators.forms import (
    IndicatorForm,
    ReadingForm,
    reading_stands,
    stands,
    taken_from,
    terms_from,
    written,
)
from greenpact.workspace.languages import languages_of
from greenpact.workspace.refusals import REFUSED, saved_sentence, sentence

TEND = (Deed.EDIT_DEALS, Deed.EDIT_OWN_MEASURES)


def tends(visit: Visit, indicator: Indicator) -> bool:
    """Whether the visitor may define and read an indicator: as an editor of deals, or as its measure's owner."""
    if indicator.measure is None:
        return visit.standing.may(Deed.EDIT_DEALS)
    return may_tend(visit, indicator.measure)


def find_indicator(visit: Visit, deal: Deal, ref: str, *, to_tend: bool = False) -> Indicator:
    """An indicator of a deal that the visitor may see, or tend; raises `Http404`."""
    indicators = Indicator.objects.standing().of_deal(deal).prefetch_related("targets")
    indicator = get_object_or_404(indicators, ref=ref)
    if to_tend and not tends(visit, indicator):
        raise Http404(ref)
    return indicator


def find_reading(indicator: Indicator, ref: str) -> Reading:
    reading = get_object_or_404(indicator.readings.current(), ref=ref)
    reading.indicator = indicator
    return reading


@within_city(*SEE)
def indicators(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """Everything that is counted of a deal, with the latest reading of each."""
    deal = find_deal(visit, ref)
    found = list(Indicator.objects.standing().of_deal(deal).prefetch_related("targets"))
    latest = {row.indicator_id: row for row in Reading.objects.current().filter(indicator__in=found)}
    rows = [{"indicator": one, "latest": latest.get(one.pk), "may_tend": tends(visit, one)} for one in found]
    context = page(visit, deal, "deal_indicators", rows=rows, may_define=bool(_subjects(visit, deal)))
    return render(request, "workspace/indicators/list.html", context)


@within_city(*SEE)
def indicator(request: HttpRequest, visit: Visit, ref: str, indicator_ref: str) -> HttpResponse:
    """One indicator: its way, its readings, and what they replaced."""
    deal = find_deal(visit, ref)
    found = find_indicator(visit, deal, indicator_ref)
    readings = found.readings.select_related("replaces").order_by("-first_on", "-pk")
    context = page(
        visit,
        deal,
        "deal_indicators",
        below=_name(found),
        indicator=found,
        readings=[_row(visit, one) for one in readings],
        may_tend=tends(visit, found),
    )
    return render(request, "workspace/indicators/indicator.html", context)


@within_city(*TEND)
def new_indicator(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """Begin to follow something."""
    deal = find_deal(visit, ref)
    subjects = _subjects(visit, deal)
    if not subjects:
        raise Http404(ref)
    make = partial(IndicatorForm, languages=languages_of(visit.city), about=_choices(subjects))
    editing = edit(
        request, visit, make, subject=subject_of(deal, "indicators/new"), edition=0, stands=stands(None)
    )

    def write(values: dict[str, Any]) -> Indicator:
        about = values.get("about", next(iter(subjects)))
        return define(deal, subjects[about], terms_from(values), by=visit.by, at=visit.at)

    if carry_out(request, visit, editing, write, said=saved_sentence(is_public=deal.is_published)):
        return HttpResponseRedirect(address("deal_indicators", deal))
    words = __("New indicator")
    context = page(visit, deal, "deal_indicators", below=words, editing=editing, form=editing.form)
    return render(request, "workspace/indicators/edit.html", context, status=editing.status)


@within_city(*TEND)
@tried_again
def edit_indicator(request: HttpRequest, visit: Visit, ref: str, indicator_ref: str) -> HttpResponse:
    """Change what an indicator says of itself."""
    deal = find_deal(visit, ref)
    found = find_indicator(visit, deal, indicator_ref, to_tend=True)
    languages = languages_of(visit.city, found.name, found.definition)
    make = partial(IndicatorForm, languages=languages, about=[])
    editing = edit(
        request,
        visit,
        make,
        subject=subject_of(deal, f"indicators/{found.ref}/edit"),
        edition=found.edition,
        stands=stands(found),
    )

    def write(values: dict[str, Any]) -> object:
        return redefine(found, terms_from(values), by=visit.by, at=visit.at, seen=found.edition)

    if carry_out(request, visit, editing, write, said=saved_sentence(is_public=deal.is_published)):
        return HttpResponseRedirect(address("deal_indicator", deal, found.ref))
    context = page(
        visit,
        deal,
        "deal_indicators",
        below=_name(found),
        editing=editing,
        form=editing.form,
        indicator=found,
    )
    return render(request, "workspace/indicators/edit.html", context, status=editing.status)


@within_city(*TEND)
@require_POST
def drop_indicator(request: HttpRequest, visit: Visit, ref: str, indicator_ref: str) -> HttpResponse:
    """Follow an indicator no longer."""
    deal = find_deal(visit, ref)
    found = find_indicator(visit, deal, indicator_ref, to_tend=True)
    drop(found, by=visit.by, at=visit.at)
    messages.success(request, __("This is followed no longer. Its readings are kept."))
    return HttpResponseRedirect(address("deal_indicators", deal))


@within_city(*TEND)
def new_reading(request: HttpRequest, visit: Visit, ref: str, indicator_ref: str) -> HttpResponse:
    """Record a value for a period, or why there is none."""
    deal = find_deal(visit, ref)
    found = find_indicator(visit, deal, indicator_ref, to_tend=True)
    return _read(request, visit, deal, found, None)


@within_city(*TEND)
def correct_reading(
    request: HttpRequest, visit: Visit, ref: str, indicator_ref: str, reading_ref: str
) -> HttpResponse:
    """Put another reading in the place of one."""
    deal = find_deal(visit, ref)
    found = find_indicator(visit, deal, indicator_ref, to_tend=True)
    return _read(request, visit, deal, found, find_reading(found, reading_ref))


def _read(
    request: HttpRequest, visit: Visit, deal: Deal, found: Indicator, old: Reading | None
) -> HttpResponse:
    """The form of a reading, new or instead of an old one."""
    make = partial(
        ReadingForm, languages=(), rhythm=Rhythm(found.rhythm), unit=found.unit, corrects=old is not None
    )
    part = f"indicators/{found.ref}/readings/{old.ref if old else 'new'}"
    now = reading_stands(old, _next_period(found, visit))
    editing = edit(request, visit, make, subject=subject_of(deal, part), edition=0, stands=now)

    def write(values: dict[str, Any]) -> Reading:
        taken = taken_from(values)
        if old is None:
            return take(found, taken, by=visit.by, at=visit.at)
        return correct(old, taken, reason=values["reason"], by=visit.by, at=visit.at)

    if carry_out(request, visit, editing, write, said=saved_sentence(is_public=deal.is_published)):
        return HttpResponseRedirect(address("deal_indicator", deal, found.ref))
    context = page(
        visit,
        deal,
        "deal_indicators",
        below=_name(found),
        editing=editing,
        form=editing.form,
        indicator=found,
        reading=old,
        back=address("deal_indicator", deal, found.ref),
    )
    return render(request, "workspace/indicators/reading.html", context, status=editing.status)


@within_city(*SEE)
@require_POST
def review_reading(
    request: HttpRequest, visit: Visit, ref: str, indicator_ref: str, reading_ref: str
) -> HttpResponse:
    """Say that a reading was looked at: for the programme office."""
    if not visit.standing.may(Deed.EDIT_DEALS):
        raise Http404(reading_ref)
    deal = find_deal(visit, ref)
    found = find_indicator(visit, deal, indicator_ref)
    try:
        review(find_reading(found, reading_ref), by=visit.by, at=visit.at)
        messages.success(request, __("The reading is marked as reviewed."))
    except REFUSED as refusal:
        messages.error(request, sentence(refusal))
    return HttpResponseRedirect(address("deal_indicator", deal, found.ref))


def _name(indicator: Indicator) -> str:
    return shortened(worded(indicator.name, get_language() or "en").text)


def _subjects(visit: Visit, deal: Deal) -> dict[str, Measure | None]:
    """What the visitor may define an indicator of: the deal as a whole, and measures, by the refs of their clauses."""
    measures = (
        Measure.objects.standing().filter(clause__deal=deal).select_related("clause__party", "clause__deal")
    )
    own = {one.clause.ref: one for one in measures.order_by("clause__position") if may_tend(visit, one)}
    whole: dict[str, Measure | None] = {"": None} if visit.standing.may(Deed.EDIT_DEALS) else {}
    return {**whole, **own}


def _choices(subjects: dict[str, Measure | None]) -> list[tuple[str, str]]:
    language = get_language() or "en"
    return [
        (ref, shortened(worded(one.clause.text, language).text, 90) if one else __("the deal as a whole"))
        for ref, one in subjects.items()
    ]


def _next_period(indicator: Indicator, visit: Visit) -> str:
    """The period after the last reading, or the one that was over last."""
    rhythm = Rhythm(indicator.rhythm)
    if rhythm is Rhythm.ANY:
        return ""
    last = indicator.readings.current().last()
    first = last.until if last else period_of(visit.today, rhythm)[0]
    if last is None:
        first = period_of(first.fromordinal(first.toordinal() - 1), rhythm)[0]
    return written(*period_of(first, rhythm))


def _row(visit: Visit, reading: Reading) -> dict[str, Any]:
    may_review = (
        visit.standing.may(Deed.EDIT_DEALS)
        and reading.is_current
        and reading.reviewed_at is None
        and reading.recorded_by != visit.by
    )
    return {"reading": reading, "period": written(reading.first_on, reading.until), "may_review": may_review}
