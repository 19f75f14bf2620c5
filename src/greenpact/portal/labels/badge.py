"""The live badge: a drawing that anybody can embed, and that turns grey on the day the label no longer holds."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from greenpact.labels.choices import LabelState
from greenpact.labels.models import Label
from greenpact.labels.rules import State
from greenpact.portal import addresses
from greenpact.portal.frame import in_language
from greenpact.portal.labels.finding import find_label, wanted_language
from greenpact.portal.labels.rows import level_name
from greenpact.ui.figures import day

#: As many letters as fit on a line of the drawing, whichever font the reader has.
LONGEST_LINE = 26

#: The two grounds: that of a label that holds, and that of one that does not.
HOLDING, RESTING = "#1d4f76", "#5f6670"


@dataclass(frozen=True, slots=True)
class Badge:
    """What the drawing says, in one language."""

    language: str
    title: str
    text: str
    first: str
    second: str
    third: str
    ground: str
    holds: bool


def badge(request: HttpRequest, city: str, ref: str, language: str = "") -> HttpResponse:
    """The badge of a label. Other sites may show it as an image, and have to ask each time whether it still holds."""
    label = find_label(city, ref)
    with translation.override(wanted_language(language)):
        drawing = badge_of(label, label.city.day(timezone.now()), host=request.get_host())
        answer = HttpResponse(
            render_to_string("portal/labels/badge.svg", {"badge": drawing}), content_type="image/svg+xml"
        )
    answer["Cross-Origin-Resource-Policy"] = "cross-origin"
    answer["Content-Security-Policy"] = "default-src 'none'"
    answer["Content-Disposition"] = "inline"
    return answer


def badge_of(label: Label, today: date, *, host: str) -> Badge:
    """What the badge of a label says on a day, in the language that is active."""
    standing = label.standing(today)
    city = in_language(label.city.name) or label.city.slug
    words = {
        "city": city,
        "deal": in_language(label.deal.title) or label.deal.ref,
        "level": level_name(label),
        "state": str(LabelState(standing).label),
        "day": _day(label.last_day),
        "address": f"{host}{addresses.label(label.city.slug, label.ref)}",
    }
    holds = standing is State.AWARDED
    return Badge(
        language=translation.get_language() or "en",
        title=(_("Label of %(city)s: %(level)s") if holds else _("Label of %(city)s: %(state)s")) % words,
        text=_text(standing) % words,
        first=_shortened(city),
        second=words["level"] if holds else words["state"],
        third=_third(standing) % words,
        ground=HOLDING if holds else RESTING,
        holds=holds,
    )


def _text(standing: State) -> str:
    """What somebody hears who cannot see the drawing."""
    if standing is State.AWARDED:
        return _(
            "The deal “%(deal)s” was checked by published rules and holds the label at the level “%(level)s” up to and "
            "including %(day)s. Check: %(address)s"
        )
    return _("The label of the deal “%(deal)s” does not hold now: %(state)s. Check: %(address)s")


def _third(standing: State) -> str:
    if standing is State.AWARDED:
        return _("checked, holds until %(day)s")
    return _("held until %(day)s") if standing is State.LAPSED else _("does not hold")


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_LINE else f"{text[: LONGEST_LINE - 1].rstrip()}…"


def _day(value: date | None) -> str:
    return day(value, translation.get_language() or "en", "medium") if value else ""
