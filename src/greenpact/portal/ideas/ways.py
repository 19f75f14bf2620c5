"""The four ways in: an idea, a cooperation that already runs, a challenge, an offer."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from greenpact.ideas.rules import Kind
from greenpact.portal import addresses


@dataclass(frozen=True, slots=True)
class Way:
    """A way in, in the words of somebody who takes it."""

    kind: Kind
    title: str
    text: str
    example: str
    icon: str
    address: str


def ways(city: str) -> list[Way]:
    """All ways into a city, in the order in which most people look for theirs."""
    return [way_to(city, kind) for kind in (Kind.COOPERATION, Kind.IDEA, Kind.CHALLENGE, Kind.OFFER)]


def way_to(city: str, kind: Kind) -> Way:
    title, text, example, icon = _words()[kind]
    return Way(kind, title, text, example, icon, addresses.hand_in(city, kind.value))


def _words() -> dict[Kind, tuple[str, str, str, str]]:
    return {
        Kind.COOPERATION: (
            _("Hand in a running cooperation"),
            _("You already do something together with others, and it could become a Local Green Deal."),
            _("For instance: four firms of one street have shared their charging points since last year."),
            "people",
        ),
        Kind.IDEA: (
            _("Hand in an idea"),
            _("You know something that could be done, and would do a part of it yourself."),
            _("For instance: a swimming club wants to heat its pool with the warmth of a neighbour."),
            "leaf",
        ),
        Kind.CHALLENGE: (
            _("Name a challenge"),
            _("You cannot solve something alone and look for those who can."),
            _("For instance: a housing cooperative finds nobody who renovates listed houses."),
            "search",
        ),
        Kind.OFFER: (
            _("Make an offer"),
            _("You bring in time, knowledge, space, material or money, and look for those who need it."),
            _("For instance: a university offers to measure what a measure brings."),
            "add",
        ),
    }
