"""Finding ideas that resemble what somebody writes: the public among those that are public, a city among its own.

Two indexes that never meet: what is not public is not in the public one, so it cannot be found there.
"""

from datetime import datetime

from greenpact.cities.models import City
from greenpact.ideas.models import DeskText, Idea, IdeaText
from greenpact.ideas.rules import State
from greenpact.ui.folding import fold
from greenpact.ui.resembling import rows_alike

#: Of an idea's text only its beginning is looked into at the desk, which says what it is about.
LOOKED_INTO = 400  # characters
MOST_A_ROUND = 500

#: States in which an idea is nobody's business, or no longer.
OUT_OF_SIGHT = (State.SUBMITTED, State.WITHDRAWN, State.ERASED)


def index(idea: Idea) -> None:
    """Write the words of an idea into both indexes as they stand now, or take them out."""
    if idea.public_at is None or idea.erased_at is not None:
        IdeaText.objects.filter(idea=idea).delete()
    else:
        IdeaText.objects.update_or_create(idea=idea, defaults={"text": fold(idea.public_title)})
    if idea.state in OUT_OF_SIGHT:
        DeskText.objects.filter(idea=idea).delete()
    else:
        DeskText.objects.update_or_create(idea=idea, defaults={"text": desk_text(idea)})


def desk_text(idea: Idea) -> str:
    """The words by which the desk finds an idea."""
    return fold(f"{idea.title}\n{idea.text[:LOOKED_INTO]}")


def ideas_alike(text: str, *, most: int) -> dict[int, float]:
    """The public ideas that share most with a text: their keys with that share, from 0 to 1, best first."""
    return rows_alike(IdeaText, text, most=most)


def ideas_alike_at_desk(city: City, text: str, *, most: int) -> dict[int, float]:
    """The same among all ideas that arrived in a city, public or not: for those alone who answer them."""
    return rows_alike(DeskText, text, most=most, within=("city_id", city.pk))


def index_missing(_at: datetime) -> bool:
    """Index ideas that arrived before there was an index for the desk; whether there were some."""
    rows = Idea.objects.filter(desk_text__isnull=True).exclude(state__in=OUT_OF_SIGHT)
    missing = list(rows.order_by("pk")[:MOST_A_ROUND])
    DeskText.objects.bulk_create(
        [DeskText(idea=idea, text=desk_text(idea)) for idea in missing], ignore_conflicts=True
    )
    return bool(missing)
