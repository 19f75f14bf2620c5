"""Whose open data is written, and as of which day."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from greenpact.cities.models import City, CityQuerySet, CountingRule
from greenpact.deals.models import Deal, DealQuerySet
from greenpact.portal.counting.tallies import Rule, rule_in_force


@dataclass(frozen=True)
class Scope:
    """Whose data is written: a city's, or the network's without one; on which day; and where the pages lie."""

    origin: str
    today: date
    city: City | None = None

    def cities(self) -> CityQuerySet:
        """The city itself, or every city of the network that was not invented."""
        return City.objects.filter(pk=self.city.pk) if self.city else City.objects.real()

    @cached_property
    def _shared(self) -> list[int]:
        return list(self.city.shared_deals.values_list("pk", flat=True)) if self.city else []

    def deals(self) -> DealQuerySet:
        """Its public deals; on the level of the network a deal of several cities stands once."""
        deals = Deal.objects.published()
        return (
            deals.of_city(self.city, shared=self._shared)
            if self.city
            else deals.filter(city__in=self.cities())
        )

    @cached_property
    def _rules(self) -> dict[int, list[CountingRule]]:
        rules: dict[int, list[CountingRule]] = {}
        for row in CountingRule.objects.all():
            rules.setdefault(row.city_id, []).append(row)
        return rules

    def rule_of(self, city: int) -> Rule:
        """The counting rule of a city (its key) on the day."""
        return rule_in_force(self._rules.get(city, ()), self.today)
