"""What a machine tells from a deal: each check met, not met, and open."""

from dataclasses import replace
from datetime import date

import pytest

from greenpact.deals.document import Clause, ClauseKind, Document, DocumentParty
from greenpact.labels.checks import Facts, Signed, find
from greenpact.labels.results import are_answered, are_met, results
from greenpact.labels.rules import Answer, Level
from greenpact.labels.scheme import Check, delivered
from greenpact.measures.rules import State

CLOCKS = delivered().clocks


def commitment(ref: str, party: str, **values: str) -> Clause:
    return Clause(ref=ref, kind=ClauseKind.COMMITMENT, text={"en": "Does it"}, party=party, **values)  # type: ignore[arg-type]


DOCUMENT = Document(
    title={"en": "Sun"},
    summary={"en": "In short"},
    parties=(DocumentParty("city", "City", "signatory"), DocumentParty("firm", "Firm", "signatory")),
    clauses=(
        commitment("c1", "city", quantity="1", unit="MWh", ends_on="2030-12-31"),
        commitment("c2", "firm", quantity="2", unit="MWh", ends_on="2030-12-31"),
        Clause(ref="p1", kind=ClauseKind.PROVISION, text={"en": "Report"}, topic="reporting"),
    ),
)
FACTS = Facts(
    document=DOCUMENT,
    city_bodies=frozenset({"city"}),
    is_public=True,
    signed=Signed.HERE,
    day=date(2026, 6, 15),
    measures={"c1": State.DONE, "c2": State.DONE},
    open_checks=0,
    last_report_on=date(2026, 6, 1),
    observer="university",
    ever_parties=frozenset({"city", "firm"}),
)


def without(*refs: str, **replaced: Clause) -> Facts:
    clauses = tuple(replaced.get(one.ref, one) for one in DOCUMENT.clauses if one.ref not in refs)
    return replace(FACTS, document=replace(DOCUMENT, clauses=clauses))


ALONE = replace(FACTS, document=replace(DOCUMENT, parties=DOCUMENT.parties[:1]))

CASES = [
    (Check.SIGNED_HERE, FACTS, Answer.MET, ()),
    (Check.SIGNED_HERE, replace(FACTS, signed=Signed.NOT), Answer.NOT_MET, ()),
    (Check.SIGNED_HERE, replace(FACTS, signed=Signed.ELSEWHERE), Answer.OPEN, ()),
    (Check.PUBLIC, FACTS, Answer.MET, ()),
    (Check.PUBLIC, replace(FACTS, is_public=False), Answer.NOT_MET, ()),
    (Check.OTHERS_SIGN, FACTS, Answer.MET, ()),
    (Check.OTHERS_SIGN, ALONE, Answer.NOT_MET, ()),
    (Check.OWNERS_AND_DAYS, FACTS, Answer.MET, ()),
    (Check.OWNERS_AND_DAYS, without(c2=commitment("c2", "firm")), Answer.NOT_MET, ("c2",)),
    (Check.OWNERS_AND_DAYS, without(c2=commitment("c2", "", ends_on="2030-01-01")), Answer.NOT_MET, ("c2",)),
    (
        Check.OWNERS_AND_DAYS,
        replace(without(c2=commitment("c2", "firm")), due=frozenset({"c2"})),
        Answer.MET,
        (),
    ),
    (Check.OWNERS_AND_DAYS, without("c1", "c2"), Answer.NOT_MET, ()),
    (Check.MEASURABLE, FACTS, Answer.MET, ()),
    (Check.MEASURABLE, without(c2=commitment("c2", "firm", quantity="2")), Answer.OPEN, ("c2",)),
    (Check.MEASURABLE, without("c1", "c2"), Answer.NOT_MET, ()),
    (Check.CITY_OWES, FACTS, Answer.MET, ()),
    (Check.CITY_OWES, without("c1"), Answer.NOT_MET, ()),
    (Check.REPORTING, FACTS, Answer.MET, ()),
    (Check.REPORTING, without("p1"), Answer.NOT_MET, ()),
    (Check.CHECKS_DONE, FACTS, Answer.MET, ()),
    (Check.CHECKS_DONE, replace(FACTS, open_checks=1), Answer.NOT_MET, ()),
    (Check.CHECKS_DONE, replace(FACTS, open_checks=None), Answer.OPEN, ()),
    (Check.REPORTED, FACTS, Answer.MET, ()),
    (Check.REPORTED, replace(FACTS, last_report_on=date(2024, 1, 1)), Answer.NOT_MET, ()),
    (Check.REPORTED, replace(FACTS, last_report_on=None), Answer.OPEN, ()),
    (Check.UNDER_WAY, FACTS, Answer.MET, ()),
    (Check.UNDER_WAY, replace(FACTS, measures={"c1": State.UNDER_WAY}), Answer.NOT_MET, ("firm",)),
    (Check.DONE, FACTS, Answer.MET, ()),
    (Check.DONE, replace(FACTS, measures={"c1": State.DONE, "c2": State.GIVEN_UP}), Answer.OPEN, ("c2",)),
    (Check.DONE, without("c1", "c2"), Answer.NOT_MET, ()),
    (Check.INDEPENDENT, FACTS, Answer.OPEN, ()),
    (Check.INDEPENDENT, replace(FACTS, observer=""), Answer.NOT_MET, ()),
    (Check.INDEPENDENT, replace(FACTS, observer="firm"), Answer.NOT_MET, ()),
    (
        Check.INDEPENDENT,
        replace(FACTS, ever_parties=FACTS.ever_parties | {"university"}),
        Answer.NOT_MET,
        (),
    ),
]


@pytest.mark.parametrize(("check", "facts", "answer", "refs"), CASES)
def test_what_the_machine_finds(check: Check, facts: Facts, answer: Answer, refs: tuple[str, ...]) -> None:
    finding = find(check, facts, CLOCKS)
    assert (finding.answer, finding.refs) == (answer, refs)


def test_every_check_is_tried_met_or_open() -> None:
    assert {check for check, _facts, answer, _refs in CASES if answer is not Answer.NOT_MET} == set(Check)
    assert {check for check, _facts, answer, _refs in CASES if answer is Answer.NOT_MET} == set(Check)


def test_the_machine_goes_before_people() -> None:
    everything = {criterion.ref: Answer.MET for criterion in delivered().criteria}
    found = results(delivered(), Level.PROVEN, replace(FACTS, is_public=False), everything)
    by_ref = {one.criterion.ref: one for one in found}
    assert by_ref["public"].answer is Answer.NOT_MET
    assert by_ref["public"].is_computed
    assert by_ref["wording"].answer is Answer.MET
    assert not are_met(found)
    assert are_answered(found)


def test_all_met_takes_every_criterion() -> None:
    people = {criterion.ref: Answer.MET for criterion in delivered().criteria}
    found = results(delivered(), Level.PROVEN, FACTS, people)
    assert are_met(found)
    assert len(found) == len(delivered().criteria)
    assert not are_answered(results(delivered(), Level.PROVEN, FACTS, {}))
