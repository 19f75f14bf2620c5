"""Which ideas somebody in the workspace may see: those who answer them see all of the city's, all others none."""

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from greenpact.ideas.models import Idea
from greenpact.ideas.rules import State
from greenpact.workspace.access import Visit

Ideas = QuerySet[Idea]

#: Not confirmed yet: nobody's business. Withdrawn: no longer. Erased: nothing is left.
HIDDEN = (State.SUBMITTED, State.WITHDRAWN, State.ERASED)

LONGEST_SEARCH = 100
MOST_WORDS = 6


def ideas_of(visit: Visit) -> Ideas:
    """The ideas that arrived in the city: confirmed by their senders, and not erased yet."""
    rows = Idea.objects.filter(city=visit.city).exclude(state__in=HIDDEN)
    return rows.select_related("office", "owner", "field")


def find_idea(visit: Visit, ref: str) -> Idea:
    """An idea of the city; raises `Http404`."""
    idea = get_object_or_404(
        ideas_of(visit).select_related("office__deputy", "merged_into", "district"), ref=ref
    )
    idea.city = visit.city
    return idea


def containing(ideas: Ideas, search: str) -> Ideas:
    """Those in which every word of a search occurs."""
    for word in search[:LONGEST_SEARCH].replace("\0", " ").split()[:MOST_WORDS]:
        within = ("title", "text", "organisation", "name", "ref")
        found = Q()
        for name in within:
            found |= Q(**{f"{name}__icontains": word})
        ideas = ideas.filter(found)
    return ideas
