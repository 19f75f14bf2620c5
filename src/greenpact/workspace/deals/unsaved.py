"""Forms of the deal editor in which somebody has typed something and not saved it."""

from collections.abc import Mapping

from django.urls import reverse
from django.utils.translation import gettext as __

from greenpact.deals.models import Deal
from greenpact.ui.masthead import Place
from greenpact.workspace.access import Visit
from greenpact.workspace.deals.pages import PARTS, subject_of
from greenpact.workspace.models import Draft

MOST = 8

#: The labels of the parts by the word that stands in their addresses.
_LABELS = {name.removeprefix("deal_"): label for name, label, _deed in PARTS}


def unsaved_in(visit: Visit, deal: Deal) -> list[Place]:
    """Forms of one deal with a draft of the visitor's own, newest first."""
    drafts = Draft.objects.filter(
        account=visit.account, city=visit.city, subject__startswith=subject_of(deal, "")
    )
    subjects = drafts.order_by("-saved_at").values_list("subject", flat=True)[:MOST]
    return [place_of_deal(visit, subject.removeprefix("deal:"), {}) for subject in subjects]


def place_of_deal(visit: Visit, path: str, titles: Mapping[str, str]) -> Place:
    """The form at a path such as `solar-roofs/clauses/c1`; with the name of its deal where `titles` has it."""
    address = f"{reverse('workspace:deals', args=[visit.city.slug])}{path}/?restore"
    ref, _sign, rest = path.partition("/")
    if not rest:
        return Place(__("New deal"), address)
    part, _sign, which = rest.partition("/")
    words = [titles[ref]] if ref in titles else []
    words += [str(_LABELS.get(part, part)), *([which.rpartition("/")[2]] if which else [])]
    return Place(" · ".join(words), address)
