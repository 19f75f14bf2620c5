"""What resembles an idea while somebody writes it: public deals and public ideas, of this city and others.

Ideas that are not public are in no index, so nobody learns here what somebody else has handed in.
"""

from dataclasses import dataclass

from greenpact.cities.models import City
from greenpact.deals.models import Deal, DealText
from greenpact.ideas.models import Idea
from greenpact.ideas.searching import ideas_alike
from greenpact.portal import addresses
from greenpact.portal.frame import in_language
from greenpact.ui.resembling import SHORTEST_WORD, rows_alike, score, trigrams
from greenpact.ui.wording import Texts

SHOWN = 5
LOOKED_AT = 150
LEAST = 0.3  # what resembles less is left out
NEARBY = 1.25  # what is in the same city counts for more


@dataclass(frozen=True, slots=True)
class Resembling:
    """A deal or an idea that may be the same; an idea has no page of its own."""

    title: Texts | str
    city: str
    address: str
    is_deal: bool
    score: float


def resembling(city: City, text: str) -> list[Resembling]:
    """What resembles a text most, best first; at most four queries."""
    if len(text.strip()) < SHORTEST_WORD:
        return []
    wanted = trigrams(text)
    found = [*_deals(city, text, wanted), *_ideas(city, text, wanted)]
    return sorted((one for one in found if one.score >= LEAST), key=lambda one: -one.score)[:SHOWN]


def _deals(city: City, text: str, wanted: frozenset[str]) -> list[Resembling]:
    shares = rows_alike(DealText, text, most=LOOKED_AT)
    deals = Deal.objects.published().filter(pk__in=list(shares), city__is_invented=city.is_invented)
    rows = deals.select_related("city").only("ref", "title", "city__slug", "city__name")
    return [
        Resembling(
            deal.title,
            in_language(deal.city.name),
            addresses.deal(deal.city.slug, deal.ref),
            True,
            _score(shares[deal.pk], wanted, " ".join(deal.title.values()), is_near=deal.city_id == city.pk),
        )
        for deal in rows
    ]


def _ideas(city: City, text: str, wanted: frozenset[str]) -> list[Resembling]:
    shares = ideas_alike(text, most=LOOKED_AT)
    ideas = Idea.objects.public().filter(pk__in=list(shares), city__is_invented=city.is_invented)
    rows = ideas.select_related("city").only("ref", "public_title", "city__slug", "city__name")
    return [
        Resembling(
            idea.public_title,
            in_language(idea.city.name),
            "",
            False,
            _score(shares[idea.pk], wanted, idea.public_title, is_near=idea.city_id == city.pk),
        )
        for idea in rows
    ]


def _score(share: float, wanted: frozenset[str], title: str, *, is_near: bool) -> float:
    return score(share, wanted, title) * (NEARBY if is_near else 1)
