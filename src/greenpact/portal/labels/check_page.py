"""The page on which everyone can check a label: whether it holds, what was checked, and all that happened to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from greenpact.journal.models import Entry
from greenpact.labels.choices import REASONS, CriterionAnswerChoice
from greenpact.labels.models import Assessment, CriterionAnswer, Label
from greenpact.labels.rules import Level, State
from greenpact.labels.scheme import Criterion
from greenpact.labels.wording import may_say
from greenpact.portal import addresses
from greenpact.portal.changes.happenings import Happening, in_words
from greenpact.portal.frame import Here, city_frame, in_language
from greenpact.portal.labels.finding import find_label
from greenpact.portal.labels.rows import level_name, standing_badge
from greenpact.ui.languages import INTERFACE
from greenpact.ui.masthead import Place

MOST_ENTRIES = 100


@dataclass(frozen=True, slots=True)
class Checked:
    """A criterion as it was checked: its answer, by whom it was found, and an address that shows it, if any."""

    criterion: Criterion
    answer: str
    is_met: bool
    is_computed: bool
    link: str


def label_page(request: HttpRequest, city: str, ref: str) -> HttpResponse:
    """One label with its whole history."""
    label = find_label(city, ref)
    today = label.city.day(timezone.now())
    title = _("Label: %(deal)s") % {"deal": in_language(label.deal.title)}
    about = _("What was checked about this deal, by which rules, and until when the label holds.")
    above = [Place(_("Labels"), addresses.labels(city))]
    frame = city_frame(request, label.city, here=Here.DEALS, title=title, description=about, above=above)
    context = {**_standing(label, today), **_checked(label), **_to_use(request, label, today)}
    context["history"] = _history(label)
    return render(request, "portal/labels/label.html", {**frame, **context})


def _standing(label: Label, today: date) -> dict[str, Any]:
    standing = label.standing(today)
    return {
        "label": label,
        "holds": standing is State.AWARDED,
        "standing": standing.value,
        "badge": standing_badge(standing),
        "level": level_name(label),
        "reason": REASONS.get(label.reason, "") if standing in {State.SUSPENDED, State.WITHDRAWN} else "",
        "deal_address": addresses.deal(label.city.slug, label.deal.ref),
        "version_address": addresses.version(label.city.slug, label.deal.ref, label.version.number)
        if label.version
        else "",
        "rules_address": addresses.label_rules(label.city.slug, label.scheme.number) if label.scheme else "",
    }


def _checked(label: Label) -> dict[str, Any]:
    """What the last award rests on."""
    assessments = label.assessments.filter(awarded_at__isnull=False).prefetch_related("answers")
    assessment = assessments.order_by("-awarded_at").first()
    scheme = label.scheme.scheme if label.scheme else None
    return {
        "assessment": assessment,
        "checked": _criteria(assessment) if assessment else [],
        "scheme": scheme,
        "meaning": scheme.levels[Level(label.level)].meaning if scheme else {},
    }


def _criteria(assessment: Assessment) -> list[Checked]:
    given: Mapping[str, CriterionAnswer] = {row.criterion: row for row in assessment.answers.all()}
    criteria = assessment.scheme.scheme.criteria_up_to(Level(assessment.level))
    return [_one(criterion, given[criterion.ref]) for criterion in criteria if criterion.ref in given]


def _one(criterion: Criterion, row: CriterionAnswer) -> Checked:
    return Checked(
        criterion=criterion,
        answer=str(CriterionAnswerChoice(row.answer).label),
        is_met=row.answer == CriterionAnswerChoice.MET,
        is_computed=row.is_computed,
        link=row.link,
    )


def _to_use(request: HttpRequest, label: Label, today: date) -> dict[str, Any]:
    """What a party may take: badge, certificate and sentences, in each language of the interface."""
    holds = label.standing(today) is State.AWARDED
    origin = f"{request.scheme}://{request.get_host()}"
    slug = label.city.slug
    languages = [
        {
            "code": code,
            "badge": addresses.badge(slug, label.ref, code),
            "embed": embedding(label, code, origin=origin),
            "may_say": may_say(label, code),
        }
        for code in INTERFACE
    ]
    parties = [
        {
            "name": row.organisation.name,
            "address": addresses.party(slug, row.organisation.ref),
            "ended_on": row.ended_on,
            "files": [(code, addresses.certificate(slug, label.ref, row.ref, code)) for code in INTERFACE]
            if holds and row.ended_on is None
            else [],
        }
        for row in label.certificates.select_related("organisation")
    ]
    return {
        "languages": languages,
        "parties": parties,
        "badge_address": addresses.badge(slug, label.ref, get_language() or "en"),
    }


def embedding(label: Label, language: str, *, origin: str) -> str:
    """The lines that put the badge on somebody's own page, with a link to this one."""
    there = f"{origin}{addresses.label(label.city.slug, label.ref)}"
    picture = f"{origin}{addresses.badge(label.city.slug, label.ref, language)}"
    with translation.override(language):
        words = _("Label “Local Green Deal”: check it here")
    return (
        f'<a href="{there}" hreflang="{language}">'
        f'<img src="{picture}" width="320" height="80" alt="{words}"></a>'
    )


def _history(label: Label) -> list[tuple[date, Happening]]:
    """Everything public that happened to the label, newest first, each with its day in the city."""
    entries = Entry.objects.filter(chain=label.city.chain_id, subject=f"label:{label.ref}").public()
    told = (in_words(entry, {}, here=_("This deal")) for entry in entries.order_by("-number")[:MOST_ENTRIES])
    return [(label.city.day(happening.at), happening) for happening in told]
