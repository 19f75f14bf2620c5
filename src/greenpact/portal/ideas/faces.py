"""The ideas that a city shows with their senders' consent, and what came of each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from greenpact.cities.models import City
from greenpact.deals.lineage import Lineage
from greenpact.deals.models import Deal
from greenpact.ideas.models import Idea
from greenpact.portal import addresses
from greenpact.portal.finding import find_city
from greenpact.portal.frame import Here, city_frame, in_language
from greenpact.ui.masthead import Place
from greenpact.ui.wording import Texts

MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Face:
    """What the public reads of an idea: its title, kind and day, and the public deal that came of it."""

    ref: str
    title: str
    language: str
    kind: str
    day: date
    deal_title: Texts | None = None
    deal_address: str = ""


def public_ideas(request: HttpRequest, city: str) -> HttpResponse:
    """The ideas of a city that are public, newest first."""
    row = find_city(city)
    about = _("Ideas for Local Green Deals in %(city)s, and what came of them.") % {
        "city": in_language(row.name)
    }
    above = [Place(_("Take part"), addresses.participate(city))]
    frame = city_frame(request, row, here=Here.PARTICIPATE, title=_("Ideas"), description=about, above=above)
    context = {"faces": faces_of(row), "participate_address": addresses.participate(city)}
    return render(request, "portal/ideas/public.html", {**frame, **context})


def faces_of(city: City) -> list[Face]:
    """The public ideas of a city, newest first (two queries)."""
    ideas = list(Idea.objects.filter(city=city).public().order_by("-submitted_at", "-pk")[:MOST_SHOWN])
    lines = Lineage.objects.public().filter(idea__in=ideas).select_related("deal__city")
    deals = {line.idea_id: line.deal for line in lines}
    return [_face(idea, city, deals.get(idea.pk)) for idea in ideas]


def origins_of(deal: Deal) -> list[Face]:
    """The public ideas that a public deal came of (one query)."""
    if not deal.is_published:
        return []
    lines: Iterable[Lineage] = Lineage.objects.public().filter(deal=deal).select_related("idea")
    return [_face(line.idea, deal.city, None) for line in lines]


def _face(idea: Idea, city: City, deal: Deal | None) -> Face:
    return Face(
        ref=idea.ref,
        title=idea.public_title,
        language=idea.language,
        kind=str(idea.get_kind_display()),
        day=city.day(idea.submitted_at),
        deal_title=deal.title if deal else None,
        deal_address=addresses.deal(deal.city.slug, deal.ref) if deal else "",
    )
