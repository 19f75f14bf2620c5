"""A city, or the network, in a handful of figures, each with what it counts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from greenpact.deals.rules import Kind
from greenpact.measures.rules import State
from greenpact.portal import addresses
from greenpact.portal.city.how_far import Emissions
from greenpact.portal.counting.tallies import MeasureTally, Part, Rule, Tally, measure_parts, work_parts
from greenpact.ui.figures import number


@dataclass(frozen=True, slots=True)
class Stat:
    """A figure as `ui/stat.html` shows it."""

    value: str
    label: str
    note: str = ""
    unit: str = ""
    year: int | None = None


def stats(
    counted: Tally, measures: MeasureTally, rule: Rule, *, parties: int, emissions: Emissions | None
) -> list[Stat]:
    """Deals by the city's counting rule, what stands apart from them, commitments, parties and emissions."""
    found = [_counted(counted, rule)]
    if counted.apart:
        found.append(Stat(_n(counted.apart), apart_label(counted), _("counted apart from the deals")))
    if measures.total:
        label = ngettext("commitment", "commitments", measures.total)
        found.append(Stat(_n(measures.total), label, measures_in_words(measures)))
    if parties:
        found.append(
            Stat(_n(parties), ngettext("party", "parties", parties), _("organisations; a group counts once"))
        )
    if emissions:
        label, year = _("Emissions of the whole city"), emissions.newest.year
        found.append(Stat(emissions.newest_text, label, emissions.change, emissions.unit, year))
    return found


def network_stats(tallies: Sequence[Tally], *, cities: int, parties: int, commitments: int) -> list[Stat]:
    """The network's figures from the tallies of its cities, each under that city's own rule."""
    counted, active = sum(one.counted for one in tallies), sum(one.records > 0 for one in tallies)
    unclear, apart = sum(one.unclear for one in tallies), sum(one.apart for one in tallies)
    with_records = ngettext("%(number)s with published records", "%(number)s with published records", active)
    by_rule = _with_unclear(_("each counted by its city's rule"), unclear)
    found = [
        Stat(_n(cities), ngettext("city", "cities", cities), with_records % {"number": _n(active)}),
        Stat(_n(counted), signed_label(counted), by_rule),
    ]
    if apart:
        label = ngettext("cooperation, pilot or pact", "cooperations, pilots and pacts", apart)
        found.append(Stat(_n(apart), label, _("counted apart from the deals")))
    found.append(
        Stat(_n(parties), ngettext("party", "parties", parties), _("organisations; a group counts once"))
    )
    label = ngettext("commitment", "commitments", commitments)
    return [
        *found,
        Stat(_n(commitments), label, _("each owed by one party, where the source says whose it is")),
    ]


def signed_label(number_of: int) -> str:
    return ngettext("signed Local Green Deal", "signed Local Green Deals", number_of)


def _counted(counted: Tally, rule: Rule) -> Stat:
    if rule.signed_only:
        label = signed_label(counted.counted)
    else:
        label = ngettext("Local Green Deal", "Local Green Deals", counted.counted)
    note = _("counted by the city's own rule") if rule.row else _("counted by the common rule")
    if not counted.counted:
        note = _("none published yet")
    return Stat(_n(counted.counted), label, _with_unclear(note, counted.unclear))


def _with_unclear(note: str, unclear: int) -> str:
    """A note with the deals whose sources do not say whether they are signed."""
    if not unclear:
        return note
    more = ngettext(
        "of %(number)s more the signature is not stated",
        "of %(number)s more the signature is not stated",
        unclear,
    )
    return f"{note}; {more % {'number': _n(unclear)}}"


def apart_label(counted: Tally) -> str:
    """What stands apart from Local Green Deals, by the only kind of it or by a word for all."""
    number_of = counted.apart
    words = {
        Kind.COOPERATION: ngettext("running cooperation", "running cooperations", number_of),
        Kind.PILOT: ngettext("resident-led pilot", "resident-led pilots", number_of),
        Kind.PACT: ngettext("comparable pact", "comparable pacts", number_of),
    }
    kinds = [kind for kind in words if counted.kinds.get(kind)]
    if len(kinds) == 1:
        return words[kinds[0]]
    return ngettext("cooperation, pilot or pact", "cooperations, pilots and pacts", number_of)


def measures_in_words(measures: MeasureTally) -> str:
    """How the measures stand, late ones first: "3 late · 8 done · 15 under way"."""
    parts = [(measures.late, _("%(number)s late"))]
    parts += [(measures.states.get(state, 0), words) for state, words in _state_words().items()]
    return " · ".join(words % {"number": _n(count)} for count, words in parts if count)


def _state_words() -> dict[str, str]:
    return {
        State.DONE: _("%(number)s done"),
        State.UNDER_WAY: _("%(number)s under way"),
        State.PLANNED: _("%(number)s planned"),
        State.GIVEN_UP: _("%(number)s given up"),
        State.UNKNOWN: _("%(number)s with unknown state"),
    }


def _n(value: int) -> str:
    return number(value, get_language() or "en")


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of `ui/bars.html`."""

    label: str
    share: float
    text: str
    address: str = ""


def deal_bars(city: str, counted: Tally) -> list[Bar]:
    """The states of deals with their share of all, each leading to the list of its deals."""
    return _bars(work_parts(counted), f"{addresses.deals(city)}?work=")


def _bars(parts: Iterable[Part], address: str = "") -> list[Bar]:
    return [
        Bar(part.label, part.share, _n(part.number), f"{address}{part.state}" if address else "")
        for part in parts
    ]


def measure_bars(measures: MeasureTally) -> list[Bar]:
    """The states of measures; the late ones stand first and are contained in the planned and under way."""
    bars = _bars(measure_parts(measures))
    if not measures.late:
        return bars
    share = measures.late / measures.total
    return [Bar(_("Late (of those planned and under way)"), share, _n(measures.late)), *bars]
