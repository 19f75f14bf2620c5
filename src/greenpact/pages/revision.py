"""What a public page depends on beside its address: the release, the city's revision and its day."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection

#: The chains a city's pages show: its own, and those of cities it shares a deal with, in either direction.
#: The last part begins with the few shared deals, whatever SQLite thinks, and never walks through all of a city's.
CITY = """
SELECT chain.id, chain.revision, city.timezone FROM cities_city city
  JOIN journal_chain chain ON chain.id = city.chain_id WHERE city.slug = %s
UNION
SELECT chain.id, chain.revision, '' FROM cities_city city
  JOIN deals_deal_further_cities shared ON shared.city_id = city.id
  JOIN deals_deal deal ON deal.id = shared.deal_id
  JOIN cities_city home ON home.id = deal.city_id
  JOIN journal_chain chain ON chain.id = home.chain_id WHERE city.slug = %s
UNION
SELECT chain.id, chain.revision, '' FROM deals_deal_further_cities shared
  CROSS JOIN deals_deal deal CROSS JOIN cities_city city CROSS JOIN cities_city guest CROSS JOIN journal_chain chain
  WHERE deal.id = shared.deal_id AND city.id = deal.city_id AND city.slug = %s
    AND guest.id = shared.city_id AND chain.id = guest.chain_id
"""

#: Numbers only grow and chains are never removed, so sum and number tell every state of the network apart.
NETWORK = "SELECT SUM(revision), COUNT(*) FROM journal_chain"


UTC_ZONE = "UTC"


@dataclass(frozen=True, slots=True)
class Stamp:
    """The state a page was made from; two pages of one address, language and stamp are the same page."""

    release: str
    revision: str
    day: date
    zone: str  # the time zone whose day it is


def stamp_of(city_slug: str, now: datetime) -> Stamp:
    """The stamp of a city's pages, or of the network's for an empty slug; one query.

    A slug that is no city's has a stamp too: its page is an error page, which is not kept.
    """
    if not city_slug:
        return Stamp(release(), network_revision(), day_in(UTC_ZONE, now), UTC_ZONE)
    with connection.cursor() as cursor:
        cursor.execute(CITY, [city_slug] * 3)
        rows = cursor.fetchall()
    zone = next((timezone for _chain, _revision, timezone in rows if timezone), UTC_ZONE)
    revision = "-".join(sorted({f"{chain}:{revision}" for chain, revision, _timezone in rows}))
    return Stamp(release(), revision, day_in(zone, now), zone)


def network_revision() -> str:
    """The state of the whole network: as long as it stays, no page of any city has changed; one cheap query."""
    with connection.cursor() as cursor:
        cursor.execute(NETWORK)
        total, chains = cursor.fetchone()
    return f"{total or 0}/{chains}"


def day_in(zone: str, now: datetime) -> date:
    return now.astimezone(ZoneInfo(zone)).date()


@cache
def release() -> str:
    """The version with a fingerprint of the code it runs, so that no page outlives the program that made it."""
    files = sorted(
        path for path in Path(settings.PACKAGE).rglob("*") if path.suffix in {".py", ".html", ".mo", ".css"}
    )
    states = (f"{path}:{state.st_size}:{state.st_mtime_ns}" for path in files for state in (path.stat(),))
    return f"{settings.RELEASE}+{hashlib.sha256(' '.join(states).encode()).hexdigest()[:8]}"
