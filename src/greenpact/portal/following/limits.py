"""How often somebody may ask to be told by mail, so that nobody's mailbox is filled by others."""

from datetime import datetime

from django.http import HttpRequest

from greenpact.cities.models import City
from greenpact.portal.ideas.limits import DAY, HOUR, Limit, passes, place_of

PLACE = Limit("follow-place", 20, HOUR)
ADDRESS = Limit("follow-address", 10, DAY)
CITY = Limit("follow-city", 300, HOUR)


def may_ask(request: HttpRequest, city: City, email: str, at: datetime) -> bool:
    """Count one more request; whether all limits still hold."""
    return (
        passes(PLACE, place_of(request), at)
        and passes(ADDRESS, email.strip().lower(), at)
        and passes(CITY, city.slug, at)
    )
