"""The sources of a city's meters, one with its series, and what a series becomes."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as __
from django.views.decorators.http import require_POST

from greenpact.parties.rules import Deed
from greenpact.sensors.connecting import NoSource, connect, keep_for, move, rotate
from greenpact.sensors.mapping import NotMapped, map_series, unmap
from greenpact.sensors.models import SensorSource
from greenpact.sensors.rules import KEPT_DAYS, Kind, State, may_become
from greenpact.ui.masthead import Place
from greenpact.workspace.access import Visit, within_city
from greenpact.workspace.expiry import typed
from greenpact.workspace.frame import Here, city_frame
from greenpact.workspace.refusals import sentence
from greenpact.workspace.sensors import showing
from greenpact.workspace.sensors.finding import (
    TEND,
    find_series,
    find_source,
    is_office,
    own_organisations,
    own_sources,
    possible_indicators,
)
from greenpact.workspace.sensors.forms import SeriesForm, SourceForm, TermsForm, stands, unit_in_words

#: Where a token that was just made waits to be shown once.
TOKEN = "sensor_token"  # noqa: S105 — a name in the session


def frame(visit: Visit, title: str, *above: Place) -> dict[str, Any]:
    """What every page of the meters shows around its own content."""
    places = (
        [Place(__("Meters"), reverse("workspace:sensors", args=[visit.city.slug])), *above] if above else []
    )
    if not above and title != __("Meters"):
        places = [Place(__("Meters"), reverse("workspace:sensors", args=[visit.city.slug]))]
    return city_frame(visit, here=Here.SENSORS, title=title, above=places)


@within_city(*TEND)
def sensors(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Every source that the visitor tends, and how its series do."""
    rows = [
        {
            "source": source,
            "ill": [
                row
                for row in (
                    showing.series_row(one, visit.at) for one in source.series.all() if one.indicator_id
                )
                if not row.health.is_well
            ],
            "mapped": sum(one.indicator_id is not None for one in source.series.all()),
            "count": len(source.series.all()),
            "fault": showing.fault_in_words(source),
        }
        for source in own_sources(visit)
    ]
    terms = getattr(visit.city, "sensor_terms", None)
    may_keep = visit.standing.may(Deed.KEEP_CITY)
    form = TermsForm(initial={"days": terms.kept_days if terms else KEPT_DAYS}) if may_keep else None
    context = frame(visit, __("Meters")) | {"rows": rows, "terms_form": form, "is_office": is_office(visit)}
    return render(request, "workspace/sensors/list.html", context)


@within_city(Deed.KEEP_CITY)
@require_POST
def terms(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Say how long raw values are kept."""
    form = TermsForm(request.POST)
    if form.is_valid():
        keep_for(visit.city, form.cleaned_data["days"], by=visit.by, at=visit.at)
        messages.success(request, __("Saved."))
    else:
        messages.error(request, __("Enter a number of days from 40 to 3,660."))
    return redirect("workspace:sensors", visit.city.slug)


@within_city(*TEND)
def new_source(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Connect a platform or a server."""
    form = SourceForm(typed(request), organisations=own_organisations(visit), is_office=is_office(visit))
    if request.method == "POST" and form.is_valid():
        try:
            made, token = connect(visit.city, form.about(), by=visit.by, at=visit.at)
        except NoSource as refusal:
            form.add_error(None, sentence(refusal))
        else:
            messages.success(request, __("The source is connected."))
            return _with_token(request, made, token)
    context = frame(visit, __("Connect meters")) | {"form": form}
    return render(request, "workspace/sensors/new.html", context, status=422 if form.errors else 200)


@within_city(*TEND)
def source(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """A source: where it sends to or is asked, its series and how they do."""
    found = find_source(visit, ref)
    token = request.session.pop(f"{TOKEN}:{found.ref}", "")
    series = found.series.select_related("indicator__deal")
    rows = [showing.series_row(one, visit.at) for one in series]
    context = frame(visit, found.name) | {
        "source": found,
        "token": token,
        "intake": settings.ORIGIN + reverse("meters:notify", args=[found.ref]),
        "is_told": found.kind == Kind.NGSI_LD.value,
        "mapped": [row for row in rows if row.series.indicator],
        "unmapped": [row for row in rows if not row.series.indicator],
        "fault": showing.fault_in_words(found),
        "steps": [state.value for state in State if may_become(State(found.state), state)],
    }
    return render(request, "workspace/sensors/source.html", context)


@within_city(*TEND)
@require_POST
def renew_token(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """Give a source another token, and show it once."""
    found = find_source(visit, ref)
    try:
        token = rotate(found, by=visit.by, at=visit.at)
    except NoSource as refusal:
        messages.error(request, sentence(refusal))
        token = ""
    return _with_token(request, found, token)


@within_city(*TEND)
@require_POST
def move_source(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """Pause a source, let it go on, or end it."""
    found = find_source(visit, ref)
    wanted = request.POST.get("then", "")
    try:
        if wanted not in set(State):
            return redirect("workspace:sensor_source", visit.city.slug, found.ref)
        move(found, State(wanted), by=visit.by, at=visit.at)
        messages.success(request, __("Saved."))
    except NoSource as refusal:
        messages.error(request, sentence(refusal))
    return redirect("workspace:sensor_source", visit.city.slug, found.ref)


@within_city(*TEND)
def series(request: HttpRequest, visit: Visit, ref: str, series_ref: str) -> HttpResponse:
    """What a series becomes, what its values come to, and the form by which that is said."""
    found = find_source(visit, ref)
    one = find_series(found, series_ref)
    choices = possible_indicators(visit, found, one)
    initial = stands(one, showing.usual_rhythm(one))
    form = SeriesForm(typed(request), initial=initial, series=one, indicators=choices)
    if request.method == "POST" and form.is_valid():
        try:
            map_series(one, form.mapping(), by=visit.by, at=visit.at)
        except NotMapped as refusal:
            form.add_error(None, sentence(refusal))
        else:
            messages.success(request, __("Saved. What was heard so far is counted as well, within a minute."))
            return redirect("workspace:sensor_series", visit.city.slug, found.ref, one.ref)
    place = Place(found.name, reverse("workspace:sensor_source", args=[visit.city.slug, found.ref]))
    context = frame(visit, one.title or f"{one.entity} · {one.attribute}", place) | {
        "source": found,
        "row": showing.series_row(one, visit.at),
        "one": one,
        "form": form,
        "may_map": bool(choices),
        "conversion": unit_in_words(one),
        "months": showing.periods(one, visit.at),
        "days": showing.days(one, visit.at),
        "raw": showing.raw_rows(one),
    }
    return render(request, "workspace/sensors/series.html", context, status=422 if form.errors else 200)


@within_city(*TEND)
@require_POST
def unmap_series(request: HttpRequest, visit: Visit, ref: str, series_ref: str) -> HttpResponse:
    """Let a series become readings no longer."""
    found = find_source(visit, ref)
    one = find_series(found, series_ref)
    unmap(one, by=visit.by, at=visit.at)
    messages.success(request, __("Its values become readings no longer. Those that there are stay."))
    return redirect("workspace:sensor_series", visit.city.slug, found.ref, one.ref)


def _with_token(request: HttpRequest, made: SensorSource, token: str) -> HttpResponseRedirect:
    """The page of a source, which shows the token once."""
    if token:
        request.session[f"{TOKEN}:{made.ref}"] = token
    return redirect("workspace:sensor_source", made.city.slug, made.ref)
