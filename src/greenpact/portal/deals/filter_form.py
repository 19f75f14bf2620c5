"""The filters of the deal list as a form and as chips: what can be chosen, and what is set."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext_lazy, pgettext, pgettext_lazy
from django.utils.translation import gettext as _

from greenpact.cities.sdgs import SDGS
from greenpact.cities.sectors import Sector
from greenpact.deals.choices import DealKind, DealTier, SignatureState, WorkState
from greenpact.deals.filtering import DealFilter, Grounds, address
from greenpact.parties.models import OrganisationKind
from greenpact.portal.frame import in_language

Pairs = Iterable[tuple[str, str | Promise]]

LABELS: dict[str, str | Promise] = {
    "q": gettext_lazy("Words"),
    "field": pgettext_lazy("field of work", "Field"),
    "work": pgettext_lazy("how far the work of a deal is", "Work"),
    "signature": gettext_lazy("Signature"),
    "kind": gettext_lazy("Kind of record"),
    "tier": gettext_lazy("Tier"),
    "party": gettext_lazy("Kind of party"),
    "sector": gettext_lazy("Sector"),
    "sdg": gettext_lazy("Sustainable Development Goal"),
    "district": gettext_lazy("District"),
    "year": gettext_lazy("Year"),
    "view": pgettext_lazy("how a list is shown", "View"),
}

#: Always in sight; the others are folded until one of them is set.
FOREMOST = ("field", "work", "signature", "kind")
FURTHER = ("tier", "party", "sector", "sdg", "district")


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is set, and the address of the list without it."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class FilterForm:
    """What is filled in, and the drop-downs of the criteria (safe HTML), in sight and folded."""

    action: str
    filter: DealFilter
    view: str
    foremost: list[SafeString]
    further: list[SafeString]

    @property
    def has_further(self) -> bool:
        """Whether a folded criterion is set, so that it should be in sight."""
        return any(getattr(self.filter, name) for name in (*FURTHER, "year"))


def form_for(criteria: DealFilter, grounds: Grounds, *, action: str, view: str) -> FilterForm:
    """The form of a list; criteria of which the city has nothing to choose from are left out."""
    foremost, further = (_drop_downs(names, criteria, grounds) for names in (FOREMOST, FURTHER))
    return FilterForm(action, criteria, view, foremost, further)


def chips_for(criteria: DealFilter, grounds: Grounds, *, action: str, view: str) -> list[Chip]:
    """A chip for every filter that is set."""
    return [
        Chip(
            _("%(criterion)s: %(value)s")
            % {"criterion": LABELS[name], "value": _in_words(name, value, grounds)},
            address(action, criteria.without(name), view=view),
        )
        for name, value in criteria.set_values().items()
    ]


def _drop_downs(names: Iterable[str], criteria: DealFilter, grounds: Grounds) -> list[SafeString]:
    found = []
    for name in names:
        chosen = getattr(criteria, name)
        if name in CHOICES:
            found.append(fixed_drop_down(name, chosen, get_language() or "en"))
        elif pairs := _pairs(name, grounds):
            found.append(_drop_down(name, str(LABELS[name]), pairs, chosen))
    return found


@lru_cache(maxsize=1024)
def fixed_drop_down(name: str, chosen: str, _language: str, *, called: str = "") -> SafeString:
    """A drop-down that is the same in every city, made once for each language and value; `called` renames it."""
    return _drop_down(called or name, str(LABELS[name]), CHOICES[name](), chosen)


def _drop_down(name: str, label: str, pairs: Pairs, chosen: str) -> SafeString:
    choice = {"name": name, "label": label, "options": _options(pairs, chosen)}
    return render_to_string("portal/deals/_choice.html", choice)


def _options(pairs: Pairs, chosen: str) -> SafeString:
    marked = ((value, mark_safe(" selected") if value == chosen else "", label) for value, label in pairs)
    return format_html_join("", '<option value="{}"{}>{}</option>', marked)


def _in_words(name: str, value: str, grounds: Grounds) -> str:
    if name == "q":
        return pgettext("quotation marks around a title", "“{title}”").format(title=value)
    return value if name == "year" else str(dict(_pairs(name, grounds))[value])


def _pairs(name: str, grounds: Grounds) -> Pairs:
    if name == "field":
        return [(ref, in_language(row.name)) for ref, row in grounds.fields.items()]
    if name == "district":
        return [(ref, row.name) for ref, row in grounds.districts.items()]
    return CHOICES[name]()


def _goals() -> Pairs:
    return [(str(number), f"{number} {in_language(goal.names)}") for number, goal in SDGS.items()]


CHOICES: dict[str, Callable[[], Pairs]] = {
    "sdg": _goals,
    "work": lambda: WorkState.choices,
    "signature": lambda: SignatureState.choices,
    "kind": lambda: DealKind.choices,
    "tier": lambda: DealTier.choices,
    "party": lambda: OrganisationKind.choices,
    "sector": lambda: Sector.choices,
}
