"""What every page of the editor shows around its own part: the way to it, and the parts beside it."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from greenpact.deals.models import Deal
from greenpact.deals.previewing import PARAMETER, preview_token
from greenpact.parties.rules import Deed
from greenpact.ui.masthead import Place
from greenpact.ui.wording import worded
from greenpact.workspace.access import Visit
from greenpact.workspace.editing.seeing import Seen, sealed
from greenpact.workspace.frame import Here, city_frame

#: The parts of a deal in their order: name of the address, label, deed without which it is not offered.
PARTS = (
    ("deal", _("Overview"), None),
    ("deal_texts", _("Texts"), Deed.EDIT_DEALS),
    ("deal_facts", _("Key data"), Deed.EDIT_DEALS),
    ("deal_parties", _("Parties"), Deed.EDIT_DEALS),
    ("deal_clauses", _("Clauses"), Deed.EDIT_DEALS),
    ("room", _("Negotiation"), None),
    ("deal_measures", _("Measures"), None),
    ("deal_indicators", _("Indicators"), None),
    ("deal_check_ins", _("Check-ins"), None),
    ("deal_signing", _("Signatures"), None),
    ("deal_sources", _("Sources"), Deed.EDIT_DEALS),
    ("deal_agreement", _("Agreement text"), None),
    ("deal_versions", _("Versions"), None),
)


def address(name: str, deal: Deal, *more: object) -> str:
    """The address of a page of the editor."""
    return reverse(f"workspace:{name}", args=[deal.city.slug, deal.ref, *more])


def public_address(deal: Deal) -> str:
    """Where the public reads a deal; with a preview's seal as long as it is not public."""
    base = f"/{deal.city.slug}/deals/{deal.ref}/"
    return base if deal.is_published else f"{base}?{urlencode({PARAMETER: preview_token(deal)})}"


def title_of(deal: Deal) -> str:
    """The deal's title for the reader, or its short name as long as it has none."""
    return worded(deal.title, get_language() or "en").text or deal.ref


def shortened(text: str, most: int = 60) -> str:
    """The beginning of a text, up to the end of a word."""
    return text if len(text) <= most else f"{text[:most].rpartition(' ')[0] or text[:most]} …"


def subject_of(deal: Deal, part: str) -> str:
    """How drafts name a form of a deal; the part is the rest of the form's address."""
    return f"deal:{deal.ref}/{part}"


def page(visit: Visit, deal: Deal, here: str, *, below: str = "", **values: Any) -> dict[str, Any]:
    """The context of a page: `here` is the part it belongs to, `below` the words for a page beneath that part."""
    offered = [part for part in PARTS if part[2] is None or visit.standing.may(part[2])]
    label = next(str(words) for part, words, _deed in PARTS if part == here)
    name = title_of(deal)
    above = [Place(__("Deals"), reverse("workspace:deals", args=[visit.city.slug]))]
    if here != "deal" or below:
        above.append(Place(shortened(name), address("deal", deal)))
    if here != "deal" and below:
        above.append(Place(label, address(here, deal)))
    title = below or (name if here == "deal" else label)
    return {
        **city_frame(visit, here=Here.DEALS, title=title, above=above),
        "deal": deal,
        "deal_title": name,
        "parts": [
            Place(str(label), address(name, deal), is_here=name == here) for name, label, _deed in offered
        ],
        "may_edit": visit.standing.may(Deed.EDIT_DEALS),
        "public_address": public_address(deal),
        "seen": sealed(Seen(deal.edition)),
        "back": address(here, deal) if below else address("deal", deal),
        **values,
    }
