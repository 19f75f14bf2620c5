"""The newest of what happened to deals and measures, for home pages; the pages of changes tell everything."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Substr

from greenpact.cities.models import City
from greenpact.deals.models import Deal
from greenpact.journal.models import Entry
from greenpact.portal import addresses
from greenpact.portal.changes.happenings import Happening, in_words
from greenpact.portal.changes.subjects import Subject, subjects_of
from greenpact.portal.frame import in_language

MOST = 6

#: Entries about deals and their measures; the subject of all of them is the deal.
TOLD = Q(verb__startswith="deal.") | Q(verb__startswith="measure.")
OF_DEAL = "deal:"


@dataclass(frozen=True, slots=True)
class News:
    """A happening, the name of the city it happened in, its day, and whether it is about a deal.

    The day is that of the city; where entries of several cities stand together, it is that of UTC, so that the days
    of a list follow one another.
    """

    happening: Happening
    city: str
    on: date
    is_of_deal: bool


def news_of_city(city: City, most: int = MOST) -> list[News]:
    """The newest public entries of a city about deals, in words (one query)."""
    return _told_of_deals(
        Entry.objects.public().filter(chain_id=city.chain_id).order_by("-number"), [city], most
    )


def news_of_network(cities: Sequence[City], most: int = MOST) -> list[News]:
    """The same across all cities but the invented ones; `cities` are all there are (one query).

    Invented ones are left out by exclusion, so that the newest are found from the end of the table.
    """
    invented = [city.chain_id for city in cities if city.is_invented]
    return _told_of_deals(Entry.objects.public().exclude(chain__in=invented).order_by("-pk"), cities, most)


def _told_of_deals(entries: QuerySet[Entry], cities: Sequence[City], most: int) -> list[News]:
    """The first entries about deals, each fetched with the title of its deal as far as that is public."""
    deals = Deal.objects.published().filter(
        city__chain=OuterRef("chain"), ref=Substr(OuterRef("subject"), len(OF_DEAL) + 1)
    )
    found = list(entries.filter(TOLD).annotate(title=Subquery(deals.values("title")[:1]))[:most])
    by_chain, alone = {city.chain_id: city for city in cities}, len(cities) == 1
    subjects = {
        (entry.chain_id, entry.subject): Subject(
            title, addresses.deal(by_chain[entry.chain_id].slug, entry.subject_ref)
        )
        for entry in found
        if (title := getattr(entry, "title", None))
    }
    return [_news(entry, in_words(entry, subjects), by_chain[entry.chain_id], alone=alone) for entry in found]


def told(entries: Iterable[Entry], cities: Sequence[City]) -> list[News]:
    """Entries in words; `cities` are those they can belong to (a query for each kind of subject)."""
    found, by_chain, alone = list(entries), {city.chain_id: city for city in cities}, len(cities) == 1
    subjects = subjects_of(found)
    return [_news(entry, in_words(entry, subjects), by_chain[entry.chain_id], alone=alone) for entry in found]


def _news(entry: Entry, happening: Happening, city: City, *, alone: bool) -> News:
    on = city.day(entry.at) if alone else entry.at.astimezone(UTC).date()
    return News(happening, in_language(city.name), on, entry.subject_kind == "deal")
