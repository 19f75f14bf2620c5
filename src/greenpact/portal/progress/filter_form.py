"""The filters of measures as a form and as chips: what can be chosen, and what is set."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from greenpact.portal.deals.commitments import COUNTED, label_of
from greenpact.portal.progress.filtering import NONE, MeasureFilter
from greenpact.portal.progress.grounds import Grounds

Pairs = list[tuple[str, str]]

LABELS: dict[str, str | Promise] = {
    "field": pgettext_lazy("field of work", "Field"),
    "party": gettext_lazy("Party"),
    "deal": gettext_lazy("Deal"),
    "state": pgettext_lazy("how a measure stands", "State"),
    "due": gettext_lazy("Due in the year"),
}

#: A drop-down of more deals or parties helps nobody; their own pages lead here already narrowed.
MOST_CHOICES = 1000


@dataclass(frozen=True, slots=True)
class MeasureForm:
    """What is filled in, and the drop-downs (safe HTML)."""

    action: str
    filter: MeasureFilter
    drop_downs: list[SafeString]

    @property
    def year(self) -> str:
        return "" if self.filter.due == NONE else self.filter.due


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is set, and the address without it."""

    label: str
    address: str


def form_for(criteria: MeasureFilter, grounds: Grounds, *, action: str) -> MeasureForm:
    """The form; criteria of which there is nothing to choose from are left out."""
    found = [
        _drop_down(name, pairs, getattr(criteria, name))
        for name in ("field", "party", "deal", "state")
        if 1 < len(pairs := _pairs(name, grounds)) <= MOST_CHOICES or getattr(criteria, name)
    ]
    return MeasureForm(action, criteria, found)


def chips_for(criteria: MeasureFilter, grounds: Grounds, *, action: str) -> list[Chip]:
    return [
        Chip(
            _("%(criterion)s: %(value)s")
            % {"criterion": LABELS[name], "value": _in_words(name, value, grounds)},
            criteria.with_values(**{name: ""}).at(action),
        )
        for name, value in criteria.set_values().items()
    ]


def ignored_in_words(ignored: Iterable[tuple[str, str]]) -> Pairs:
    """What of an address could not be used, each with the word for its criterion."""
    return [(str(LABELS[name]), value) for name, value in ignored]


def _in_words(name: str, value: str, grounds: Grounds) -> str:
    if name == "due":
        return _("not stated") if value == NONE else value
    return dict(_pairs(name, grounds)).get(value, value)


def _pairs(name: str, grounds: Grounds) -> Pairs:
    if name == "state":
        return [(state, label_of(state)) for state in COUNTED]
    if name == "deal":
        return sorted(((one.ref, one.title) for one in grounds.deals.values()), key=lambda pair: pair[1])
    return [(one.ref, one.name) for one in (grounds.fields if name == "field" else grounds.parties)]


def _drop_down(name: str, pairs: Pairs, chosen: str) -> SafeString:
    marked = ((value, mark_safe(" selected") if value == chosen else "", label) for value, label in pairs)
    options = format_html_join("", '<option value="{}"{}>{}</option>', marked)
    choice = {"name": name, "label": str(LABELS[name]), "options": options}
    return render_to_string("portal/deals/_choice.html", choice)
