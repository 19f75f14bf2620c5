"""What every page about a label shows around its own part, and how labels stand in words."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from greenpact.labels.choices import REASONS, TONES, LabelLevel, LabelState
from greenpact.labels.models import Label
from greenpact.ui.masthead import Place
from greenpact.ui.templatetags.ui import badge
from greenpact.ui.wording import Texts, worded
from greenpact.workspace.access import Visit
from greenpact.workspace.editing.seeing import Seen, sealed
from greenpact.workspace.frame import Here, city_frame
from greenpact.workspace.labels.finding import DECIDE, KEEP


@dataclass(frozen=True, slots=True)
class LabelRow:
    """A label as a list shows it."""

    ref: str
    title: str
    badge: SafeString
    level: str
    until: date | None
    reason: str


def address(name: str, label: Label, *more: object) -> str:
    """The address of a page about a label."""
    return reverse(f"workspace:{name}", args=[label.city.slug, label.ref, *more])


def row_of(label: Label, today: date) -> LabelRow:
    standing = label.standing(today)
    return LabelRow(
        ref=label.ref,
        title=title_of(label),
        badge=badge("tone", TONES[standing], LabelState(standing).label),
        level=str(LabelLevel(label.level or label.wanted).label),
        until=label.last_day,
        reason=str(REASONS.get(label.reason, "")),
    )


def title_of(label: Label) -> str:
    """The title of the label's deal for the reader."""
    return said(label.deal.title) or label.deal.ref


def said(texts: Texts) -> str:
    """A text in the reader's language, or the nearest one there is."""
    return worded(texts, get_language() or "en").text


def list_frame(visit: Visit, title: str) -> dict[str, Any]:
    """The frame of a page beside the list."""
    return city_frame(visit, here=Here.LABELS, title=title, above=[_list_place(visit)])


def page(visit: Visit, label: Label, *, below: str = "", **values: Any) -> dict[str, Any]:
    """The context of a page about a label; `below` are the words for a page beneath it."""
    title = title_of(label)
    above = [_list_place(visit)]
    if below:
        above.append(Place(title, address("label", label)))
    return {
        **city_frame(visit, here=Here.LABELS, title=below or title, above=above),
        "label": label,
        "row": row_of(label, visit.today),
        "may_keep": visit.standing.may(KEEP),
        "may_decide": visit.standing.may(DECIDE),
        "seen": sealed(Seen(label.edition)),
        "back": address("label", label),
        "public_address": f"/{label.city.slug}/labels/{label.ref}/" if label.awarded_on else "",
        **values,
    }


def _list_place(visit: Visit) -> Place:
    return Place(_("Labels"), reverse("workspace:labels", args=[visit.city.slug]))
