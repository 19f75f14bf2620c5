"""Where somebody has typed something and not saved it, with the way back to it."""

from collections.abc import Mapping

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as __

from greenpact.deals.models import Deal
from greenpact.ui.masthead import Place
from greenpact.ui.wording import worded
from greenpact.workspace.access import Visit
from greenpact.workspace.deals.unsaved import MOST, place_of_deal
from greenpact.workspace.models import Draft
from greenpact.workspace.register.kinds import BY_NAME


def unsaved_places(visit: Visit, *, deals: bool = False) -> list[Place]:
    """Forms with a draft of the visitor's own, newest first: all of them, or those of deals alone."""
    drafts = Draft.objects.filter(account=visit.account, city=visit.city)
    if deals:
        drafts = drafts.filter(subject__startswith="deal:")
    subjects = list(drafts.order_by("-saved_at").values_list("subject", flat=True)[:MOST])
    titles = _titles(visit, subjects)
    places = [_place(visit, subject, titles) for subject in subjects]
    return [place for place in places if place]


def _titles(visit: Visit, subjects: list[str]) -> dict[str, str]:
    """The titles of the deals that the subjects name, by ref."""
    refs = {subject.removeprefix("deal:").partition("/")[0] for subject in subjects}
    rows = Deal.objects.filter(city=visit.city, ref__in=refs).values_list("ref", "title")
    return {ref: worded(title, get_language() or "en").text or ref for ref, title in rows}


def _place(visit: Visit, subject: str, titles: Mapping[str, str]) -> Place | None:
    kind, _sign, path = subject.partition(":")
    if kind == "deal":
        return place_of_deal(visit, path, titles)
    if kind == "city":
        part = path.partition("/")[2]
        label = __("Legal texts") if part == "legal" else __("City settings")
        return Place(label, _address(visit, "legal" if part == "legal" else "settings"))
    return _place_of_row(visit, kind, path) if kind in BY_NAME else None


def _place_of_row(visit: Visit, name: str, path: str) -> Place:
    """The form of the register at a path such as `west`, `heidelberg/new` or `stadtwerke/own`."""
    kind = BY_NAME[name]
    ref, _sign, part = path.partition("/")
    match part:
        case "new":
            return Place(__("New: %(kind)s") % {"kind": kind.one}, _address(visit, "new_row", kind.word))
        case "own":
            return Place(f"{ref} · {__('Short text and website')}", _address(visit, "own_organisation", ref))
        case "addresses":
            return Place(f"{ref} · {__('Role addresses')}", _address(visit, "role_addresses", ref))
        case "people/new":
            return Place(f"{ref} · {__('New contact')}", _address(visit, "new_person", ref))
    if part:
        person = part.removeprefix("people/")
        return Place(f"{ref} · {__('Contact')}", _address(visit, "person", ref, person))
    return Place(f"{kind.one} · {ref}", _address(visit, "row", kind.word, ref))


def _address(visit: Visit, name: str, *parts: str) -> str:
    return f"{reverse(f'workspace:{name}', args=[visit.city.slug, *parts])}?restore"
