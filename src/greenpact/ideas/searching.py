"""Finding public ideas that resemble what somebody writes. What is not public is in no index, so it cannot be found."""

from greenpact.ideas.models import Idea, IdeaText
from greenpact.ui.folding import fold
from greenpact.ui.resembling import rows_alike


def index(idea: Idea) -> None:
    """Write the public words of an idea into the index as they stand now, or take them out."""
    if idea.public_at is None or idea.erased_at is not None:
        IdeaText.objects.filter(idea=idea).delete()
        return
    IdeaText.objects.update_or_create(idea=idea, defaults={"text": fold(idea.public_title)})


def ideas_alike(text: str, *, most: int) -> dict[int, float]:
    """The public ideas that share most with a text: their keys with that share, from 0 to 1, best first."""
    return rows_alike(IdeaText, text, most=most)
