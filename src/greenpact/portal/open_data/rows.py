"""Which rows a table of open data has within a scope: everything public, nothing else, a bounded number at a time."""

from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from greenpact.cities.models import City, OfCity, Office
from greenpact.deals.models import ClauseRow, Deal, Party, Source
from greenpact.journal.models import Entry
from greenpact.labels.models import Label
from greenpact.measures.indicator_rules import NonValue
from greenpact.measures.models import Indicator, Measure, Milestone, Reading
from greenpact.parties.models import Organisation
from greenpact.portal.open_data.scope import Scope

#: Rows that are held in memory at once while a file is written.
CHUNK = 500

Rows = Callable[[Scope], Iterator[Any]]


def cities(scope: Scope) -> Iterator[City]:
    return scope.cities().order_by("slug").iterator(CHUNK)


def of_cities(kind: type[OfCity]) -> Rows:
    """All rows of a kind that belongs to cities, in the order of their unique index."""

    def rows(scope: Scope) -> Iterator[Any]:
        return _of_cities(kind, scope).iterator(CHUNK)

    return rows


def offices(scope: Scope) -> Iterator[Office]:
    return _of_cities(Office, scope).select_related("deputy").prefetch_related("fields").iterator(CHUNK)


def deals(scope: Scope) -> Iterator[Deal]:
    sources = Prefetch("sources", Source.objects.only("deal_id", "url"))
    found = scope.deals().select_related("city", "field")
    along = found.prefetch_related("districts", "further_cities", sources)
    return along.order_by("city_id", "ref").iterator(CHUNK)


def organisations(scope: Scope) -> Iterator[Organisation]:
    """Those that are party to a public deal of the scope; others are nobody's business."""
    public = Party.objects.filter(organisation=OuterRef("pk"), deal__in=scope.deals().values("pk"))
    found = Organisation.objects.filter(Exists(public)).select_related("city", "district")
    return found.order_by("city_id", "ref").iterator(CHUNK)


def of_deals(kind: Any, *related: str, order: str) -> Rows:
    """All rows of a kind that hang on the public deals, deal by deal in their own order."""

    def rows(scope: Scope) -> Iterator[Any]:
        found = kind._default_manager.filter(deal__in=scope.deals().values("pk"))
        return found.select_related("deal__city", *related).order_by("deal_id", order).iterator(CHUNK)  # type: ignore[no-any-return]  # of any kind

    return rows


def clauses(scope: Scope) -> Iterator[ClauseRow]:
    found = ClauseRow.objects.standing().filter(deal__in=scope.deals().values("pk"))
    return found.select_related("deal__city", "party").order_by("deal_id", "position").iterator(CHUNK)


def measures(scope: Scope) -> Iterator[Measure]:
    found = Measure.objects.standing().filter(clause__deal__in=scope.deals().values("pk"))
    along = found.select_related("clause__deal__city", "clause__party").prefetch_related("milestones")
    return along.order_by("clause_id").iterator(CHUNK)


def milestones(scope: Scope) -> Iterator[Milestone]:
    found = Milestone.objects.filter(
        measure__clause__is_dropped=False, measure__clause__deal__in=scope.deals().values("pk")
    )
    along = found.select_related("measure__clause__deal__city")
    return along.order_by("measure_id", "position", "pk").iterator(CHUNK)


def indicators(scope: Scope) -> Iterator[Indicator]:
    found = Indicator.objects.standing().filter(deal__in=scope.deals().values("pk"))
    along = found.select_related("deal__city", "measure__clause").prefetch_related("targets")
    return along.order_by("deal_id", "pk").iterator(CHUNK)


def readings(scope: Scope) -> Iterator[Reading]:
    """All that were recorded, corrected ones included; what is confidential stands in no file."""
    standing = Indicator.objects.standing().filter(deal__in=scope.deals().values("pk"))
    found = Reading.objects.filter(indicator__in=standing.values("pk"))
    shown = found.exclude(non_value=NonValue.CONFIDENTIAL)
    along = shown.select_related("indicator__deal__city", "replaces")
    return along.order_by("indicator_id", "first_on", "pk").iterator(CHUNK)


def labels(scope: Scope) -> Iterator[Label]:
    found = Label.objects.public().filter(deal__in=scope.deals().values("pk"))
    return found.select_related("deal__city", "scheme", "version").order_by("pk").iterator(CHUNK)


def changes(scope: Scope) -> Iterator[Entry]:
    found = Entry.objects.public().filter(chain__city__in=scope.cities()).select_related("chain__city")
    return found.order_by("chain_id", "number").iterator(CHUNK)


def _of_cities(kind: type[OfCity], scope: Scope) -> QuerySet[Any]:
    rows: QuerySet[Any] = kind._default_manager.filter(city__in=scope.cities())
    return rows.select_related("city").order_by("city_id", "ref")
