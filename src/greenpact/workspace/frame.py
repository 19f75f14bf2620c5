"""What every page of the workspace shows around its own content: whose it is, the way through it, and who is here."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from greenpact.cities.models import City
from greenpact.parties.rules import Deed
from greenpact.ui.masthead import Masthead, Place, legal_links
from greenpact.ui.wording import worded
from greenpact.workspace.access import Visit


class Here(StrEnum):
    """The places of a city's workspace; each is also the name of its address."""

    OVERVIEW = "city"
    DUTIES = "duties"
    IDEAS = "ideas"
    DEALS = "deals"
    READINGS = "deliveries"
    LABELS = "labels"
    REPORTS = "reports"
    REGISTER = "register"
    IMPORTS = "imports"
    MEMBERS = "members"
    PEOPLE = "party_people"
    MANDATES = "mandates"
    SENSORS = "sensors"
    TRAIL = "trail"


@dataclass(frozen=True, slots=True)
class Door:
    """A place of the navigation and the deeds of which one opens it."""

    here: Here
    label: Promise | str
    deeds: frozenset[Deed]


DOORS = (
    Door(Here.OVERVIEW, pgettext_lazy("navigation", "Overview"), frozenset({Deed.ENTER})),
    Door(Here.DUTIES, _lazy("What is due"), frozenset({Deed.ENTER})),
    Door(Here.IDEAS, _lazy("Ideas"), frozenset({Deed.ANSWER_IDEAS})),
    Door(Here.DEALS, _lazy("Deals"), frozenset({Deed.SEE_ALL_DEALS, Deed.SEE_OWN_DEALS})),
    Door(
        Here.READINGS,
        pgettext_lazy("navigation", "Readings"),
        frozenset({Deed.EDIT_DEALS, Deed.EDIT_OWN_MEASURES}),
    ),
    Door(
        Here.LABELS,
        _lazy("Labels"),
        frozenset({Deed.SEE_ALL_DEALS, Deed.SEE_OWN_DEALS, Deed.DECIDE_APPEALS}),
    ),
    Door(Here.REPORTS, _lazy("Reports"), frozenset({Deed.SEE_ALL_DEALS, Deed.SEE_OWN_DEALS})),
    Door(Here.REGISTER, _lazy("Register"), frozenset({Deed.KEEP_REGISTER})),
    Door(Here.IMPORTS, pgettext_lazy("navigation", "Import"), frozenset({Deed.KEEP_REGISTER})),
    Door(Here.MEMBERS, _lazy("Members"), frozenset({Deed.KEEP_CITY})),
    Door(Here.PEOPLE, _lazy("People"), frozenset({Deed.KEEP_CITY, Deed.KEEP_OWN_PEOPLE})),
    Door(Here.MANDATES, _lazy("Mandates"), frozenset({Deed.KEEP_CITY, Deed.KEEP_OWN_PEOPLE})),
    Door(Here.SENSORS, _lazy("Meters"), frozenset({Deed.EDIT_DEALS, Deed.EDIT_OWN_MEASURES})),
    Door(Here.TRAIL, _lazy("Trail"), frozenset({Deed.SEE_TRAIL})),
)


def city_frame(visit: Visit, *, here: Here, title: str, above: Sequence[Place] = ()) -> dict[str, Any]:
    """The context that `workspace/base.html` needs in a city; `above` are the places between it and this page."""
    city = visit.city
    name = name_of(city)
    overview = Place(name, reverse("workspace:city", args=[city.slug]))
    return {
        "visit": visit,
        "title": title,
        "masthead": Masthead(name, overview.address, _("Workspace"), city.colour.removeprefix("#")),
        "navigation": navigation(visit, here),
        "crumbs": [] if here is Here.OVERVIEW else [overview, *above, Place(title, "")],
        "footer_links": _footer_links(),
    }


def own_frame(title: str) -> dict[str, Any]:
    """The context that `workspace/base.html` needs outside a city."""
    masthead = Masthead("Greenpact", reverse("workspace:home"), _("Workspace"))
    return {"title": title, "masthead": masthead, "footer_links": _footer_links()}


def name_of(city: City) -> str:
    """A city's name in the reader's language."""
    return worded(city.name, get_language() or "en").text or city.slug


def navigation(visit: Visit, here: Here) -> list[Place]:
    """The places of a city's workspace that somebody's standing opens."""
    return [
        Place(str(door.label), reverse(f"workspace:{door.here}", args=[visit.city.slug]), door.here is here)
        for door in DOORS
        if any(visit.standing.may(deed) for deed in door.deeds)
    ]


def _footer_links() -> list[Place]:
    own = [Place(_("Your account"), reverse("account")), Place(_("Mails to you"), reverse("workspace:mails"))]
    return [Place(_("Public pages"), "/"), *own, *legal_links()]
