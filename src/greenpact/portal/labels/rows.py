"""Labels as public lists and pages show them, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from greenpact.deals.models import Deal
from greenpact.deals.rules import Signature
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


def held_by(deals: Iterable[Deal], today: date) -> dict[int, Label]:
    """The labels that hold on a day, by the key of their deal; a query only where one of the deals was signed."""
    signed = [deal.pk for deal in deals if deal.signature_state == Signature.SIGNED]
    if not signed:
        return {}
    return {label.deal_id: label for label in Label.objects.holding(today).filter(deal__in=signed)}


def held_badge(label: Label | None) -> SafeString | str:
    """That a deal holds a label, as lists of deals show it; nothing without."""
    if label is None:
        return ""
    return badge("tone", "success", _("Label: %(level)s") % {"level": level_name(label)})


def standing_badge(standing: State) -> SafeString:
    return badge("tone", TONES[standing], LabelState(standing).label)


def level_name(label: Label) -> str:
    """The level in words, as the platform calls it."""
    return str(LabelLevel(label.level).label)
