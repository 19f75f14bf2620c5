"""What the public deals of a city come to: counted once for each state of the city, and kept by the process.

Counts are a pure function of the city's revision and day, as its pages are. So the network's home, which shows the
counts of every city, counts again only where something changed.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from threading import Lock
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet

from greenpact.cities.models import City
from greenpact.deals.models import Deal, DealQuerySet, Party
from greenpact.journal.models import Chain
from greenpact.measures.models import Measure
from greenpact.parties.models import Organisation
from greenpact.portal.counting.tallies import GROUPED_BY, Group, MeasureTally, Rule, Tally, tally_of


@dataclass(frozen=True, slots=True)
class Counts:
    """Public deals in groups alike, their measures by state, and the organisations party to one, by kind."""

    deals: tuple[Group, ...] = ()
    measures: MeasureTally = field(default_factory=MeasureTally)
    parties: Mapping[str, int] = field(default_factory=dict)

    def tally(self, rule: Rule) -> Tally:
        return tally_of(self.deals, rule)

    def __add__(self, other: "Counts") -> "Counts":
        """These with the deals and measures of other registers; the parties stay the city's own."""
        return Counts(self.deals + other.deals, self.measures + other.measures, self.parties)


#: The state of a city that counts were taken in: its revision and its day.
State = tuple[int, date]


class KeptCounts:
    """The newest counts of each city with the state they were taken in: one entry for each city, never more."""

    def __init__(self) -> None:
        self._counts: dict[int, tuple[State, Counts]] = {}
        self._counting = Lock()

    def of(self, cities: Iterable[City], now: datetime) -> dict[int, Counts]:
        """The counts of cities by primary key. One query, and four more when some have to be counted.

        The revisions are read before anything is counted: a change that comes in between is counted again.
        """
        days = {city.pk: city.day(now) for city in cities}
        revisions = Chain.objects.filter(city__in=days).values_list("city", "revision")
        states = {city: (revision, days[city]) for city, revision in revisions}
        if self._old(states):
            with self._counting:  # whoever waited finds them counted
                self._count(self._old(states))
        return {city: self._counts[city][1] for city in states}

    def _old(self, states: Mapping[int, State]) -> dict[int, State]:
        unknown = (None, None)
        return {city: state for city, state in states.items() if self._counts.get(city, unknown)[0] != state}

    def _count(self, states: Mapping[int, State]) -> None:
        by_day: dict[date, list[int]] = defaultdict(list)
        for city, (_revision, day) in states.items():
            by_day[day].append(city)
        for day, cities in by_day.items():
            found, parties = _counted(Deal.objects.filter(city__in=cities), day), _parties(cities)
            for city in cities:
                counts = found.get(city, Counts())
                self._counts[city] = states[city], replace(counts, parties=parties[city])

    def forget(self) -> None:
        """For tests, whose databases are thrown away and begin anew with the same keys."""
        self._counts.clear()


KEPT = KeptCounts()


def counts_of(cities: Sequence[City], now: datetime) -> dict[int, Counts]:
    """The counts of the public deals in these cities' own registers, by the city's primary key."""
    return KEPT.of(cities, now)


def counts_of_shared(deals: Sequence[int], day: date) -> Counts:
    """The counts of deals in other cities' registers, by their keys; no query when there are none."""
    if not deals:
        return Counts()
    return sum(_counted(Deal.objects.filter(pk__in=deals), day).values(), start=Counts())


def _counted(deals: DealQuerySet, day: date) -> dict[int, Counts]:
    """Groups of public deals, and their measures on a day, by city (three queries)."""
    public = deals.published().order_by()
    groups: dict[int, list[Group]] = defaultdict(list)
    for city, *group, number in public.values_list("city", *GROUPED_BY).annotate(number=Count("pk")):
        groups[city].append((*group, number))
    measures = Measure.objects.standing().filter(clause__deal__in=public.values("pk"))
    states, late = _numbers_by_city(measures, "state"), _numbers_by_city(measures.late(day), "state")
    return {
        city: Counts(tuple(groups[city]), MeasureTally(states[city], sum(late[city].values())))
        for city in groups
    }


def _parties(cities: Iterable[int]) -> dict[int, dict[str, int]]:
    """The organisations of each city that are party to a public deal, by kind (one query)."""
    public = Party.objects.filter(
        organisation=OuterRef("pk"), left_on__isnull=True, deal__published_at__isnull=False
    )
    return _numbers_by_city(Organisation.objects.filter(Exists(public), city__in=cities), "kind")


def _numbers_by_city(rows: "QuerySet[Any]", by: str) -> dict[int, dict[str, int]]:
    """How many rows each city has of each value of a column; a city without rows has an empty one."""
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for city, value, number in rows.order_by().values_list("city", by).annotate(number=Count("pk")):
        found[city][value] = number
    return found
