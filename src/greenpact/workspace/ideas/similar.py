"""What resembles an idea: other ideas and deals of the city whose titles share its letters, compounds included."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language

from greenpact.deals.models import Deal
from greenpact.ideas.models import Idea
from greenpact.ui.folding import fold
from greenpact.ui.wording import worded
from greenpact.workspace.access import Visit
from greenpact.workspace.ideas.finding import ideas_of

MOST = 5
LOOKED_AT = 500  # the newest of each
LEAST_LIKENESS = 0.18


@dataclass(frozen=True, slots=True)
class Alike:
    """Something that resembles an idea; `ref` names it in a form."""

    ref: str
    title: str
    address: str
    likeness: float
    note: str = ""


def similar_ideas(visit: Visit, idea: Idea) -> list[Alike]:
    """Ideas of the city that resemble this one (one query)."""
    others = ideas_of(visit).exclude(pk=idea.pk).exclude(state="merged").order_by("-pk")[:LOOKED_AT]
    found = (
        Alike(
            other.ref,
            other.title,
            reverse("workspace:idea", args=[visit.city.slug, other.ref]),
            likeness(idea.title, other.title),
            str(other.get_state_display()),
        )
        for other in others
    )
    return _best(found)


def similar_deals(visit: Visit, idea: Idea) -> list[Alike]:
    """Deals of the city that resemble this idea (one query)."""
    language = get_language() or "en"
    deals = Deal.objects.filter(city=visit.city).newest_first()[:LOOKED_AT]
    found = (
        Alike(
            deal.ref,
            worded(deal.title, language).text or deal.ref,
            reverse("workspace:deal", args=[visit.city.slug, deal.ref]),
            max((likeness(idea.title, title) for title in deal.title.values()), default=0.0),
            str(deal.get_work_state_display()),
        )
        for deal in deals
    )
    return _best(found)


def likeness(one: str, other: str) -> float:
    """The share of letter triples that two texts have in common, from 0 to 1."""
    first, second = _triples(one), _triples(other)
    together = len(first | second)
    return len(first & second) / together if together else 0.0


def _triples(text: str) -> set[str]:
    padded = f" {fold(text)} "
    return {padded[start : start + 3] for start in range(len(padded) - 2)}


def _best(found: Iterable[Alike]) -> list[Alike]:
    alike = [one for one in found if one.likeness >= LEAST_LIKENESS]
    return sorted(alike, key=lambda one: -one.likeness)[:MOST]
