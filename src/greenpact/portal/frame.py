"""What every public page shows around its own content: whose it is, the way through it, and what machines ask for."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from greenpact.cities.models import City
from greenpact.portal import addresses
from greenpact.ui.masthead import Masthead, Place
from greenpact.ui.wording import Texts, worded


class Here(StrEnum):
    """The places of the navigation."""

    OVERVIEW = "overview"
    DEALS = "deals"
    PROGRESS = "progress"
    PARTIES = "parties"
    CHANGES = "changes"
    DATA = "data"
    PARTICIPATE = "participate"
    NOWHERE = ""


def in_language(texts: Texts) -> str:
    """A content text in the reader's language, or the nearest one there is, without any mark."""
    return worded(texts, get_language() or "en").text


def city_frame(
    request: HttpRequest,
    city: City,
    *,
    here: Here,
    title: str,
    description: str = "",
    above: Sequence[Place] = (),
) -> dict[str, Any]:
    """The context that `portal/city_base.html` needs; `above` are the places between the city and this page."""
    name = in_language(city.name) or city.slug
    home = Place(name, addresses.city(city.slug))
    return {
        "base": "portal/city_base.html",
        "city": city,
        "city_name": name,
        "masthead": Masthead(name, home.address, _("Local Green Deals"), city.colour.removeprefix("#")),
        "navigation": _navigation(city.slug, here),
        "footer_links": [
            _verify(city.slug),
            *_legal_links(city.slug),
            *_to_the_network(request, city),
            _sign_in(),
        ],
        "crumbs": [] if here is Here.OVERVIEW else [home, *above, Place(title, "")],
        "feeds": addresses.changes(city.slug),
        "may_be_indexed": not city.is_invented,
        **_for_machines(request, title=title, description=description),
    }


def network_frame(request: HttpRequest, *, here: Here, title: str, description: str = "") -> dict[str, Any]:
    """The context that `portal/network_base.html` needs."""
    return {
        "base": "portal/network_base.html",
        "masthead": Masthead("Greenpact", addresses.NETWORK, _("Local Green Deals")),
        "navigation": network_navigation(here),
        "footer_links": [_verify(""), *_legal_links(""), _sign_in()],
        "crumbs": [] if here is Here.OVERVIEW else [Place(_("Cities"), addresses.NETWORK), Place(title, "")],
        "feeds": addresses.NETWORK_CHANGES,
        "may_be_indexed": True,
        **_for_machines(request, title=title, description=description),
    }


def network_navigation(here: Here) -> list[Place]:
    return [
        Place(_("Cities"), addresses.NETWORK, here is Here.OVERVIEW),
        Place(_("What changed"), addresses.NETWORK_CHANGES, here is Here.CHANGES),
        Place(_("Open data"), addresses.NETWORK_DATA, here is Here.DATA),
    ]


def _navigation(slug: str, here: Here) -> list[Place]:
    return [
        Place(pgettext("navigation", "Overview"), addresses.city(slug), here is Here.OVERVIEW),
        Place(_("Deals"), addresses.deals(slug), here is Here.DEALS),
        Place(_("Progress"), addresses.progress(slug), here is Here.PROGRESS),
        Place(_("Parties"), addresses.parties(slug), here is Here.PARTIES),
        Place(_("What changed"), addresses.changes(slug), here is Here.CHANGES),
        Place(_("Open data"), addresses.data(slug), here is Here.DATA),
        Place(_("Take part"), addresses.participate(slug), here is Here.PARTICIPATE),
    ]


def _verify(slug: str) -> Place:
    return Place(_("Check a document"), addresses.verification(slug))


def _legal_links(slug: str) -> list[Place]:
    return [
        Place(_("Imprint"), addresses.legal(slug, "imprint")),
        Place(_("Privacy"), addresses.legal(slug, "privacy")),
        Place(_("Accessibility"), addresses.legal(slug, "accessibility")),
    ]


def _to_the_network(request: HttpRequest, city: City) -> list[Place]:
    """On a city's own host the first page is the city's, so nothing there leads to the network."""
    is_own_host = city.host_name and request.get_host().partition(":")[0] == city.host_name
    return [] if is_own_host else [Place(_("All cities"), addresses.NETWORK)]


def _sign_in() -> Place:
    return Place(_("Sign in to the workspace"), addresses.WORKSPACE)


def _for_machines(request: HttpRequest, *, title: str, description: str) -> dict[str, Any]:
    origin = f"{request.scheme}://{request.get_host()}"
    return {
        "title": title,
        "description": description,
        "origin": origin,
        "address": f"{origin}{request.path}",
        "canonical": f"{origin}{request.path}?lang={get_language()}",
    }
