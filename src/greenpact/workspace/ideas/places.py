"""Where the pages about an idea are, and what each of them shows around its own part."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as __

from greenpact.ideas.models import Idea
from greenpact.ui.masthead import Place
from greenpact.workspace.access import Visit
from greenpact.workspace.frame import Here, city_frame


def frame(visit: Visit, idea: Idea, *, below: str = "") -> dict[str, Any]:
    """The context of a page about an idea; `below` are the words for a page beneath it."""
    above = [Place(__("Ideas"), reverse("workspace:ideas", args=[visit.city.slug]))]
    if below:
        above.append(Place(idea.title, address(idea)))
    return city_frame(visit, here=Here.IDEAS, title=below or idea.title, above=above) | {"idea": idea}


def address(idea: Idea, part: str = "") -> str:
    """The address of an idea, or of a page beneath it."""
    return reverse("workspace:idea", args=[idea.city.slug, idea.ref]) + part
