"""What a machine tells from a deal about the criteria of a scheme: pure functions over values."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from greenpact.deals.document import Clause, ClauseKind, Document, Topic
from greenpact.deals.rules import PartyRole
from greenpact.labels.rules import Answer, reporting_has_stopped
from greenpact.labels.scheme import Check, Clocks
from greenpact.measures.rules import State as Measure


class Signed(StrEnum):
    """Where a deal was signed, which says what shows it."""

    HERE = "here"  # every signature with its record, over one frozen version
    ELSEWHERE = "elsewhere"  # written down by the city: what shows it lies outside the platform
    NOT = "not"  # not at all, or only told by public sources


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a deal on a day; `measures` by the commitment's ref, `due` the days of measures, as far as set.

    `open_checks` is the number of checks before signing that nobody has answered, None where none were kept.
    """

    document: Document
    city_bodies: frozenset[str]  # refs of the organisations that are the city itself
    is_public: bool
    signed: Signed
    day: date
    measures: Mapping[str, Measure]
    due: frozenset[str] = frozenset()  # refs of commitments whose measure has a day
    open_checks: int | None = None
    last_report_on: date | None = None
    observer: str = ""  # ref of the organisation that took an independent look
    ever_parties: frozenset[str] = frozenset()  # refs of all parties, those included that left

    @property
    def commitments(self) -> tuple[Clause, ...]:
        return tuple(clause for clause in self.document.clauses if clause.kind is ClauseKind.COMMITMENT)

    @property
    def signatories(self) -> frozenset[str]:
        return frozenset(
            party.organisation for party in self.document.parties if party.role == PartyRole.SIGNATORY
        )


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check came to, and the refs of the clauses or parties that it hangs on."""

    answer: Answer
    refs: tuple[str, ...] = ()


def find(check: Check, facts: Facts, clocks: Clocks) -> Finding:
    """What a machine can say of a check; open where a person has to look."""
    return Finding(_reported(facts, clocks)) if check is Check.REPORTED else _FINDERS[check](facts)


def as_data(facts: Facts) -> dict[str, Any]:
    """The facts as plain JSON values, for freezing them; the document stands there by its version."""
    return {
        "city_bodies": sorted(facts.city_bodies),
        "is_public": facts.is_public,
        "signed": facts.signed.value,
        "day": facts.day.isoformat(),
        "measures": {ref: state.value for ref, state in sorted(facts.measures.items())},
        "due": sorted(facts.due),
        "open_checks": facts.open_checks,
        "last_report_on": facts.last_report_on.isoformat() if facts.last_report_on else "",
        "observer": facts.observer,
        "ever_parties": sorted(facts.ever_parties),
    }


def _yes(is_met: bool) -> Finding:
    return Finding(Answer.MET if is_met else Answer.NOT_MET)


def _none(refs: list[str], *, otherwise: Answer = Answer.NOT_MET) -> Finding:
    """Met when nothing stands against it."""
    return Finding(otherwise if refs else Answer.MET, tuple(refs))


def _signed(facts: Facts) -> Finding:
    """Met by the signatures given here. Of a deal signed elsewhere a person has to see the document and show it."""
    return Finding(Answer.OPEN) if facts.signed is Signed.ELSEWHERE else _yes(facts.signed is Signed.HERE)


def _owners_and_days(facts: Facts) -> Finding:
    without = [
        clause.ref
        for clause in facts.commitments
        if not clause.party or not (clause.ends_on or clause.ref in facts.due)
    ]
    return _none(without) if facts.commitments else Finding(Answer.NOT_MET)


def _measurable(facts: Facts) -> Finding:
    """A quantity with its unit is measurable; whether the rest is openly not quantified, a person has to read."""
    without = [clause.ref for clause in facts.commitments if not (clause.quantity and clause.unit)]
    return _none(without, otherwise=Answer.OPEN) if facts.commitments else Finding(Answer.NOT_MET)


def _city_owes(facts: Facts) -> Finding:
    return _yes(any(clause.party in facts.city_bodies for clause in facts.commitments))


def _reporting(facts: Facts) -> Finding:
    return _yes(any(clause.topic == Topic.REPORTING for clause in facts.document.clauses))


def _checks_done(facts: Facts) -> Finding:
    return Finding(Answer.OPEN) if facts.open_checks is None else _yes(facts.open_checks == 0)


def _reported(facts: Facts, clocks: Clocks) -> Answer:
    """Met when the last report is not too old; without any a person has to say."""
    if facts.last_report_on is None:
        return Answer.OPEN
    has_stopped = reporting_has_stopped(
        facts.last_report_on, months=clocks.report_months, grace_days=clocks.grace_days, on=facts.day
    )
    return Answer.NOT_MET if has_stopped else Answer.MET


def _under_way(facts: Facts) -> Finding:
    """Every signatory has at least one measure under way or done."""
    at_work = {
        clause.party
        for clause in facts.commitments
        if facts.measures.get(clause.ref) in {Measure.UNDER_WAY, Measure.DONE}
    }
    return _none(sorted(facts.signatories - at_work)) if facts.signatories else Finding(Answer.NOT_MET)


def _done(facts: Facts) -> Finding:
    """All measures are done; where one is not, a person has to judge what was reached."""
    open_ones = [clause.ref for clause in facts.commitments if facts.measures.get(clause.ref) != Measure.DONE]
    return _none(open_ones, otherwise=Answer.OPEN) if facts.commitments else Finding(Answer.NOT_MET)


def _independent(facts: Facts) -> Finding:
    """Whoever looked is named and no party. That they did look, a person confirms with their evidence."""
    if not facts.observer or facts.observer in facts.ever_parties | facts.city_bodies:
        return Finding(Answer.NOT_MET)
    return Finding(Answer.OPEN)


_FINDERS: Mapping[Check, Callable[[Facts], Finding]] = {
    Check.SIGNED_HERE: _signed,
    Check.PUBLIC: lambda facts: _yes(facts.is_public),
    Check.OTHERS_SIGN: lambda facts: _yes(bool(facts.signatories - facts.city_bodies)),
    Check.OWNERS_AND_DAYS: _owners_and_days,
    Check.MEASURABLE: _measurable,
    Check.CITY_OWES: _city_owes,
    Check.REPORTING: _reporting,
    Check.CHECKS_DONE: _checks_done,
    Check.UNDER_WAY: _under_way,
    Check.DONE: _done,
    Check.INDEPENDENT: _independent,
}
