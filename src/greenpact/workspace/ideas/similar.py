"""What resembles an idea: other ideas and deals of the city that share parts of its words, compounds included.

The same search as the public hints, within one city and over all that arrived in it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language

from greenpact.deals.models import Deal, DealText
from greenpact.ideas.models import Idea
from greenpact.ideas.searching import ideas_alike_at_desk
from greenpact.ui.resembling import rows_alike, score, telling_words, trigrams
from greenpact.ui.wording import worded
from greenpact.workspace.access import Visit
from greenpact.workspace.ideas.finding import ideas_of

MOST = 5
LOOKED_AT = 100
LEAST = 0.3  # what resembles less is left out
FEW_WORDS = 3  # a title of fewer telling words says too little on its own


@dataclass(frozen=True, slots=True)
class Alike:
    """Something that resembles an idea; `ref` names it in a form."""

    ref: str
    title: str
    address: str
    likeness: float
    note: str = ""


def similar_ideas(visit: Visit, idea: Idea) -> list[Alike]:
    """Ideas of the city that resemble this one (two queries)."""
    text, wanted = _words(idea), trigrams(idea.title)
    shares = ideas_alike_at_desk(visit.city, text, most=LOOKED_AT)
    others = ideas_of(visit).filter(pk__in=list(shares)).exclude(pk=idea.pk).exclude(state="merged")
    return _best(
        Alike(
            other.ref,
            other.title,
            reverse("workspace:idea", args=[visit.city.slug, other.ref]),
            score(shares[other.pk], wanted, other.title),
            str(other.get_state_display()),
        )
        for other in others
    )


def similar_deals(visit: Visit, idea: Idea) -> list[Alike]:
    """Deals of the city that resemble this idea, published or not (two queries)."""
    language, wanted = get_language() or "en", trigrams(idea.title)
    shares = rows_alike(DealText, _words(idea), most=LOOKED_AT, within=("city_id", visit.city.pk))
    return _best(
        Alike(
            deal.ref,
            worded(deal.title, language).text or deal.ref,
            reverse("workspace:deal", args=[visit.city.slug, deal.ref]),
            score(shares[deal.pk], wanted, " ".join(deal.title.values())),
            str(deal.get_work_state_display()),
        )
        for deal in Deal.objects.filter(pk__in=list(shares))
    )


def _words(idea: Idea) -> str:
    """What is looked for: the title, and the text where the title says too little."""
    is_short = len(telling_words(idea.title)) < FEW_WORDS
    return f"{idea.title} {idea.text}" if is_short else idea.title


def _best(found: Iterable[Alike]) -> list[Alike]:
    alike = [one for one in found if one.likeness >= LEAST]
    return sorted(alike, key=lambda one: (-one.likeness, one.ref))[:MOST]
