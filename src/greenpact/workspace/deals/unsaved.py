"""Where somebody has typed something and not saved it, with the way back to it."""

from django.urls import reverse
from django.utils.translation import gettext as __

from greenpact.ui.masthead import Place
from greenpact.workspace.access import Visit
from greenpact.workspace.deals.pages import PARTS
from greenpact.workspace.models import Draft

MOST = 8

#: The labels of the parts by the word that stands in their addresses.
_LABELS = {name.removeprefix("deal_"): label for name, label, _deed in PARTS}


def unsaved_places(visit: Visit, ref: str = "") -> list[Place]:
    """Forms with a draft of the visitor's own, newest first: of all deals, or of one."""
    begins = f"deal:{ref}/" if ref else "deal:"
    drafts = Draft.objects.filter(account=visit.account, city=visit.city, subject__startswith=begins)
    paths = drafts.order_by("-saved_at").values_list("subject", flat=True)[:MOST]
    base = reverse("workspace:deals", args=[visit.city.slug])
    return [_place(subject.removeprefix("deal:"), base, is_named=not ref) for subject in paths]


def _place(path: str, base: str, *, is_named: bool) -> Place:
    """The form at a path such as `solar-roofs/clauses/c1`."""
    address = f"{base}{path}/?restore"
    deal, _sign, rest = path.partition("/")
    if not rest:
        return Place(__("New deal"), address)
    part, _sign, which = rest.partition("/")
    words = [deal] if is_named else []
    words += [str(_LABELS.get(part, part)), *([which.rpartition("/")[2]] if which else [])]
    return Place(" · ".join(words), address)
