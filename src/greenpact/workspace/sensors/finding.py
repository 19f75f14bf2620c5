"""Which sources and series somebody may tend, and which indicators these may become readings of."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from greenpact.measures.models import Indicator
from greenpact.parties.models import Organisation
from greenpact.parties.rules import Deed
from greenpact.sensors.models import SensorSeries, SensorSource
from greenpact.workspace.access import Visit

TEND = (Deed.EDIT_DEALS, Deed.EDIT_OWN_MEASURES)


def is_office(visit: Visit) -> bool:
    """Whether the visitor tends all sources of the city, not only those of their own organisation."""
    return visit.standing.may(Deed.EDIT_DEALS)


def own_sources(visit: Visit) -> list[SensorSource]:
    """The sources that the visitor tends, by name; those that ended come last."""
    sources = SensorSource.objects.filter(city=visit.city).select_related("organisation", "city")
    if not is_office(visit):
        sources = sources.filter(organisation__in=visit.standing.own_organisations)
    found = sources.prefetch_related("series__indicator")
    return sorted(found, key=lambda one: (one.state == "ended", one.name.casefold(), one.pk))


def find_source(visit: Visit, ref: str) -> SensorSource:
    """A source that the visitor tends; raises `Http404`."""
    source = get_object_or_404(
        SensorSource.objects.select_related("organisation", "city"), city=visit.city, ref=ref
    )
    if not is_office(visit) and source.organisation_id not in visit.standing.own_organisations:
        raise Http404(ref)
    return source


def find_series(source: SensorSource, ref: str) -> SensorSeries:
    """A series of a source; raises `Http404`."""
    found = get_object_or_404(source.series.select_related("indicator__deal"), ref=ref)
    found.source = source
    return found


def own_organisations(visit: Visit) -> list[Organisation]:
    """The organisations whose sources the visitor may connect."""
    organisations = Organisation.objects.filter(city=visit.city)
    if not is_office(visit):
        organisations = organisations.filter(pk__in=visit.standing.own_organisations)
    return list(organisations)


def possible_indicators(visit: Visit, source: SensorSource, series: SensorSeries) -> list[Indicator]:
    """The indicators that a series may become readings of: of the source's organisation, or of all for the office."""
    indicators = Indicator.objects.standing().filter(city=visit.city)
    if not is_office(visit):
        indicators = indicators.filter(measure__clause__party__in=visit.standing.own_organisations)
    elif source.organisation_id is not None:
        indicators = indicators.filter(measure__clause__party=source.organisation_id)
    taken = SensorSeries.objects.filter(indicator__isnull=False).exclude(pk=series.pk)
    free = indicators.exclude(pk__in=taken.values("indicator"))
    return list(free.select_related("deal", "measure__clause").order_by("deal__ref", "pk")[:500])
