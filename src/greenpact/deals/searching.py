"""Finding deals by words: every word must occur somewhere, also inside a German compound.

Both databases answer from a trigram index over the same folded text (SQLite by an FTS5 table, PostgreSQL by pg_trgm),
so a search finds the same on either.
"""

from collections.abc import Iterable

from django.db import connections
from django.db.models.expressions import RawSQL

from greenpact.deals.models import Deal, DealQuerySet, DealText
from greenpact.ui.folding import fold

MOST_WORDS = 8
LONGEST_QUERY = 100
SHORTEST_INDEXED = 3  # a trigram needs three characters


def words_of(query: str) -> list[str]:
    """The folded words of a query, bounded in number and length."""
    return fold(query[:LONGEST_QUERY].replace("\x00", " ")).split()[:MOST_WORDS]


def matching(deals: DealQuerySet, query: str) -> DealQuerySet:
    """Those deals in which every word of the query occurs; all of them for an empty query."""
    words = words_of(query)
    if connections[deals.db].vendor == "sqlite":
        if phrases := [
            f'"{word.replace(chr(34), chr(34) * 2)}"' for word in words if len(word) >= SHORTEST_INDEXED
        ]:
            found = RawSQL(
                "SELECT rowid FROM deals_dealtext_trigram WHERE text MATCH %s", [" AND ".join(phrases)]
            )
            deals = deals.filter(pk__in=found)
        words = [word for word in words if len(word) < SHORTEST_INDEXED]
    for word in words:
        deals = deals.filter(searchable__text__contains=word)
    return deals


def searchable_text(deal: Deal, *, names: Iterable[str], clauses: Iterable[str]) -> str:
    """All words of a deal in all languages, folded: titles, summary, parties' names and clauses."""
    parts = [deal.original_title, *deal.title.values(), *deal.summary.values(), *names, *clauses]
    return fold(" \n ".join(parts))


def index(deal: Deal) -> None:
    """Write a deal's words into the index as they stand now, replacing what was there."""
    names = deal.parties.present().values_list("organisation__name", flat=True)
    texts = deal.clauses.standing().values_list("text", flat=True)
    words = (text for per_language in texts for text in per_language.values())
    DealText.objects.update_or_create(
        deal=deal, defaults={"text": searchable_text(deal, names=names, clauses=words)}
    )
