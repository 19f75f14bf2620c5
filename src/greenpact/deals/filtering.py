"""What a deal list is narrowed to: read from an address, written back to one, and applied."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Self
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q
from django.http import QueryDict

from greenpact.cities.models import City, District, Field
from greenpact.cities.sdgs import SDGS
from greenpact.cities.sectors import Sector
from greenpact.deals import searching
from greenpact.deals.choices import DealKind, DealTier, SignatureState, WorkState
from greenpact.deals.models import DealQuerySet, Party, PartyQuerySet
from greenpact.parties.models import OrganisationKind

EARLIEST_YEAR, LATEST_YEAR = 1990, 2100
LONGEST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class DealFilter:
    """Every criterion by the name it has in an address; an empty one lets all deals pass."""

    q: str = ""
    field: str = ""
    sector: str = ""
    sdg: str = ""
    kind: str = ""
    work: str = ""
    signature: str = ""
    tier: str = ""
    party: str = ""
    district: str = ""
    year: str = ""

    def set_values(self) -> dict[str, str]:
        return {name: value for name, value in asdict(self).items() if value}

    def without(self, name: str) -> Self:
        return replace(self, **{name: ""})

    def __bool__(self) -> bool:
        return bool(self.set_values())


@dataclass(frozen=True, slots=True)
class Grounds:
    """What of a city a filter can name: its fields and districts by ref."""

    fields: Mapping[str, Field] = field(default_factory=dict)
    districts: Mapping[str, District] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """A filter as an address gave it, and the values in it that mean nothing, by the name of their criterion."""

    filter: DealFilter
    ignored: Mapping[str, str]


FIXED: dict[str, Collection[str]] = {
    "sector": Sector.values,
    "sdg": [str(number) for number in SDGS],
    "kind": DealKind.values,
    "work": WorkState.values,
    "signature": SignatureState.values,
    "tier": DealTier.values,
    "party": OrganisationKind.values,
    "year": [str(year) for year in range(EARLIEST_YEAR, LATEST_YEAR + 1)],
}


def grounds_of(city: City) -> Grounds:
    """A city's fields and districts (two queries)."""
    fields = {row.ref: row for row in Field.objects.filter(city=city)}
    return Grounds(fields, {row.ref: row for row in District.objects.filter(city=city)})


def read(query: QueryDict, grounds: Grounds) -> Reading:
    """Read a filter from an address; whatever is not a possible value is set aside, never an error."""
    possible: dict[str, Collection[str]] = {**FIXED, "field": grounds.fields, "district": grounds.districts}
    values = {"q": " ".join(query.get("q", "").replace("\x00", " ").split())[: searching.LONGEST_QUERY]}
    ignored = {}
    for name, allowed in possible.items():
        value = query.get(name, "").strip()
        if value in allowed:
            values[name] = value
        elif value:
            ignored[name] = value[:LONGEST_SHOWN].replace("\x00", "")
    return Reading(DealFilter(**values), ignored)


def address(base: str, criteria: DealFilter, **more: str) -> str:
    """The address of a list narrowed by a filter; `more` are further parameters, empty ones left out."""
    values = {**criteria.set_values(), **{name: value for name, value in more.items() if value}}
    return f"{base}?{urlencode(values)}" if values else base


def narrowed(deals: DealQuerySet, criteria: DealFilter, grounds: Grounds | None = None) -> DealQuerySet:
    """Those deals that meet every criterion; without a city's grounds, fields and districts go by their ref alone."""
    deals = searching.matching(deals, criteria.q)
    if criteria.sector:
        deals = deals.filter(field__in=_of_sector(criteria.sector, grounds))
    if criteria.sdg:
        deals = deals.filter(sdg_rows__number=int(criteria.sdg))
    if criteria.party:
        deals = deals.filter(Exists(_parties_of_kind(criteria.party)))
    if criteria.year:
        deals = deals.filter(_under_way_in(int(criteria.year)))
    same: dict[str, Any] = {"kind": criteria.kind, "tier": criteria.tier}
    same |= {"work_state": criteria.work, "signature_state": criteria.signature}
    same |= _on_grounds(criteria, grounds)
    return deals.filter(**{name: value for name, value in same.items() if value})


def _on_grounds(criteria: DealFilter, grounds: Grounds | None) -> dict[str, Any]:
    if grounds is None:
        return {"field__ref": criteria.field, "districts__ref": criteria.district}
    return {
        "field": grounds.fields[criteria.field] if criteria.field else None,
        "districts": grounds.districts[criteria.district] if criteria.district else None,
    }


def _of_sector(sector: str, grounds: Grounds | None) -> list[int]:
    rows = Field.objects.only("sectors") if grounds is None else grounds.fields.values()
    return [row.pk for row in rows if sector in row.sectors]


def _parties_of_kind(kind: str) -> PartyQuerySet:
    return Party.objects.present().filter(deal=OuterRef("pk"), organisation__kind=kind)


def _under_way_in(year: int) -> Q:
    """Deals whose stated period contains the year; one without an end goes on, one without a start is not known."""
    begun = Q(starts_on__year__lte=year) | Q(starts_on__isnull=True, start_year__lte=year)
    going_on = Q(ends_on__year__gte=year) | Q(ends_on__isnull=True, end_year__gte=year)
    open_ended = Q(ends_on__isnull=True, end_year__isnull=True)
    return begun & (going_on | open_ended)
