"""Everything small that a city says of itself: its home page needs all of it at once."""

from dataclasses import dataclass

from django.shortcuts import get_object_or_404

from greenpact.cities.models import City, CountingRule, Field, Figure, Office, Programme, Target


@dataclass(frozen=True, slots=True)
class CityProfile:
    """A city with its rows, each kind in its usual order."""

    city: City
    programmes: list[Programme]
    fields: list[Field]
    offices: list[Office]
    targets: list[Target]
    figures: list[Figure]
    rules: list[CountingRule]
    shared_deals: list[int]  # public deals of other cities in which it takes part


def profile_of(slug: str) -> CityProfile:
    """The profile of the city at an address (eight small queries); raises `Http404` where there is none."""
    city = get_object_or_404(City, slug=slug)
    return CityProfile(
        city=city,
        programmes=list(Programme.objects.filter(city=city)),
        fields=list(Field.objects.filter(city=city)),
        offices=list(Office.objects.filter(city=city).select_related("deputy")),
        targets=list(Target.objects.filter(city=city)),
        figures=list(Figure.objects.filter(city=city)),
        rules=list(CountingRule.objects.filter(city=city)),
        shared_deals=list(city.shared_deals.filter(published_at__isnull=False).values_list("pk", flat=True)),
    )
