"""What measures are narrowed to: read from an address, written back to one, and applied by the database."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Self
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q
from django.http import QueryDict

from greenpact.cities.models import City
from greenpact.deals.models import Deal
from greenpact.measures.models import Measure, MeasureQuerySet, MeasureState
from greenpact.portal.deals.commitments import COUNTED, LATE

EARLIEST_YEAR, LATEST_YEAR = 1990, 2100
YEARS = frozenset(str(year) for year in range(EARLIEST_YEAR, LATEST_YEAR + 1))
LONGEST_SHOWN = 60

#: Measures of no field of the city, of no stated party, or without a day: no ref and no year is written like this.
NONE = "~"


@dataclass(frozen=True, slots=True)
class MeasureFilter:
    """Every criterion by the name it has in an address; an empty one lets all measures pass."""

    field: str = ""
    party: str = ""
    deal: str = ""
    state: str = ""
    due: str = ""

    def set_values(self) -> dict[str, str]:
        return {name: value for name, value in asdict(self).items() if value}

    def with_values(self, **values: str) -> Self:
        return replace(self, **values)

    def __bool__(self) -> bool:
        return bool(self.set_values())

    def at(self, base: str, **more: str) -> str:
        """The address below `base` of what is narrowed so; empty values of `more` are left out."""
        values = {**self.set_values(), **{name: value for name, value in more.items() if value}}
        return f"{base}?{urlencode(values)}" if values else base


def read(
    query: QueryDict, refs: Mapping[str, Collection[str]]
) -> tuple[MeasureFilter, list[tuple[str, str]]]:
    """A filter from an address, and the values that mean nothing in this city; `refs` are those of each criterion."""
    possible: dict[str, Collection[str]] = {**refs, "state": COUNTED, "due": YEARS}
    values: dict[str, str] = {}
    ignored: list[tuple[str, str]] = []
    for name, allowed in possible.items():
        value = query.get(name, "").strip()
        if value in allowed or (value == NONE and name in {"field", "party", "due"}):
            values[name] = value
        elif value:
            ignored.append((name, value[:LONGEST_SHOWN].replace("\x00", "")))
    return MeasureFilter(**values), ignored


def measures_of(city: City, *, shared: Collection[int]) -> MeasureQuerySet:
    """The measures that a city's public deals come to; `shared` are the keys of deals in other cities' registers."""
    deals = Deal.objects.published().of_city(city, shared=shared)
    return Measure.objects.standing().filter(clause__deal__in=deals.order_by().values("pk"))


def is_late(today: date) -> Exists:
    """Whether the measure of a row is late on a day, as `MeasureQuerySet.late` finds it."""
    return Exists(Measure.objects.late(today).filter(pk=OuterRef("pk")))


def narrowed(
    measures: MeasureQuerySet, criteria: MeasureFilter, *, city: City, today: date
) -> MeasureQuerySet:
    """Those that meet every criterion."""
    found = measures.filter(_of_field(criteria.field, city), _due_in(criteria.due))
    if criteria.party:
        is_nobodys = Q(clause__party__isnull=True)
        found = found.filter(is_nobodys if criteria.party == NONE else Q(clause__party__ref=criteria.party))
    if criteria.deal:
        found = found.filter(clause__deal__ref=criteria.deal)
    if criteria.state == LATE:
        found = found.filter(is_late(today))
    elif criteria.state:
        found = found.filter(~is_late(today), state=MeasureState(criteria.state))
    return found


def _of_field(ref: str, city: City) -> Q:
    if not ref:
        return Q()
    if ref == NONE:
        return Q(clause__deal__field__isnull=True) | ~Q(clause__deal__field__city=city)
    return Q(clause__deal__field__ref=ref, clause__deal__field__city=city)


def _due_in(year: str) -> Q:
    if not year:
        return Q()
    if year == NONE:
        return Q(due_on__isnull=True)
    return Q(due_on__gte=date(int(year), 1, 1), due_on__lte=date(int(year), 12, 31))
