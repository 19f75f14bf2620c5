"""Labels as public lists and pages show them, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString

from greenpact.labels.choices import REASONS, TONES, LabelLevel, LabelState
from greenpact.labels.models import Label
from greenpact.labels.rules import State
from greenpact.portal import addresses
from greenpact.ui.templatetags.ui import badge, worded


@dataclass(frozen=True, slots=True)
class LabelRow:
    """A label in a list. `title` and `badge` are safe HTML."""

    address: str
    title: str
    badge: SafeString
    level: str
    holds: bool
    last_day: date | None
    reason: str


def row_of(label: Label, today: date) -> LabelRow:
    standing = label.standing(today)
    return LabelRow(
        address=addresses.label(label.city.slug, label.ref),
        title=worded(label.deal.title),
        badge=standing_badge(standing),
        level=level_name(label),
        holds=standing is State.AWARDED,
        last_day=label.last_day,
        reason=str(REASONS.get(label.reason, "")) if standing not in {State.AWARDED, State.LAPSED} else "",
    )


def rows_of(labels: Iterable[Label], today: date) -> list[LabelRow]:
    return [row_of(label, today) for label in labels]


def standing_badge(standing: State) -> SafeString:
    return badge("tone", TONES[standing], LabelState(standing).label)


def level_name(label: Label) -> str:
    """The level in words, as the platform calls it."""
    return str(LabelLevel(label.level).label)
