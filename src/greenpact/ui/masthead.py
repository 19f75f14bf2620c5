"""What stands at the head of a page: whose it is, and how the page is led through."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Masthead:
    """Name and address of the city, the network or the workspace; `colour` (six hex digits) is a city's own."""

    name: str
    address: str = "/"
    line: str = ""
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A link of a navigation: where one can go; `is_here` marks the place one is at or below."""

    label: str
    address: str
    is_here: bool = False
    icon: str = ""
    count: int | None = None


def legal_links() -> list[Place]:
    """What the law wants to be found from every page of an installation."""
    return [
        Place(_("Imprint"), "/network/imprint/"),
        Place(_("Privacy"), "/network/privacy/"),
        Place(_("Accessibility"), "/network/accessibility/"),
    ]


def platform(_request: HttpRequest) -> dict[str, Any]:
    """A context processor: a page that names nobody, such as the sign-in page, is the platform's own."""
    return {"masthead": Masthead("Greenpact"), "footer_links": legal_links()}
