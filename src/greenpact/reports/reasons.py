"""Which entries of the journal tell why something is different. Pure."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

#: More entries than that tell nobody more.
MOST = 8


class Told(NamedTuple):
    """An entry of the journal as a reason: its number, day, verb, subject and payload."""

    number: int
    on: str
    verb: str
    subject: str
    payload: Mapping[str, Any]


Fits = Callable[[Mapping[str, Any], Told], bool]

#: Verbs by which the terms of a deal change.
TERMS = frozenset({"deal.altered", "deal.change_entered", "deal.amended", "deal.party_left", "deal.signed"})
_SIGNING = frozenset({"deal.signature_moved", "deal.signing_opened", "deal.signed", "deal.terminated"})
_READING = frozenset({"reading.taken", "reading.corrected"})


def _by(verbs: frozenset[str], *names: str) -> Fits:
    """Entries of certain verbs that name the same things in their payload."""

    def fits(change: Mapping[str, Any], entry: Told) -> bool:
        same = all(entry.payload.get(name, change.get(name)) == change.get(name) for name in names)
        return entry.verb in verbs and entry.subject == f"deal:{change.get('deal')}" and same

    return fits


def _target(change: Mapping[str, Any], entry: Told) -> bool:
    return entry.subject == f"target:{change.get('target')}"


def _indicator(*verbs: str) -> Fits:
    return _by(frozenset(verbs), "indicator")


_STATE = _by(frozenset({"measure.state_recorded"}), "clause")
_VALUE = _by(_READING | {"indicator.redefined"}, "indicator")
_LABEL = frozenset({"label.awarded", "label.renewed", "label.suspended", "label.withdrawn", "label.lapsed"})

#: By what is different: which entries tell why.
FITS: dict[str, Fits] = {
    "target_came": _target,
    "target_went": _target,
    "deal_came": _by(frozenset({"deal.published"})),
    "deal_went": _by(frozenset({"deal.taken_back", "deal.discarded"})),
    "work_state": _by(frozenset({"deal.work_moved", "deal.terminated"})),
    "signature_state": _by(_SIGNING),
    "label": lambda _change, entry: entry.verb in _LABEL,
    "party_came": _by(TERMS),
    "party_went": _by(TERMS),
    "commitment_came": _by(TERMS),
    "commitment_went": _by(TERMS),
    "quantity": _by(TERMS),
    "measure_state": _STATE,
    "measure_due": _by(frozenset({"measure.replanned"}), "clause"),
    "indicator_came": _indicator("indicator.defined"),
    "indicator_went": _indicator("indicator.dropped"),
    "indicator_target": _indicator("indicator.redefined"),
    "reading_replaced": _by(frozenset({"reading.corrected"}), "indicator", "reading"),
    "value": _VALUE,
}


def reasons_for(change: Mapping[str, Any], entries: Iterable[Told]) -> list[dict[str, Any]]:
    """The last entries that tell why, each as number, day and verb."""
    fits = FITS[change["what"]]
    found = [
        {"number": entry.number, "on": entry.on, "verb": entry.verb}
        for entry in entries
        if fits(change, entry)
    ]
    return found[-MOST:]
