"""Which patterns a city can begin a deal from: its own first, then the delivered ones."""

from dataclasses import dataclass

from greenpact.cities.models import City
from greenpact.deals.models import OwnPattern
from greenpact.deals.patterns.delivered import delivered
from greenpact.deals.patterns.pattern import Pattern, from_data


@dataclass(frozen=True, slots=True)
class Offer:
    """A pattern on offer; `row` is the city's own, None for a delivered one."""

    pattern: Pattern
    row: OwnPattern | None = None


def offers_of(city: City, *, also_retired: bool = False) -> list[Offer]:
    """All patterns on offer in a city (one query)."""
    rows = OwnPattern.objects.filter(city=city)
    own = [row for row in rows if also_retired or not row.is_retired]
    return [
        *(Offer(from_data(row.content), row) for row in own),
        *(Offer(pattern) for pattern in delivered().values()),
    ]


def offer_of(city: City, ref: str) -> Offer | None:
    """The pattern of that ref, or None; a retired one is found, too, but no longer begun from."""
    if pattern := delivered().get(ref):
        return Offer(pattern)
    row = OwnPattern.objects.select_related("city").filter(city=city, ref=ref).first()
    return Offer(from_data(row.content), row) if row else None
